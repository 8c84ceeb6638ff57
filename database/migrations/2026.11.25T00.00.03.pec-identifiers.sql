-- The id a provider gives a message in place of ours: who answers certified mail cites this one. Receipts tell us of it, and
-- an answer finds its way by the acceptance that was filed.
alter table pec_message add column if not exists identifier text not null default '';
create index if not exists pec_message_accepted on pec_message (identifier)
  where direction = 'in' and kind = 'accettazione' and standing = 'filed';
