import type { Answers } from './answers';
import { countingAnswers, type Form, type Result, resultOf } from './compile';
import { questionsOf } from './explain';
import { probesOf } from './probes';
import type { Question } from './snapshot';
import { HOLDS } from './truth';

/** Some answers, by question code, that together give a benefit another result. */
export interface Change {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly result: Result;
}

/** More answers than this changed at once say nothing of a doubtful one. */
const MOST = 4;

/**
 * The fewest answers whose change would flip a benefit's result: to indicated when it isn't, to not indicated when it is.
 * For an operator who doubts an answer; it is not shown to the public, who are never given a threshold to aim at. Null when no
 * change of up to four answers does it. Among equally few, the first by the questions' order.
 */
export function smallestChange(form: Form, given: Answers, code: string): Change | null {
  const benefit = form.benefits.find((one) => one.benefit.code === code);
  if (!benefit) return null;
  const answers = countingAnswers(form, given);
  const wanted: Result = benefit.test(answers) === HOLDS ? 'not-indicated' : 'indicated';
  const rests = new Set(benefit.criteria.flatMap((one) => questionsOf(form, one.node)));
  const withConditions = (codes: ReadonlySet<string>): ReadonlySet<string> => {
    const more = [...codes].flatMap((one) => {
      const onlyIf = form.questions.get(one)?.onlyIf;
      return onlyIf ? questionsOf(form, onlyIf) : [];
    });
    const all = new Set([...codes, ...more]);
    return all.size === codes.size ? codes : withConditions(all);
  };
  const codes = withConditions(rests);
  const questions = [...form.questions.values()].map((one) => one.question).filter((one) => codes.has(one.code));
  const flips = (after: Answers): boolean => resultOf(benefit.test(countingAnswers(form, after))) === wanted;
  for (let size = 1; size <= Math.min(MOST, questions.length); size += 1) {
    const found = search(form, answers, questions, size, flips);
    if (found) return { answers: found, result: wanted };
  }
  return null;
}

/** Tries every choice of `size` questions, in order, each with every value that the criteria tell apart. */
function search(
  form: Form,
  answers: Answers,
  questions: readonly Question[],
  size: number,
  flips: (after: Answers) => boolean,
): Readonly<Record<string, unknown>> | null {
  for (const [index, question] of questions.entries()) {
    for (const value of probesOf(form, question, answers)) {
      const after = { ...answers, [question.code]: value };
      if (size === 1) {
        if (flips(after)) return { [question.code]: value };
        continue;
      }
      const rest = search(form, after, questions.slice(index + 1), size - 1, flips);
      if (rest) return { [question.code]: value, ...rest };
    }
  }
  return null;
}
