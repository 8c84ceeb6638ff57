import { type Answers, answersIt, asAnswers } from './answers';
import { allOf, type Meaning, placesOf } from './compile-expression';
import { nodesOf } from './expression';
import { keptTest } from './kept';
import { compileNode, type Node, questionsUnder } from './node';
import type { Test } from './quantity';
import { type Reading, readerOf, valueReader } from './reading';
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
  /** The results as they are when nothing is answered nor decided: copied and filled in, which is fast. */
  readonly nothingKnown: Readonly<Record<string, Result>>;
  readonly meaning: Meaning;
  /** The answers that count, read for the tests: those to questions that make sense given the others. */
  read(answers: Answers): Reading;
  /** Whether a value answers a question of the form. */
  answers(code: string, value: unknown): boolean;
  /** Questions that may stop making sense, each after those its condition rests on. */
  readonly conditional: readonly ReadyQuestion[];
  /** The questions that some nodes rest on, also through other benefits' results. */
  restsOn(nodes: readonly Node[]): readonly string[];
}

const inForce = (one: { readonly from: string; readonly to: string | null }, date: string): boolean =>
  one.from <= date && (one.to === null || date <= one.to);

/** Makes a snapshot ready for a date 'YYYY-MM-DD'. */
export function compileForm(snapshot: Snapshot, date: string): Form {
  const asked = snapshot.sections.flatMap((section) => section.questions.map((question) => ({ question, section })));
  const inForceNow = snapshot.benefits
    .filter((benefit) => inForce(benefit, date))
    .map((benefit) => ({ benefit, criteria: benefit.criteria.filter((criterion) => inForce(criterion, date)) }));
  const circular = circularBenefits(inForceNow);
  const made = new Map<string, ReadyBenefit>();
  const ready = (code: string): ReadyBenefit | undefined => {
    const [row, known] = [inForceNow.find((one) => one.benefit.code === code), made.get(code)];
    if (!row || known) return known;
    const criteria = row.criteria.map((criterion) => ({ criterion, node: compileNode(criterion.if, meaning) }));
    const one = {
      benefit: row.benefit,
      criteria,
      test: keptTest(meaning.keptAt(`indicated(${code})`), everyOf(criteria)),
    };
    made.set(code, one);
    return one;
  };
  const byCode = new Map(asked.map(({ question }) => [question.code, question]));
  const kept = new Map<string, number>();
  const meaning: Meaning = {
    date,
    questions: byCode,
    places: placesOf(byCode),
    keptAt: (text) => {
      const place = kept.get(text) ?? byCode.size + 2 * kept.size;
      kept.set(text, place);
      return place;
    },
    scales: new Map(snapshot.scales.map((scale) => [scale.code, scale])),
    parameter: (code) =>
      snapshot.parameters.find((one) => one.code === code)?.values.find((value) => inForce(value, date))?.value ??
      undefined,
    // A benefit not in force is not indicated; of one that asks about itself nothing is known.
    indicated: (code) => (circular.has(code) ? () => OPEN : (ready(code)?.test ?? (() => FAILS))),
  };
  const benefits = inForceNow.flatMap(({ benefit }) => ready(benefit.code) ?? []);
  const questions = asked.map(
    ({ question, section }): ReadyQuestion => ({
      question,
      section,
      onlyIf: question.onlyIf && compileNode(question.onlyIf, meaning),
    }),
  );
  const restsOn = (nodes: readonly Node[]): readonly string[] =>
    questionsUnder(nodes, (code) => made.get(code)?.criteria.map((one) => one.node) ?? []);
  const conditional = inOrder(questions, restsOn);
  return {
    snapshot,
    date,
    meaning,
    read: countingReader(
      readerOf(byCode.values(), () => 2 * kept.size),
      conditional,
      meaning.places,
    ),
    answers: (code, value) => {
      const question = meaning.questions.get(code);
      return question !== undefined && answersIt(question, value);
    },
    questions: new Map(questions.map((one) => [one.question.code, one])),
    benefits,
    nothingKnown: Object.fromEntries(benefits.map(({ benefit }) => [benefit.code, 'not-known'])),
    conditional,
    restsOn,
  };
}

/** Benefits that, through others, ask about themselves. `check.ts` refuses them before they can be published. */
function circularBenefits(
  rows: readonly { readonly benefit: Benefit; readonly criteria: readonly Criterion[] }[],
): ReadonlySet<string> {
  const asks = new Map(
    rows.map(({ benefit, criteria }) => [
      benefit.code,
      criteria.flatMap((one) => nodesOf(one.if)).flatMap((node) => (node.op === 'indicated' ? [node.benefit] : [])),
    ]),
  );
  const reached = (from: string): ReadonlySet<string> => {
    const all = new Set<string>();
    const visit = (code: string): void => {
      for (const next of asks.get(code) ?? []) if (all.size < all.add(next).size) visit(next);
    };
    visit(from);
    return all;
  };
  return new Set([...asks.keys()].filter((code) => reached(code).has(code)));
}

/** Questions with a condition, each after those its condition rests on, so that one pass over them is enough. */
function inOrder(
  questions: readonly ReadyQuestion[],
  restsOn: (nodes: readonly Node[]) => readonly string[],
): readonly ReadyQuestion[] {
  const byCode = new Map(questions.map((one) => [one.question.code, one]));
  const ordered = new Set<ReadyQuestion>();
  const visited = new Set<string>();
  const visit = (code: string): void => {
    const one = byCode.get(code);
    if (!one?.onlyIf || visited.has(code)) return;
    visited.add(code);
    for (const before of restsOn([one.onlyIf])) visit(before);
    ordered.add(one);
  };
  for (const one of questions) visit(one.question.code);
  return [...ordered];
}

/** Every criterion holds. A benefit without one in force is open: nothing is known of it. */
function everyOf(criteria: readonly ReadyCriterion[]): Test {
  return criteria.length === 0 ? () => OPEN : allOf(criteria.map((one) => one.node.test));
}

/** Reads answers, and takes out those to questions that do not make sense. */
function countingReader(
  read: (answers: Answers) => unknown[],
  conditional: readonly ReadyQuestion[],
  places: ReadonlyMap<string, number>,
): (answers: Answers) => Reading {
  const conditions = conditional.flatMap((one) => {
    const unsaid = valueReader(one.question)(undefined);
    const place = places.get(one.question.code);
    return one.onlyIf && place !== undefined ? [{ place, test: one.onlyIf.test, unsaid }] : [];
  });
  return (answers) => {
    const reading = read(asAnswers(answers));
    for (const { place, test, unsaid } of conditions) {
      if (reading[place] !== unsaid && test(reading) !== HOLDS) reading[place] = unsaid;
    }
    return reading;
  };
}

/** The answers that count: those to questions that make sense given the others. */
export function countingAnswers(form: Form, given: Answers): Answers {
  const reading = form.read(given);
  const senseless = form.conditional.filter(({ onlyIf }) => onlyIf?.test(reading) !== HOLDS);
  return { ...asAnswers(given), ...Object.fromEntries(senseless.map((one) => [one.question.code, undefined])) };
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
  const reading = form.read(answers);
  const results: Record<string, Result> = { ...form.nothingKnown };
  for (const { benefit, test } of form.benefits) results[benefit.code] = RESULTS[test(reading)];
  return results;
}
