import fc from 'fast-check';
import type { TermPolicy } from '../../../src/domain/agreement/state';
import { localDate } from '../../../src/domain/calendar/rome';
import { frameworkAgenda } from '../../../src/domain/framework/agenda';
import type { FrameworkEntryData } from '../../../src/domain/framework/entries';
import { foldFramework } from '../../../src/domain/framework/fold';
import { mayOnFramework } from '../../../src/domain/framework/may';
import { frameworkRows } from '../../../src/domain/framework/rows';
import { FRAMEWORK_STAGES, isOpen } from '../../../src/domain/framework/stages';
import { ACTORS } from '../../support/domain/actors';
import { DAY } from '../../support/domain/time';
import { FRAMEWORK_ENTRY_TYPES } from '../../support/framework/entry-types';
import { OTHERS } from '../../support/framework/facts';
import { type FrameworkEntry, type FrameworkStory, follow } from '../../support/framework/framework-story';
import { anyPolicy, beginning, type Step, steps, take } from '../../support/framework/random-life';
import { suitable } from '../../support/framework/suitable';

const RUNS = { numRuns: Number(process.env['CASE_RUNS'] ?? 100) };

type Life = readonly [steps: readonly Step[], policy: TermPolicy, begun: boolean];
const lives = (maxLength: number): fc.Arbitrary<Life> => fc.tuple(steps(maxLength), anyPolicy, fc.boolean());

function live([life, policy, begun]: Life, watch: (story: FrameworkStory) => void = () => undefined): FrameworkStory {
  const story = beginning(policy, begun);
  for (const step of life) {
    take(story, step);
    watch(story);
  }
  return story;
}

/** The data of every entry of a type. */
const data = <T extends FrameworkEntry['type']>(entries: readonly FrameworkEntry[], type: T) =>
  entries.flatMap((entry) => (entry.type === type ? [entry.data as FrameworkEntryData[T]] : []));

/** The same day some years later, written anew: 29 February becomes the 28th where there is none. */
function sameDay(day: string, years: number): string {
  const [year, rest] = [Number(day.slice(0, 4)) + years, day.slice(4)];
  return new Date(`${year}${rest}T00:00:00Z`).getUTCDate() === Number(day.slice(8))
    ? `${year}${rest}`
    : `${year}-02-28`;
}

/** What must hold of a life, read from its entries alone. */
function check({ entries, state, stream }: FrameworkStory, policy: TermPolicy): void {
  expect(foldFramework(stream, entries)).toEqual(state);
  const begun = data(entries, 'framework-in-force');
  expect(begun.length).toBeLessThanOrEqual(1);
  const renewals = entries.filter((entry) => entry.type === 'renewed');
  expect(renewals.length).toBeLessThanOrEqual(policy.maxRenewals);
  renewals.forEach((renewal, index) => {
    const before = sameDay(begun[0]?.startsOn ?? '', policy.termYears * (index + 1));
    // What came after the last day of the term renewed counts for nothing.
    const since = entries.slice(0, entries.indexOf(renewal)).filter((entry) => localDate(entry.at) <= before);
    const window = since.slice(since.map((entry) => entry.type).lastIndexOf('window-opened'));
    expect(
      data(window, 'note-received')
        .map((note) => note.from)
        .sort(),
    ).toEqual([...OTHERS].sort());
    checkDelivered(window);
    expect(window[0]?.type).toBe('window-opened');
    expect(data([renewal], 'renewed')[0]?.endsOn).toBe(
      sameDay(begun[0]?.startsOn ?? '', policy.termYears * (index + 2)),
    );
  });
  if (begun[0] && state.term) {
    expect(begun[0].endsOn).toBe(sameDay(begun[0].startsOn, policy.termYears));
    expect(state.term.endsOn <= sameDay(begun[0].startsOn, policy.termYears * (1 + policy.maxRenewals))).toBe(true);
  }
  const ended = entries.findIndex((entry) => entry.type === 'framework-ended');
  if (ended >= 0) expect(data(entries.slice(ended), 'dispatch-begun')).toEqual([]);
}

/** Our note was signed once and a provider says that it reached the address of each other Party. */
function checkDelivered(window: readonly FrameworkEntry[]): void {
  const [note, ...more] = data(window, 'note-signed');
  expect([note !== undefined, more]).toEqual([true, []]);
  const mine = data(window, 'dispatch-owed').find(({ order }) => order.key === note?.dispatch);
  const again = data(window, 'dispatch-sent-again').filter((one) => one.dispatch === note?.dispatch);
  const reached = data(window, 'receipt-recorded').filter(
    ({ dispatch, receipt }) => dispatch === note?.dispatch && receipt.kind === 'avvenuta-consegna',
  );
  for (const { key, address } of mine?.order.recipients ?? []) {
    const addresses = [address, ...again.filter((one) => one.recipient === key).map((one) => one.address)];
    expect(reached.some(({ receipt }) => addresses.includes(receipt.recipient ?? ''))).toBe(true);
  }
  expect(mine?.order.recipients.map((one) => one.key)).toEqual([...OTHERS]);
}

test('whatever is done: renewed only with every note in time, never once more than the policy says, never past its terms', () => {
  fc.assert(
    fc.property(lives(90), (life) => {
      const story = live(life, ({ state }) => {
        frameworkRows(state);
        const names = frameworkAgenda(state).map((item) => `${item.since}/${item.key}`);
        expect(new Set(names).size).toBe(names.length);
        if (state.stage && !isOpen(state.stage)) expect(names).toEqual([]);
      });
      check(story, life[1]);
    }),
    RUNS,
  );
});

test('whatever is offered is accepted with suitable data', () => {
  fc.assert(
    fc.property(lives(50), (life) => {
      const story = live(life);
      for (const name of mayOnFramework(ACTORS.directorate, story.state)) {
        const given = suitable(name, story.state, story.now);
        const refusal = story.refusal(name, given);
        // Offered to look at: whether one of the messages is from a Party still awaited, its sender says; a policy may not
        // have changed; and what is overdue has ended before anybody could have said so.
        const open =
          name === 'accept-note' ||
          name === 'repolicy' ||
          refusal === 'term-over' ||
          (name === 'terminate' && refusal === 'after-end on');
        if (!open) expect([name, refusal]).toEqual([name, undefined]);
      }
    }),
    RUNS,
  );
});

test('wherever it is left, following its agenda comes to rest, with nothing owed twice', () => {
  fc.assert(
    fc.property(lives(40), fc.nat(900), (life, late) => {
      const story = live(life);
      follow(story, { awakeFrom: story.now + late * DAY });
      check(story, life[1]);
      expect(story.state.term === null || !isOpen(story.state.stage ?? 'signing')).toBe(true);
      expect(follow(story)).toEqual([]);
    }),
    RUNS,
  );
});

test('random lives reach every stage, every entry and several renewals (or the properties above would say little)', () => {
  const stages = new Set<string | null>();
  const types = new Set<string>();
  let renewed = 0;
  for (const life of fc.sample(lives(90), { numRuns: 400, seed: 7 })) {
    const story = live(life, ({ state }) => void stages.add(state.stage));
    for (const entry of story.entries) types.add(entry.type);
    renewed += data(story.entries, 'renewed').length;
  }
  expect(FRAMEWORK_STAGES.filter((stage) => !stages.has(stage))).toEqual([]);
  expect(FRAMEWORK_ENTRY_TYPES.filter((type) => !types.has(type))).toEqual([]);
  expect(renewed).toBeGreaterThan(10);
});
