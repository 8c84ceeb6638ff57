import type { TermPolicy } from '../domain/agreement/state';
import { FOLLOW } from '../domain/network/actor';
import type { Entry, Fact, Instant } from '../domain/process';
import { deliverAtOnce, REHEARSED_POST } from '../domain/rehearsal/post';
import { type Rehearsal, type RehearsedWorld, rehearse } from '../domain/rehearsal/rehearse';
import { foldStream } from './look';
import type { Journal } from './types';

/** What is asked: from when to when, and under which other term policy, if not the one it was signed under. */
export interface RehearsalRequest {
  readonly stream: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly policy?: TermPolicy;
}

/**
 * Rehearses a process in memory: the same agenda, rules and facts as its follow loop, the facts read from the database at
 * the days asked for, in a transaction that is taken back. Messages leave and are delivered at once; people do nothing.
 * Throws RangeError for another policy on a process that has none.
 */
export async function rehearseStream(
  journal: Journal,
  { stream, policy, ...span }: RehearsalRequest,
): Promise<Rehearsal> {
  const { host, entries } = await foldStream(journal, stream);
  if (policy && !host.under) throw new RangeError(`no term policy in ${host.process.name}`);
  const past: readonly (Entry & Fact)[] = policy && host.under ? host.under.entries(entries, policy) : entries;
  const trx = await journal.db.transaction();
  const world: RehearsedWorld = {
    async facts(state, command, now) {
      const facts: unknown = await host.facts({ trx, vault: journal.vault, state, actor: FOLLOW, now }, command);
      return policy && host.under ? host.under.facts(facts, policy) : facts;
    },
    agendaFacts: (state, now) => host.agendaFacts(trx, state, now),
    outside: (state, now) =>
      deliverAtOnce(stream, host.dispatches?.(state) ?? {}, now).map((one) => ({ ...one, actor: REHEARSED_POST })),
  };
  try {
    return await rehearse(host.process, stream, past, world, span);
  } finally {
    // Facts may write what a decision rests on (a framework's model is frozen as it is asked for): nothing of it stays.
    await trx.rollback();
  }
}
