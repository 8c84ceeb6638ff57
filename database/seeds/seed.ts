import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Instant } from '../../src/domain/process';
import type { Journal } from '../../src/journal/types';
import { seedDemo } from './demo/demo';
import { seedReference } from './reference/reference';

/** What the seeds need: the database and the journal over it, Strapi once its roles exist, and the time. */
export interface Seeding {
  readonly db: Knex;
  readonly journal: Journal;
  readonly strapi: Core.Strapi;
  /** The password of the demo's users; null for the reference content alone. */
  readonly demo: { readonly password: string } | null;
  readonly now: Instant;
}

/**
 * Fills what is missing: the programme's reference content always, and the invented demo when asked. Runs at every start
 * and overwrites nothing. A second server starting meanwhile waits, and finds it done. Throws on data or a story that
 * does not hold.
 */
export async function seed({ db, journal, strapi, demo, now }: Seeding): Promise<void> {
  await db.transaction(async (trx) => {
    // Held until this transaction ends; the seeds themselves work outside it, row by row and command by command.
    await trx.raw(`select pg_advisory_xact_lock(hashtext('inps.seeds'))`);
    const reference = await seedReference(journal, now);
    if (demo) await seedDemo({ db, journal, strapi, reference, password: demo.password, now });
  });
}
