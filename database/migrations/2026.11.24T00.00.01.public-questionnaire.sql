-- Finished questionnaires, counted: by version, week (its Monday), territory, source of the link, benefit and result.
-- One row counts many people, never one: there is nothing of anybody in it. `benefit` is empty on the row of the total.
create table if not exists questionnaire_count (
  version text not null check (version ~ '^[0-9a-f]{64}$'),
  week date not null check (extract(isodow from week) = 1),
  territory text not null default '',
  tag text not null default '',
  benefit text not null default '',
  result text not null check (result in ('finished', 'indicated', 'not-indicated', 'not-known')),
  people integer not null check (people > 0),
  primary key (version, week, territory, tag, benefit, result)
);

-- Answers encrypted in a browser under a key that only the printed code holds, by the part of the code that finds them.
create table if not exists sealed_answers (
  locator text primary key check (locator ~ '^[0-9A-HJKMNP-TV-Z]{8}$'),
  version text not null check (version ~ '^[0-9a-f]{64}$'),
  ciphertext text not null check (length(ciphertext) between 40 and 100000),
  until timestamptz not null
);
create index if not exists sealed_answers_until on sealed_answers (until);
