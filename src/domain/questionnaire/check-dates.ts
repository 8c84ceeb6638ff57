import { dateOf, dayNumber } from './answers';
import { mentions } from './check-expression';
import type { Written } from './check-texts';
import type { Finding, Place } from './finding';
import type { Contents } from './rows';

/** From one day to another, both included; null while no end is known. */
interface Dated {
  readonly from: string;
  readonly to: string | null;
}

const LAST = '9999-12-31';
const endOf = (one: Dated): string => one.to ?? LAST;
const earlier = (a: string, b: string): string => (a < b ? a : b);
const later = (a: string, b: string): string => (a > b ? a : b);
const dayAfter = (date: string): string => dateOf((dayNumber(date) ?? 0) + 1);

/** The days both are in force, or null when there is none. */
export function common(one: Dated, other: Dated): { readonly from: string; readonly to: string } | null {
  const [from, to] = [later(one.from, other.from), earlier(endOf(one), endOf(other))];
  return from <= to ? { from, to } : null;
}

/** What is wrong with dates: validity that overlaps or ends before it begins, rules and figures for no day. */
export function checkDates(contents: Contents, written: readonly Written[]): readonly Finding[] {
  return [
    ...contents.parameters.flatMap(({ code, values }) => datesOf({ row: 'parameter', code }, values)),
    ...contents.benefits.flatMap((benefit) => [
      ...datesOf({ row: 'benefit', code: benefit.code }, [benefit]),
      ...[...new Set(benefit.criteria.map((one) => one.code))].flatMap((code) =>
        datesOf(
          { row: 'criterion', code },
          benefit.criteria.filter((one) => one.code === code),
        ),
      ),
      ...benefit.criteria.flatMap((one) => {
        const at: Place = { row: 'criterion', code: one.code, from: one.from };
        const days = common(one, benefit);
        if (!days) return [{ kind: 'never-in-force', at, values: {} } as const];
        const tree = written.find(
          ({ at: { row, code, from } }) => row === 'criterion' && code === one.code && from === one.from,
        );
        return tree ? parametersOf(tree, written).flatMap((code) => gapIn(contents, code, days, at)) : [];
      }),
    ]),
  ];
}

function datesOf(at: Place, rows: readonly Dated[]): readonly Finding[] {
  const backwards = rows.filter((one) => endOf(one) < one.from);
  const overlapping = rows.flatMap((one, index) =>
    rows.slice(index + 1).flatMap((other) => (common(one, other) ? [[one, other] as const] : [])),
  );
  return [
    ...backwards.map(
      ({ from, to }): Finding => ({ kind: 'backwards', at: { ...at, from }, values: { from, to: to ?? '' } }),
    ),
    ...overlapping.map(
      ([one, other]): Finding => ({
        kind: 'overlap',
        at: { ...at, from: later(one.from, other.from) },
        values: { code: at.code, first: one.from, second: other.from },
      }),
    ),
  ];
}

/** The figures a text uses, also through its scales. */
function parametersOf({ tree }: Written, written: readonly Written[]): readonly string[] {
  const codes = [...mentions(tree)].flatMap(({ node }): readonly string[] => {
    if (node.op === 'parameter') return [node.code];
    if (node.op !== 'scale') return [];
    return written
      .filter(({ at }) => at.row === 'scale' && at.code === node.code)
      .flatMap((one) => parametersOf(one, written));
  });
  return [...new Set(codes)];
}

/**
 * The first of some days on which a figure has no value. Where no end is known, days are looked at up to the last that any
 * figure is given for: next year's are not published yet, and until they are the criterion is open.
 */
function gapIn(
  contents: Contents,
  code: string,
  days: { readonly from: string; readonly to: string },
  at: Place,
): readonly Finding[] {
  const values = contents.parameters.find((one) => one.code === code)?.values;
  if (!values) return [];
  const last = days.to === LAST ? lastFigure(contents) : days.to;
  for (let day = days.from; ; ) {
    if (day > last) return [];
    const value = values.find((one) => one.from <= day && day <= endOf(one));
    if (!value) return [{ kind: 'no-value', at, values: { code, day } }];
    if (endOf(value) >= last) return [];
    day = dayAfter(endOf(value));
  }
}

/** The last day any figure has an end on, or begins on. */
function lastFigure(contents: Contents): string {
  return contents.parameters.flatMap((one) => one.values).reduce((last, one) => later(last, one.to ?? one.from), '');
}

/** Days on which something changes: on each, rules and figures may be others than on the day before. */
export function turningDays(contents: Contents): readonly string[] {
  const rows: readonly Dated[] = [
    ...contents.parameters.flatMap((one) => one.values),
    ...contents.benefits.flatMap((one) => [one, ...one.criteria]),
  ];
  return [...new Set(rows.flatMap((one) => [one.from, ...(one.to === null ? [] : [dayAfter(one.to)])]))].sort();
}
