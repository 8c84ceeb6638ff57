import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { SOURCES } from '../domain/case/rules';
import type { Person } from '../domain/network/actor';
import type { Entry } from '../domain/process';
import { append } from '../journal/append';
import type { Answer, AppendRequest, Journal } from '../journal/types';
import { Erased } from '../journal/vault/store';
import { ApiError, type Change, notFound, refusal } from './errors';
import { journalOf } from './journal';
import { metricsOf } from './metrics';
import { namesOf } from './names';

/** A person's command on a process, already validated. */
export interface Given {
  readonly actor: Person;
  /** `<process>/<id>`. */
  readonly stream: string;
  readonly command: string;
  readonly data: unknown;
  readonly key: string;
  readonly expected?: number | undefined;
  readonly correlation: string;
  /** Whether the person sees the process; null for a command that makes it. */
  readonly isVisible: ((db: Knex) => Promise<boolean>) | null;
  /** What is written beside the command, before it, in one transaction: nothing of it stays when the command is not taken. */
  readonly beside?: (trx: Knex.Transaction) => Promise<void>;
}

/** Carries the answer to a command that was not taken out of the transaction that wrote beside it. */
class NotTaken extends Error {
  constructor(readonly answer: Answer) {
    super(answer.outcome);
  }
}

/** Appends, with what is written beside. */
async function appendBeside(journal: Journal, request: AppendRequest, beside: Given['beside']): Promise<Answer> {
  if (!beside) return append(journal, request);
  return journal.db
    .transaction(async (trx) => {
      await beside(trx);
      const answer = await append({ ...journal, db: trx }, request);
      if (answer.outcome !== 'accepted') throw new NotTaken(answer);
      return answer;
    })
    .catch((error: unknown) => {
      if (error instanceof NotTaken) return error.answer;
      throw error;
    });
}

/**
 * Gives a command to a process and returns its state after it. What a rule accepts needs no second look at visibility:
 * who has a standing towards it sees it. A refusal does, for it would tell that it exists. Throws ApiError `forbidden`,
 * `refused`, `stale` (with what changed), `key-reused`, or `not-found` for what is out of sight.
 */
export async function giveTo<State>(strapi: Core.Strapi, given: Given): Promise<State> {
  const journal = journalOf(strapi);
  const { actor, stream, command, data, key, expected, correlation } = given;
  const request: AppendRequest = {
    stream,
    command: { name: command, data },
    actor,
    key,
    correlation,
    ...(expected === undefined ? {} : { expected }),
  };
  const answer = await appendBeside(journal, request, given.beside).catch((error: unknown): Answer => {
    if (!(error instanceof Erased)) throw error;
    return { outcome: 'refused', rule: 'erased', source: SOURCES.platform };
  });
  const process = stream.slice(0, stream.indexOf('/'));
  metricsOf(strapi).commands.inc({ process, command, outcome: answer.outcome });
  if (answer.outcome === 'accepted') return answer.state as State;
  if (given.isVisible && !(await given.isVisible(journal.db))) throw notFound();
  switch (answer.outcome) {
    case 'refused':
      throw refusal(answer);
    case 'stale':
      throw new ApiError('stale', { since: await changes(strapi, answer.since) });
    case 'key-reused':
      throw new ApiError('key-reused', { field: 'Idempotency-Key' });
  }
}

/** What changed, by whom, when: what somebody whose edit came too late needs to see. */
async function changes(strapi: Core.Strapi, entries: readonly Entry[]): Promise<readonly Change[]> {
  const people = entries.filter((entry) => entry.actor.kind === 'person').map((entry) => Number(entry.actor.id));
  const names = await namesOf(strapi.db.connection, { user: people });
  return entries.map(({ type, at, actor }) => ({
    type,
    by: actor.kind === 'person' ? names('user', Number(actor.id)) : null,
    at: new Date(at).toISOString(),
  }));
}
