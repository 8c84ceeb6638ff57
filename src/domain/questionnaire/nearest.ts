import { dayNumber } from './answers';
import type { Field, Question } from './snapshot';

/** Values of a question, those nearest to what was answered first; as they stand when nothing was. */
export function nearestFirst(question: Question, given: unknown, values: readonly unknown[]): readonly unknown[] {
  const distances = new Map(values.map((value) => [value, distance(question, given, value)]));
  return [...values].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));
}

function distance(question: Question | Field, from: unknown, to: unknown): number {
  switch (question.kind) {
    case 'number':
    case 'amount':
      return typeof from === 'number' && typeof to === 'number' ? Math.abs(from - to) : 0;
    case 'date': {
      const [first, second] = [dayNumber(from), dayNumber(to)];
      return first === undefined || second === undefined ? 0 : Math.abs(first - second);
    }
    case 'choices': {
      if (!Array.isArray(from) || !Array.isArray(to)) return 0;
      return from.filter((one) => !to.includes(one)).length + to.filter((one) => !from.includes(one)).length;
    }
    case 'members': {
      if (!Array.isArray(from) || !Array.isArray(to)) return 0;
      // A person more or less weighs as all of their fields.
      const people = Math.abs(from.length - to.length) * question.fields.length;
      return to.reduce<number>((sum, member, at) => sum + differing(question.fields, from[at], member), people);
    }
    case 'yes-no':
    case 'choice':
      return from === to ? 0 : 1;
  }
}

/** How many of a person's fields differ; none when there was no such person. */
function differing(fields: readonly Field[], from: unknown, to: unknown): number {
  if (typeof from !== 'object' || from === null || typeof to !== 'object' || to === null) return 0;
  const [before, after]: readonly Readonly<Record<string, unknown>>[] = [{ ...from }, { ...to }];
  return fields.filter(({ code }) => JSON.stringify(before?.[code]) !== JSON.stringify(after?.[code])).length;
}
