/** The stages a case moves through, in order. */
export const JOURNEY = [
  'opened',
  'consented',
  'screened',
  'consult-requested',
  'consult-booked',
  'consult-held',
  'claim-in-preparation',
  'claim-submitted',
  'decided',
] as const;

/** Where a case ends. `lapsed` and the other ends can be reopened, except `withdrawn`: the person left. */
export const ENDS = ['closed', 'lapsed', 'withdrawn', 'resolved-without-claim', 'no-claim'] as const;

/** Every stage; `referred` waits for the other territory's answer. */
export const STAGES = [...JOURNEY, 'referred', ...ENDS] as const;

export type End = (typeof ENDS)[number];
export type OpenStage = (typeof JOURNEY)[number] | 'referred';
export type Stage = (typeof STAGES)[number];

/** True for a stage in which the case is still being followed. */
export function isOpen(stage: Stage): stage is OpenStage {
  return !(ENDS as readonly Stage[]).includes(stage);
}

/** What a dated deadline policy may be about: each open stage, and the two clocks a claim has. */
export const SUBJECTS = [...JOURNEY, 'referred', 'claim-outcome', 'claim-review'] as const;
export type Subject = (typeof SUBJECTS)[number];
