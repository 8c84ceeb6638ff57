import type { DeadlinePolicy } from '../domain/deadline/clock';
import type { Subject } from '../domain/deadline/subjects';
import { DIRECTORATE, FOLLOW } from '../domain/network/actor';
import type { Entry, Fact, Instant } from '../domain/process';
import { deliverAtOnce, REHEARSED_POST } from '../domain/rehearsal/post';
import { type Rehearsal, type RehearsedWorld, rehearse } from '../domain/rehearsal/rehearse';
import { foldStream } from './look';
import type { OtherPolicy } from './other-policies';
import type { Journal } from './types';

/** What is asked: from when to when, and under which other policy, if not those it has. */
export interface RehearsalRequest {
  readonly stream: string;
  readonly from: Instant;
  readonly until: Instant;
  readonly policy?: OtherPolicy;
}

interface WithPolicies {
  readonly policies: Readonly<Partial<Record<Subject, DeadlinePolicy>>>;
}

/** The facts of a decision as they would be were this policy in force; a decision that reads none reads none then too. */
function withDeadline(facts: unknown, policy: DeadlinePolicy): unknown {
  const { policies } = facts as WithPolicies;
  const readsNone = Object.keys(policies).length === 0;
  return readsNone ? facts : { ...(facts as WithPolicies), policies: { ...policies, [policy.subject]: policy } };
}

/**
 * Rehearses a process in memory: the same agenda, rules and facts as its follow loop, the facts read from the database at
 * the days asked for, in a transaction that is taken back. Messages leave and are delivered at once; people do nothing.
 * Under another term policy it is as if it had been signed under that one; under another deadline policy, as if that one
 * came into force now and the directorate moved what runs onto it. Throws RangeError where a process has no other policy.
 */
export async function rehearseStream(
  journal: Journal,
  { stream, policy, ...span }: RehearsalRequest,
): Promise<Rehearsal> {
  const { host, entries } = await foldStream(journal, stream);
  if (policy && !host.under) throw new RangeError(`no other policy in ${host.process.name}`);
  const deadline = policy && 'subject' in policy ? policy : undefined;
  const term = policy && !('subject' in policy) ? policy : undefined;
  const past: readonly (Entry & Fact)[] = term && host.under ? host.under.entries(entries, term) : entries;
  const trx = await journal.db.transaction();
  const world: RehearsedWorld = {
    async facts(state, command, now) {
      const facts: unknown = await host.facts({ trx, vault: journal.vault, state, actor: FOLLOW, now }, command);
      if (deadline) return withDeadline(facts, deadline);
      return term && host.under ? host.under.facts(facts, term) : facts;
    },
    agendaFacts: (state, now) => host.agendaFacts(trx, state, now),
    outside: (state, now) =>
      deliverAtOnce(stream, host.dispatches?.(state) ?? {}, now).map((one) => ({ ...one, actor: REHEARSED_POST })),
  };
  const first = deadline && {
    command: { name: 'repolicy', data: { subjects: [deadline.subject] } },
    actor: DIRECTORATE,
  };
  try {
    return await rehearse(host.process, stream, past, world, { ...span, ...(first ? { first } : {}) });
  } finally {
    // Facts may write what a decision rests on (a framework's model is frozen as it is asked for): nothing of it stays.
    await trx.rollback();
  }
}
