import { countingAnswers, type Form } from '../../../src/domain/questionnaire/compile';
import { openQuestion } from './open-question';
import type { Page, State } from './state';

/** One step back: nothing that was answered is lost. */
export function goBack(form: Form, state: State): State {
  const { page } = state;
  // How many are left is told of going on only.
  return { ...state, page: pageBefore(form, state, page), left: 0, added: 0 };
}

function pageBefore(form: Form, state: State, page: Page): Page {
  switch (page.name) {
    case 'start':
      return page;
    case 'language':
      return page.from;
    case 'question':
    case 'people':
      return page.onwards === 'results' ? { name: 'results' } : questionBefore(form, state, page.code);
    case 'person': {
      const { code, people, onwards } = page;
      return page.field > 0 ? { ...page, field: page.field - 1 } : { name: 'people', code, people, onwards };
    }
    case 'where':
    case 'results':
      return questionBefore(form, state, null);
    case 'answers':
    case 'keep':
      return { name: 'results' };
  }
}

/** The question answered before one; before one that was not answered yet, the last. Before the first, the start. */
function questionBefore(form: Form, state: State, code: string | null): Page {
  const counting = countingAnswers(form, state.answers);
  const trail = state.trail.filter((one) => one === code || counting[one] !== undefined);
  const at = code === null ? -1 : trail.indexOf(code);
  const before = at === -1 ? trail.at(-1) : trail[at - 1];
  return before === undefined ? { name: 'start' } : openQuestion(form, state, before, 'next');
}
