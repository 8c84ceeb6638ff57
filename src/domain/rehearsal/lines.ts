import type { DispatchOrder } from '../dispatch/types';
import type { Entry, Fact, Instant, Notice, Recipient } from '../process';
import type { Rehearsal } from './rehearse';

/** Something that would happen, as a calendar shows it: `what` is a code whose words are in the catalogues. */
export interface Line {
  readonly at: Instant;
  /** A new state; a reminder or an escalation; a mail to people of the programme; a letter to offices; any other step. */
  readonly kind: 'state' | 'reminder' | 'mail' | 'letter' | 'step';
  /** A stage, `reminder` or `escalation`, a template's code, or an entry's type. */
  readonly what: string;
  /** What a reminder or an escalation is about: a deadline's subject, or a commitment's own words. */
  readonly about?: string;
  /** Who is told, by role or key; none for a state. */
  readonly to: readonly string[];
}

/** A recipient in one word: a role, or a role and whose. */
function role(to: Recipient): string {
  const [[name, value] = ['nobody', true]] = Object.entries(to).filter(([key]) => key !== 'of');
  return value === true ? name : `${name}/${value}`;
}

interface Data {
  readonly stage?: string;
  readonly sent?: { readonly key: string; readonly kind: string } | null;
  readonly order?: DispatchOrder;
}

/** Entries that only say that a message went its way: a calendar of a process is not one of its post. */
const ON_THE_WAY = /^(?:dispatch-(?:begun|handed-over|put-off)|receipt-recorded)$/;

/** A reminder or an escalation that is sent, as one line with everybody it goes to. */
function reminded(at: Instant, what: string, notices: readonly Notice[]): Line {
  const { subject, what: words } = notices[0]?.variables ?? {};
  const about = subject ?? words;
  return {
    at,
    kind: 'reminder',
    what,
    ...(about === undefined ? {} : { about: String(about) }),
    to: notices.map(({ to }) => role(to)),
  };
}

function linesOfEntry({ type, at, data }: Entry & Fact, notices: readonly Notice[]): readonly Line[] {
  const { stage, sent, order } = data as Data;
  const lines: Line[] = [];
  if (order) {
    const to = order.recipients.map((one) => (one.as === 'cc' ? `cc ${one.key}` : one.key));
    lines.push({ at, kind: 'letter', what: order.template, to });
  } else if (type === 'mark-fired') {
    if (sent) lines.push(reminded(at, sent.kind, notices));
  } else if (stage === undefined && !ON_THE_WAY.test(type)) {
    lines.push({ at, kind: 'step', what: type, to: [] });
  }
  if (stage !== undefined) lines.push({ at, kind: 'state', what: stage, to: [] });
  return lines;
}

/** A rehearsal as lines of a calendar, in order. */
export function linesOf({ steps }: Rehearsal): readonly Line[] {
  return steps.flatMap(({ at, entries, notices }) => [
    ...entries.flatMap((entry) => linesOfEntry(entry, notices)),
    ...(entries.some(({ type }) => type === 'mark-fired') ? [] : notices).map(
      (notice): Line => ({ at, kind: 'mail', what: notice.template, to: [role(notice.to)] }),
    ),
  ]);
}

/** How a line of one rehearsal stands in another: at the same time, moved, or in one of the two only. */
export interface Difference {
  readonly line: Line;
  readonly change: 'same' | 'moved' | 'gone' | 'new';
  /** For `moved`: when it would be instead. */
  readonly movedTo?: Instant;
}

/** A line's name: the same thing for the nth time. */
function named(lines: readonly Line[]): ReadonlyMap<string, Line> {
  const seen = new Map<string, number>();
  return new Map(
    lines.map((line) => {
      const name = [line.kind, line.what, line.about, ...line.to].join(' ');
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return [`${name} #${nth}`, line];
    }),
  );
}

/** What another policy would change: every line of either, in the order of the first's times, then the second's. */
export function differences(now: readonly Line[], other: readonly Line[]): readonly Difference[] {
  const [before, after] = [named(now), named(other)];
  const kept = [...before].map(([name, line]): Difference => {
    const there = after.get(name);
    if (!there) return { line, change: 'gone' };
    return there.at === line.at ? { line, change: 'same' } : { line, change: 'moved', movedTo: there.at };
  });
  const added = [...after]
    .filter(([name]) => !before.has(name))
    .map(([, line]): Difference => ({ line, change: 'new' }));
  return [...kept, ...added].sort((a, b) => a.line.at - b.line.at);
}
