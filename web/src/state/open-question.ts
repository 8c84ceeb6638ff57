import { type Member, membersOf } from '../../../src/domain/questionnaire/answers';
import type { Form } from '../../../src/domain/questionnaire/compile';
import type { Onwards, Page, People, State } from './state';

/** The page that asks a question: a group's starts from the people it was answered with. */
export function openQuestion(form: Form, state: State, code: string, onwards: Onwards): Page {
  const question = form.questions.get(code)?.question;
  if (question?.kind !== 'members') return { name: 'question', code, onwards };
  const people: readonly Member[] = membersOf(state.answers[code], question.max) ?? [];
  return { name: 'people', code, people, onwards };
}

/** The people of the page shown, when it is about them. */
export function peopleOf(page: Page): People | null {
  return page.name === 'people' ? page : null;
}
