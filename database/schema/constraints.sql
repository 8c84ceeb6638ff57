-- What Strapi's schemas cannot say, and the database must hold (docs: ARCHITECTURE.md, "The database").
-- Run by apply.ts at every start, after Strapi's schema sync and means.sql, inside one transaction. A constraint, index
-- or trigger is touched only when its definition below has changed, so that a start never waits for those who are
-- writing, nor they for it. The question mark must not appear here: knex takes it for a binding. Instants are
-- `timestamp` columns in UTC, as Strapi makes them. A constraint is named `<table>_<column>_<what>` after the column an
-- editor mends: the admin shows the refusal at that field (src/admin-config/content-refusals.ts).

-- 1. Lists kept as JSON --------------------------------------------------------------------------------------------

create or replace function json_list(list jsonb) returns setof jsonb
language sql immutable as $$
  select jsonb_array_elements(case when jsonb_typeof(list) = 'array' then list else '[null]' end)
$$;

-- ["a", "b"]
create or replace function is_text_list(list jsonb) returns boolean
language sql immutable as $$
  select coalesce(bool_and(jsonb_typeof(item) = 'string'), true) from json_list(list) as item
$$;

-- [5, 10]: days counted from a start
create or replace function is_day_list(list jsonb) returns boolean
language sql immutable as $$
  select coalesce(bool_and(item::text ~ '^[0-9]{1,4}$'), true) from json_list(list) as item
$$;

-- [{"afterDays": 5, "to": "manager"}]
create or replace function is_escalation_ladder(list jsonb) returns boolean
language sql immutable as $$
  select coalesce(bool_and(coalesce(
    (item ->> 'afterDays') ~ '^[0-9]{1,4}$'
      and (item ->> 'to') in ('operator', 'manager', 'structure', 'directorate')
      and item - 'afterDays' - 'to' = '{}', false)), true)
  from json_list(list) as item
$$;

-- 2. Who and where -------------------------------------------------------------------------------------------------

-- People sign in by either, and mail goes to the address: Strapi's forms ask for them, and that they are nobody else's.
select pg_temp.ensure_constraint('up_users', 'up_users_username_given', 'check (username is not null)');
select pg_temp.ensure_constraint('up_users', 'up_users_email_given', 'check (email is not null)');
select pg_temp.ensure_index('up_users_username_once', 'on up_users (lower(username))', true);
select pg_temp.ensure_index('up_users_email_once', 'on up_users (lower(email))', true);

select pg_temp.ensure_constraint('structures', 'structures_territory_once', 'unique (territory_id)');
select pg_temp.ensure_constraint('associations', 'associations_name_once_in_territory', 'unique (territory_id, name)');
select pg_temp.ensure_constraint('sites', 'sites_association_or_municipality',
  'check (num_nonnulls(association_id, municipality_id) = 1)');
select pg_temp.ensure_constraint('operators', 'operators_user_once', 'unique (user_id)');
select pg_temp.ensure_constraint('consultants', 'consultants_user_once', 'unique (user_id)');
select pg_temp.ensure_constraint('referents', 'referents_user_once', 'unique (user_id)');
select pg_temp.ensure_constraint('referents', 'referents_until_after_from', 'check (until >= "from")');
select pg_temp.ensure_constraint('availabilities', 'availabilities_ends_at_after_start',
  'check (ends_at >= starts_at + make_interval(mins => slot_minutes))');
select pg_temp.ensure_constraint('availabilities', 'availabilities_no_overlap',
  'exclude using gist (consultant_id with =, tsrange(starts_at, ends_at) with &&)');

-- 3. Agreements ----------------------------------------------------------------------------------------------------

-- One that is ended early may end on its first day.
select pg_temp.ensure_constraint('framework_agreements', 'framework_agreements_ends_on_after_start',
  'check (ends_on >= starts_on)');
-- Once every Party has signed, the term and the renewals are known (message of 2021).
select pg_temp.ensure_constraint('framework_agreements', 'framework_agreements_term_years_of_signed',
  'check (num_nulls(signed_on, starts_on, ends_on, term_years, max_renewals) in (0, 5))');
select pg_temp.ensure_constraint('framework_agreements', 'framework_agreements_renewals_at_most',
  'check (renewals <= coalesce(max_renewals, 0))');
select pg_temp.ensure_constraint('framework_parties', 'framework_parties_party_once', 'unique (framework_id, party_id)');
select pg_temp.ensure_constraint('representatives', 'representatives_until_after_from', 'check (until >= "from")');

select pg_temp.ensure_constraint('agreements', 'agreements_ends_on_after_start', 'check (ends_on >= starts_on)');
-- A local agreement is drawn from a framework's model; the protocols of 2019 came before any.
select pg_temp.ensure_constraint('agreements', 'agreements_framework_of_local',
  'check (kind <> ''local'' or framework_id is not null)');
-- Cases are opened on the strength of an agreement in force: the days it runs are known.
select pg_temp.ensure_constraint('agreements', 'agreements_starts_on_in_force',
  'check (status not in (''active'', ''renewal-window'', ''renewed'') or num_nulls(signed_on, starts_on, ends_on) = 0)');

-- A signatory is one body, of its own kind; who leaves and joins again is in the same row.
select pg_temp.ensure_constraint('agreement_members', 'agreement_members_signatory_of_kind',
  'check (num_nonnulls(structure_id, municipality_id, association_id) = 1 and signatory = kind || ''/'' ||
    coalesce(case kind when ''structure'' then structure_id when ''municipality'' then municipality_id
      else association_id end, 0))');
select pg_temp.ensure_constraint('agreement_members', 'agreement_members_signatory_once',
  'unique (agreement_id, signatory)');
select pg_temp.ensure_constraint('agreement_members', 'agreement_members_left_on_after_joined',
  'check (left_on >= joined_on)');
select pg_temp.ensure_index('agreement_members_association',
  'on agreement_members (association_id) where association_id is not null');
-- Where an identical clause was approved before is asked by its hash.
select pg_temp.ensure_index('approved_clauses_hash', 'on approved_clauses (hash)');

-- An obligation is one body's, or the central directorate's; of an agreement, or of a framework.
select pg_temp.ensure_constraint('obligations', 'obligations_debtor_kind_named',
  'check ((structure_id is not null) = (debtor_kind = ''structure'')
    and (municipality_id is not null) = (debtor_kind = ''municipality'')
    and (association_id is not null) = (debtor_kind = ''association'')
    and (party_id is not null) = (debtor_kind = ''party''))');
select pg_temp.ensure_constraint('obligations', 'obligations_agreement_or_framework',
  'check (num_nonnulls(agreement_id, framework_id) = 1)');
select pg_temp.ensure_constraint('obligations', 'obligations_settled_on_of_settled',
  'check (status <> ''owed'' or settled_on is null)');
select pg_temp.ensure_index('obligations_owed', 'on obligations (due_at) where status = ''owed''');

select pg_temp.ensure_constraint('agreement_models', 'agreement_models_framework_once', 'unique (framework_id)');

select pg_temp.ensure_constraint('term_policies', 'term_policies_valid_from_once', 'unique (valid_from)');
select pg_temp.ensure_constraint('term_policies', 'term_policies_valid_to_after_from', 'check (valid_to >= valid_from)');
select pg_temp.ensure_constraint('term_policies', 'term_policies_valid_from_free',
  'exclude using gist (daterange(valid_from, valid_to, ''[]'') with &&)');
select pg_temp.ensure_constraint('term_policies', 'term_policies_central_address_of_channel',
  'check ((central_address is null) = (central_channel = ''register''))');
select pg_temp.ensure_constraint('term_policies', 'term_policies_communication_address_of_channel',
  'check ((communication_address is null) = (communication_channel = ''register''))');

-- 4. Persons -------------------------------------------------------------------------------------------------------

select pg_temp.ensure_index('beneficiaries_fiscal_code_once',
  'on beneficiaries (fiscal_code_index) where erased_at is null', true);
select pg_temp.ensure_constraint('beneficiaries', 'beneficiaries_fiscal_code_found',
  'check (erased_at is not null or (fiscal_code is null) = (fiscal_code_index is null))');
select pg_temp.ensure_constraint('households', 'households_beneficiary_once', 'unique (beneficiary_id)');

-- 5. Texts, rules and periods --------------------------------------------------------------------------------------

select pg_temp.ensure_constraint('privacy_notices', 'privacy_notices_version_once', 'unique (kind, version, language)');
select pg_temp.ensure_constraint('privacy_notices', 'privacy_notices_valid_to_after_from',
  'check (valid_to >= valid_from)');
select pg_temp.ensure_constraint('privacy_notices', 'privacy_notices_hashed', 'check (text_hash is not null)');
-- One text to sign at a time: a new version begins when the one before it ends.
select pg_temp.ensure_constraint('privacy_notices', 'privacy_notices_valid_from_free',
  'exclude using gist (kind with =, language with =, daterange(valid_from, valid_to, ''[]'') with &&)');

-- A consent or a proxy is bound to the hash of the text shown: the hash is computed, and a text once signed stays.
create or replace function keep_signed_text() returns trigger
language plpgsql as $$
begin
  new.text_hash := encode(sha256(convert_to(new.text, 'UTF8')), 'hex');
  if tg_op = 'UPDATE'
    and (new.kind, new.version, new.language, new.text_hash)
      is distinct from (old.kind, old.version, old.language, old.text_hash)
    and (exists (select from consents where privacy_notice_id = old.id)
      or exists (select from proxies where privacy_notice_id = old.id))
  then
    raise exception 'a text somebody signed cannot change: publish a new version' using errcode = 'IP002';
  end if;
  return new;
end $$;
select pg_temp.ensure_trigger('privacy_notices', 'keep_signed_text', 'before insert or update',
  'for each row execute function keep_signed_text()');

select pg_temp.ensure_constraint('questionnaire_versions', 'questionnaire_versions_number_once',
  'unique (questionnaire_id, number)');
-- The platform has one questionnaire, and one version of it is in force.
select pg_temp.ensure_index('questionnaires_only_one', 'on questionnaires ((true))', true);
select pg_temp.ensure_index('questionnaire_versions_one_in_force',
  'on questionnaire_versions ((true)) where status = ''published''', true);

-- A version is made published, and can only be retired, for ever: which was in force when is what the rows say.
create or replace function keep_frozen_version() returns trigger
language plpgsql as $$
begin
  if tg_op = 'DELETE'
    or (new.status <> old.status and new.status <> 'retired')
    or (new.questionnaire_id, new.number, new.snapshot, new.hash, new.frozen_at)
      is distinct from (old.questionnaire_id, old.number, old.snapshot, old.hash, old.frozen_at)
  then
    raise exception 'a published questionnaire version cannot change' using errcode = 'IP003';
  end if;
  return coalesce(new, old);
end $$;
select pg_temp.ensure_trigger('questionnaire_versions', 'keep_frozen_version', 'before update or delete',
  'for each row execute function keep_frozen_version()');
create or replace function keep_frozen_versions() returns trigger
language plpgsql as $$
begin
  raise exception 'a published questionnaire version cannot change' using errcode = 'IP003';
end $$;
select pg_temp.ensure_trigger('questionnaire_versions', 'keep_frozen_versions', 'before truncate',
  'for each statement execute function keep_frozen_versions()');

-- The working copy. Whether it holds together is checked when it is published; here, that each row is one.
select pg_temp.ensure_constraint('figures', 'figures_code_once', 'unique (code, valid_from)');
select pg_temp.ensure_constraint('figures', 'figures_valid_to_after_from', 'check (valid_to >= valid_from)');
select pg_temp.ensure_constraint('criteria', 'criteria_code_once', 'unique (code, valid_from)');
select pg_temp.ensure_constraint('criteria', 'criteria_valid_to_after_from', 'check (valid_to >= valid_from)');
select pg_temp.ensure_constraint('translations', 'translations_key_once', 'unique (key, language)');
select pg_temp.ensure_constraint('scenarios', 'scenarios_answers_named', 'check (jsonb_typeof(answers) = ''object'')');
select pg_temp.ensure_constraint('scenarios', 'scenarios_expected_named', 'check (jsonb_typeof(expected) = ''object'')');

select pg_temp.ensure_constraint('benefits', 'benefits_valid_to_after_from', 'check (valid_to >= valid_from)');
select pg_temp.ensure_constraint('benefits', 'benefits_prerequisites',
  'check (is_text_list(prerequisites) and prerequisites <@ ''["isee", "residence", "identity", "iban"]'')');

select pg_temp.ensure_constraint('deadline_policies', 'deadline_policies_valid_to_after_from',
  'check (valid_to >= valid_from)');
select pg_temp.ensure_constraint('deadline_policies', 'deadline_policies_valid_from_free',
  'exclude using gist (subject with =, daterange(valid_from, valid_to, ''[]'') with &&)');
select pg_temp.ensure_constraint('deadline_policies', 'deadline_policies_reminders', 'check (is_day_list(reminders))');
select pg_temp.ensure_constraint('deadline_policies', 'deadline_policies_escalations',
  'check (is_escalation_ladder(escalations))');

-- A claim's clocks remind and escalate; only a stage lapses.
select pg_temp.ensure_constraint('deadline_policies', 'deadline_policies_lapse_days_of_claim',
  'check (subject not in (''claim-outcome'', ''claim-review'') or lapse_days is null)');
-- Of agreements only the central review and the look at what was transmitted end by silence.
select pg_temp.ensure_constraint('deadline_policies', 'deadline_policies_lapse_days_of_agreement',
  'check (subject not like ''agreement-%'' and subject not like ''framework-%'' or lapse_days is null
    or subject in (''agreement-review'', ''agreement-confirmation''))');

-- Clocks cite the policy they were set by, and agreements the one they were signed under: from the day it begins (Rome's
-- day) it can only be given an end, not a past one. A change of mind is a new policy from another day.
create or replace function keep_policy_in_use() returns trigger
language plpgsql as $$
declare
  today constant date := (now() at time zone 'Europe/Rome')::date;
  free constant text[] := array['valid_to', 'created_at', 'updated_at', 'published_at', 'created_by_id',
    'updated_by_id', 'locale'];
begin
  if old.valid_from <= today and (
    tg_op = 'DELETE'
    or to_jsonb(new) - free is distinct from to_jsonb(old) - free
    or (new.valid_to is distinct from old.valid_to and new.valid_to < today)
  ) then
    raise exception 'a policy in use can only be ended, from today on' using errcode = 'IP004';
  end if;
  return coalesce(new, old);
end $$;
select pg_temp.ensure_trigger(tab, 'keep_policy_in_use', 'before update or delete',
  'for each row execute function keep_policy_in_use()')
from unnest(array['deadline_policies', 'term_policies']) as tab;

select pg_temp.ensure_constraint('mail_templates', 'mail_templates_code_once', 'unique (code, language)');
select pg_temp.ensure_constraint('mail_templates', 'mail_templates_variables', 'check (is_text_list(variables))');

-- 6. The case and what hangs from it -------------------------------------------------------------------------------

select pg_temp.ensure_constraint('cases', 'cases_open',
  'check (open = (stage not in (''closed'', ''lapsed'', ''withdrawn'', ''resolved-without-claim'', ''no-claim'')))');
select pg_temp.ensure_index('cases_due', 'on cases (due_at) where open');
select pg_temp.ensure_index('cases_stage', 'on cases (stage)');
select pg_temp.ensure_index('cases_family_name', 'on cases (family_name_index) where family_name_index is not null');

select pg_temp.ensure_constraint(tab, tab || '_once', 'unique (case_id, number)')
from unnest(array['needs', 'interventions', 'screenings', 'consents', 'proxies', 'consults', 'claims']) as tab;

select pg_temp.ensure_constraint('consents', 'consents_withdrawal',
  'check ((state = ''withdrawn'') = (withdrawn_at is not null))');
select pg_temp.ensure_constraint('consents', 'consents_purposes', 'check (jsonb_typeof(purposes) = ''object'')');
select pg_temp.ensure_constraint('proxies', 'proxies_revocation', 'check (revoked_at >= recorded_at)');

select pg_temp.ensure_constraint('consults', 'consults_period', 'check (ends_at > starts_at)');
-- No double booking, whoever asks and at whatever instant: neither a consultant nor a person is in two places.
select pg_temp.ensure_constraint('consults', 'consults_consultant_free',
  'exclude using gist (consultant_id with =, tsrange(starts_at, ends_at) with &&) where (status = ''booked'')');
select pg_temp.ensure_constraint('consults', 'consults_case_free',
  'exclude using gist (case_id with =, tsrange(starts_at, ends_at) with &&) where (status = ''booked'')');

select pg_temp.ensure_constraint('claims', 'claims_dates', 'check (decided_on >= submitted_on)');
-- What was filed says by whom, under which number and when, as the command that files it asks.
select pg_temp.ensure_constraint('claims', 'claims_protocol_of_filed',
  'check (state in (''draft'', ''dropped'') or num_nulls(filed_by, protocol, submitted_on) = 0)');
select pg_temp.ensure_constraint('claims', 'claims_prerequisites',
  'check (is_text_list(prerequisites) and prerequisites <@ ''["isee", "residence", "identity", "iban"]'')');

-- 7. Notices and mails ---------------------------------------------------------------------------------------------

-- No effect twice (invariant 6): what is owed by an entry to a person is one row, however often it is derived.
select pg_temp.ensure_constraint('notices', 'notices_once', 'unique (stream, version, key, user_id)');
select pg_temp.ensure_constraint('notices', 'notices_skipped',
  'check ((skip_reason is null or skipped) and not (skipped and mail_id is not null))');
select pg_temp.ensure_index('notices_to_send', 'on notices (channel, user_id) where mail_id is null and not skipped');

select pg_temp.ensure_constraint('mails', 'mails_sent', 'check (status <> ''sent'' or sent_at is not null)');
select pg_temp.ensure_index('mails_to_send', 'on mails (not_before) where status in (''queued'', ''sending'')');
select pg_temp.ensure_index('mails_stream', 'on mails (stream)');

-- 8. Written by the platform alone ---------------------------------------------------------------------------------

-- Beside the tables whose content type says `journal.owned` (apply.ts). A mail is the journal's too, but for what
-- became of its delivery, which is recorded as it happens.
select pg_temp.guard_by_journal(tab) from unnest(array['beneficiaries', 'households', 'notices']) as tab;
select pg_temp.guard_by_journal('mails',
  'status', 'attempts', 'not_before', 'sent_at', 'error', 'error_code', 'language');

-- 9. Who leaves ----------------------------------------------------------------------------------------------------

-- An operator who leaves, however it comes about, leaves open cases to be given to others: each case's process is
-- woken in the same transaction, so no case waits for somebody who is gone.
create or replace function wake_cases_of_leaver() returns trigger
language plpgsql as $$
begin
  insert into journal_wake (stream, correlation)
  select 'case/' || c.document_id, 'operator-left'
  from cases c join operators o on o.id = c.operator_id
  where c.open and case tg_table_name when 'operators' then o.id else o.user_id end = new.id;
  return null;
end $$;
select pg_temp.ensure_trigger('operators', 'wake_cases_of_leaver', 'after update',
  'for each row when (old.active and not new.active or old.association_id is distinct from new.association_id)
    execute function wake_cases_of_leaver()');
select pg_temp.ensure_trigger('up_users', 'wake_cases_of_leaver', 'after update',
  'for each row when (new.blocked and old.blocked is not true) execute function wake_cases_of_leaver()');
