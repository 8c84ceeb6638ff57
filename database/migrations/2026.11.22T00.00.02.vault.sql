-- Personal values at rest (invariants 3 and 5): ciphertext, the keys it is under, and who opened what.

create table if not exists beneficiary_key (
  beneficiary text primary key,
  -- The person's key, wrapped by the master key; emptied when the person is erased.
  wrapped text not null,
  created_at timestamptz not null default now(),
  destroyed_at timestamptz,
  constraint beneficiary_key_gone_when_destroyed check ((wrapped = '') = (destroyed_at is not null))
);

create table if not exists sealed_value (
  id uuid primary key,
  beneficiary text not null references beneficiary_key (beneficiary),
  kind text not null,
  ciphertext text not null,
  created_at timestamptz not null default now()
);
create index if not exists sealed_value_beneficiary on sealed_value (beneficiary);

create table if not exists access_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  beneficiary text not null,
  what text not null,
  purpose text not null,
  correlation text not null
);
create index if not exists access_log_beneficiary on access_log (beneficiary, at);

-- Entries hold only the ids of sealed values, so no hash of the journal covers the ciphertext: that it stays as it was
-- written is held here, and shown by its own seal when it is opened. A log that can be edited proves nothing.
create or replace function vault_only_grows() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
create or replace trigger sealed_value_only_grows before update or delete on sealed_value
  for each row execute function vault_only_grows();
create or replace trigger access_log_only_grows before update or delete on access_log
  for each row execute function vault_only_grows();
create or replace trigger sealed_value_never_emptied before truncate on sealed_value
  for each statement execute function vault_only_grows();
create or replace trigger access_log_never_emptied before truncate on access_log
  for each statement execute function vault_only_grows();

-- A destroyed key never comes back, nor does its row go; a living one may be wrapped anew, by another master key.
create or replace function beneficiary_key_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.destroyed_at is not null or new.beneficiary <> old.beneficiary then
    raise exception 'a beneficiary''s key can only be wrapped anew or destroyed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create or replace trigger beneficiary_key_stays before update or delete on beneficiary_key
  for each row execute function beneficiary_key_stays();
