import { COMMAND_DATA } from '../../../src/domain/case/commands';
import type { CaseState } from '../../../src/domain/case/state';
import type { Instant } from '../../../src/domain/process';
import { append } from '../../../src/journal/append';
import { foldStream } from '../../../src/journal/look';
import type { Journal } from '../../../src/journal/types';
import { CORRELATION, catchUp } from '../catch-up';
import { actorOf, personOf, startOf } from './cast';
import type { WorkingDays } from './days';
import { caseIdOf, type NumberedStory, type Scene, type Step, stepsOf } from './story';
import type { World } from './world';

/** What stories are told with; `told` holds the keys of the lines told before. */
export interface Telling {
  readonly journal: Journal;
  readonly world: World;
  readonly told: ReadonlySet<string>;
  readonly now: Instant;
}

/** What a step's command is made of, on a case as it stands. */
export function sceneOf(world: World, story: NumberedStory, step: Step, state: CaseState): Scene {
  const { at, slot } = step;
  return { world, story, state, at, slot, place: startOf(world, story), person: personOf(story.number) };
}

/**
 * Tells one story: gives its commands at their past times, each by who would have given it, and between them what
 * nobody clicks. A line told before is not told again, whatever the case has become since. How many lines were told.
 * Throws Error naming the story and the line that is refused.
 */
export async function tell(telling: Telling, story: NumberedStory, days: WorkingDays): Promise<number> {
  const { journal, world, told, now } = telling;
  const stream = `case/${caseIdOf(story)}`;
  const steps = stepsOf(story, days).filter((step) => !told.has(step.key));
  for (const step of steps) {
    await catchUp(journal, stream, step.at);
    const { state } = await foldStream(journal, stream);
    const scene = sceneOf(world, story, step, state as CaseState);
    const { name, by, data } = step.line;
    const answer = await append(journal, {
      stream,
      command: { name, data: COMMAND_DATA[name].parse(data(scene)) },
      actor: actorOf(by, scene),
      key: step.key,
      correlation: CORRELATION,
      at: step.at,
      effects: 'not-sent',
    });
    if (answer.outcome !== 'accepted') throw new Error(`${step.key}, ${name}: ${JSON.stringify(answer)}`);
  }
  if (steps.length > 0) await catchUp(journal, stream, now);
  return steps.length;
}
