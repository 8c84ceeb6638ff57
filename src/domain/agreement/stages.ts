/** The stages of a local agreement (accordo locale), in order. */
export const COURSE = [
  'drafting',
  'central-review',
  'changes-requested',
  'ready-to-sign',
  'signing',
  'signed',
  'transmitted',
  'returned',
  'active',
  'renewal-window',
  'renewed',
] as const;
/** Where it ends. */
export const AGREEMENT_ENDS = ['expired', 'rejected', 'terminated'] as const;
export const AGREEMENT_STAGES = [...COURSE, ...AGREEMENT_ENDS] as const;
export type AgreementStage = (typeof AGREEMENT_STAGES)[number];

/** Stages in which the agreement is in force: cases may be opened under it. */
export const IN_FORCE: readonly AgreementStage[] = ['active', 'renewal-window', 'renewed'];
/** Stages before the last signature. */
export const UNSIGNED: readonly AgreementStage[] = COURSE.slice(0, COURSE.indexOf('signed'));
/** Stages in which the text may still change. */
export const OPEN_TEXT: readonly AgreementStage[] = ['drafting', 'changes-requested', 'ready-to-sign'];
