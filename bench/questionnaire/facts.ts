import { type Answers, isNoAnswer } from '../../src/domain/questionnaire/answers';
import { countingAnswers, type Form } from '../../src/domain/questionnaire/compile';
import { range } from '../../src/domain/questionnaire/quantity';
import type { Translated } from './conditions';

export type Facts = Readonly<Record<string, unknown>>;

/**
 * What a peer is handed for one household, worked out before anything is timed: answers that make sense and are of their
 * question's kind, and every quantity that is more than one answer. Ours works all of this out within its own time.
 */
export function factsOf(form: Form, translated: Translated, given: Answers): Facts {
  const answers = countingAnswers(form, given);
  const facts: Record<string, unknown> = {};
  for (const code of translated.answers) {
    const value = answers[code];
    if (!isNoAnswer(value) && form.answers(code, value)) facts[code] = value;
  }
  const reading = form.read(given);
  const found = range();
  for (const [name, quantity] of translated.quantities) {
    quantity(reading, found);
    if (Number.isFinite(found.low)) facts[`${name} low`] = found.low;
    if (Number.isFinite(found.high)) facts[`${name} high`] = found.high;
  }
  return facts;
}
