import type { Knex } from 'knex';
import type { CaseCommand, DataOf } from '../../domain/case/commands';
import { locatorOf } from '../../domain/case/decide/opening';
import type { CaseFacts, FactName } from '../../domain/case/facts';
import { RULES } from '../../domain/case/rules';
import { bookedConsult, type CaseState } from '../../domain/case/state';
import type { Actor } from '../../domain/network/actor';
import type { Instant } from '../../domain/process';
import { clocksAt } from '../policies';
import { one, run } from '../sql';
import { slotsAt } from './slots';

/** The question a fact answers: who asks, on which case, with which command. */
interface Question {
  readonly trx: Knex;
  readonly state: CaseState;
  readonly actor: Actor;
  readonly now: Instant;
  readonly command: CaseCommand;
}

/** An agreement's signed text is in force from its start to its end, both days included, while it is active. */
const IN_FORCE = `a.status in ('active', 'renewal-window', 'renewed') and a.kind = 'local'
  and a.starts_on <= (?::timestamptz at time zone 'Europe/Rome')::date
  and (a.ends_on is null or a.ends_on >= (?::timestamptz at time zone 'Europe/Rome')::date)`;

/** The agreement an association has in a territory: drawn with that territory's structure, not with another one's. */
function agreementOf(
  trx: Knex,
  associationId: number,
  territory: { readonly id: number } | { readonly ofSite: number },
  now: Instant,
): Promise<{ id: number } | null> {
  const [asked, id] =
    'id' in territory ? ['?', territory.id] : [`(select territory_id from sites where id = ?)`, territory.ofSite];
  return one<{ id: number }>(
    trx,
    `select a.id from agreements a join agreement_members m on m.agreement_id = a.id and m.left_on is null
     join structures s on s.id = a.structure_id
     where m.association_id = ? and s.territory_id = ${asked} and ${IN_FORCE}
     order by a.ends_on desc nulls first limit 1`,
    [associationId, id, new Date(now), new Date(now)],
  );
}

/** A case is opened where its site is; one that is there already stays where it is. */
function agreementFor({ trx, state, actor, command, now }: Question): Promise<{ id: number } | null> {
  if (command.name !== 'open-case') return agreementOf(trx, state.associationId, { id: state.territoryId }, now);
  const associationId = actor.kind === 'person' ? (actor.associationId ?? 0) : 0;
  return agreementOf(trx, associationId, { ofSite: command.data.siteId }, now);
}

const operatorAsked = ({ actor, command }: Question): number => {
  if (command.name === 'reassign') return command.data.operatorId;
  return actor.kind === 'person' ? (actor.operatorId ?? 0) : 0;
};

type Reader<F extends Exclude<FactName, 'clocks'>> = (question: Question) => Promise<CaseFacts[F]>;

/** How each fact is read. Only what the command's rule names is read (`RULES[command].needs`). */
const READ: { readonly [F in Exclude<FactName, 'clocks'>]: Reader<F> } = {
  agreement: agreementFor,
  operator: (question) =>
    one(
      question.trx,
      `select id, association_id as "associationId", active, trained_on::text as "trainedOn" from operators where id = ?`,
      [operatorAsked(question)],
    ),
  site: ({ trx, command }) =>
    one(
      trx,
      `select id, association_id as "associationId", territory_id as "territoryId", active from sites where id = ?`,
      [(command.data as DataOf<'open-case'>).siteId],
    ),
  locatorUsed: async ({ trx, state, command }) => {
    const { locator } = command.data as DataOf<'open-case'>;
    if (locator === undefined) return false;
    const used = 'select 1 from cases where locator = ? and document_id <> ?';
    return (await one<unknown>(trx, used, [locatorOf(locator), state.id])) !== null;
  },
  person: ({ trx, command }) =>
    one(trx, `select beneficiary as "beneficiaryId" from sealed_value where id = ?`, [
      (command.data as DataOf<'record-consent'>).beneficiaryRef,
    ]),
  notice: ({ trx, command, now }) =>
    one(
      trx,
      `select id, kind, text_hash as "textHash",
              valid_from <= today.day and (valid_to is null or valid_to >= today.day) as "inForce"
       from privacy_notices, (select (?::timestamptz at time zone 'Europe/Rome')::date as day) today where id = ?`,
      [new Date(now), (command.data as DataOf<'record-consent'>).noticeId],
    ),
  questionnaire: async ({ trx, command }) => {
    const { questionnaireVersionId, source } = command.data as DataOf<'complete-screening'>;
    const row = await one<{ id: number; status: string; benefits: string[] }>(
      trx,
      `select v.id, v.status, (select coalesce(json_agg(code), '[]'::json) from benefits) as benefits
       from questionnaire_versions v where v.id = ?`,
      [questionnaireVersionId],
    );
    // Answers sealed before a newer version came are brought all the same.
    const published = row?.status === 'published' || (row?.status === 'retired' && source === 'public-code');
    return row && { id: row.id, published, benefits: row.benefits };
  },
  benefit: ({ trx, command, now }) =>
    one(
      trx,
      `select id, (valid_from is null or valid_from <= today.day) and (valid_to is null or valid_to >= today.day) as "inForce"
       from benefits, (select (?::timestamptz at time zone 'Europe/Rome')::date as day) today where id = ?`,
      [new Date(now), (command.data as DataOf<'prepare-claim'>).benefitId],
    ),
  slots: ({ trx, state, command }) =>
    slotsAt(trx, {
      territoryId: state.territoryId,
      start: (command.data as DataOf<'book-consult'>).start,
      except: bookedConsult(state) ? `${state.id}.consult.${bookedConsult(state)?.number}` : null,
    }),
  target: async ({ trx, command, now }) => {
    const { associationId, siteId } = command.data as DataOf<'refer'>;
    const row = await one<{ associationId: number; territoryId: number; siteId: number }>(
      trx,
      `select s.association_id as "associationId", s.territory_id as "territoryId", s.id as "siteId"
       from sites s join associations a on a.id = s.association_id
       where s.id = ? and s.association_id = ? and s.active and a.active`,
      [siteId, associationId],
    );
    return row && { ...row, agreement: (await agreementOf(trx, associationId, { id: row.territoryId }, now)) !== null };
  },
  candidates: async ({ trx, state }) => {
    const { rows } = await run<{ operatorId: number; load: number }>(
      trx,
      `select o.id as "operatorId", count(c.id)::int as load from operators o
       join up_users u on u.id = o.user_id
       left join cases c on c.operator_id = o.id and c.open
       where o.association_id = ? and o.active and coalesce(u.blocked, false) = false
         and (o.id = ? or exists (select 1 from up_users_role_lnk l join up_roles r on r.id = l.role_id
                                  where l.user_id = u.id and r.type = 'operator'))
       group by o.id`,
      [state.associationId, state.operatorId],
    );
    return rows;
  },
};

/** What a decision sees of anything its rule does not ask for. */
const NOTHING: CaseFacts = {
  calendar: { holidays: [] },
  policies: {},
  agreement: null,
  operator: null,
  site: null,
  locatorUsed: false,
  notice: null,
  person: null,
  questionnaire: null,
  benefit: null,
  slots: [],
  target: null,
  candidates: [],
};

/** Whose patron day the clocks set now must know: of the territory the case is in once the command is accepted. */
function territoryAfter(state: CaseState, command: CaseCommand): number | null {
  if (command.name === 'accept-referral' && state.referredTo) return state.referredTo.territoryId;
  return state.territoryId || null;
}

/** The facts a command's rule asks for, read in its transaction. */
export async function caseFacts(question: Question): Promise<CaseFacts> {
  const { trx, state, now, command } = question;
  const facts = { ...NOTHING };
  const { needs } = RULES[command.name];
  for (const name of needs) {
    if (name !== 'clocks') Object.assign(facts, { [name]: await READ[name](question) });
  }
  if (!needs.includes('clocks')) return facts;
  return { ...facts, ...(await clocksAt(trx, facts.site?.territoryId ?? territoryAfter(state, command), now)) };
}
