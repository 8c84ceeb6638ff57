import { type Answers, asAnswers } from './answers';
import { type Form, type Result, resultOf } from './compile';
import { nearestFirst } from './nearest';
import { probesOf } from './probes';
import type { Question } from './snapshot';
import { FAILS, HOLDS, OPEN, type Truth } from './truth';

/** Some answers, by question code, that together give a benefit another result. */
export interface Change {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly result: Result;
}

/** More answers than this changed at once say nothing of a doubtful one. */
const MOST = 4;

/** So many evaluations, a part of a second, and the search is cut: somebody waits for it. */
const MOST_TRIES = 20_000;

/**
 * The fewest answers whose change would flip a benefit's result: to indicated when it isn't, to not indicated when it is.
 * For an operator who doubts an answer; it is not shown to the public, who are never given a threshold to aim at. Null when no
 * change of up to four answers does it, or none was found before the search was cut. Among equally few, the first by the questions' order, each as near as may be to
 * what was answered.
 */
export function smallestChange(form: Form, all: Answers, code: string): Change | null {
  const given = asAnswers(all);
  const benefit = form.benefits.find((one) => one.benefit.code === code);
  if (!benefit) return null;
  let tries = 0;
  const truthOf = (answers: Answers): Truth => {
    tries += 1;
    return benefit.test(form.read(answers));
  };
  const wanted = truthOf(given) === HOLDS ? FAILS : HOLDS;
  const codes = withConditions(form, new Set(form.restsOn(benefit.criteria.map((one) => one.node))));
  const questions = [...form.questions.values()].map((one) => one.question).filter((one) => codes.has(one.code));
  const search: Search = { form, given, truthOf, wanted, isCut: () => tries > MOST_TRIES };
  for (let size = 1; size <= Math.min(MOST, questions.length); size += 1) {
    for (const chosen of choices(questions, size)) {
      if (search.isCut()) return null;
      const without = { ...given };
      for (const one of chosen) without[one.code] = undefined;
      const answers = assign(search, without, chosen);
      if (answers) return { answers, result: resultOf(wanted) };
    }
  }
  return null;
}

/** Some questions, and those that decide whether they make sense. */
function withConditions(form: Form, codes: ReadonlySet<string>): ReadonlySet<string> {
  const conditions = [...codes].flatMap((code) => form.questions.get(code)?.onlyIf ?? []);
  const all = new Set([...codes, ...form.restsOn(conditions)]);
  return all.size === codes.size ? codes : withConditions(form, all);
}

/** Every choice of `size` questions, in order. */
function* choices(questions: readonly Question[], size: number): Generator<readonly Question[]> {
  if (size === 0) yield [];
  else {
    for (const [index, first] of questions.entries()) {
      for (const others of choices(questions.slice(index + 1), size - 1)) yield [first, ...others];
    }
  }
}

interface Search {
  readonly form: Form;
  readonly given: Answers;
  readonly truthOf: (answers: Answers) => Truth;
  readonly wanted: Truth;
  readonly isCut: () => boolean;
}

/**
 * Values for some questions, that are left out of `answers`, with which the wanted truth comes out. What is decided
 * without them no value of theirs changes: most choices of questions end there.
 */
function assign(
  search: Search,
  answers: Answers,
  questions: readonly Question[],
): Readonly<Record<string, unknown>> | null {
  const { form, given, truthOf, wanted, isCut } = search;
  const [question, ...others] = questions;
  const truth = truthOf(answers);
  if (!question) return truth === wanted ? {} : null;
  if (truth !== OPEN) return null;
  for (const value of nearestFirst(question, given[question.code], probesOf(form, question, answers).values)) {
    if (isCut()) return null;
    const rest = assign(search, { ...answers, [question.code]: value }, others);
    if (rest) return { [question.code]: value, ...rest };
  }
  return null;
}
