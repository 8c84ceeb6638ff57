import { SUBJECTS as CASE_SUBJECTS } from '../case/stages';

/**
 * What a deadline of agreements is about: drawing up one that is owed, the central review, answering its requests, collecting
 * signatures, transmitting, answering a return, the central directorate's look at what was transmitted, the notes that
 * renew, a commitment of a clause, an end that no renewal moves; and the notes of the framework's Parties, and its end.
 */
export const AGREEMENT_SUBJECTS = [
  'agreement-drafting',
  'agreement-review',
  'agreement-changes',
  'agreement-signing',
  'agreement-transmission',
  'agreement-returned',
  'agreement-confirmation',
  'agreement-renewal',
  'agreement-commitment',
  'agreement-ending',
  'framework-renewal',
  'framework-ending',
] as const;
export type AgreementSubject = (typeof AGREEMENT_SUBJECTS)[number];

/** Everything a dated deadline policy may be about. */
export const ALL_SUBJECTS = [...CASE_SUBJECTS, ...AGREEMENT_SUBJECTS] as const;
export type Subject = (typeof ALL_SUBJECTS)[number];
