-- Tries to sign in, by account and by address: keyed hashes only, so that the table names nobody.
create table if not exists sign_in_try (
  key text primary key,
  tries integer not null check (tries >= 0),
  since timestamptz not null
);
create index if not exists sign_in_try_since on sign_in_try (since);
