import type { Dispatches } from '../dispatch/dispatch';
import type { Checks, DocumentHash } from '../evidence/checks';
import type { Entry, Instant, Rejection } from '../process';
import { PLATFORM } from '../rule';
import type { NoteFact } from './entries';
import type { NoteExchange, PartyKey, ProposedMessage } from './types';

/** The sources the rules of notes cite. */
const SOURCES = {
  exchange: 'Messaggio accordo quadro 2021: rinnovo tramite scambio di note a mezzo PEC tra le Parti',
  envelope: 'DPR 68/2005, art. 9: il gestore sottoscrive la busta di trasporto',
  signature: 'D.Lgs. 82/2005, art. 24',
  platform: PLATFORM,
} as const;

/** What a process knows of notes: the exchange under way, or the last one, and what came in and nobody has judged yet. */
export interface Notes {
  readonly exchange: NoteExchange | null;
  readonly proposed: readonly ProposedMessage[];
}

/** What a decision about notes answers. */
export type NoteOutcome = { readonly facts: readonly NoteFact[] } | Rejection;

function refused(source: string, rule: string, field?: string): Rejection {
  return { rule, source, ...(field ? { field } : {}) };
}
const happened = (fact: NoteFact): NoteOutcome => ({ facts: [fact] });

/** Integrity and signer were examined and hold: what any signature needs. Its chain is recorded, whatever it says. */
const signed = (signatures: readonly Checks[]): boolean =>
  signatures.length > 0 && signatures.every(({ integrity, signer }) => integrity === 'passed' && signer === 'passed');

/** An exchange that begins: `own` writes through the platform, the others by themselves. */
export function openExchange(own: PartyKey, others: readonly PartyKey[], openedAt: Instant): NoteExchange {
  return { openedAt, own, others, ownNote: null, received: {} };
}

/** An incoming PEC that seems to answer: kept until somebody says what it is. The same one twice counts once. */
export function proposeMessage({ exchange, proposed }: Notes, message: ProposedMessage): NoteOutcome {
  const accepted = Object.values(exchange?.received ?? {}).map(({ evidence }) => evidence);
  const known =
    proposed.some((one) => one.message === message.message) ||
    accepted.some((one) => one.kind === 'pec' && one.message === message.message);
  return known
    ? refused(SOURCES.platform, 'already-done', 'message')
    : happened({ type: 'message-proposed', data: message });
}

/** Somebody looked at it: it is no note. */
export function dismissMessage(
  { proposed }: Notes,
  data: { readonly message: number; readonly reason: string },
): NoteOutcome {
  return proposed.some((one) => one.message === data.message)
    ? happened({ type: 'message-dismissed', data })
    : refused(SOURCES.platform, 'unknown', 'message');
}

/** A note as a signed document. `of`: the PDF it was compared with, byte for byte. */
interface SignedNote {
  readonly document: DocumentHash;
  readonly report: DocumentHash;
  readonly of: DocumentHash;
  readonly signatures: readonly Checks[];
}

/** Why a document is not a note signed; `printed`: the note of who writes it, for the renewal under way. */
function unsigned({ of, signatures }: SignedNote, printed: DocumentHash | null): Rejection | undefined {
  if (of !== printed) return refused(SOURCES.signature, 'other-document', 'document');
  return signed(signatures) ? undefined : refused(SOURCES.signature, 'note-unsigned', 'signatures');
}

/** Our own note, once: only one that somebody signed is sent. `dispatch`: the message that will carry it. */
export function signNote(
  { exchange }: Notes,
  data: SignedNote,
  { dispatch, printed }: { readonly dispatch: string; readonly printed: DocumentHash | null },
): NoteOutcome {
  if (!exchange) return refused(SOURCES.exchange, 'stage');
  if (exchange.ownNote) return refused(SOURCES.platform, 'already-done');
  const rejection = unsigned(data, printed);
  if (rejection) return rejection;
  const { document, report } = data;
  return happened({ type: 'note-signed', data: { document, report, dispatch } });
}

/** From whom a note may still come; a rejection otherwise. */
function awaited({ exchange }: Notes, from: PartyKey): Rejection | undefined {
  if (!exchange) return refused(SOURCES.exchange, 'stage');
  if (!exchange.others.includes(from)) return refused(SOURCES.exchange, 'unknown', 'from');
  return exchange.received[from] ? refused(SOURCES.platform, 'already-done', 'from') : undefined;
}

/**
 * Somebody says that an incoming PEC is the note of one of the others. `pec`: that one's certified address in the registers.
 * It is proven by its transport envelope: sent from there, integrity, signer and chain passed.
 */
export function acceptNote(
  notes: Notes,
  { message, from }: { readonly message: number; readonly from: PartyKey },
  pec: string | null,
): NoteOutcome {
  const rejection = awaited(notes, from);
  if (rejection) return rejection;
  const found = notes.proposed.find((one) => one.message === message);
  if (!found) return refused(SOURCES.platform, 'unknown', 'message');
  if (pec === null) return refused(SOURCES.exchange, 'no-pec', 'from');
  if (found.sender !== pec.toLowerCase()) return refused(SOURCES.exchange, 'other-sender', 'from');
  const { integrity, signer, chain } = found.checks;
  if ([integrity, signer, chain].some((one) => one !== 'passed'))
    return refused(SOURCES.envelope, 'envelope-unproven', 'message');
  const evidence = { kind: 'pec', message, document: found.document, checks: found.checks } as const;
  return happened({ type: 'note-received', data: { from, evidence } });
}

/** A note that came otherwise, as a signed document; `allowed` where the exchange need not be by PEC. */
export function recordNote(
  notes: Notes,
  data: SignedNote & { readonly from: PartyKey },
  { allowed, printed }: { readonly allowed: boolean; readonly printed: DocumentHash | null },
): NoteOutcome {
  if (!allowed) return refused(SOURCES.exchange, 'note-by-pec');
  const rejection = awaited(notes, data.from) ?? unsigned(data, printed);
  if (rejection) return rejection;
  const evidence = { kind: 'document', document: data.document, report: data.report } as const;
  return happened({ type: 'note-received', data: { from: data.from, evidence } });
}

/** Those of the others whose note is still missing. */
export function missing(exchange: NoteExchange): readonly PartyKey[] {
  return exchange.others.filter((other) => !exchange.received[other]);
}

const ASKING: readonly string[] = ['note-request', 'note-chase'];

/** True once a message asks one of the others for its note; who had no PEC when they were written to is asked by nobody. */
export function asked(dispatches: Dispatches, other: PartyKey): boolean {
  return Object.values(dispatches).some(
    ({ order, recipients }) => ASKING.includes(order.template) && recipients.some((one) => one.key === other),
  );
}

/** True while a note is missing that only a person can ask for. */
export function waitsForAsking({ exchange }: Notes, dispatches: Dispatches): boolean {
  return exchange !== null && missing(exchange).some((other) => !asked(dispatches, other));
}

/** True once our note has reached one of the others, with proof. */
export function reached(exchange: NoteExchange, dispatches: Dispatches, other: PartyKey): boolean {
  const recipients = exchange.ownNote ? (dispatches[exchange.ownNote.dispatch]?.recipients ?? []) : [];
  return recipients.some((one) => one.key === other && one.standing === 'done');
}

/** True when each other's note is in and ours has reached every other, with proof. */
export function complete(exchange: NoteExchange, dispatches: Dispatches): boolean {
  return missing(exchange).length === 0 && exchange.others.every((other) => reached(exchange, dispatches, other));
}

const without = (proposed: Notes['proposed'], message: number): Notes['proposed'] =>
  proposed.filter((one) => one.message !== message);

/** Notes after one more entry about them. Never rejects (invariant 9). */
export function applyNotes({ exchange, proposed }: Notes, entry: Entry & NoteFact): Notes {
  switch (entry.type) {
    case 'window-opened':
      return { exchange: openExchange(entry.data.own, entry.data.others, entry.at), proposed };
    case 'note-signed': {
      const { document, report, dispatch } = entry.data;
      return { exchange: exchange && { ...exchange, ownNote: { document, report, dispatch } }, proposed };
    }
    case 'message-proposed': {
      const { message, document, sender, at, checks } = entry.data;
      return { exchange, proposed: [...without(proposed, message), { message, document, sender, at, checks }] };
    }
    case 'message-dismissed':
      return { exchange, proposed: without(proposed, entry.data.message) };
    case 'note-received': {
      const { from, evidence } = entry.data;
      const received = exchange && { ...exchange.received, [from]: { at: entry.at, evidence } };
      return {
        exchange: exchange && received && { ...exchange, received },
        proposed: evidence.kind === 'pec' ? without(proposed, evidence.message) : proposed,
      };
    }
  }
}
