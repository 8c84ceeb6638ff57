import { addWorkingTime, type WorkCalendar, workingTimeBetween } from '../calendar/working-time';
import type { Instant } from '../process';
import type { Subject } from './subjects';

/** Who an unanswered deadline climbs to. */
export type Rung = 'operator' | 'manager' | 'structure' | 'directorate';

/** A dated deadline policy, as the directorate edits it. Days are working days unless `dayKind` says calendar days. */
export interface DeadlinePolicy {
  readonly id: number;
  readonly subject: Subject;
  readonly dayKind: 'working' | 'calendar';
  readonly deadlineDays: number;
  readonly reminders: readonly number[];
  readonly escalations: readonly { readonly afterDays: number; readonly to: Rung }[];
  readonly lapseDays: number | null;
  readonly pauseLimitDays: number | null;
}

/** The fact `clocks`, by which clocks are set: the deadline policies in force on Rome's date, and the territory's working calendar. */
export interface ClockFacts {
  readonly policies: Readonly<Partial<Record<Subject, DeadlinePolicy>>>;
  readonly calendar: WorkCalendar;
}

/** One date of a clock still to come. Keys: `reminder-1`, `escalation-2`, `lapse`. */
export interface Mark {
  readonly key: string;
  readonly kind: 'reminder' | 'escalation' | 'lapse';
  readonly at: Instant;
  readonly to?: Rung;
}

/** What runs while a stage (or a claim's wait) lasts: set once, from the policy in force then; only `repolicy` moves it. */
export interface Clock {
  readonly subject: Subject;
  readonly policyId: number;
  /** The days it counts: a pause keeps what is left of the same. */
  readonly dayKind: DeadlinePolicy['dayKind'];
  readonly startedAt: Instant;
  readonly dueAt: Instant;
  readonly pauseLimitDays: number | null;
  /** One reminder's step, in the policy's days: a lapse that is moved, or was held back, never comes sooner than this. */
  readonly warnDays: number;
  /** Time spent in pauses so far, of the kind the clock counts, in milliseconds: a new policy must not count it. */
  readonly pausedFor: number;
  readonly marks: readonly Mark[];
}

const DAY = 86_400_000;

type DayKind = DeadlinePolicy['dayKind'];

/** The instant `ms` milliseconds of working time, or of any time, after `start`. */
function later(start: Instant, ms: number, kind: DayKind, calendar: WorkCalendar): Instant {
  return kind === 'working' ? addWorkingTime(start, ms, calendar) : start + ms;
}

/** The working time, or all the time, from one instant to a later one, in milliseconds; zero the other way round. */
function elapsed(from: Instant, to: Instant, kind: DayKind, calendar: WorkCalendar): number {
  return kind === 'working' ? workingTimeBetween(from, to, calendar) : Math.max(0, to - from);
}

/** `days` after `start`, by the policy's kind of day. */
export function daysAfter(start: Instant, days: number, kind: DayKind, calendar: WorkCalendar): Instant {
  return later(start, days * DAY, kind, calendar);
}

/** Starts a clock under a policy. Marks already past at `now` are left out: nobody is reminded of a date never announced. */
export function startClock(
  policy: DeadlinePolicy,
  start: Instant,
  calendar: WorkCalendar,
  now: Instant = start,
): Clock {
  const after = (days: number): Instant => daysAfter(start, days, policy.dayKind, calendar);
  const marks: Mark[] = [
    ...policy.reminders.map((days, i): Mark => ({ key: `reminder-${i + 1}`, kind: 'reminder', at: after(days) })),
    ...policy.escalations.map(
      ({ afterDays, to }, i): Mark => ({ key: `escalation-${i + 1}`, kind: 'escalation', at: after(afterDays), to }),
    ),
  ].filter((mark) => mark.at > now);
  if (policy.lapseDays !== null)
    marks.push({ key: 'lapse', kind: 'lapse', at: Math.max(now, after(policy.lapseDays)) });
  return {
    subject: policy.subject,
    policyId: policy.id,
    dayKind: policy.dayKind,
    startedAt: start,
    dueAt: after(policy.deadlineDays),
    pauseLimitDays: policy.pauseLimitDays,
    warnDays: Math.min(...policy.reminders, policy.deadlineDays),
    pausedFor: 0,
    marks: marks.sort((a, b) => a.at - b.at),
  };
}

/**
 * A clock towards a date that stands: its reminders come as many days before as the policy says, counted back from its
 * deadline, and no later where only working days count.
 */
export function clockTowards(due: Instant, policy: DeadlinePolicy, calendar: WorkCalendar, now: Instant): Clock {
  let start = due - policy.deadlineDays * DAY;
  while (daysAfter(start, policy.deadlineDays, policy.dayKind, calendar) > due) start -= DAY;
  return { ...startClock(policy, start, calendar, now), dueAt: due };
}

/**
 * The earliest a lapse may come that nobody could have expected: one reminder's step from `now`. A rule of our own, for
 * the policies say nothing of dates that move.
 */
export function warnedBy(clock: Clock, now: Instant, calendar: WorkCalendar): Instant {
  return daysAfter(now, clock.warnDays, clock.dayKind, calendar);
}

/** The clock with a lapse no earlier than `floor`. */
export function lapsingNotBefore(clock: Clock, floor: Instant): Clock {
  return {
    ...clock,
    marks: clock.marks.map((mark) => (mark.kind === 'lapse' ? { ...mark, at: Math.max(mark.at, floor) } : mark)),
  };
}

/** The time a clock still has at a pause, of the kind it counts, mark by mark, in milliseconds; `due` is the deadline. */
export interface Remainder {
  readonly due: number;
  readonly marks: Readonly<Record<string, number>>;
}

/** What is left of a clock when it is paused at `now`: the time consumed is kept. */
export function remainderOf(clock: Clock, now: Instant, calendar: WorkCalendar): Remainder {
  const left = (at: Instant): number => elapsed(now, at, clock.dayKind, calendar);
  return { due: left(clock.dueAt), marks: Object.fromEntries(clock.marks.map((mark) => [mark.key, left(mark.at)])) };
}

/**
 * The clock after a pause begun at `pause.at`: due = resume + remainder, and so for every mark. A lapse that was overdue
 * already, held back by an outcome that was awaited, does not come unexpected.
 */
export function resumeClock(
  clock: Clock,
  pause: { readonly at: Instant; readonly left: Remainder },
  now: Instant,
  calendar: WorkCalendar,
): Clock {
  const at = (ms: number): Instant => later(now, ms, clock.dayKind, calendar);
  const resumed = {
    ...clock,
    dueAt: at(pause.left.due),
    pausedFor: clock.pausedFor + elapsed(pause.at, now, clock.dayKind, calendar),
    marks: clock.marks.map((mark) => ({ ...mark, at: at(pause.left.marks[mark.key] ?? 0) })),
  };
  return pause.left.marks['lapse'] === 0 ? lapsingNotBefore(resumed, warnedBy(clock, now, calendar)) : resumed;
}

/**
 * The clock under another policy: begun when it began, the time spent in pauses set aside, whatever days the new policy
 * counts.
 */
export function repolicyClock(clock: Clock, policy: DeadlinePolicy, calendar: WorkCalendar, now: Instant): Clock {
  const { startedAt, pausedFor, dayKind } = clock;
  const start = pausedFor === 0 ? startedAt : later(startedAt, pausedFor, dayKind, calendar);
  return {
    ...startClock(policy, start, calendar, now),
    startedAt,
    pausedFor: elapsed(startedAt, start, policy.dayKind, calendar),
  };
}
