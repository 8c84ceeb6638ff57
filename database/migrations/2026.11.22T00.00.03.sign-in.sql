-- Tries of what may not be tried without end (signing in, public forms): keyed hashes only, so that the table names nobody.
create table if not exists request_try (
  key text primary key,
  tries integer not null check (tries >= 0),
  since timestamptz not null
);
create index if not exists request_try_since on request_try (since);
