import type { FrameworkEntryType } from '../../../src/domain/framework/entries';

/** Every entry type of a framework agreement, held complete by the compiler. */
const TYPES: Readonly<Record<FrameworkEntryType, true>> = {
  'framework-opened': true,
  'party-signed': true,
  'framework-in-force': true,
  'window-opened': true,
  'note-signed': true,
  'message-proposed': true,
  'message-dismissed': true,
  'note-received': true,
  renewed: true,
  'termination-announced': true,
  'framework-ended': true,
  repolicied: true,
  'mark-fired': true,
  'mail-undelivered': true,
  'mail-settled': true,
  'dispatch-owed': true,
  'dispatch-begun': true,
  'dispatch-handed-over': true,
  'dispatch-put-off': true,
  'dispatch-refused': true,
  'receipt-recorded': true,
  'dispatch-alarmed': true,
  'dispatch-sent-again': true,
  'protocol-recorded': true,
  'dispatch-acknowledged': true,
};
export const FRAMEWORK_ENTRY_TYPES = Object.keys(TYPES) as readonly FrameworkEntryType[];
