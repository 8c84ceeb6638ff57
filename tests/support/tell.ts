import type { Knex } from 'knex';
import { FOLLOW } from '../../src/domain/network/actor';
import type { Fact, Instant } from '../../src/domain/process';
import { append, hostOf } from '../../src/journal/append';
import { HOSTS } from '../../src/journal/hosts';
import type { Journal } from '../../src/journal/types';
import { createVault } from '../../src/journal/vault/keys';

const SINCE = Date.parse('2024-01-01T08:00:00Z');

/** A journal over a database where no vault matters. */
export function plainJournal(db: Knex): Journal {
  const vault = createVault({ masterKey: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) });
  return { db, vault, hosts: HOSTS, mailDomain: 'prova.example' };
}

/**
 * Writes a past that a test needs, entry by entry, without asking the rules: chain, rows and end are the process's own, and
 * nothing is sent or woken. Throws Error when the stream was told before.
 */
export async function tell(db: Knex, stream: string, facts: readonly Fact[], at: Instant = SINCE): Promise<void> {
  const journal = plainJournal(db);
  const host = hostOf(journal, stream);
  const told = {
    ...host,
    seal: async () => ({ name: 'tell', data: {} }),
    facts: async () => ({}),
    process: { ...host.process, decide: () => ({ accepted: true as const, entries: facts, notices: [] }) },
  };
  const answer = await append(
    { ...journal, hosts: { ...HOSTS, [host.process.name]: told } },
    {
      stream,
      command: { name: 'tell', data: {} },
      actor: FOLLOW,
      key: stream,
      correlation: stream,
      at,
      effects: 'not-sent',
    },
  );
  if (answer.outcome !== 'accepted' || answer.replayed) throw new Error(`not told: ${JSON.stringify(answer)}`);
}
