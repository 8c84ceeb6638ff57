import type { Field, Question } from './snapshot';

/** An answer all the same: it is not asked again, and tells nothing. */
export type NoAnswer = { readonly none: 'dont-know' | 'rather-not' };

/** Answers to the fields of one person of a group, by field code. */
export type Member = Readonly<Record<string, unknown>>;

/**
 * Answers by question code: true or false, an option, several, a whole number, a date 'YYYY-MM-DD', members, or
 * `NoAnswer`. They come from people and from old copies: what is not of its question's kind counts as not given.
 */
export type Answers = Readonly<Record<string, unknown>>;

/** What one says instead of answering. */
export function isNoAnswer(value: unknown): value is NoAnswer {
  return typeof value === 'object' && value !== null && 'none' in value;
}

/** A whole number within its question's bounds, or undefined. */
export function wholeNumber(
  value: unknown,
  { min, max }: { readonly min: number; readonly max: number },
): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}

/** The day number of a date 'YYYY-MM-DD' since 1970-01-01, or undefined for anything else. */
export function dayNumber(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const at = Date.parse(`${value}T00:00:00Z`);
  // The way back catches 30 February.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== value ? undefined : at / 86_400_000;
}

/** The members a group was answered with, or undefined when it was not, or not rightly. */
export function membersOf(value: unknown, max: number): readonly Member[] | undefined {
  if (!Array.isArray(value) || value.length > max) return undefined;
  return value.every((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) ? value : undefined;
}

/** Whether a value answers a question: of its kind and within its bounds. `NoAnswer` does not. */
export function answersIt(question: Field | Question, value: unknown): boolean {
  switch (question.kind) {
    case 'yes-no':
      return typeof value === 'boolean';
    case 'number':
    case 'amount':
      return wholeNumber(value, question) !== undefined;
    case 'date':
      return dayNumber(value) !== undefined;
    case 'choice':
      return question.options.some((option) => option.code === value);
    case 'choices':
      return Array.isArray(value) && value.every((code) => question.options.some((option) => option.code === code));
    case 'members':
      return membersOf(value, question.max) !== undefined;
  }
}
