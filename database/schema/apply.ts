import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Core } from '@strapi/strapi';
import { boundsOf, type TableConstraint, type TableSchema } from './bounds';

const USER = 'plugin::users-permissions.user';

/**
 * Makes the database hold what the content types promise: call it in bootstrap, once Strapi has synced its tables.
 * A sync that alters a table puts Strapi's own foreign keys back, so this runs at every start; when nothing changed it
 * alters nothing and locks no table. Throws the database's error when existing rows break a constraint.
 */
export async function applyConstraints(strapi: Core.Strapi): Promise<void> {
  const read = (name: string) => readFile(join(strapi.dirs.app.root, 'database/schema', name), 'utf8');
  const scripts = await Promise.all(['means.sql', 'constraints.sql'].map(read));
  const all = Object.values(strapi.contentTypes) as unknown as readonly TableSchema[];
  const tables = all.filter((table) => table.uid.startsWith('api::') || table.uid === USER);
  const names = tables.map((table) => table.collectionName);
  const owned = tables.filter((table) => table.pluginOptions?.journal?.owned).map((table) => table.collectionName);
  // The parts that rows repeat have tables of their own.
  const parts = Object.values(strapi.components) as unknown as readonly TableSchema[];
  const constraints = [
    ...tables.flatMap((table) => [oneRowADocument(table), ...boundsOf(table)]),
    ...parts.flatMap(boundsOf),
  ];

  await strapi.db.connection.transaction(async (trx) => {
    for (const script of scripts) await trx.raw(script);
    await trx.raw(
      `select pg_temp.ensure_constraint(tab, name, definition)
       from jsonb_to_recordset(?::jsonb) as wanted(tab text, name text, definition text)`,
      [JSON.stringify(constraints)],
    );
    await trx.raw('select pg_temp.drop_unwanted_constraints()');
    await trx.raw('select pg_temp.restrict_deletes(tab) from unnest(?::text[]) as tab', [names]);
    await trx.raw('select pg_temp.guard_by_journal(tab) from unnest(?::text[]) as tab', [owned]);
  });
}

/** With Draft & Publish and languages off a document is one row; Strapi leaves it to chance, our SQL relies on it. */
function oneRowADocument(table: TableSchema): TableConstraint {
  const name = `${table.collectionName}_one_row_a_document`;
  return { tab: table.collectionName, name, definition: 'unique (document_id)' };
}
