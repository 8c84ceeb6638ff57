/**
 * The stages of a framework agreement (accordo quadro), in order. Its text is agreed outside the platform: here it begins
 * with the signatures.
 */
export const FRAMEWORK_COURSE = ['signing', 'active', 'renewal-window', 'renewed'] as const;
/** Where it ends. */
export const FRAMEWORK_ENDS = ['expired', 'terminated'] as const;
export const FRAMEWORK_STAGES = [...FRAMEWORK_COURSE, ...FRAMEWORK_ENDS] as const;
export type FrameworkEnd = (typeof FRAMEWORK_ENDS)[number];
export type FrameworkStage = (typeof FRAMEWORK_STAGES)[number];
/** Stages in which local agreements may be signed under it. */
export const FRAMEWORK_IN_FORCE: readonly FrameworkStage[] = ['active', 'renewal-window', 'renewed'];

/** True while it is being signed or in force. */
export function isOpen(stage: FrameworkStage): boolean {
  return (FRAMEWORK_COURSE as readonly FrameworkStage[]).includes(stage);
}
