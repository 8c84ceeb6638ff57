import { type Answers, dayNumber, type Member } from './answers';
import type { Form } from './compile';
import { compileTest, type Meaning } from './compile-expression';
import { type Expression, nodesOf } from './expression';
import type { Test } from './quantity';
import type { Field, Question } from './snapshot';
import type { Truth } from './truth';

/** A question's values tell apart what the criteria tell apart: one of each kind is enough to know what any would do. */
type Members = Extract<Question, { kind: 'members' }>;

/**
 * Values of a question, at least one on each side of everything that any criterion in force, or any question's
 * condition, makes depend on it, given the other answers.
 */
export function probesOf(form: Form, question: Question, answers: Answers): readonly unknown[] {
  if (question.kind !== 'members') {
    return fieldProbes(question, comparisonsAbout(form, question.code), answers, form.meaning);
  }
  const given = answers[question.code];
  const now = Array.isArray(given) ? (given as readonly Member[]) : [];
  const kinds = memberKinds(form, question);
  const others = now.map((_, index) => now.filter((__, at) => at !== index));
  const changed = now.flatMap((member, index) =>
    kinds.map((kind) => now.map((one, at) => (at === index ? { ...member, ...kind } : one))),
  );
  const more = kinds.flatMap((kind) => Array.from({ length: 4 }, (_, n) => [...now, ...Array(n + 1).fill(kind)]));
  return [now, [], ...others, ...changed, ...more].filter((list) => list.length <= question.max);
}

/** The comparisons of every criterion in force and of every condition that a question is in. */
function comparisonsAbout(form: Form, code: string): readonly Expression[] {
  const known = comparisons.get(form) ?? new Map<string, readonly Expression[]>();
  comparisons.set(form, known);
  const found = known.get(code) ?? comparisonsIn(expressionsOf(form), code);
  known.set(code, found);
  return found;
}
const comparisons = new WeakMap<Form, Map<string, readonly Expression[]>>();

function expressionsOf(form: Form): readonly Expression[] {
  return [
    ...form.benefits.flatMap((one) => one.criteria.map(({ node }) => node.expression)),
    ...form.conditional.flatMap(({ onlyIf }) => (onlyIf ? [onlyIf.expression] : [])),
  ];
}

function comparisonsIn(expressions: readonly Expression[], code: string): readonly Expression[] {
  return expressions
    .flatMap(nodesOf)
    .filter(
      (node) =>
        node.op === 'compare' &&
        nodesOf(node).some((one) => (one.op === 'answer' || one.op === 'days-since') && one.code === code),
    );
}

function fieldProbes(
  field: Field,
  compared: readonly Expression[],
  answers: Answers,
  meaning: Meaning,
): readonly unknown[] {
  switch (field.kind) {
    case 'yes-no':
      return [true, false];
    case 'choice':
      return field.options.map((option) => option.code);
    case 'choices':
      return [[], ...field.options.map((option) => [option.code]), field.options.map((option) => option.code)];
    case 'number':
    case 'amount':
      return ends(field.min, field.max, compared, meaning, (value) => ({ ...answers, [field.code]: value }));
    case 'date': {
      const today = dayNumber(meaning.date) ?? 0;
      const dateOf = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
      const given = (day: number) => ({ ...answers, [field.code]: dateOf(day) });
      return ends(today - 40_000, today + 4_000, compared, meaning, given).map(dateOf);
    }
  }
}

/** The ends of a range, and the two whole numbers about each place in it where a comparison turns. */
function ends(
  min: number,
  max: number,
  compared: readonly Expression[],
  meaning: Meaning,
  given: (value: number) => Answers,
): readonly number[] {
  const found = new Set([min, max]);
  for (const test of compared.flatMap((one) => turning(one, meaning))) {
    for (let from = min; from < max; ) {
      const before = test(given(from));
      if (test(given(max)) === before) break;
      const last = lastAlike(test, given, before, from, max);
      found.add(last).add(last + 1);
      from = last + 1;
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** The tests that turn once along a range: an equality turns twice, so it is taken as its two sides. */
function turning(expression: Expression, meaning: Meaning): readonly Test[] {
  if (expression.op !== 'compare') return [];
  const isEquality = expression.sign === '=' || expression.sign === '!=';
  const signs = isEquality ? (['<=', '>='] as const) : [expression.sign];
  return signs.map((sign) => compileTest({ ...expression, sign }, meaning));
}

/** The last value, from `from` up, at which a test that turns once is as it is at `from`. */
function lastAlike(test: Test, given: (value: number) => Answers, before: Truth, from: number, max: number): number {
  let [low, high] = [from, max];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (test(given(middle)) === before) low = middle;
    else high = middle;
  }
  return low;
}

/** People of every kind that the criteria tell apart: all combinations of their fields' probes, within reason. */
function memberKinds(form: Form, group: Members): readonly Member[] {
  const known = kinds.get(form) ?? new Map<string, readonly Member[]>();
  kinds.set(form, known);
  const found = known.get(group.code) ?? combinations(form, group);
  known.set(group.code, found);
  return found;
}
const kinds = new WeakMap<Form, Map<string, readonly Member[]>>();
const MOST_KINDS = 400;

function combinations(form: Form, group: Members): readonly Member[] {
  const { meaning, snapshot } = form;
  const wheres = [
    ...expressionsOf(form)
      .flatMap(nodesOf)
      .flatMap((node) => (node.op === 'count' && node.group === group.code && node.where ? [node.where] : [])),
    ...snapshot.scales
      .filter((scale) => scale.group === group.code)
      .flatMap((scale) => scale.steps.flatMap((step) => (step.where ? [step.where] : []))),
  ];
  const within = { ...meaning, questions: new Map(group.fields.map((field) => [field.code, field])) };
  let members: readonly Member[] = [{}];
  for (const field of group.fields) {
    const values = fieldProbes(field, comparisonsIn(wheres, field.code), {}, within);
    members = members.flatMap((member) => values.map((value) => ({ ...member, [field.code]: value })));
    if (members.length > MOST_KINDS) members = sample(members);
  }
  return members;
}

/** Evenly chosen, so that every value of every field stays among them. */
function sample(members: readonly Member[]): readonly Member[] {
  const step = members.length / MOST_KINDS;
  return Array.from({ length: MOST_KINDS }, (_, index) => members[Math.floor(index * step)] ?? {});
}
