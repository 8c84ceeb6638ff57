import { PEC } from '../../../domain/network/actor';
import type { Command } from '../../../domain/process';
import { append } from '../../../journal/append';
import { streamAwaiting } from '../../../journal/pec-awaited';
import type { Journal } from '../../../journal/types';
import type { FileCertifiedMail } from '../../ports';

/**
 * Gives certified mail to the process it is for, on the journal. A command is known by the bytes of the message, so one that is
 * handed on twice is the first answer again; and a receipt that the process has already, under other bytes, counts as taken.
 */
export function createPecFiling(journal: Journal): FileCertifiedMail {
  const give = async (stream: string, document: string, command: Command): Promise<'taken' | 'unknown'> => {
    const answer = await append(journal, {
      stream,
      command,
      actor: PEC,
      key: `${stream}/${document}`,
      correlation: `pec-${document.slice(0, 24)}`,
    });
    const known = answer.outcome === 'key-reused' || (answer.outcome === 'refused' && answer.rule === 'already-done');
    return answer.outcome === 'accepted' || known ? 'taken' : 'unknown';
  };
  return async (mail) => {
    if (mail.what === 'receipt') {
      const { stream, dispatch, receipt } = mail;
      return give(stream, receipt.document, { name: 'record-receipt', data: { dispatch, receipt } });
    }
    const { letter } = mail;
    const stream = mail.stream ?? (await streamAwaiting(journal.db, letter.sender));
    if (stream === null) return 'unknown';
    return give(stream, letter.document, { name: 'propose-message', data: letter });
  };
}
