import type { AgreementEntryType } from '../../../src/domain/agreement/entries';
import { DISPATCH_FACT_TYPES, type DispatchFactType } from '../../../src/domain/dispatch/entries';
import { NOTE_FACT_TYPES, type NoteFactType } from '../../../src/domain/notes/entries';

/** Every entry type of its own, held complete by the compiler. */
const OWN: Readonly<Record<Exclude<AgreementEntryType, DispatchFactType | NoteFactType>, true>> = {
  'agreement-opened': true,
  'protocol-recorded-2019': true,
  'framework-moved': true,
  'text-saved': true,
  submitted: true,
  'review-withdrawn': true,
  'clause-commented': true,
  approved: true,
  'changes-requested': true,
  rejected: true,
  'review-lapsed': true,
  'signing-opened': true,
  'signing-cancelled': true,
  'signature-recorded': true,
  signed: true,
  'transmission-returned': true,
  'transmission-complete': true,
  'transmission-confirmed': true,
  activated: true,
  'end-aligned': true,
  renewed: true,
  'addendum-proposed': true,
  'addendum-cancelled': true,
  'addendum-signature-recorded': true,
  'addendum-in-force': true,
  'commitment-fulfilled': true,
  'commitment-waived': true,
  'termination-announced': true,
  'agreement-ended': true,
  repolicied: true,
  'mark-fired': true,
  'mail-undelivered': true,
  'mail-settled': true,
};
/** The types that agreements alone have, and all that may stand in their journals. */
const OWN_TYPES = Object.keys(OWN) as readonly AgreementEntryType[];
export const AGREEMENT_ENTRY_TYPES: readonly AgreementEntryType[] = [
  ...OWN_TYPES,
  ...DISPATCH_FACT_TYPES,
  ...NOTE_FACT_TYPES,
];
