import { type Answers, membersOf } from './answers';
import type { Form } from './compile';
import type { Expression } from './expression';
import { comparisonsIn, expressionsOf, fieldProbes, type Probes } from './probe-fields';
import { peopleProbes } from './probe-people';
import type { Question } from './snapshot';

/**
 * Values of a question, at least one on each side of everything that any criterion in force, or any question's
 * condition, makes depend on it, given the other answers. Not whole where a comparison sets two questions against each
 * other, or where there are more kinds of people than can be tried.
 */
export function probesOf(form: Form, question: Question, answers: Answers): Probes {
  if (question.kind === 'members') {
    return peopleProbes(form, question, membersOf(answers[question.code], question.max) ?? []);
  }
  return fieldProbes(question, comparisonsAbout(form, question.code), form.read(answers), form.meaning);
}

/** The comparisons of every criterion in force and of every condition that a question is in; found once for a form. */
function comparisonsAbout(form: Form, code: string): readonly Expression[] {
  const known = comparisons.get(form) ?? new Map<string, readonly Expression[]>();
  comparisons.set(form, known);
  const found = known.get(code) ?? comparisonsIn(expressionsOf(form), code);
  known.set(code, found);
  return found;
}
const comparisons = new WeakMap<Form, Map<string, readonly Expression[]>>();
