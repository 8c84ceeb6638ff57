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

/** Answers as they came: an old copy may hold anything, and what are no answers are none. */
export function asAnswers(given: unknown): Answers {
  return typeof given === 'object' && given !== null ? (given as Answers) : {};
}

/** What one says instead of answering. */
export function isNoAnswer(value: unknown): value is NoAnswer {
  if (typeof value !== 'object' || value === null || !('none' in value)) return false;
  return value.none === 'dont-know' || value.none === 'rather-not';
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
  if (typeof value !== 'string' || value.length !== 10) return undefined;
  if (value.charCodeAt(4) !== HYPHEN || value.charCodeAt(7) !== HYPHEN) return undefined;
  const [year, month, day] = [digits(value, 0, 4), digits(value, 5, 7), digits(value, 8, 10)];
  // What has no digits is not a number, and no comparison holds of it.
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month))) return undefined;
  // Years begin in March, so that a leap day is the last of its year.
  const years = month > 2 ? year : year - 1;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return 365 * years + leaps + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 719_469;
}

const HYPHEN = 45;
const ZERO = 48;

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date of a day number. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The members a group was answered with, or undefined when it was not, or not rightly. */
export function membersOf(value: unknown, max: number): readonly Member[] | undefined {
  if (!Array.isArray(value) || value.length > max) return undefined;
  // Not `every`, which passes over holes.
  for (const one of value) if (typeof one !== 'object' || one === null || Array.isArray(one)) return undefined;
  return value;
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
