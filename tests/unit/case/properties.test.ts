import fc from 'fast-check';
import type { CommandName, DataOf } from '../../../src/domain/case/commands';
import { mayOnCase } from '../../../src/domain/case/may';
import { STAGES } from '../../../src/domain/case/stages';
import type { CaseState } from '../../../src/domain/case/state';
import { ACTORS, type ActorName, THERE } from '../../support/domain/actors';
import { CaseStory } from '../../support/domain/case-story';
import { ENTRY_TYPES } from '../../support/domain/entry-types';
import { follow } from '../../support/domain/follow';
import { checkState, checkStory } from '../../support/domain/invariants';
import { after, type Model, NOTHING, possible, stageIn } from '../../support/domain/model';
import { lettersFor, lettersOf } from '../../support/domain/procedure-table';
import { type Ready, ready, type Step, steps } from '../../support/domain/random-life';
import { SAMPLES } from '../../support/domain/samples';
import { suitable } from '../../support/domain/suitable';

const RUNS = { numRuns: Number(process.env['CASE_RUNS'] ?? 100) };
const PEOPLE = (Object.keys(ACTORS) as ActorName[]).filter((name) => name !== 'system');

/**
 * Gives a command twice, the second time for good: the same question has one answer, and refusals leave no trace.
 * Whether it was accepted.
 */
function giveTwice(story: CaseStory, { name, data, giving }: Ready): boolean {
  const given = data as Partial<DataOf<CommandName>>;
  const once = story.ask(name, given, giving);
  expect(story.ask(name, given, giving)).toEqual(once);
  if (!once.accepted) return false;
  expect(once.entries.length).toBeGreaterThan(0);
  expect(new Set(once.notices.map((notice) => notice.key)).size).toBe(once.notices.length);
  expect(JSON.stringify(once.notices)).not.toContain('sealed-');
  story.append(once, ACTORS[giving.by], giving.at);
  return true;
}

type Watch = (story: CaseStory, accepted: Ready | null) => void;

function live(life: readonly Step[], watch: Watch = () => undefined): CaseStory {
  const story = new CaseStory();
  const given = new Set<string>();
  for (const step of life) {
    const one = ready(step, story, given);
    watch(story, one && giveTwice(story, one) ? one : null);
  }
  return story;
}

test('whatever people and platform do, in whatever order, a case holds its invariants', () => {
  fc.assert(
    fc.property(steps(45), (life) => checkStory(live(life, (story) => checkState(story.state)))),
    RUNS,
  );
});

/**
 * Keeps the sheet of a life beside it: what is accepted is allowed by it and by the written procedure, and leads where
 * it says; and nothing else is offered.
 */
function keepSheet(): Watch {
  let sheet: Model = NOTHING;
  return ({ state }, accepted) => {
    if (!accepted) return;
    const { name, giving } = accepted;
    // What the story fills in, a person would have sent.
    const data = { ...SAMPLES[name], ...accepted.data };
    const before = stageIn(sheet);
    expect([giving.by, name, before, allowed(giving.by, name, sheet)]).toEqual([giving.by, name, before, true]);
    expect([name, sheet, possible(sheet, name, data)]).toEqual([name, sheet, true]);
    sheet = after(sheet, name, data, giving.by);
    expect([name, before, state.stage]).toEqual([name, before, stageIn(sheet)]);
    expect(asOnSheet(state)).toEqual(seenOf(sheet));
    const offered = PEOPLE.flatMap((by) => mayOnCase(ACTORS[by], state).map((one) => [by, one] as const));
    expect(offered.filter(([by, one]) => !allowed(by, one, sheet))).toEqual([]);
  };
}

const allowed = (by: ActorName, name: CommandName, sheet: Model): boolean =>
  [...lettersOf(by, sheet)].some((letter) => lettersFor(name, stageIn(sheet)).includes(letter));

/** What of a case is on the sheet too. */
const asOnSheet = (state: CaseState) => ({
  consent: state.consents.at(-1)?.state ?? 'not-asked',
  booked: state.consults.some((consult) => consult.status === 'booked'),
  claims: state.claims.map((claim) => claim.state),
  paused: state.pause !== null,
  there: state.associationId === THERE.associationId,
});
const seenOf = ({ consent, consult, claims, paused, side }: Model) => ({
  consent,
  booked: consult === 'booked',
  claims,
  paused,
  there: side === 'there',
});

test('whatever is accepted, the written procedure allows, and it leads where a simple model says', () => {
  fc.assert(
    fc.property(steps(45), (life) => void live(life, keepSheet())),
    RUNS,
  );
});

test('whatever is offered is accepted with suitable data', () => {
  fc.assert(
    fc.property(steps(30), (life) => {
      const story = live(life);
      if (story.state.stage === null) return;
      for (const by of PEOPLE) {
        for (const name of mayOnCase(ACTORS[by], story.state)) {
          const { data, giving } = suitable(name, story.state, story.now);
          expect([by, name, story.refusal(name, data, { ...giving, by })]).toEqual([by, name, undefined]);
        }
      }
    }),
    RUNS,
  );
});

test('wherever a case is left, following its agenda ends, with nothing owed twice', () => {
  fc.assert(
    fc.property(steps(25), fc.nat(200), (life, late) => {
      const story = live(life);
      const before = story.notices.length;
      follow(story, { awakeFrom: story.now + late * 86_400_000 });
      checkStory(story);
      const reminders = story.notices.slice(before).filter((one) => one.template === 'consult-reminder');
      expect(new Set(reminders.map((one) => JSON.stringify([one.key, one.to]))).size).toBe(reminders.length);
      expect(follow(story)).toEqual([]);
    }),
    RUNS,
  );
});

test('random lives reach every stage (or the properties above would say little)', () => {
  const reached = new Set<string | null>();
  const types = new Set<string>();
  for (const life of fc.sample(steps(45), { numRuns: 400, seed: 7 })) {
    const story = live(life, ({ state }) => void reached.add(state.stage));
    for (const entry of story.entries) types.add(entry.type);
  }
  expect(STAGES.filter((stage) => !reached.has(stage))).toEqual([]);
  expect(ENTRY_TYPES.filter((type) => !types.has(type))).toEqual([]);
});
