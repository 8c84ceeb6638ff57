import type { Knex } from 'knex';
import { senderAddress } from '../../domain/mail/sender';
import { FOLLOW } from '../../domain/network/actor';
import { append } from '../../journal/append';
import { takeCheckpoint } from '../../journal/checkpoint';
import { HOSTS } from '../../journal/hosts';
import { look } from '../../journal/look';
import type { Journal } from '../../journal/types';
import { createVault } from '../../journal/vault/keys';
import type { JournalPort } from '../ports';

/** The journal over a pool, with the keys of the settings; Message-IDs take the host of the sender's address. */
export function openJournal(
  db: Knex,
  keys: { readonly master: Buffer; readonly index: Buffer },
  from: string,
): Journal {
  return {
    db,
    vault: createVault({ masterKey: keys.master, indexKey: keys.index }),
    hosts: HOSTS,
    mailDomain: senderAddress(from).host,
  };
}

/** The journal behind the activities' port. */
export function createJournalPort(journal: Journal): JournalPort {
  return {
    look: (stream, now) => look(journal, stream, now),
    async issue({ stream, key, command, correlation, now }) {
      const answer = await append(journal, { stream, key, command, actor: FOLLOW, correlation, at: now, wake: false });
      // A follow-up refused by rule is a result, not an error to retry (invariant 7).
      return answer.outcome === 'accepted' ? 'accepted' : 'refused';
    },
    checkpoint: () => takeCheckpoint(journal.db),
  };
}
