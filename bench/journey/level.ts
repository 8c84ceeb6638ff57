import type { Say } from '../../scripts/platform/progress';
import { Diary } from './diary';
import { drive } from './drive';
import { calibrate } from './figures';
import type { Ground } from './ground';
import { type Line, lineOf } from './line';
import { preparePeople, type Size } from './prepare';
import { takeReading } from './reading';
import { settle, verify } from './settle';
import { openStage, type Stage } from './stage';
import { Stopwatch } from './stopwatch';

/** As many territories as the peer's journeys name. */
const TERRITORIES = 20;
/** Journeys a second that consultants must never be too few for. */
const FASTEST = 60;

/**
 * How long before its start a slot is opened, in milliseconds: more than booking takes with so many at once, or the
 * booking would be refused as past; no more than that, for the last consult of a run is waited for.
 */
const leadFor = (atOnce: number): number => 500 + 25 * atOnce;

/** As many consultants as can be waiting for a consult at once: slots begin on whole seconds, so up to one more. */
function sizeFor(atOnce: number, journeys: number): Size {
  const territories = Math.min(TERRITORIES, journeys);
  const waiting = Math.min(2 * journeys, FASTEST * (leadFor(atOnce) / 1000 + 1) + atOnce);
  return {
    territories,
    operatorsEach: Math.ceil(atOnce / territories),
    consultantsEach: Math.ceil(waiting / territories),
  };
}

/** Measures one level on a platform of its own: prepare, sign in, warm up, settle, measure, settle, verify. */
export async function measureLevel(ground: Ground, atOnce: number, journeys: number, say: Say): Promise<Line> {
  say(`  … ${atOnce} at once: bringing the platform up on an empty database`);
  const stage = await openStage(ground, atOnce);
  try {
    return await measure(stage, { atOnce, journeys, say });
  } finally {
    await stage.stop();
  }
}

async function measure(
  stage: Stage,
  { atOnce, journeys, say }: { readonly atOnce: number; readonly journeys: number; readonly say: Say },
): Promise<Line> {
  say(`  … ${atOnce} at once: signing everybody in`);
  const people = await preparePeople(stage, sizeFor(atOnce, journeys));
  const diary = new Diary(stage.db, people.desks, people.advisers, leadFor(atOnce));
  const scene = { content: people.content, diary };
  say(`  … ${atOnce} at once: ${journeys} journeys to warm up`);
  await drive({ ...scene, watch: new Stopwatch() }, { count: journeys, atOnce, first: 1 });
  const settled = await settle(stage);
  say(`  … ${atOnce} at once: ${journeys} journeys to measure`);
  const calibrationBefore = calibrate();
  const before = await takeReading(stage, 'before');
  const watch = new Stopwatch();
  const began = performance.now();
  await drive({ ...scene, watch }, { count: journeys, atOnce, first: 1 + journeys });
  const acted = performance.now();
  const done = await settle(stage);
  const ended = performance.now();
  const after = await takeReading(stage, 'after');
  await verify(stage, journeys, settled, done);
  return lineOf({
    journeys,
    atOnce,
    seconds: (ended - began) / 1000,
    actingSeconds: (acted - began) / 1000,
    watch,
    before,
    after,
    calibrationBefore,
    calibrationAfter: calibrate(),
  });
}
