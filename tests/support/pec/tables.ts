import { readdirSync, readFileSync } from 'node:fs';
import type { Knex } from 'knex';
import { inProject } from '../../../scripts/platform/paths';

/** The tables of documents, certified mail and the journal in an empty database, as our migrations make them. */
export async function documentTables(db: Knex): Promise<void> {
  const folder = inProject('database', 'migrations');
  const ours = readdirSync(folder).filter((file) => /\.(journal|documents|pec-identifiers)\.sql$/.test(file));
  for (const file of ours.sort()) await db.raw(readFileSync(`${folder}/${file}`, 'utf8'));
}
