import fc from 'fast-check';
import { caseAgenda } from '../../../src/domain/case/agenda';
import { COMMAND_NAMES, type CommandName } from '../../../src/domain/case/commands';
import type { CaseFacts } from '../../../src/domain/case/facts';
import { mayOnCase } from '../../../src/domain/case/may';
import { ACTORS, type ActorName, COLLEAGUE, CONSULTANT, OPERATOR, OTHER_CONSULTANT } from './actors';
import { type CaseStory, type Giving, usualGiver } from './case-story';
import { slot } from './facts';
import { nameOf } from './follow';
import { policies } from './policies';
import { SAMPLES } from './samples';
import { suitable } from './suitable';
import { DAY, HOUR } from './time';

/** One step of a random life: something offered and fitting, anything at all, or what the agenda owes. */
export interface Step {
  readonly kind: 'offered' | 'wild' | 'owed' | 'owed-late';
  readonly name: CommandName;
  readonly by: ActorName;
  readonly pick: number;
  /** Whether what is rare may be picked too. */
  readonly rare: boolean;
  /** How long after the step before, in milliseconds. */
  readonly gap: number;
}

const NAMES = Object.keys(ACTORS) as ActorName[];

/** Lives of five to `maxLength` steps. */
export const steps = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      kind: fc.oneof(
        { arbitrary: fc.constant('offered' as const), weight: 10 },
        { arbitrary: fc.constant('wild' as const), weight: 4 },
        { arbitrary: fc.constant('owed' as const), weight: 3 },
        { arbitrary: fc.constant('owed-late' as const), weight: 1 },
      ),
      name: fc.constantFrom(...COMMAND_NAMES),
      by: fc.constantFrom(...NAMES),
      pick: fc.nat(9999),
      rare: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
      gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 * HOUR }), fc.integer({ min: 0, max: 30 * DAY })),
    }),
    // Otherwise fast-check keeps its arrays short, and no case would get far.
    { minLength: 5, maxLength, size: 'max' },
  );

const OUTCOMES = ['granted', 'partly-granted', 'refused'] as const;

/** Small changes of the data, so that outcomes differ. */
function varied(name: CommandName, data: Readonly<Record<string, unknown>>, pick: number): Record<string, unknown> {
  return name === 'record-outcome'
    ? { ...data, outcome: OUTCOMES[pick % 3], amount: null, benefitFrom: null }
    : { ...data };
}

function variedFacts(data: Readonly<Record<string, unknown>>, pick: number): Partial<CaseFacts> {
  return {
    policies: pick % 17 === 0 ? {} : policies({}, pick % 5 === 0 ? 100 : 1),
    candidates: pick % 7 === 0 ? [] : [{ operatorId: pick % 2 === 0 ? OPERATOR : COLLEAGUE, load: 1 }],
    ...(typeof data['start'] === 'number'
      ? { slots: [slot(pick % 2 === 0 ? CONSULTANT : OTHER_CONSULTANT, data['start'], pick % 4)] }
      : {}),
  };
}

/** A command ready to be given, or null when the step finds nothing to do. */
export interface Ready {
  readonly name: CommandName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly giving: Omit<Giving, 'at' | 'by'> & { readonly at: number; readonly by: ActorName };
}

/** What would make lives short, or long and dull, if it came as often as the rest. */
const RARE: ReadonlySet<CommandName> = new Set([
  'withdraw',
  'resolve-without-claim',
  'choose-no-claim',
  'add-note',
  'record-need',
  'record-intervention',
  'withdraw-consent',
]);

/** Turns a step into a command on a case as it stands; `given` holds the names of the follow-ups given before. */
export function ready(step: Step, story: CaseStory, given: Set<string>): Ready | null {
  const now = story.now + step.gap;
  if (step.kind === 'owed' || step.kind === 'owed-late') {
    const item = caseAgenda(story.state, { assigneeActive: step.pick % 11 !== 0 }).find(
      (one) => !given.has(nameOf(one)),
    );
    if (!item) return null;
    given.add(nameOf(item));
    const at = Math.max(item.at, step.kind === 'owed-late' ? now : story.now);
    return { ...item.command, giving: { by: 'system', at, facts: variedFacts({}, step.pick) } };
  }
  if (step.kind === 'wild') {
    // A number in the sample is somebody's number: another one is as likely to be nobody's.
    const [first, value] = Object.entries(SAMPLES[step.name])[0] ?? [];
    const data = first !== undefined && typeof value === 'number' ? { [first]: 1 + (step.pick % 3) } : {};
    return { name: step.name, data, giving: { by: step.rare ? step.by : usualGiver(step.name), at: now } };
  }
  const offers = NAMES.filter((by) => by !== 'system').flatMap((by) =>
    mayOnCase(ACTORS[by], story.state).map((name) => ({ by, name })),
  );
  const names = [...new Set(offers.map((one) => one.name))].filter((one) => step.rare || !RARE.has(one));
  const name = names[step.pick % Math.max(1, names.length)];
  const givers = offers.filter((one) => one.name === name);
  const chosen = givers[(step.pick >> 6) % Math.max(1, givers.length)];
  if (!chosen) return null;
  const fit = suitable(chosen.name, story.state, now);
  const data = varied(chosen.name, fit.data, step.pick);
  const facts =
    chosen.name === 'repolicy' ? fit.giving.facts : { ...fit.giving.facts, ...variedFacts(data, step.pick) };
  return { name: chosen.name, data, giving: { by: chosen.by, at: Number(fit.giving.at), facts } };
}
