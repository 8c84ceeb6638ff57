import { retryAt } from '../../domain/mail/retry';
import { FOLLOW } from '../../domain/network/actor';
import { append, hostOf } from '../../journal/append';
import { beginMail, gatheredStreams, mailFailed, mailSent, type OwedMail } from '../../journal/mails';
import type { Journal } from '../../journal/types';
import type { MailPort } from '../ports';
import { compose, type Sender } from './compose';
import type { Delivery, Mailer } from './smtp';

type Outcome = Awaited<ReturnType<MailPort['deliver']>>;

/** What is said of every mail: ids and outcomes, never an address. */
export interface MailLog {
  info(message: string, details: Readonly<Record<string, unknown>>): void;
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
}

/**
 * The mail log and the mail server behind the activities' port: `sending` is committed, the message handed over, the
 * outcome recorded. A template that is missing or can't be filled counts as undelivered: somebody must see it. A mail
 * asked for again while it is being handed over is the same delivery, not a second one.
 */
export function createMailPort(journal: Journal, mailer: Omit<Mailer, 'hand'>, sender: Sender, log: MailLog): MailPort {
  const underWay = new Map<number, Promise<Outcome>>();
  const deliver = async (id: number, now: number): Promise<Outcome> => {
    const mail = await beginMail(journal.db, id, now);
    if (mail === 'needless') return 'sent';
    if (mail === 'too-late') return 'too-late';
    const { stream, correlation, attempts } = mail;
    const said = { mail: mail.documentId, stream, correlation, attempts };
    const delivery = await hand(mail, mailer, sender, now);
    if (delivery.accepted) {
      await mailSent(journal.db, id);
      log.info('mail sent', said);
      return 'sent';
    }
    const again = delivery.kind === 'permanent' ? null : retryAt(attempts, now);
    log.warn('mail not taken', { ...said, code: delivery.code, permanent: again === null });
    // Reported before it is over: after a crash in between it is tried once more and, refused again, the report is the
    // first answer again. The other way round nobody would ever be told (invariant 5).
    if (again === null) await report(journal, mail, now);
    await mailFailed(journal.db, id, { code: delivery.code, message: delivery.message, retryAt: again });
    return again === null ? 'failed' : 'put-off';
  };
  return {
    deliver(id, now) {
      const known = underWay.get(id);
      if (known) return known;
      const delivery = deliver(id, now).finally(() => underWay.delete(id));
      underWay.set(id, delivery);
      return delivery;
    },
  };
}

async function hand(mail: OwedMail, mailer: Pick<Mailer, 'deliver'>, sender: Sender, now: number): Promise<Delivery> {
  try {
    return await mailer.deliver(compose(mail, sender, now));
  } catch (error) {
    return { accepted: false, kind: 'permanent', code: 'ETEMPLATE', message: (error as Error).message };
  }
}

/** Makes the undelivered mail somebody's work: on its own process, or on each of those a digest spoke of. */
async function report(journal: Journal, mail: OwedMail, now: number): Promise<void> {
  const streams = hostOf(journal, mail.stream).undelivered ? [mail.stream] : await gatheredStreams(journal.db, mail.id);
  for (const stream of streams) {
    const command = hostOf(journal, stream).undelivered?.(mail.documentId);
    if (!command) continue;
    await append(journal, {
      stream,
      command,
      actor: FOLLOW,
      key: `${stream}/mail/${mail.documentId}`,
      correlation: mail.correlation,
      at: now,
    });
  }
}
