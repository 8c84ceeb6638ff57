-- By what means constraints.sql is applied: run before it, in the same transaction, by apply.ts. No question mark here
-- either: knex takes it for a binding.

select pg_advisory_xact_lock(hashtext('inps.constraints'));

create extension if not exists btree_gist;

create temporary table wanted_constraint (owner oid, name text, primary key (owner, name)) on commit drop;

-- Makes the named constraint be as defined: created, left alone, or replaced when the definition has changed. Its
-- comment keeps the definition as written here, which PostgreSQL rewrites in its own words.
create or replace function pg_temp.ensure_constraint(tab text, name text, definition text) returns void
language plpgsql as $$
begin
  insert into wanted_constraint values (tab::regclass, name);
  if exists (
    select from pg_constraint
    where conrelid = tab::regclass and conname = name and obj_description(oid, 'pg_constraint') = definition
  ) then
    return;
  end if;
  execute format('alter table %I drop constraint if exists %I', tab, name);
  execute format('alter table %I add constraint %I %s', tab, name, definition);
  execute format('comment on constraint %I on %I is %L', name, tab, definition);
end $$;

-- Drops what an earlier version made by ensure_constraint and this one no longer names.
create or replace function pg_temp.drop_unwanted_constraints() returns void
language plpgsql as $$
declare
  old record;
begin
  for old in
    select conrelid::regclass as owner, conname from pg_constraint
    where connamespace = current_schema()::regnamespace and obj_description(oid, 'pg_constraint') is not null
      and (conrelid, conname) not in (select owner, name from wanted_constraint)
  loop
    execute format('alter table %s drop constraint %I', old.owner, old.conname);
  end loop;
end $$;

-- Even `create index if not exists` waits for writers before it looks. The definition is what follows the name.
create or replace function pg_temp.ensure_index(name text, definition text, is_unique boolean default false)
returns void language plpgsql as $$
begin
  if obj_description(to_regclass(name), 'pg_class') is not distinct from definition then
    return;
  end if;
  execute format('drop index if exists %I', name);
  execute format('create %s index %I %s', case when is_unique then 'unique' end, name, definition);
  execute format('comment on index %I is %L', name, definition);
end $$;

-- And so does `create or replace trigger`. `moment` is when it fires, up to the table's name; `what`, all after it.
create or replace function pg_temp.ensure_trigger(tab text, name text, moment text, what text) returns void
language plpgsql as $$
declare
  definition constant text := moment || ' ' || what;
begin
  if exists (
    select from pg_trigger
    where tgrelid = tab::regclass and tgname = name and obj_description(oid, 'pg_trigger') = definition
  ) then
    return;
  end if;
  execute format('create or replace trigger %I %s on %I %s', name, moment, tab, what);
  execute format('comment on trigger %I on %I is %L', name, tab, definition);
end $$;

-- Strapi's foreign keys empty the reference when the target goes, and its link tables drop the link. Records keep
-- what they refer to: deleting a row still referred to is refused. Who created a row in the admin is not a record.
create or replace function pg_temp.restrict_deletes(tab text) returns void
language plpgsql as $$
declare
  fk record;
begin
  for fk in
    select conrelid::regclass as owner, conname,
      regexp_replace(pg_get_constraintdef(oid), 'ON DELETE (SET NULL|CASCADE)', 'ON DELETE RESTRICT') as definition
    from pg_constraint
    where contype = 'f' and (
      (conrelid = tab::regclass and confdeltype = 'n'
        and pg_get_constraintdef(oid) !~ 'FOREIGN KEY \((created_by_id|updated_by_id)\)')
      or (confrelid = tab::regclass and confdeltype = 'c' and conname like '%\_lnk\_ifk')
    )
  loop
    execute format('alter table %s drop constraint %I', fk.owner, fk.conname);
    execute format('alter table %s add constraint %I %s', fk.owner, fk.conname, fk.definition);
  end loop;
end $$;

-- Rows of a process change only in a transaction that came through the journal (invariant 1). Strapi's own columns
-- are free, and those a trigger names; any other, even one added later, is owned by the process.
create or replace function refuse_outside_journal() returns trigger
language plpgsql as $$
declare
  free constant text[] := tg_argv
    || array['created_at', 'updated_at', 'published_at', 'created_by_id', 'updated_by_id', 'locale'];
begin
  if current_setting('inps.journal', true) is distinct from 'on'
    and (tg_op <> 'UPDATE' or to_jsonb(new) - free is distinct from to_jsonb(old) - free)
  then
    raise exception '% changes only through the journal (% refused)', tg_table_name, lower(tg_op)
      using errcode = 'IP001', hint = 'Give the process a command instead.';
  end if;
  return coalesce(new, old);
end $$;

create or replace function pg_temp.guard_by_journal(tab text, variadic free text[] default '{}') returns void
language sql as $$
  select pg_temp.ensure_trigger(tab, 'journal_only', 'before insert or update or delete',
    format('for each row execute function refuse_outside_journal(%s)',
      (select string_agg(quote_literal(col), ', ') from unnest(free) as col)));
  select pg_temp.ensure_trigger(tab, 'journal_only_truncate', 'before truncate',
    'for each statement execute function refuse_outside_journal()');
$$;
