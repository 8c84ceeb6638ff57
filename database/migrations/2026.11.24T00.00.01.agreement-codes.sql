-- Parties and framework agreements were known by name and title, which the directorate edits; now by a code. Rows that
-- are there take the one the seeds know them by; that it is unique Strapi adds, after this, and in an empty database it
-- makes these tables whole.
do $$
begin
  if to_regclass('parties') is not null then
    alter table parties add column if not exists code varchar(255);
    update parties set code = case name
      when 'INPS' then 'inps'
      when 'ANCI' then 'anci'
      when 'Caritas Italiana' then 'caritas-italiana'
      when 'Comunità di Sant’Egidio' then 'sant-egidio'
      else 'parte-' || id end
    where code is null;
    alter table parties alter column code set not null;
  end if;
  if to_regclass('framework_agreements') is not null then
    alter table framework_agreements add column if not exists code varchar(255);
    update framework_agreements set code = case title
      when 'Accordo quadro del 4 giugno 2021' then 'accordo-quadro-2021'
      when 'Accordo quadro 2024' then 'accordo-quadro-2024'
      else 'accordo-quadro-' || id end
    where code is null;
    alter table framework_agreements alter column code set not null;
  end if;
end $$;
