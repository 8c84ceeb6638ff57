import { setTimeout as sleep } from 'node:timers/promises';
import { begin, finish, type Scene, type Waiting } from './acts';

/** How many journeys, with how many people acting at once; `first` numbers the first person helped. */
export interface Round {
  readonly count: number;
  readonly atOnce: number;
  readonly first: number;
}

const PAUSE = 5;

/**
 * Drives journeys with `atOnce` people acting at once. Nobody stands before a consult that has not begun: whoever is free
 * takes up the journey whose consult began first, else begins another one, and waits only when there is neither.
 */
export async function drive(scene: Scene, { count, atOnce, first }: Round): Promise<void> {
  const waiting: Waiting[] = [];
  let begun = 0;
  let finished = 0;
  let acting = 0;

  /** The next thing to do, if there is any now. */
  const next = (): (() => Promise<void>) | undefined => {
    const [soonest] = waiting;
    if (soonest && soonest.start <= Date.now()) {
      waiting.shift();
      return async () => {
        await finish(scene, soonest);
        finished += 1;
      };
    }
    const reserved = begun < count ? scene.diary.reserve() : undefined;
    if (!reserved) return undefined;
    const number = first + begun;
    begun += 1;
    return async () => {
      waiting.push(await begin(scene, { number, ...reserved }));
      waiting.sort((a, b) => a.start - b.start);
    };
  };

  const act = async (who: number): Promise<void> => {
    while (finished < count) {
      const work = next();
      if (work) {
        acting += 1;
        await work();
        acting -= 1;
      } else {
        const began = performance.now();
        const nobodyActs = acting === 0;
        await sleep(PAUSE);
        // All of them wait at the same time: one counts it for everybody.
        if (nobodyActs && who === 0) scene.watch.idle += performance.now() - began;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, who) => act(who)));
}
