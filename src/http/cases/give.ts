import type { Core } from '@strapi/strapi';
import type { CommandName } from '../../domain/case/commands';
import { SOURCES } from '../../domain/case/rules';
import type { CaseState } from '../../domain/case/state';
import type { Person } from '../../domain/network/actor';
import type { Entry } from '../../domain/process';
import { append } from '../../journal/append';
import type { Answer } from '../../journal/types';
import { Erased } from '../../journal/vault/store';
import { ApiError, type Change, notFound, refusal } from '../errors';
import { journalOf } from '../journal';
import { metricsOf } from '../metrics';
import { namesOf } from './names';
import { isVisible } from './visible';

/** A person's command on a case, already validated. */
export interface Given {
  readonly actor: Person;
  readonly id: string;
  readonly command: CommandName;
  readonly data: unknown;
  readonly key: string;
  readonly expected?: number;
  readonly correlation: string;
}

/**
 * Gives a command to a case and returns the case after it. What a rule accepts needs no second look at visibility: who
 * has a standing towards a case sees it. A refusal does, for it would tell that the case exists. Throws ApiError
 * `forbidden`, `refused`, `stale` (with what changed), `key-reused`, or `not-found` for a case out of sight.
 */
export async function give(strapi: Core.Strapi, given: Given): Promise<CaseState> {
  const journal = journalOf(strapi);
  const { actor, command, data, key, expected, correlation } = given;
  const stream = `case/${given.id}`;
  const answer = await append(journal, {
    stream,
    command: { name: command, data },
    actor,
    key,
    correlation,
    ...(expected === undefined ? {} : { expected }),
  }).catch((error: unknown): Answer => {
    if (!(error instanceof Erased)) throw error;
    return { outcome: 'refused', rule: 'erased', source: SOURCES.platform };
  });
  metricsOf(strapi).commands.inc({ process: 'case', command, outcome: answer.outcome });
  if (answer.outcome === 'accepted') return answer.state as CaseState;
  if (command !== 'open-case' && !(await isVisible(journal.db, actor, given.id))) throw notFound();
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
