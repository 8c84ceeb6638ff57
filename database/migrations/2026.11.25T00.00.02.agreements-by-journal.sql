-- Agreements were rows that seeds wrote and the panel edited; now each is a process with its own journal, which writes
-- them. What stood in the old tables cannot become entries, for nobody recorded who did what and when: it is kept whole,
-- row by row, in `before_journal`, and leaves the tables, which the new columns could not join otherwise. Seeds tell the
-- programme's own again, as processes; an agreement somebody had typed in is opened again from what is kept here.
create table if not exists before_journal (
  id bigint generated always as identity primary key,
  origin text not null,
  content jsonb not null,
  moved_at timestamptz not null default now()
);

do $$
declare
  tab text;
begin
  -- From an empty database Strapi makes these tables whole, after this.
  foreach tab in array array['agreements_associations_lnk', 'agreements_municipalities_lnk', 'agreements',
    'framework_agreements_parties_lnk', 'framework_agreements']
  loop
    if to_regclass(tab) is not null then
      execute format('insert into before_journal (origin, content) select %L, to_jsonb(t) from %I t order by id', tab, tab);
      execute format('delete from %I', tab);
    end if;
  end loop;
  -- The links are rows of their own now, with their days (agreement_members, framework_parties).
  drop table if exists agreements_associations_lnk, agreements_municipalities_lnk, framework_agreements_parties_lnk;
  -- Before every Party has signed, a framework has no term yet; two may have a title in common.
  if to_regclass('framework_agreements') is not null then
    alter table framework_agreements alter column term_years drop not null, alter column max_renewals drop not null,
      drop constraint if exists framework_agreements_title_unique;
  end if;
end $$;
