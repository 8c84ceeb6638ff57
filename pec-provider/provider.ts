import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { anomalyEnvelope } from './anomaly';
import { openAuthorities } from './authorities';
import { signedMessage } from './certified-message';
import { startControl } from './control';
import { course, type Delivery, refusal } from './course';
import { kindOf } from './directory';
import { formalFault } from './formal-checks';
import { type Letter, readLetter, renamed } from './letter';
import { PostOffice } from './post-office';
import { newIdentifier } from './receipts';
import { type Handed, startSmtp } from './smtp';
import type { Recipient, Submission } from './submission';
import { SwitchBoard } from './switches';

/** What a provider needs to be one. */
export interface ProviderOptions {
  /** Where mail and certificates are kept. */
  folder: string;
  /** Passwords are made from it. */
  key: string;
  /** `imap` is where the IMAP server already listens. */
  ports: { smtp: number; imap: number; control: number };
  /** Told what went wrong behind somebody's back, without addresses or contents. */
  complain(what: string): void;
}

/** Starts the access point and the control endpoint, and fills the mailboxes. @returns how to stop it */
export async function startProvider({ folder, key, ports, complain }: ProviderOptions): Promise<() => Promise<void>> {
  const authorities = await openAuthorities(folder);
  const office = new PostOffice(join(folder, 'mail'), key, ports.imap);
  const switches = new SwitchBoard();
  const ending = new AbortController();
  await office.open();

  const deliver = async ({ write, foreign, twice }: Delivery) => {
    const message = write(new Date());
    const bytes = await signedMessage(message, foreign ? authorities.foreign : authorities.own);
    for (const copy of twice ? [bytes, bytes] : [bytes]) await office.deliver(message.mailbox, copy);
  };
  /** What is still to come when the provider stops never comes. */
  const follow = async (deliveries: readonly Delivery[], began = performance.now()) => {
    for (const delivery of deliveries) {
      const left = delivery.after * 1000 - (performance.now() - began);
      if (left > 0) await wait(left, undefined, { signal: ending.signal });
      await deliver(delivery);
    }
  };
  const take = async ({ mailbox, sender, recipients, bytes }: Handed) => {
    const letter = await readLetter(bytes);
    const going =
      mailbox === undefined
        ? follow(anomalies(letter, sender, recipients))
        : follow(certified(letter, mailbox, recipients, switches));
    // Receipts come when they come: nobody who hands a message in waits for them.
    void going.catch((error: Error) => {
      if (!ending.signal.aborted) complain(error.message);
    });
  };

  const smtp = await startSmtp(ports.smtp, key, take);
  const control = await startControl(ports.control, { office, switches, take });
  return async () => {
    ending.abort();
    await Promise.all([smtp.stop(), control.stop()]);
    await office.close();
  };
}

/** What becomes of a message one of the provider's mailboxes handed in. */
function certified(letter: Letter, sender: string, addresses: readonly string[], board: SwitchBoard): Delivery[] {
  const at = new Date();
  const identifier = newIdentifier(at);
  // A mail program gives every message a name; the receipts need one.
  const named = letter.messageId === '' ? { ...letter, messageId: `<${randomUUID()}@sconosciuto.example>` } : letter;
  const submission: Submission = {
    identifier,
    messageId: named.messageId,
    at,
    sender,
    replyTo: letter.replyTo === '' ? sender : letter.replyTo,
    subject: letter.subject,
    recipients: addresses.map((address) => recipientOf(letter, address)),
    headers: letter.headers,
    message: renamed(named, identifier),
  };
  const all = addresses.map((address) => board.of(address));
  const fault = all.some(({ refuse }) => refuse)
    ? 'il sistema non accetta il messaggio'
    : formalFault(letter, sender, addresses);
  if (fault !== undefined) return refusal(submission, fault, all);
  return course(submission, (recipient) => board.of(recipient));
}

/** Who is named in To and in Cc counts as To (RFC 6109 §3.3.2.1). */
function recipientOf({ to }: Letter, address: string): Recipient {
  const type = kindOf(address) === 'ordinary' ? 'esterno' : 'certificato';
  return { address, as: to.includes(address) ? 'to' : 'cc', type };
}

/** What becomes of a message of the outside world: an envelope of anomaly for each mailbox. */
function anomalies({ bytes, subject, headers }: Letter, sender: string, addresses: readonly string[]): Delivery[] {
  const mail = { sender, subject, ...headers, message: bytes };
  return addresses.map((address) => ({
    after: 0,
    write: (at) => anomalyEnvelope(mail, address, at),
    foreign: false,
    twice: false,
  }));
}
