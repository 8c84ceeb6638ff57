import { compileForm } from '../../../src/domain/questionnaire/compile';
import { type Action, answeredQuestions, reduce } from '../../../web/src/state/reduce';
import { INITIAL, type State } from '../../../web/src/state/state';
import { SAMPLE } from '../../support/web/sample';

const form = compileForm(SAMPLE, '2026-11-24');
const after = (state: State, ...actions: readonly Action[]): State =>
  actions.reduce((now, action) => reduce(form, now, action), state);
const answer = (value: unknown): Action => ({ do: 'answer', value });
const BEGUN = after(INITIAL, { do: 'begin' });

/** Answers whatever is asked, until the results. */
function finish(state: State): State {
  let now = state;
  for (let step = 0; step < 50 && now.page.name !== 'results'; step += 1) {
    const { page } = now;
    if (page.name === 'where') now = after(now, { do: 'live-in', territory: 'bologna' });
    else if (page.name === 'people') now = after(now, { do: 'all-people' });
    else now = after(now, { do: 'not-answer', none: 'dont-know' });
  }
  return now;
}

test('it begins with a question that can change a result, and says how many may be left', () => {
  expect(BEGUN.page).toEqual({ name: 'question', code: 'resident', onwards: 'next' });
  expect(BEGUN.left).toBeGreaterThan(1);
});

test('not knowing everything still ends, at where one lives and then at the results', () => {
  const done = finish(BEGUN);
  expect(done).toMatchObject({ page: { name: 'results' }, isFinished: true, territory: 'bologna', left: 0 });
});

test('what is left never grows without saying by how many', () => {
  let before = BEGUN;
  for (let step = 0; step < 20 && before.page.name !== 'where'; step += 1) {
    const value = before.page.name === 'question' && before.page.code === 'support' ? ['shelter'] : undefined;
    const now =
      value === undefined
        ? after(before, before.page.name === 'people' ? { do: 'all-people' } : { do: 'not-answer', none: 'rather-not' })
        : after(before, answer(value));
    if (now.left > 0) expect(now.left).toBeLessThanOrEqual(before.left - 1 + now.added);
    expect(now.added === 0 || now.left === before.left - 1 + now.added).toBe(true);
    before = now;
  }
  expect(before.page.name).toBe('where');
});

test('back goes through what was answered, loses nothing, and ends at the start', () => {
  const third = after(BEGUN, answer(true), { do: 'not-answer', none: 'dont-know' });
  const [first, second] = third.trail;
  const once = after(third, { do: 'back' });
  expect(once.page).toMatchObject({ name: 'question', code: second });
  const twice = after(once, { do: 'back' });
  expect(twice.page).toMatchObject({ name: 'question', code: first });
  expect(after(twice, { do: 'back' }).page.name).toBe('start');
  expect(twice.answers).toEqual(third.answers);
  // Answered again, it goes on to what was not answered yet.
  expect(after(twice, answer(true)).page).toEqual(third.page);
});

test('people are gathered one thing at a time, changed and taken away; they count when one says these are all', () => {
  let now = after(BEGUN, answer(true));
  for (let step = 0; step < 10 && now.page.name !== 'people'; step += 1)
    now = after(now, { do: 'not-answer', none: 'dont-know' });
  const add: Action = { do: 'open-person', index: 0 };
  const one = after(now, add, answer(9), { do: 'not-answer', none: 'rather-not' });
  const people = [{ age: 9, studies: { none: 'rather-not' } }];
  expect(one.page).toEqual({ name: 'people', code: 'household', people, onwards: 'next' });
  expect(one.answers['household']).toBeUndefined();
  const two = after(one, { do: 'open-person', index: 1 }, answer(40), answer(false));
  const changed = after(two, add, answer(10), answer(true), { do: 'remove-person', index: 1 });
  expect(after(changed, { do: 'all-people' }).answers['household']).toEqual([{ age: 10, studies: true }]);
  // Half a person is nobody.
  expect(after(one, { do: 'open-person', index: 1 }, answer(40), { do: 'back' }, { do: 'back' }).page).toEqual(
    one.page,
  );
});

test('a changed answer leads straight back to the results; what it makes askable again is asked if one wants', () => {
  const done = finish(BEGUN);
  const changing = after(done, { do: 'open', page: 'answers' }, { do: 'change', code: 'resident' });
  expect(changing.page).toEqual({ name: 'question', code: 'resident', onwards: 'results' });
  expect(after(changing, { do: 'back' }).page.name).toBe('results');
  expect(after(changing, answer(true)).page.name).toBe('results');
  const opened = after(done, { do: 'change', code: 'support' }, answer(['shelter']), { do: 'continue' });
  expect(opened.page).toEqual({ name: 'question', code: 'shelter-public', onwards: 'next' });
  expect(after(opened, answer(true)).page.name).toBe('results');
});

test('answers to what makes no sense any more are neither listed nor gone back to', () => {
  const done = finish(BEGUN);
  const sheltered = after(
    done,
    { do: 'change', code: 'support' },
    answer(['shelter']),
    { do: 'continue' },
    answer(true),
  );
  expect(answeredQuestions(form, sheltered)).toContain('shelter-public');
  const without = after(sheltered, { do: 'change', code: 'support' }, answer([]));
  expect(answeredQuestions(form, without)).not.toContain('shelter-public');
});

test('another language is chosen without losing the place', () => {
  const chosen = after(BEGUN, { do: 'open', page: 'language' });
  expect(chosen.page.name).toBe('language');
  expect(after(chosen, { do: 'back' }).page).toEqual(BEGUN.page);
});
