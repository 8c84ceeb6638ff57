/** Why a message that should be certified can't be read. Whatever comes in, the answer is one of these, never a throw. */
const UNREADABLE = [
  'too-large',
  'too-deep',
  'too-many-parts',
  'broken-mime',
  'huge-header',
  'odd-header',
  'duplicate-header',
  'missing-id',
  'missing-signature',
  'missing-daticert',
  'missing-message',
  'missing-reference',
  'missing-recipient',
  'broken-daticert',
  'daticert-with-dtd',
  'wrong-charset',
  'contradictory',
  'unknown-kind',
] as const;
export type UnreadableReason = (typeof UNREADABLE)[number];

/**
 * Why an incoming message stands where it stands, for people: `pec-reason.…` in the catalogues. Besides what can't be
 * read: `not-certified` and `anomaly` (ordinary mail), what its signature lacks, what of ours it does not fit.
 */
export const PEC_REASONS = [
  ...UNREADABLE,
  'not-certified',
  'anomaly',
  'broken-signature',
  'foreign-signature',
  'foreign-reference',
  'foreign-recipient',
  'unknown-reference',
  'answers-nothing',
  'being-filed',
  'not-taken',
  'seen-before',
  'unforeseen',
] as const;
export type PecReason = (typeof PEC_REASONS)[number];

/** Thrown while a message is taken apart and answered as a reading: it does not leave this room. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(readonly reason: UnreadableReason) {
    super(reason);
  }
}
