import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { SOURCES } from '../../domain/agreement/rules';
import type { Person } from '../../domain/network/actor';
import type { Entry } from '../../domain/process';
import { documentHash } from '../../journal/documents';
import { givenBefore } from '../../journal/given-before';
import type { AnyHost } from '../../journal/types';
import type { Http } from '../context';
import { ApiError, refusal } from '../errors';
import { type Given, giveTo } from '../give';
import { journalOf } from '../journal';
import { type BroughtFile, readFile } from '../uploads';

/** The process a file is brought to, as it was read for somebody who sees it. */
interface Seen<State> {
  readonly host: AnyHost;
  readonly state: State;
  readonly entries: readonly Entry[];
}

/** A command given by bringing a file. */
export interface GivenWithFile<State> {
  readonly seen: Seen<State>;
  readonly given: Omit<Given, 'data' | 'beside'> & { readonly actor: Person };
  /** What the file makes of it: the command's data, and what is kept beside. Throws ApiError when the file is not taken. */
  readonly dataOf: (
    file: BroughtFile,
  ) => Promise<{ readonly data: unknown; keep(trx: Knex.Transaction): Promise<void> }>;
}

/** The refusal of a file where none is waited for. */
export function nothingToSign(): ApiError {
  return refusal({ rule: 'nothing-to-sign', source: SOURCES.platform });
}

/**
 * Gives a command with the file it brings, and returns the process after it. Nothing of the file is read while the command
 * may not be given, and nothing of it is kept unless it is taken. The same file under the same key is answered as the first
 * time, without being examined again. Throws ApiError `refused`, `unsupported-type`, `too-large`, and as `giveTo` does.
 */
export async function giveWithFile<State>(
  strapi: Core.Strapi,
  ctx: Http,
  { seen: { host, state, entries }, given, dataOf }: GivenWithFile<State>,
): Promise<State> {
  const before = await givenBefore(journalOf(strapi).db, given.actor, given.key);
  if (before) {
    const { content } = await readFile(ctx);
    if (before.stream !== given.stream || before.data['document'] !== documentHash(content)) {
      throw new ApiError('key-reused', { field: 'Idempotency-Key' });
    }
    return host.process.fold(given.stream, entries.slice(0, before.version)) as State;
  }
  if (!(host.process.may(given.actor, state) as readonly string[]).includes(given.command)) throw nothingToSign();
  const { data, keep } = await dataOf(await readFile(ctx));
  return giveTo<State>(strapi, { ...given, data, beside: keep });
}
