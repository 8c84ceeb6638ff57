import { type DigestFact, digestAt, digestProcess } from '../../../src/domain/digest/process';
import { FOLLOW } from '../../../src/domain/network/actor';
import type { Entry, Instant } from '../../../src/domain/process';
import { CALENDAR } from './policies';
import { rome } from './time';

/** A person's digest stream: for each day the times its lines were written, each digest sent when it is due. */
function digests(stream: string, days: readonly (readonly string[])[]): readonly (Entry & DigestFact)[] {
  const entries: (Entry & DigestFact)[] = [];
  let lines = 0;
  for (const times of days) {
    const waiting = times.map((time) => {
      lines += 1;
      return { id: lines, at: rome(time) };
    });
    const facts = { calendar: CALENDAR, waiting };
    const at: Instant = digestAt(facts) ?? 0;
    const state = digestProcess.fold(stream, entries);
    const given = { actor: FOLLOW, facts, now: at };
    const decision = digestProcess.decide(state, { name: 'send-digest', data: {} }, given);
    if (!decision.accepted) throw new Error(`the digest was refused: ${decision.rule}`);
    const actor = { kind: 'system', id: 'system:follow' } as const;
    for (const fact of decision.entries) entries.push({ ...fact, version: entries.length + 1, schema: 1, at, actor });
  }
  return entries;
}

/** Whole lives of digests, by the name of their golden journal. */
export const DIGESTS = {
  'digest-of-three-mornings': () => {
    const stream = 'digest/7';
    const days = [['2026-03-02 09:00'], ['2026-03-03 12:00', '2026-03-03 18:30'], ['2026-04-03 17:00']];
    const entries = digests(stream, days);
    return { stream, entries, state: digestProcess.fold(stream, entries) };
  },
} as const;
