import { type Answers, answersIt } from './answers';
import type { Meaning } from './compile-expression';
import { compileNode, type Node } from './node';
import type { Test } from './quantity';
import type { Benefit, Criterion, Question, Section, Snapshot } from './snapshot';
import { FAILS, HOLDS, OPEN, type Truth } from './truth';

/** What the answers point to. Never "entitled": a result orients (DESIGN §2). */
export type Result = 'indicated' | 'not-indicated' | 'not-known';

/** A criterion in force, ready to be asked. */
export interface ReadyCriterion {
  readonly criterion: Criterion;
  readonly node: Node;
}

/** A benefit in force at the date, with its criteria of that date. */
export interface ReadyBenefit {
  readonly benefit: Benefit;
  readonly criteria: readonly ReadyCriterion[];
  readonly test: Test;
}

/** A question in its place, and whether it makes sense so far. */
export interface ReadyQuestion {
  readonly question: Question;
  readonly section: Section;
  /** Null for a question that always makes sense. */
  readonly onlyIf: Node | null;
}

/** A snapshot made ready for one date: everything about it that no answer changes is worked out once. */
export interface Form {
  readonly snapshot: Snapshot;
  readonly date: string;
  /** In the order they are asked when all are. */
  readonly questions: ReadonlyMap<string, ReadyQuestion>;
  readonly benefits: readonly ReadyBenefit[];
  readonly meaning: Meaning;
  /** Whether a value answers a question of the form. */
  answers(code: string, value: unknown): boolean;
  /** Questions that may stop making sense, in order. */
  readonly conditional: readonly ReadyQuestion[];
}

const inForce = (one: { readonly from: string; readonly to: string | null }, date: string): boolean =>
  one.from <= date && (one.to === null || date <= one.to);

/** Makes a snapshot ready for a date 'YYYY-MM-DD'. */
export function compileForm(snapshot: Snapshot, date: string): Form {
  const asked = snapshot.sections.flatMap((section) => section.questions.map((question) => ({ question, section })));
  const tests = new Map<string, Test>();
  const meaning: Meaning = {
    date,
    questions: new Map(asked.map(({ question }) => [question.code, question])),
    scales: new Map(snapshot.scales.map((scale) => [scale.code, scale])),
    parameter: (code) =>
      snapshot.parameters.find((one) => one.code === code)?.values.find((value) => inForce(value, date))?.value,
    // Looked up when it is asked: benefits may name each other in any order. One not in force is not indicated.
    indicated: (benefit) => (answers) => tests.get(benefit)?.(answers) ?? FAILS,
  };
  const questions = asked.map(
    ({ question, section }): ReadyQuestion => ({
      question,
      section,
      onlyIf: question.onlyIf && compileNode(question.onlyIf, meaning),
    }),
  );
  const benefits = snapshot.benefits
    .filter((benefit) => inForce(benefit, date))
    .map((benefit): ReadyBenefit => {
      const criteria = benefit.criteria
        .filter((criterion) => inForce(criterion, date))
        .map((criterion) => ({ criterion, node: compileNode(criterion.if, meaning) }));
      return { benefit, criteria, test: guarded(everyOf(criteria)) };
    });
  for (const { benefit, test } of benefits) tests.set(benefit.code, test);
  return {
    snapshot,
    date,
    meaning,
    answers: (code, value) => {
      const question = meaning.questions.get(code);
      return question !== undefined && answersIt(question, value);
    },
    questions: new Map(questions.map((one) => [one.question.code, one])),
    benefits,
    conditional: questions.filter((one) => one.onlyIf !== null),
  };
}

/** Every criterion holds. A benefit without one in force is open: nothing is known of it. */
function everyOf(criteria: readonly ReadyCriterion[]): Test {
  const tests = criteria.map((one) => one.node.test);
  return (answers) => {
    let truth: Truth = tests.length === 0 ? OPEN : HOLDS;
    for (const test of tests) {
      const one = test(answers);
      if (one === FAILS) return FAILS;
      if (one === OPEN) truth = OPEN;
    }
    return truth;
  };
}

/** A benefit that, through others, asks about itself is open: evaluation ends whatever the rules say. */
function guarded(test: Test): Test {
  let isUnderWay = false;
  return (answers) => {
    if (isUnderWay) return OPEN;
    isUnderWay = true;
    try {
      return test(answers);
    } finally {
      isUnderWay = false;
    }
  };
}

/** The answers that count: those to questions that make sense given the others. */
export function countingAnswers(form: Form, answers: Answers): Answers {
  let counting = answers;
  for (const { question, onlyIf } of form.conditional) {
    if (counting[question.code] === undefined || onlyIf?.test(counting) === HOLDS) continue;
    const { [question.code]: _, ...rest } = counting;
    counting = rest;
  }
  return counting;
}

const RESULTS: Readonly<Record<Truth, Result>> = {
  [FAILS]: 'not-indicated',
  [HOLDS]: 'indicated',
  [OPEN]: 'not-known',
};

/** A truth as a result. */
export function resultOf(truth: Truth): Result {
  return RESULTS[truth];
}

/** What the answers so far point to, by benefit in force. Never throws, whatever the answers. */
export function evaluate(form: Form, answers: Answers): Readonly<Record<string, Result>> {
  const counting = countingAnswers(form, answers);
  const results: Record<string, Result> = {};
  for (const { benefit, test } of form.benefits) results[benefit.code] = RESULTS[test(counting)];
  return results;
}
