import { messageIdOf, owedLegs } from '../../domain/dispatch/dispatch';
import { retryAt } from '../../domain/mail/retry';
import { FOLLOW } from '../../domain/network/actor';
import type { Instant, LegName } from '../../domain/process';
import { append } from '../../journal/append';
import { putDocument } from '../../journal/documents';
import { type OwedLetter, readLetter } from '../../journal/letters';
import { recordSent } from '../../journal/pec';
import type { Answer, Journal } from '../../journal/types';
import type { DispatchPort } from '../ports';
import type { Sender } from './compose';
import { composeLetter } from './letter';
import type { MailLog } from './mail';
import type { PecDelivery, PecMailer } from './pec/pec-smtp';
import type { Mailer } from './smtp';

type Outcome = Awaited<ReturnType<DispatchPort['deliver']>>;

/** The ways out: the platform's mail server, and certified mail by mailbox. */
export interface Ways {
  readonly mailer: Pick<Mailer, 'hand'>;
  readonly pec: Pick<PecMailer, 'mailboxFor' | 'hand'>;
}

/**
 * Hands messages to offices over: made, stored, begun in the journal, and only then given to a server, whose answer is
 * recorded (invariant 6). Certified mail that was begun is never begun again, whatever is not known of it: it waits for its
 * receipts, or for the alarm. Ordinary mail found begun goes out once more, the same bytes under the same Message-ID.
 */
export function createDispatchPort(journal: Journal, ways: Ways, sender: Sender, log: MailLog): DispatchPort {
  const underWay = new Map<string, Promise<Outcome>>();
  return {
    deliver(stream, leg, now) {
      const key = `${stream}/${nameOf(leg)}`;
      const known = underWay.get(key);
      if (known) return known;
      const delivery = deliver({ journal, ways, sender, log, stream, name: leg, now });
      const whole = delivery.finally(() => underWay.delete(key));
      underWay.set(key, whole);
      return whole;
    },
  };
}

const nameOf = ({ dispatch, channel, attempt }: LegName): string => `${dispatch}/${channel}-${attempt}`;

interface Task {
  readonly journal: Journal;
  readonly ways: Ways;
  readonly sender: Sender;
  readonly log: MailLog;
  readonly stream: string;
  readonly name: LegName;
  readonly now: Instant;
}

/** A command about this try, known for ever by the version that set its date: given again it is the first answer again. */
function give(task: Task, letter: OwedLetter, command: string, data: object = {}): Promise<Answer> {
  const { journal, stream, name, now } = task;
  return append(journal, {
    stream,
    command: { name: command, data: { ...name, ...data } },
    actor: FOLLOW,
    key: `${stream}/${letter.leg.since}/${nameOf(name)}/${command}`,
    correlation: letter.correlation,
    at: now,
    // The follow loop that asked for it looks again by itself.
    wake: false,
  });
}

/** Still owed, by the one definition there is of it: somebody may have settled it since the look. */
const isOwed = ({ dispatch }: OwedLetter, name: LegName): boolean =>
  owedLegs({ [name.dispatch]: dispatch }).some(
    ({ channel, attempt }) => channel === name.channel && attempt === name.attempt,
  );

async function deliver(task: Task): Promise<Outcome> {
  const { journal, ways, sender, stream, name, now } = task;
  const letter = await readLetter(journal, stream, name);
  if (!letter || !isOwed(letter, name)) return 'needless';
  const mailbox = name.channel === 'pec' ? ways.pec.mailboxFor(letter.dispatch.order.from) : sender.address;
  if (mailbox === null) return refuse(task, letter, 'ENOMAILBOX');
  const messageId = letter.leg.messageId ?? messageIdOf(stream, name, journal.mailDomain);
  const from = { name: sender.name, address: mailbox };
  // What fails in composing is the template's or an attachment's fault, for nothing is read or sent here.
  const raw = letter.made ?? (await composeLetter(letter, { from, messageId }, sender, now).catch(() => null));
  if (raw === null) return refuse(task, letter, 'ETEMPLATE');
  // Stored before the entry that cites it, in a transaction of its own: without that entry it harms nothing.
  const document = await putDocument(journal.db, 'message/rfc822', raw);
  const begun = await give(task, letter, 'begin-dispatch', { document, messageId });
  if (begun.outcome !== 'accepted' || begun.replayed) return 'needless';
  const addresses = letter.leg.addresses;
  if (name.channel === 'mail') return record(task, letter, await ways.mailer.hand({ raw, addresses }));
  // Before it leaves, so that no receipt comes back to a message nobody knows.
  await recordSent(journal.db, { mailbox, messageId, stream, dispatch: name.dispatch, document });
  return record(task, letter, await ways.pec.hand(mailbox, { raw, addresses }));
}

/** What the server said becomes an entry. */
async function record(task: Task, letter: OwedLetter, delivery: PecDelivery): Promise<Outcome> {
  const { log, stream, name, now } = task;
  const said = { stream, message: nameOf(name), correlation: letter.correlation };
  if (delivery.accepted === true) {
    await give(task, letter, 'hand-over-dispatch');
    log.info('message handed over', said);
    return 'handed-over';
  }
  const { code } = delivery;
  if (delivery.accepted === 'unknown') {
    log.warn('message perhaps handed over', { ...said, code });
    return 'unknown';
  }
  const again = delivery.kind === 'permanent' ? null : retryAt(letter.leg.putOff + 1, now);
  if (again === null) return refuse(task, letter, code);
  log.warn('message not taken', { ...said, code, permanent: false });
  await give(task, letter, 'put-off-dispatch', { code, retryAt: again });
  return 'put-off';
}

async function refuse(task: Task, letter: OwedLetter, code: string): Promise<Outcome> {
  const { log, stream, name } = task;
  const { correlation } = letter;
  log.warn('message not taken', { stream, message: nameOf(name), correlation, code, permanent: true });
  await give(task, letter, 'refuse-dispatch', { code });
  return 'refused';
}
