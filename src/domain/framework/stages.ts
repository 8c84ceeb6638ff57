/** The stages of a framework agreement (accordo quadro). */
export const FRAMEWORK_STAGES = [
  'drafting',
  'signing',
  'active',
  'renewal-window',
  'renewed',
  'expired',
  'terminated',
] as const;
export type FrameworkStage = (typeof FRAMEWORK_STAGES)[number];
/** Stages in which local agreements may be signed under it. */
export const FRAMEWORK_IN_FORCE: readonly FrameworkStage[] = ['active', 'renewal-window', 'renewed'];
