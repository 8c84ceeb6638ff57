import { type MessageKey, message } from '../domain/messages/message';
import { parseExpression } from '../domain/questionnaire/parse';
import { scaleRow, scenarioRow, sectionRow } from '../domain/questionnaire/rows';
import { ExpressionError } from '../domain/questionnaire/tokens';
import { rawQuestion, rawScale } from '../publishing/gather';
import type { QuestionColumns } from '../publishing/rows';
import type { Fault, Language } from './content-refusals';
import type { Change } from './template-checks';

type Check = (change: Change, language: Language) => readonly Fault[];

/** What the shape of a question wants at each of its fields. */
const QUESTION_WANTS: Readonly<Record<string, MessageKey>> = {
  text: 'content.missing',
  help: 'content.both-languages',
  why: 'content.both-languages',
  options: 'content.question-options',
  fields: 'content.question-fields',
  min: 'content.question-bounds',
  max: 'content.question-bounds',
};

/** What is wrong with a question by itself: an expression that cannot be read, or not what its kind needs. */
export const questionFaults: Check = ({ after }, language) => {
  if (after === null) return [];
  const row = columns({ options: [], fields: [], sensitive: false, ...after }) as unknown as QuestionColumns;
  const read = sectionRow.shape.questions.element.safeParse(rawQuestion(row));
  const faults = new Map(expressionFault('onlyIf', row.only_if, language).map((one) => [one.field, one]));
  const add = (field: string, key: MessageKey) => {
    if (!faults.has(field)) faults.set(field, { field, text: message(language, key) });
  };
  for (const { path } of read.error?.issues ?? []) {
    const [first = 'kind', index, inner] = path.map(String);
    const nested = first === 'fields' && inner !== undefined;
    const asked = nested ? inner : first;
    const last = String(path.at(-1));
    const named = asked === 'text' || asked === 'help' || asked === 'why' ? `${asked}${titled(last)}` : asked;
    add(nested ? `fields.${index}.${named}` : named, QUESTION_WANTS[asked] ?? 'content.bounds');
  }
  for (const [place, one] of [['', row] as const, ...row.fields.map((one, at) => [`fields.${at}.`, one] as const)]) {
    const counts = one.kind === 'number' || one.kind === 'amount';
    if (counts && one.min != null && one.max != null && one.min > one.max)
      add(`${place}max`, 'content.question-bounds');
  }
  if (repeats(row.options)) add('options', 'content.question-options');
  if (repeats(row.fields)) add('fields', 'content.question-fields');
  return [...faults.values()];
};

/** What is wrong with an equivalence scale by itself. */
export const scaleFaults: Check = ({ after }, language) => {
  if (after === null) return [];
  const steps = list(after['steps']);
  const faults = steps.flatMap((step, at) => expressionFault(`steps.${at}.where`, step['where'], language));
  if (faults.length > 0) return faults;
  const row = {
    code: after['code'],
    group_code: after['group'],
    base: after['base'],
    cap: after['cap'],
    source: after['source'],
    steps: steps.map(({ where, add, most }) => ({ condition: where, addition: add, most })),
  };
  const read = scaleRow.safeParse(rawScale(row as Parameters<typeof rawScale>[0]));
  return (read.error?.issues ?? []).map(({ path }) => ({
    field: path.map(String).join('.'),
    text: message(language, 'content.bounds'),
  }));
};

/** What is wrong with a criterion by itself. */
export const criterionFaults: Check = ({ after }, language) => {
  if (after === null) return [];
  const lacking = (field: string, other: string): readonly Fault[] =>
    isBlank(after[field]) && !isBlank(after[other])
      ? [{ field, text: message(language, 'content.both-languages') }]
      : [];
  return [
    ...expressionFault('expression', after['expression'], language),
    ...lacking('stepIt', 'stepEn'),
    ...lacking('stepEn', 'stepIt'),
  ];
};

/** What is wrong with a scenario by itself. */
export const scenarioFaults: Check = ({ after }, language) => {
  if (after === null) return [];
  const { answers, expected } = scenarioRow.shape;
  return [
    ...(answers.safeParse(after['answers']).success ? [] : (['answers'] as const)),
    ...(expected.safeParse(after['expected']).success ? [] : (['expected'] as const)),
  ].map((field) => ({ field, text: message(language, `content.scenario-${field}`) }));
};

function expressionFault(field: string, text: unknown, language: Language): readonly Fault[] {
  const fault = typeof text === 'string' && !isBlank(text) ? faultOf(text) : undefined;
  if (!fault) return [];
  const key = fault.found === '' ? 'content.expression-unfinished' : 'content.expression-unexpected';
  return [{ field, text: message(language, key, { found: fault.found, place: fault.at + 1 }) }];
}

function faultOf(text: string): ExpressionError | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}

type Values = Readonly<Record<string, unknown>>;

/** Attributes as columns: `textIt` is `text_it`, also in the parts a row repeats. */
function columns(row: Values): Values {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      Array.isArray(value) ? list(value).map(columns) : (value ?? null),
    ]),
  );
}

const list = (value: unknown): readonly Values[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === '';
const titled = (word: string): string => `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
const repeats = (all: readonly { readonly code: string }[]): boolean =>
  new Set(all.map((one) => one.code)).size < all.length;
