import type { Knex } from 'knex';
import type { Journal } from '../../../src/journal/types';
import { wakeAll } from '../../../src/journal/wake';
import { CORRELATION } from '../catch-up';
import { seedDiaries } from './diary';
import { network } from './network';
import { type Settling, seedWorld } from './settle';
import { STORIES } from './stories/stories';
import { caseIdOf, type NumberedStory } from './story';
import { type Telling, tell } from './tell';
import { deskOf } from './world';

/** What the demo is made with. */
export interface Demo extends Settling {
  readonly journal: Journal;
}

/** Writes the invented network and tells its cases; what is there already is left as it is. */
export async function seedDemo(demo: Demo): Promise<void> {
  const { db, strapi, journal, now } = demo;
  const world = await seedWorld(demo);
  const diary = strapi.store({ type: 'plugin', name: 'demo', key: 'diary' });
  await seedDiaries(db, diary, Object.values(world.desks));
  // Associations open cases on the strength of their agreement. What signs it is loaded for the demo only.
  const { tellDemoAgreements } = await import('./agreements');
  const agreed = await tellDemoAgreements({ journal, reference: demo.reference, world, now });
  const told = await linesTold(db);
  const telling: Telling = { journal, world, told, now };
  const counts = await Promise.all(byTerritory().map(([code, stories]) => tellAll(telling, code, stories)));
  // The past was not sent and woke nobody: from here on all of it is followed.
  if (agreed > 0 || counts.some((count) => count > 0)) await wakeAll(db, CORRELATION);
}

/** The keys of the lines that are in the journal. */
async function linesTold(db: Knex): Promise<ReadonlySet<string>> {
  const streams = STORIES.map((story) => `case/${caseIdOf(story)}`);
  const rows = await db('journal_entry')
    .whereIn('stream', streams)
    .whereRaw(`command_id like 'user:%/seed/%'`)
    .select<{ key: string }[]>(db.raw(`substring(command_id from position('/' in command_id) + 1) as key`));
  return new Set(rows.map((row) => row.key));
}

/** Territories share no consultant and no association: they are told side by side, each in order. */
function byTerritory(): readonly (readonly [string, readonly NumberedStory[]])[] {
  const codes = [...new Set(network.associations.map((one) => one.territory))];
  const territoryOf = new Map(network.associations.map((one) => [one.key, one.territory]));
  return codes.map((code) => [code, STORIES.filter((story) => territoryOf.get(story.place) === code)] as const);
}

async function tellAll(telling: Telling, code: string, stories: readonly NumberedStory[]): Promise<number> {
  const { days } = deskOf(telling.world, code);
  let count = 0;
  for (const story of stories) count += await tell(telling, story, days);
  return count;
}
