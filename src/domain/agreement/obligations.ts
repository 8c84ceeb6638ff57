import { localDate } from '../calendar/rome';
import type { Clock } from '../deadline/clock';
import type { AgreementSubject } from '../deadline/subjects';
import type { Entry } from '../process';
import type { AgreementEntryType, AgreementFact } from './entries';
import type { Obligation } from './state';

/** Entries after which what was owed was not done: given up, or over by time. Any other that stops a clock fulfils it. */
const UNDONE: ReadonlySet<AgreementEntryType> = new Set([
  'review-withdrawn',
  'review-lapsed',
  'signing-cancelled',
  'agreement-ended',
  'repolicied',
]);

function undone({ type, data }: AgreementFact, subject: AgreementSubject): boolean {
  // What the programme obliges to is a signed agreement, not a draft.
  if (subject === 'agreement-drafting') return type !== 'signed';
  if (type === 'transmission-confirmed') return data.by === 'silence';
  // Returned on its way, it never was complete; returned once there, the directorate has done what it owed.
  if (type === 'transmission-returned') return subject === 'agreement-transmission';
  return UNDONE.has(type);
}

/**
 * The ledger after a clock started, moved or stopped (null): one line for each time somebody came to owe something, and each
 * line ends with what became of it. A commitment's clock makes none: the commitment is its own line.
 */
export function withClock(
  ledger: readonly Obligation[],
  name: string,
  clock: Clock | null,
  entry: Entry & AgreementFact,
): readonly Obligation[] {
  if (name !== 'stage' && name !== 'owed') return ledger;
  const open = ledger.find((one) => one.clock === name && one.state === 'owed');
  if (open && clock && open.subject === clock.subject)
    return ledger.map((one) => (one === open ? { ...one, dueAt: clock.dueAt } : one));
  const closed = open ? settled(ledger, open, entry) : ledger;
  if (clock === null) return closed;
  const { startedAt, dueAt } = clock;
  const subject = clock.subject as AgreementSubject;
  return [...closed, { clock: name, subject, since: entry.version, startedAt, dueAt, state: 'owed', settledOn: null }];
}

function settled(ledger: readonly Obligation[], open: Obligation, entry: Entry & AgreementFact): readonly Obligation[] {
  const state = undone(entry, open.subject) ? 'ended' : 'fulfilled';
  return ledger.map((one) => (one === open ? { ...one, state, settledOn: localDate(entry.at) } : one));
}
