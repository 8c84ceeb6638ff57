import fc from 'fast-check';
import type { AgreementCommandName, AgreementDataOf } from '../../../src/domain/agreement/commands';
import { mayOnAgreement } from '../../../src/domain/agreement/may';
import { AGREEMENT_STAGES, type AgreementStage } from '../../../src/domain/agreement/stages';
import { agreementIn } from '../../support/agreement/agreement-in';
import { AgreementStory } from '../../support/agreement/agreement-story';
import { AGREEMENT_ENTRY_TYPES } from '../../support/agreement/entry-types';
import { follow } from '../../support/agreement/follow';
import { checkState, checkStory } from '../../support/agreement/invariants';
import { type Ready, ready, type Step, steps } from '../../support/agreement/random-life';
import { suitable } from '../../support/agreement/suitable';
import { ACTORS, type ActorName } from '../../support/domain/actors';
import { COLUMNS, PROCEDURE } from './procedure';

const RUNS = { numRuns: Number(process.env['AGREEMENT_RUNS'] ?? 60) };
const PEOPLE = (Object.keys(ACTORS) as ActorName[]).filter((name) => name !== 'system');

/**
 * Gives a command twice, the second time for good: the same question has one answer, and refusals leave no trace. Whether
 * it was accepted.
 */
function giveTwice(story: AgreementStory, { name, data, giving }: Ready): boolean {
  const given = data as Partial<AgreementDataOf<AgreementCommandName>>;
  const once = story.ask(name, given, giving);
  expect(story.ask(name, given, giving)).toEqual(once);
  if (!once.accepted) return false;
  expect(once.entries.length).toBeGreaterThan(0);
  expect(new Set(once.notices.map((notice) => notice.key)).size).toBe(once.notices.length);
  story.append(once, ACTORS[giving.by], giving.at);
  return true;
}

type Watch = (story: AgreementStory, accepted: Ready | null, before: AgreementStory['state']) => void;

/** Where a life begins: before anything, or at a stage on the usual way, so that late stages are lived in too. */
type Start = AgreementStage | 'new' | 'owed';
const STARTS: readonly Start[] = ['new', 'owed', ...AGREEMENT_STAGES];
function begun(start: Start): AgreementStory {
  if (start !== 'new' && start !== 'owed') return agreementIn(start);
  const story = new AgreementStory();
  if (start === 'owed') story.give('owe-agreement');
  return story;
}
const STORIES = new Map(STARTS.map((start) => [start, begun(start)]));

interface Life {
  readonly start: Start;
  readonly life: readonly Step[];
}
/** A third begin at the beginning, the others anywhere. */
const lives = (maxLength: number): fc.Arbitrary<Life> =>
  fc.record({
    start: fc.oneof(
      { arbitrary: fc.constant('new' as const), weight: 1 },
      { arbitrary: fc.constantFrom(...STARTS), weight: 2 },
    ),
    life: steps(maxLength),
  });

function live({ start, life }: Life, watch: Watch = () => undefined): AgreementStory {
  const story = STORIES.get(start)?.copy() ?? new AgreementStory();
  const given = new Set<string>();
  for (const step of life) {
    const one = ready(step, story, given);
    const before = story.state;
    watch(story, one && giveTwice(story, one) ? one : null, before);
  }
  return story;
}

test('whatever people and platform do, in whatever order, an agreement holds its invariants', () => {
  fc.assert(
    fc.property(lives(70), (life) => checkStory(live(life, (story) => checkState(story.state)))),
    RUNS,
  );
});

test('an edit always voids the approval, and no stage in which it may be signed outlives it', () => {
  fc.assert(
    fc.property(lives(60), (life) => {
      live(life, ({ state }, accepted) => {
        if (accepted?.name !== 'save-text') return;
        expect(state.approval).toBeNull();
        expect(['drafting', 'changes-requested']).toContain(state.stage);
      });
    }),
    RUNS,
  );
});

const LETTERS: { readonly [A in ActorName]?: string } = {
  structure: 's',
  directorate: 'd',
  communication: 'c',
  system: 'x',
};
const written = new Map(
  PROCEDURE.trim()
    .split('\n')
    .map((row) => row.split(/\s+/))
    .map(([name, ...cells]) => [name, cells]),
);

/** Where each stage may lead, written out apart from the code. */
const WAYS: Readonly<Record<string, string>> = {
  new: 'drafting expired',
  drafting: 'central-review ready-to-sign',
  'central-review': 'drafting changes-requested ready-to-sign rejected',
  'changes-requested': 'central-review ready-to-sign drafting',
  'ready-to-sign': 'drafting signing',
  signing: 'ready-to-sign signed',
  signed: 'transmitted returned expired',
  transmitted: 'returned active expired',
  returned: 'signed expired',
  active: 'renewal-window expired',
  'renewal-window': 'renewed expired',
  renewed: 'expired',
};

test('whatever is accepted, the written procedure allows, and it leads where a stage may lead', () => {
  fc.assert(
    fc.property(lives(60), (life) => {
      live(life, ({ state }, accepted, before) => {
        if (!accepted) return;
        const from = before.stage ?? 'new';
        const cell = written.get(accepted.name)?.[COLUMNS.indexOf(from)] ?? '';
        const letter = LETTERS[accepted.giving.by] ?? '-';
        expect([accepted.name, from, letter, cell.includes(letter)]).toEqual([accepted.name, from, letter, true]);
        const to = state.stage ?? '';
        const ways = [from, 'terminated', ...(WAYS[from] ?? '').split(' ')];
        expect([accepted.name, from, to, ways.includes(to)]).toEqual([accepted.name, from, to, true]);
      });
    }),
    RUNS,
  );
});

/** Whose note may come by PEC only, and whose on paper, the registers say, which no offer reads. */
const AS_REGISTERED = new Set(['accept-note', 'record-note']);

test('whatever is offered is accepted with suitable data', () => {
  fc.assert(
    fc.property(lives(60), fc.nat(999), (life, pick) => {
      const story = live(life);
      if (story.state.stage === null) return;
      for (const by of PEOPLE) {
        for (const name of mayOnAgreement(ACTORS[by], story.state)) {
          if (AS_REGISTERED.has(name)) continue;
          const { data, facts } = suitable(name, story.state, story.now, pick, by);
          expect([by, name, story.refusal(name, data, { by, facts })]).toEqual([by, name, undefined]);
        }
      }
    }),
    RUNS,
  );
});

test('wherever an agreement is left, following its agenda ends, with nothing owed twice', () => {
  fc.assert(
    fc.property(lives(60), fc.nat(200), (life, late) => {
      const story = live(life);
      const log = follow(story, { awakeFrom: story.now + late * 86_400_000 });
      expect(log.filter((one) => typeof one.result === 'string')).toEqual([]);
      checkStory(story);
      checkState(story.state);
      expect(follow(story)).toEqual([]);
      if (story.state.term) expect(story.state.endedAt).not.toBeNull();
    }),
    RUNS,
  );
});

test('random lives reach every stage and every entry (or the properties above would say little)', () => {
  const reached = new Set<string | null>();
  const types = new Set<string>();
  for (const life of fc.sample(lives(70), { numRuns: 400, seed: 7 })) {
    const story = live(life, ({ state }) => void reached.add(state.stage));
    for (const entry of story.entries) types.add(entry.type);
  }
  expect(AGREEMENT_STAGES.filter((stage) => !reached.has(stage))).toEqual([]);
  expect(AGREEMENT_ENTRY_TYPES.filter((type) => !types.has(type))).toEqual([]);
});
