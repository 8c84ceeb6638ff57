import { type Answers, asAnswers, isNoAnswer } from './answers';
import type { Form } from './compile';
import type { Node } from './node';
import { HOLDS, OPEN } from './truth';

/** Whether a question was dealt with: answered, or answered that one does not know or would rather not say. */
export function isDealtWith(form: Form, code: string, answers: Answers): boolean {
  const value = asAnswers(answers)[code];
  if (value === undefined) return false;
  return isNoAnswer(value) || form.answers(code, value);
}

/** What can still change some benefit's result. */
export interface Relevant {
  /** Questions that make sense now. */
  readonly now: ReadonlySet<string>;
  /** Questions of which it is not known yet whether they will make sense. */
  readonly perhaps: ReadonlySet<string>;
}

/**
 * The questions that can still change some benefit's result: those that an open criterion of an open benefit rests on,
 * that make sense, and were not dealt with; for one of which it isn't known whether it makes sense, the questions
 * that decide so.
 */
export function relevantQuestions(form: Form, answers: Answers): Relevant {
  const reading = form.read(answers);
  const open = form.benefits.filter((one) => one.test(reading) === OPEN);
  return relevantTo(
    form,
    answers,
    open.flatMap((one) => one.criteria.map(({ node }) => node)),
  );
}

/** The same for some nodes: the questions that can still decide one of them. */
export function relevantTo(form: Form, answers: Answers, nodes: readonly Node[]): Relevant {
  const reading = form.read(answers);
  const now = new Set<string>();
  const perhaps = new Set<string>();
  const visited = new Set<string>();
  const seek = (node: Node): void => {
    if (node.test(reading) !== OPEN) return;
    for (const part of node.parts) seek(part);
    for (const code of node.codes) ask(code);
    for (const benefit of node.benefits) open(benefit);
  };
  const ask = (code: string): void => {
    const ready = form.questions.get(code);
    if (!ready) return;
    const applies = ready.onlyIf ? ready.onlyIf.test(reading) : HOLDS;
    if (applies === HOLDS) {
      if (!isDealtWith(form, code, answers)) now.add(code);
    } else if (applies === OPEN && ready.onlyIf && !perhaps.has(code)) {
      perhaps.add(code);
      seek(ready.onlyIf);
    }
  };
  const open = (code: string): void => {
    if (visited.has(code)) return;
    visited.add(code);
    const benefit = form.benefits.find((one) => one.benefit.code === code);
    for (const { node } of benefit?.criteria ?? []) seek(node);
  };
  for (const node of nodes) seek(node);
  return { now, perhaps };
}
