import { people } from '../../../database/seeds/demo/cast';
import { STORIES } from '../../../database/seeds/demo/stories/stories';
import { caseIdOf, locatorOf } from '../../../database/seeds/demo/story';
import { localDate } from '../../../src/domain/calendar/rome';
import { codeOf } from '../../../src/domain/case/decide/opening';
import { STAGES } from '../../../src/domain/case/stages';
import { CLAIM_STATES, consentInForce } from '../../../src/domain/case/state';
import { rome } from '../../support/domain/time';
import { tellInMemory, worldAt } from './in-memory';

// A Wednesday; the last Sunday before Christmas, at night; the first working morning of a year; after a long weekend.
const DAYS = ['2026-11-25 11:30', '2026-12-20 23:40', '2027-01-04 00:05', '2027-04-28 09:00', '2026-05-09 12:00'];

describe.each(DAYS)('the demo as told on %s', (day) => {
  const now = rome(day);
  const world = worldAt(now);
  const told = STORIES.map((story) => ({ story, ...tellInMemory(world, story, now) }));
  const states = told.map((one) => one.state);

  test('reaches every stage and every exit, by both ways in', () => {
    expect(new Set(states.map((state) => state.stage))).toEqual(new Set(STAGES));
    expect(new Set(states.map((state) => state.way))).toEqual(new Set(['operator', 'public']));
  });

  test('has claims in every state', () => {
    const seen = new Set(states.flatMap((state) => state.claims.map((claim) => claim.state)));
    expect(seen).toEqual(new Set(CLAIM_STATES));
  });

  test('leaves nothing due in the past: what nobody clicks was given up to now', () => {
    for (const { story, agendaAt } of told) {
      expect([story.key, agendaAt.filter((at) => at <= now)]).toEqual([story.key, []]);
    }
  });

  test('leaves deadlines ahead for most, a few overdue, some for the next working day', () => {
    const open = states.filter((state) => state.end === null && !state.pause);
    const due = open.map((state) => state.clocks['stage']?.dueAt ?? Number.NaN);
    const overdue = due.filter((at) => at < now && localDate(at) < localDate(now));
    expect(due.every(Number.isFinite)).toBe(true);
    expect(overdue.length).toBeGreaterThanOrEqual(5);
    expect(due.length - overdue.length).toBeGreaterThan(overdue.length);
    // What falls due today, or on the next working day when today is none.
    const days = new Set(due.filter((at) => localDate(at) >= localDate(now)).map(localDate));
    const first = [...days].sort()[0];
    expect(due.filter((at) => localDate(at) === first).length).toBeGreaterThanOrEqual(5);
  });

  test('tells nothing of the future', () => {
    expect(states.filter((state) => state.lastAt > now).map((state) => state.id)).toEqual([]);
  });

  test('pauses, reopens, refers and reassigns', () => {
    expect(states.filter((state) => state.pause).length).toBeGreaterThanOrEqual(2);
    expect(states.filter((state) => state.stage === 'referred').length).toBeGreaterThanOrEqual(2);
    expect(states.some((state) => state.unassigned)).toBe(false);
  });
});

test('at least forty people, each with one case; nobody is named without a consent', () => {
  const now = rome(DAYS[0]!);
  const world = worldAt(now);
  const states = STORIES.map((story) => tellInMemory(world, story, now).state);
  expect(states.filter((state) => state.beneficiaryId !== null).length).toBeGreaterThanOrEqual(40);
  expect(states.filter((state) => state.beneficiaryId === null && consentInForce(state))).toEqual([]);
  expect(people.length).toBeGreaterThanOrEqual(STORIES.length);
});

test('ids and codes are opaque and never the same', () => {
  expect(new Set(STORIES.map((story) => story.key)).size).toBe(STORIES.length);
  const codes = STORIES.flatMap((story) => [codeOf(caseIdOf(story)), locatorOf(story)]);
  expect(new Set(codes).size).toBe(2 * STORIES.length);
});
