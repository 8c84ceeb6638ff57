import { dateOf, dayNumber } from '../../../src/domain/questionnaire/answers';
import { evaluate } from '../../../src/domain/questionnaire/compile';
import { explain } from '../../../src/domain/questionnaire/explain';
import { nextQuestion } from '../../../src/domain/questionnaire/next-question';
import { smallestChange } from '../../../src/domain/questionnaire/smallest-change';
import { smallForm } from '../../support/questionnaire/small-form';

const DONT_KNOW = { none: 'dont-know' };
const form = smallForm({
  questions: {
    age: { kind: 'number', min: 0, max: 120 },
    'has-isee': { kind: 'yes-no' },
    isee: { kind: 'amount', min: 0, max: 100_000, onlyIf: 'has-isee', sensitive: true },
    'job-ended': { kind: 'date', onlyIf: 'age >= 15' },
  },
  parameters: { ISEE: 10_140 },
  benefits: { OLD: ['age >= 67', 'isee <= $ISEE'], JOB: ['days-since(job-ended) <= 68', 'not indicated(OLD)'] },
});

test('what is not answered is not known, and what is decided does not wait for the rest', () => {
  expect(evaluate(form, {})).toEqual({ OLD: 'not-known', JOB: 'not-known' });
  expect(evaluate(form, { age: 40 })).toEqual({ OLD: 'not-indicated', JOB: 'not-known' });
  expect(evaluate(form, { age: 70, 'has-isee': true, isee: 10_140 })['OLD']).toBe('indicated');
  expect(evaluate(form, { age: 70, 'has-isee': true, isee: 10_141 })['OLD']).toBe('not-indicated');
  expect(evaluate(form, { age: DONT_KNOW, 'has-isee': true, isee: 10_141 })['OLD']).toBe('not-indicated');
});

test('an answer to a question that stopped making sense counts no more', () => {
  expect(evaluate(form, { age: 70, 'has-isee': false, isee: 5000 })['OLD']).toBe('not-known');
});

test('a question is asked when it can matter, after what decides whether it makes sense', () => {
  expect(nextQuestion(form, {})?.question.code).toBe('age');
  expect(nextQuestion(form, { age: 40 })?.question.code).toBe('job-ended');
  expect(nextQuestion(form, { age: 40, 'job-ended': DONT_KNOW })).toBeNull();
  expect(nextQuestion(form, { age: 70, 'job-ended': '2026-06-01' })?.question.code).toBe('has-isee');
  expect(nextQuestion(form, { age: 70, 'job-ended': '2026-06-01', 'has-isee': true })?.question.code).toBe('isee');
  expect(nextQuestion(form, { age: 70, 'job-ended': '2020-06-01', 'has-isee': false })).toBeNull();
});

test('a condition may come before what it rests on', () => {
  const odd = smallForm({
    questions: { a: { kind: 'yes-no', onlyIf: 'b' }, b: { kind: 'yes-no', onlyIf: 'c' }, c: { kind: 'yes-no' } },
    benefits: { A: ['a'] },
  });
  expect(evaluate(odd, { a: true, b: true, c: true })).toEqual({ A: 'indicated' });
  expect(evaluate(odd, { a: true, b: true, c: false })).toEqual({ A: 'not-known' });
});

test('benefits that ask about each other in a circle are not known, and nothing else suffers', () => {
  const circle = smallForm({
    questions: { a: { kind: 'yes-no' } },
    benefits: { A: ['indicated(B)'], B: ['indicated(A) or a'], C: ['a'] },
  });
  expect(evaluate(circle, { a: true })).toEqual({ A: 'not-known', B: 'indicated', C: 'indicated' });
  expect(evaluate(circle, { a: false })).toEqual({ A: 'not-known', B: 'not-known', C: 'not-indicated' });
});

test('the smallest change is the nearest one, and brings an old answer back into count', () => {
  expect(smallestChange(form, { age: 70, 'has-isee': true, isee: 12_000 }, 'OLD')).toEqual({
    answers: { isee: 10_140 },
    result: 'indicated',
  });
  expect(smallestChange(form, { age: 64, 'has-isee': false, isee: 5000 }, 'OLD')).toEqual({
    answers: { age: 67, 'has-isee': true },
    result: 'indicated',
  });
  expect(smallestChange(form, { age: 70 }, 'NONE')).toBeNull();
});

test('an explanation begins with what is indicated, and gives the questions each criterion rests on', () => {
  const [first, second] = explain(form, { age: 70, 'has-isee': true, isee: 1 });
  expect(first).toMatchObject({ benefit: { code: 'OLD' }, result: 'indicated', steps: [] });
  expect(first?.criteria.map((one) => one.standing)).toEqual(['holds', 'holds']);
  expect(second?.criteria[1]?.questions).toEqual(['age', 'isee']);
  expect(second).toMatchObject({ result: 'not-indicated' });
});

test('no date that can be answered is further away than what is not answered may be', () => {
  const far = smallForm({ questions: { day: { kind: 'date' } }, benefits: { A: ['days-since(day) >= 0 - 2000000'] } });
  expect(evaluate(far, {})).toEqual({ A: 'not-known' });
  expect(evaluate(far, { day: '9999-12-31' })).toEqual({ A: 'not-indicated' });
});

test('days are those of the calendar, and only those', () => {
  for (let day = dayNumber('1896-01-01') ?? 0; day < 50_000; day += 1) expect(dayNumber(dateOf(day))).toBe(day);
  for (const [date, day] of [
    ['1970-01-01', 0],
    ['0000-01-01', -719_528],
    ['9999-12-31', 2_932_896],
  ] as const) {
    expect(dayNumber(date)).toBe(day);
  }
  for (const no of [
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '26-01-01',
    '2026-1-01',
    5,
    null,
  ]) {
    expect(dayNumber(no)).toBeUndefined();
  }
});
