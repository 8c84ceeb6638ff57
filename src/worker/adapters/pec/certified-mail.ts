import { readTrustStore } from '../../../evidence/cms';
import type { Journal } from '../../../journal/types';
import { createPecFiling } from './filing';
import type { PecMailbox } from './mailboxes';
import { type PecPoller, type PecPollerOptions, runPecPoller } from './poller';

/**
 * Reads the platform's certified mailboxes until it is stopped, and gives processes what came for them. `trust`: PEM text of the
 * certificates a provider's signature goes back to.
 */
export function readCertifiedMail(
  options: Pick<PecPollerOptions, 'log' | 'taken' | 'intervalMs'> & {
    readonly journal: Journal;
    readonly mailboxes: readonly PecMailbox[];
    readonly trust: string;
  },
): PecPoller {
  const { journal, trust, ...rest } = options;
  // Without a mailbox no store of certificates is asked for.
  if (rest.mailboxes.length === 0) return { unread: () => [], stop: async () => undefined };
  return runPecPoller({ ...rest, db: journal.db, trust: readTrustStore(trust), file: createPecFiling(journal) });
}
