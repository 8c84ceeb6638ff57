import type { Member, NoAnswer } from '../../../src/domain/questionnaire/answers';
import { countingAnswers, type Form } from '../../../src/domain/questionnaire/compile';
import { nextQuestion } from '../../../src/domain/questionnaire/next-question';
import { goBack } from './go-back';
import { openQuestion, peopleOf } from './open-question';
import type { Kept, Onwards, Page, State } from './state';

/** What somebody did. */
export type Action =
  | { readonly do: 'begin' }
  /** Answers the question or the person's field that is shown. */
  | { readonly do: 'answer'; readonly value: unknown }
  | { readonly do: 'not-answer'; readonly none: NoAnswer['none'] }
  /** Adds a person, or changes one that is there. */
  | { readonly do: 'open-person'; readonly index: number }
  | { readonly do: 'remove-person'; readonly index: number }
  /** These are all the people. */
  | { readonly do: 'all-people' }
  | { readonly do: 'change'; readonly code: string }
  | { readonly do: 'continue' }
  | { readonly do: 'live-in'; readonly territory: string | null }
  | { readonly do: 'open'; readonly page: 'results' | 'answers' | 'keep' | 'language' }
  | { readonly do: 'kept'; readonly kept: Kept }
  | { readonly do: 'back' };

/** What somebody did, on what was. Pure; `form` is the questionnaire in any of its languages. */
export function reduce(form: Form, state: State, action: Action): State {
  switch (action.do) {
    case 'begin':
    case 'continue':
      return advance(form, { ...state, left: 0 });
    case 'answer':
      return answered(form, state, action.value);
    case 'not-answer':
      return answered(form, state, { none: action.none } satisfies NoAnswer);
    case 'open-person': {
      const group = peopleOf(state.page);
      if (!group) return state;
      const { code, people, onwards } = group;
      const { index } = action;
      const page: Page = { name: 'person', code, people, onwards, index, field: 0, person: people[index] ?? {} };
      return { ...state, page };
    }
    case 'remove-person': {
      const group = peopleOf(state.page);
      if (!group) return state;
      return { ...state, page: { ...group, people: group.people.filter((_, at) => at !== action.index) } };
    }
    case 'all-people': {
      const group = peopleOf(state.page);
      return group ? settled(form, state, group.code, group.people, group.onwards) : state;
    }
    case 'change':
      return { ...state, page: openQuestion(form, state, action.code, 'results') };
    case 'live-in':
      return finished({ ...state, territory: action.territory });
    case 'open':
      if (action.page === 'language') return { ...state, page: { name: 'language', from: state.page } };
      return { ...state, page: { name: action.page } };
    case 'kept':
      return { ...state, kept: action.kept };
    case 'back':
      return goBack(form, state);
  }
}

function answered(form: Form, state: State, value: unknown): State {
  const { page } = state;
  if (page.name === 'question' || page.name === 'people') return settled(form, state, page.code, value, page.onwards);
  if (page.name !== 'person') return state;
  const group = form.questions.get(page.code)?.question;
  const fields = group?.kind === 'members' ? group.fields : [];
  const field = fields[page.field];
  if (!field) return state;
  const person: Member = { ...page.person, [field.code]: value };
  if (page.field + 1 < fields.length) return { ...state, page: { ...page, person, field: page.field + 1 } };
  const people = [...page.people.slice(0, page.index), person, ...page.people.slice(page.index + 1)];
  return { ...state, page: { name: 'people', code: page.code, onwards: page.onwards, people } };
}

function settled(form: Form, state: State, code: string, value: unknown, onwards: Onwards): State {
  const after: State = {
    ...state,
    answers: { ...state.answers, [code]: value },
    trail: state.trail.includes(code) ? state.trail : [...state.trail, code],
    section: form.questions.get(code)?.section.code ?? null,
  };
  return onwards === 'results' ? finished(after) : advance(form, after);
}

/** To the next question that can change a result; where there is none, to where one lives, and then to the results. */
function advance(form: Form, state: State): State {
  const next = nextQuestion(form, state.answers, state.section);
  if (!next) return state.isFinished ? finished(state) : { ...state, page: { name: 'where' }, left: 0, added: 0 };
  const expected = state.left > 0 ? state.left - 1 : next.left;
  return {
    ...state,
    page: openQuestion(form, state, next.question.code, 'next'),
    left: next.left,
    added: Math.max(0, next.left - expected),
  };
}

function finished(state: State): State {
  return { ...state, page: { name: 'results' }, isFinished: true, left: 0, added: 0 };
}

/** Questions that were answered and count, in the order they were asked. */
export function answeredQuestions(form: Form, state: State): readonly string[] {
  const counting = countingAnswers(form, state.answers);
  return state.trail.filter((code) => counting[code] !== undefined && form.questions.has(code));
}
