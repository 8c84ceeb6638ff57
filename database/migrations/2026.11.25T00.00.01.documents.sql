-- What agreements and certified mail rest on, whole and unchanged: texts, generated PDFs, signed files, messages, receipts,
-- reports of what was examined. Known by the hash of their bytes, so one that is there twice is there once.
create table if not exists document (
  sha256 text primary key check (sha256 = encode(sha256(content), 'hex')),
  media_type text not null check (media_type ~ '^[a-z]+/[a-z0-9.+-]+$'),
  size integer not null check (size = length(content)),
  content bytea not null,
  created_at timestamptz not null default now()
);

-- Which PDF was generated from a text under a protocol number: the only bytes whose signature is accepted.
create table if not exists printed_text (
  text_hash text not null references document (sha256),
  protocol text not null,
  document text not null references document (sha256),
  primary key (text_hash, protocol)
);

-- Certified mail that left or came in, one row a message and mailbox. `standing`: sent; filed (a receipt of one of ours);
-- proposed (to the process it seems to answer); unmatched (good, of nobody's yet); quarantined, with its reason.
create table if not exists pec_message (
  id bigint generated always as identity primary key,
  mailbox text not null,
  direction text not null check (direction in ('in', 'out')),
  -- As its own header has it, without angle brackets.
  message_id text not null,
  kind text not null check (kind in ('sent', 'accettazione', 'non-accettazione', 'presa-in-carico', 'avvenuta-consegna',
    'preavviso-errore-consegna', 'errore-consegna', 'rilevazione-virus', 'envelope', 'anomaly', 'ordinary', 'unreadable')),
  standing text not null check (standing in ('sent', 'filed', 'proposed', 'unmatched', 'quarantined', 'dismissed')),
  reason text not null default '',
  -- Of an incoming message: who its envelope says it is from, lower case.
  sender text not null default '',
  checks json,
  stream text,
  dispatch text,
  document text not null references document (sha256),
  seen_at timestamptz not null default clock_timestamp(),
  unique (mailbox, direction, document)
);
create index if not exists pec_message_by_id on pec_message (message_id) where direction = 'out';
create index if not exists pec_message_stream on pec_message (stream);
create index if not exists pec_message_standing on pec_message (standing, id);

-- How far a mailbox has been read (RFC 9051: UIDs mean something within their UIDVALIDITY only).
create table if not exists pec_mailbox (
  address text primary key,
  uid_validity bigint not null,
  last_uid bigint not null
);

-- A document never changes and never goes.
create or replace function document_stays() returns trigger language plpgsql as $$
begin
  raise exception '% only grows: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
end $$;
create or replace trigger document_stays before update or delete on document
  for each row execute function document_stays();
create or replace trigger document_never_emptied before truncate on document
  for each statement execute function document_stays();
create or replace trigger printed_text_stays before update or delete on printed_text
  for each row execute function document_stays();
create or replace trigger printed_text_never_emptied before truncate on printed_text
  for each statement execute function document_stays();
