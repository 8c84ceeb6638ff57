import type { AgendaItem, Command, Instant, Rejection } from '../process';
import { PLATFORM } from '../rule';
import type { Clock, Mark } from './clock';
import type { ClockFactData, Clocks, RunningClock } from './running';

type FireMark = Command<'fire-mark', { readonly clock: string; readonly mark: string }>;
type Lapse = Command<'lapse', { readonly clock: string }>;

/** The reminders and escalations of a clock that are to come, for the agenda. */
export function stepItems(clock: string, { marks, since }: RunningClock): readonly AgendaItem<FireMark>[] {
  return marks
    .filter((mark) => mark.kind !== 'lapse')
    .map(({ key, at }) => {
      const command = { name: 'fire-mark', data: { clock, mark: key } } as const;
      return { key: `${clock}/${key}`, at, since, command };
    });
}

/** The lapse of a clock, for the agenda, where the process says that it does something. */
export function lapseItems(clock: string, { marks, since }: RunningClock): readonly AgendaItem<Lapse>[] {
  return marks
    .filter((mark) => mark.kind === 'lapse')
    .map(({ key, at }) => ({ key: `${clock}/${key}`, at, since, command: { name: 'lapse', data: { clock } } }));
}

const rank = (mark: Mark): number => (mark.kind === 'escalation' ? 1 : 0);

/** What goes out of a clock: `sent` and `skipped` as the entry says them. */
export interface Fired extends Pick<ClockFactData['mark-fired'], 'sent' | 'skipped'> {
  readonly clock: Clock;
}

/**
 * A reminder or an escalation is due: of several overdue ones the highest goes out, the others are recorded as skipped; when it
 * is `tooLate` for any, as the overdue marks may show, none goes out (invariant 7).
 */
export function fire(
  clocks: Clocks,
  { clock: name, mark }: FireMark['data'],
  now: Instant,
  tooLate: (overdue: readonly Mark[], clock: Clock) => boolean,
): Fired | Rejection {
  const clock = clocks[name];
  const named = clock?.marks.find((one) => one.key === mark);
  if (!clock || !named || named.kind === 'lapse') return { rule: 'already-done', source: PLATFORM };
  if (named.at > now) return { rule: 'too-early', source: PLATFORM };
  const overdue = clock.marks.filter((one) => one.at <= now);
  const steps = overdue.filter((one) => one.kind !== 'lapse').sort((a, b) => rank(a) - rank(b) || a.at - b.at);
  const sent = tooLate(overdue, clock) ? null : (steps.at(-1) ?? null);
  return { clock, sent, skipped: steps.filter((one) => one !== sent).map((one) => one.key) };
}
