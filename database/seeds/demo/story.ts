import { createHash } from 'node:crypto';
import type { CommandName } from '../../../src/domain/case/commands';
import type { CaseState } from '../../../src/domain/case/state';
import type { Identity } from '../../../src/domain/identity/person';
import type { Instant } from '../../../src/domain/process';
import { dayAt, minuteOf, type WorkingDays } from './days';
import { SLOT_MINUTES, SLOTS } from './diary';
import type { Place, World } from './world';

/** Who gives a command. `operator`: the one who follows the case; `target`: an operator a referral waits for. */
export type Who = 'operator' | 'manager' | 'departed' | 'consultant' | 'referent' | 'target';

/** What a line's data may be made of. */
export interface Scene {
  readonly world: World;
  readonly place: Place;
  readonly story: NumberedStory;
  /** The case as it stands just before the command. */
  readonly state: CaseState;
  readonly person: Identity;
  readonly at: Instant;
  /** The consult's start that this line asks for. */
  readonly slot: Instant;
}

/** One command of a story, given that many working days ago; `consultOn` is the day of the consult it asks for. */
export interface Line {
  readonly ago: number;
  readonly by: Who;
  readonly name: CommandName;
  /** As sent over HTTP: it goes through the command's own schema. */
  readonly data: (scene: Scene) => object;
  readonly consultOn?: number;
}

/** A case of the demo: where it is opened, and what people did. What nobody clicks follows by itself. */
export interface Story {
  readonly key: string;
  readonly place: string;
  readonly lines: readonly Line[];
}

/** A story with its place in the list, from which its person, its times of day and its operator come. */
export interface NumberedStory extends Story {
  readonly number: number;
}

/** A line with its time. */
export interface Step {
  readonly line: Line;
  readonly at: Instant;
  readonly slot: Instant;
  /** The idempotency key: the story and the line's place in it. */
  readonly key: string;
}

/** The id of a story's case: the same in every database, and opaque like any other. */
export function caseIdOf(story: Story): string {
  return createHash('sha256').update(`demo case ${story.key}`).digest('hex').slice(0, 24);
}

/** The locator of who answered the public questionnaire: the beginning of their printed code, as an operator types it. */
export function locatorOf(story: Story): string {
  const text = createHash('sha256').update(`demo code ${story.key}`).digest('hex').slice(0, 8).toUpperCase();
  return text.replace(/(.{4})(?=.)/, '$1-');
}

const OPENING = 9 * 60;
const PAUSE = 12 * 60_000;

/**
 * When each line happens: on its day from nine o'clock on, some minutes after the one before, and what is said of a
 * consult after its slot.
 */
export function stepsOf(story: NumberedStory, days: WorkingDays): readonly Step[] {
  const slotMinute = SLOTS[(story.number * 5) % SLOTS.length] ?? OPENING;
  let last = 0;
  let slot = 0;
  return story.lines.map((line, index) => {
    const morning = minuteOf(dayAt(days, line.ago), OPENING + (story.number % 9) * 10);
    const about = line.name === 'hold-consult' || line.name === 'miss-consult';
    const at = Math.max(morning, last + PAUSE, about ? slot + (SLOT_MINUTES + 5) * 60_000 : 0);
    if (line.consultOn !== undefined) slot = minuteOf(dayAt(days, line.consultOn), slotMinute);
    last = at;
    return { line, at, slot, key: `seed/${story.key}/${index + 1}` };
  });
}
