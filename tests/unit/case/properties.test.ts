import fc from 'fast-check';
import type { CommandName, DataOf } from '../../../src/domain/case/commands';
import { mayOnCase } from '../../../src/domain/case/may';
import { STAGES } from '../../../src/domain/case/stages';
import { ACTORS, type ActorName } from '../../support/domain/actors';
import { CaseStory } from '../../support/domain/case-story';
import { ENTRY_TYPES } from '../../support/domain/entry-types';
import { follow } from '../../support/domain/follow';
import { checkState, checkStory } from '../../support/domain/invariants';
import { type Ready, ready, type Step, steps } from '../../support/domain/random-life';
import { suitable } from '../../support/domain/suitable';

const RUNS = { numRuns: Number(process.env['CASE_RUNS'] ?? 100) };
const PEOPLE = (Object.keys(ACTORS) as ActorName[]).filter((name) => name !== 'system');

/** Gives a command twice, the second time for good: the same question has one answer, and refusals leave no trace. */
function giveTwice(story: CaseStory, { name, data, giving }: Ready): void {
  const given = data as Partial<DataOf<CommandName>>;
  const once = story.ask(name, given, giving);
  expect(story.ask(name, given, giving)).toEqual(once);
  if (!once.accepted) return;
  expect(once.entries.length).toBeGreaterThan(0);
  expect(new Set(once.notices.map((notice) => notice.key)).size).toBe(once.notices.length);
  expect(JSON.stringify(once.notices)).not.toContain('sealed-');
  story.append(once, ACTORS[giving.by], giving.at);
}

function live(life: readonly Step[], watch: (story: CaseStory) => void = () => undefined): CaseStory {
  const story = new CaseStory();
  const given = new Set<string>();
  for (const step of life) {
    const one = ready(step, story, given);
    if (one) giveTwice(story, one);
    watch(story);
  }
  return story;
}

test('whatever people and platform do, in whatever order, a case holds its invariants', () => {
  fc.assert(
    fc.property(steps(45), (life) => checkStory(live(life, (story) => checkState(story.state)))),
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
