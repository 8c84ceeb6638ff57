import type { DocumentHash } from '../evidence/checks';
import type { Fact } from '../process';
import type { NoteEvidence, PartyKey, ProposedMessage } from './types';

/** The entries of an exchange of notes: framework and local agreements have these among their own. */
export interface NoteFactData {
  'window-opened': { readonly own: PartyKey; readonly others: readonly PartyKey[] };
  /** `dispatch`: the message that carries it to the others. */
  'note-signed': { readonly document: DocumentHash; readonly report: DocumentHash; readonly dispatch: string };
  'message-proposed': ProposedMessage;
  'message-dismissed': { readonly message: number; readonly reason: string };
  'note-received': { readonly from: PartyKey; readonly evidence: NoteEvidence };
}

export type NoteFactType = keyof NoteFactData;
/** A fact of an exchange of notes. */
export type NoteFact = { [T in NoteFactType]: Fact<T, NoteFactData[T]> }[NoteFactType];

const TYPES: Readonly<Record<NoteFactType, true>> = {
  'window-opened': true,
  'note-signed': true,
  'message-proposed': true,
  'message-dismissed': true,
  'note-received': true,
};
/** Their types, in order. */
export const NOTE_FACT_TYPES = Object.keys(TYPES) as readonly NoteFactType[];

/** True for an entry of an exchange of notes, among all those of a process. */
export function isNoteFact(fact: { readonly type: string }): fact is NoteFact {
  return Object.hasOwn(TYPES, fact.type);
}
