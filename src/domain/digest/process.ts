import type { WorkCalendar } from '../calendar/working-time';
import { nextWorkingMorning } from '../calendar/working-time';
import type { Actor } from '../network/actor';
import type { Entry, Fact, Instant, Process } from '../process';
import { PLATFORM } from '../rule';

/** Notices waiting for a person's next daily digest. */
export interface DigestFacts {
  readonly calendar: WorkCalendar;
  /** Ids of the notices that joined no mail yet, with when they were written; `over`: what it reminds of is done. */
  readonly waiting: readonly { readonly id: number; readonly at: Instant; readonly over?: boolean }[];
}

/** What a person's digest stream says: how many went out, and when the last one did. */
export interface DigestState {
  readonly userId: number;
  readonly version: number;
  readonly lastAt: Instant;
}

/** `lines-left-out`: reminders of what was done before the morning came; each is recorded as skipped (invariant 7). */
export type DigestFact = Fact<'digest-sent' | 'lines-left-out', { readonly notices: readonly number[] }>;
export type DigestCommand = { readonly name: 'send-digest'; readonly data: Record<string, never> };

/** When the digest of these notices is due: the first working morning after the oldest of them. */
export function digestAt(facts: DigestFacts): Instant | null {
  const first = Math.min(...facts.waiting.map((notice) => notice.at));
  return facts.waiting.length === 0 ? null : nextWorkingMorning(first, facts.calendar);
}

/**
 * One mail a day for all that is not urgent: a small process
 * of its own, one stream a person (`digest/<user id>`), driven by the same journal and loop as a case.
 */
export const digestProcess: Process<DigestState, DigestFact, DigestCommand, DigestFacts, DigestFacts, Actor> = {
  name: 'digest',
  schemaOf: () => 1,
  upcast: (entry) => entry as Entry & DigestFact,
  fold: (stream, entries) => ({
    userId: Number(stream.slice(stream.indexOf('/') + 1)),
    version: entries.at(-1)?.version ?? 0,
    lastAt: entries.at(-1)?.at ?? 0,
  }),
  decide: (state, _command, { actor, facts, now }) => {
    const due = digestAt(facts);
    const source = PLATFORM;
    if (actor.kind !== 'system') return { accepted: false, rule: 'not-yours', source };
    if (due === null) return { accepted: false, rule: 'already-done', source };
    if (due > now) return { accepted: false, rule: 'too-early', source };
    const ids = (over: boolean) => facts.waiting.filter((one) => (one.over ?? false) === over).map((one) => one.id);
    const [notices, leftOut] = [ids(false), ids(true)];
    const entries: DigestFact[] = [];
    if (leftOut.length > 0) entries.push({ type: 'lines-left-out', data: { notices: leftOut } });
    if (notices.length === 0) return { accepted: true, entries, notices: [] };
    return {
      accepted: true,
      entries: [...entries, { type: 'digest-sent', data: { notices } }],
      notices: [
        {
          key: 'digest',
          to: { user: state.userId },
          template: 'digest',
          channel: 'own',
          variables: { count: notices.length },
          gathers: notices,
        },
      ],
    };
  },
  agenda: (state, facts) => {
    const at = digestAt(facts);
    return at === null
      ? []
      : [{ key: `digest-${at}`, at, since: state.version, command: { name: 'send-digest', data: {} } }];
  },
  may: () => [],
  rows: () => [],
  settledVersion: (state) => state.version,
  over: () => true,
};
