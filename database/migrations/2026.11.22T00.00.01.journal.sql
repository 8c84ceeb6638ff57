-- The journal: the one way a process changes (ARCHITECTURE.md). Plain SQL tables, none of Strapi's.
create table if not exists journal_stream (
  id text primary key check (id ~ '^[a-z-]+/[A-Za-z0-9-]+$'),
  process text not null,
  version integer not null default 0 check (version >= 0),
  head text not null default '',
  over boolean not null default false,
  created_at timestamptz(3) not null default now()
);
create index if not exists journal_stream_live on journal_stream (process, id) where not over;

create table if not exists journal_entry (
  stream text not null references journal_stream (id),
  version integer not null check (version > 0),
  type text not null,
  schema smallint not null,
  at timestamptz(3) not null,
  actor text not null,
  correlation text not null,
  -- Set on the first entry of a command: its idempotency key, what was asked (a keyed hash), and how many entries it made.
  command_id text unique,
  command_body text,
  command_entries smallint,
  -- The text that is hashed, kept exactly as written.
  data text not null,
  hash text not null,
  primary key (stream, version)
);
create index if not exists journal_entry_correlation on journal_entry (correlation);

-- What the relay still has to tell Temporal. Appended, never updated, so it never makes a human step wait.
create table if not exists journal_wake (
  id bigint generated always as identity primary key,
  stream text not null,
  correlation text not null,
  at timestamptz(3) not null default clock_timestamp()
);

create table if not exists journal_checkpoint (
  id integer primary key,
  at timestamptz(3) not null,
  hash text not null
);
create table if not exists journal_checkpoint_head (
  checkpoint integer not null references journal_checkpoint (id),
  stream text not null,
  version integer not null,
  hash text not null,
  primary key (stream, checkpoint)
);

-- Which Temporal namespace the relay last spoke to: another id means that Temporal was lost and everything is woken.
create table if not exists relay_state (
  one boolean primary key default true check (one),
  namespace_id text
);

-- The schema version the running code finished preparing; the worker waits for the one it needs.
create table if not exists platform_schema (
  one boolean primary key default true check (one),
  version integer not null,
  ready_at timestamptz(3) not null
);

-- Entries and checkpoints are written once. Hashes would show a change; this refuses it.
create or replace function journal_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only' using errcode = 'IP002';
end $$;
create or replace trigger journal_entry_append_only before update or delete on journal_entry
  for each row execute function journal_is_append_only();
create or replace trigger journal_entry_never_emptied before truncate on journal_entry
  for each statement execute function journal_is_append_only();
create or replace trigger journal_checkpoint_append_only before update or delete on journal_checkpoint
  for each row execute function journal_is_append_only();
create or replace trigger journal_checkpoint_never_emptied before truncate on journal_checkpoint
  for each statement execute function journal_is_append_only();
create or replace trigger journal_checkpoint_head_append_only before update or delete on journal_checkpoint_head
  for each row execute function journal_is_append_only();
create or replace trigger journal_checkpoint_head_never_emptied before truncate on journal_checkpoint_head
  for each statement execute function journal_is_append_only();

-- Opens a stream for one command: locks it (making it when it is new), marks the transaction as the journal's, and only
-- then reads its entries and the clock. A function, so that a command waits for one answer and not for three.
create or replace function journal_open(stream_id text, process_name text)
returns table (now timestamptz, head text, stream text, version integer, type text, schema smallint, at timestamptz,
               actor text, correlation text, command_id text, command_body text, command_entries smallint, data text,
               hash text)
language plpgsql volatile as $$
#variable_conflict use_column
begin
  perform set_config('inps.journal', 'on', true);
  perform 1 from journal_stream s where s.id = stream_id for update;
  if not found then
    insert into journal_stream (id, process) values (stream_id, process_name) on conflict do nothing;
    perform 1 from journal_stream s where s.id = stream_id for update;
  end if;
  return query
    select clock_timestamp(), s.head, e.stream, e.version, e.type, e.schema, e.at::timestamptz, e.actor, e.correlation,
           e.command_id, e.command_body, e.command_entries, e.data, e.hash
    from journal_stream s left join journal_entry e on e.stream = s.id where s.id = stream_id order by e.version;
end $$;
