import type { CertifiedMessage } from './certified-message';
import type { CertifiedData } from './daticert';
import { kindOf } from './directory';
import { type ReceiptType, receipt, transportEnvelope } from './receipts';
import type { Recipient, Submission } from './submission';
import type { Switches } from './switches';

/** One thing the provider will put into a mailbox. */
export interface Delivery {
  /** Seconds after the message was handed in. */
  after: number;
  /** Written when its moment has come. */
  write(at: Date): CertifiedMessage;
  /** Signed by an authority nobody trusts. */
  foreign: boolean;
  /** Delivered twice, the same to the byte. */
  twice: boolean;
}

/** What happens to a message that was not accepted: its sender is told why. */
export function refusal(submission: Submission, explanation: string, switches: readonly Switches[]): Delivery[] {
  return [receiptOf(submission, 'non-accettazione', { error: 'altro', explanation }, together(switches))];
}

/**
 * What happens to an accepted message, in order. The receipt of acceptance is about all recipients, so it follows the
 * strictest of their switches: it is missing when nothing is to come back from anybody.
 */
export function course(submission: Submission, switchesOf: (recipient: string) => Switches): Delivery[] {
  const all = submission.recipients.map(({ address }) => switchesOf(address));
  const later = submission.recipients.flatMap((one) => fate(submission, one, switchesOf(one.address)));
  if (all.every(({ outcome }) => outcome === 'silent')) return inTime(later);
  const common = together(all);
  const acceptance = receiptOf(submission, 'accettazione', {}, common);
  if (!common.outOfOrder) return inTime([acceptance, ...later]);
  return inTime([...later, { ...acceptance, after: Math.max(acceptance.after, ...later.map(({ after }) => after)) }]);
}

/** What happens to the message of one recipient. */
function fate(submission: Submission, { address, type }: Recipient, switches: Switches): Delivery[] {
  const recipient = address;
  const tell = (what: ReceiptType, more: More = {}) => receiptOf(submission, what, { recipient, ...more }, switches);
  const ended = (delivery: Delivery) => ({ ...delivery, after: delivery.after + switches.late });
  const envelope: Delivery = ended({
    after: switches.delay,
    write: (at) => transportEnvelope({ type: 'posta-certificata', error: 'nessuno', at, submission }, address),
    foreign: switches.foreignSignature,
    twice: switches.duplicate,
  });
  if (type === 'esterno') return [envelope];
  const [taken, warned] = [tell('presa-in-carico'), tell('preavviso-errore-consegna', { error: 'altro' })];
  const before = [...(switches.takingCharge ? [taken] : []), ...(switches.warn ? [warned] : [])];
  if (kindOf(address) === 'unknown')
    return [
      ...before,
      ended(tell('errore-consegna', { error: 'no-dest', explanation: '5.1.1 - indirizzo non valido' })),
    ];
  switch (switches.outcome) {
    case 'deliver':
      return [...before, envelope, ended(tell('avvenuta-consegna'))];
    case 'lost':
      return before;
    case 'silent':
      return [envelope];
    case 'fail':
      return [...before, ended(tell('errore-consegna', { error: 'altro', explanation: '5.2.2 - casella piena' }))];
    case 'virus': {
      const more = { error: 'virus', explanation: 'il messaggio contiene un virus' } as const;
      return [...before, ended(tell('rilevazione-virus', more)), ended(tell('errore-consegna', more))];
    }
  }
}

type More = Partial<Pick<CertifiedData, 'error' | 'explanation' | 'recipient'>>;

type Leaving = Pick<Switches, 'delay' | 'foreignSignature' | 'duplicate'>;

function receiptOf(submission: Submission, type: ReceiptType, more: More, switches: Leaving): Delivery {
  return {
    after: switches.delay,
    write: (at) => receipt({ type, error: 'nessuno', at, submission, ...more }),
    foreign: switches.foreignSignature,
    twice: switches.duplicate,
  };
}

/** How a receipt about several recipients leaves: what is on for one is on, and the delay is the longest. */
function together(all: readonly Switches[]) {
  const any = (name: 'duplicate' | 'foreignSignature' | 'outOfOrder') => all.some((one) => one[name]);
  return {
    duplicate: any('duplicate'),
    foreignSignature: any('foreignSignature'),
    outOfOrder: any('outOfOrder'),
    delay: Math.max(0, ...all.map(({ delay }) => delay)),
  };
}

/** By their moment; what has the same moment stays in order. */
function inTime(deliveries: readonly Delivery[]): Delivery[] {
  return [...deliveries].sort((a, b) => a.after - b.after);
}
