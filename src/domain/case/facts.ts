import type { ClockFacts } from '../deadline/clock';
import type { Instant } from '../process';

/** What may be read for a decision, in the transaction that takes it. A table in `rules.ts` says which command needs which. */
export type FactName =
  | 'clocks'
  | 'agreement'
  | 'operator'
  | 'site'
  | 'locatorUsed'
  | 'notice'
  | 'person'
  | 'questionnaire'
  | 'benefit'
  | 'slots'
  | 'target'
  | 'candidates';

/** The facts of a decision. What a command does not need stays null or empty. */
export interface CaseFacts extends ClockFacts {
  /** The local agreement in force today between the structure of the territory and the association. */
  readonly agreement: { readonly id: number } | null;
  /** The operator the command is about (the actor who opens; the one reassigned to). */
  readonly operator: {
    readonly id: number;
    readonly associationId: number;
    readonly active: boolean;
    readonly trainedOn: string | null;
  } | null;
  readonly site: {
    readonly id: number;
    readonly associationId: number | null;
    readonly territoryId: number;
    readonly active: boolean;
  } | null;
  /** True when another case was opened with the same locator of a printed code. */
  readonly locatorUsed: boolean;
  /** The text shown for signature: its kind, its hash, whether it is the one in force today. */
  readonly notice: {
    readonly id: number;
    readonly kind: 'privacy-notice' | 'consent' | 'proxy';
    readonly textHash: string;
    readonly inForce: boolean;
  } | null;
  /** Whose identity was sealed with the consent. */
  readonly person: { readonly beneficiaryId: string } | null;
  readonly questionnaire: {
    readonly id: number;
    readonly published: boolean;
    readonly benefits: readonly string[];
  } | null;
  readonly benefit: { readonly id: number; readonly inForce: boolean } | null;
  /** Consultants of the territory free at the asked start, with the end of their slot and their load of booked consults. */
  readonly slots: readonly {
    readonly consultantId: number;
    readonly end: Instant;
    readonly load: number;
    readonly meetingLink: string;
  }[];
  /** Where a referral would go: an association with an agreement in force, and one of its sites. */
  readonly target: {
    readonly associationId: number;
    readonly territoryId: number;
    readonly siteId: number;
    readonly agreement: boolean;
  } | null;
  /**
   * Active operators of the case's association, with their open cases. Not its managers, who are asked when there is
   * none and may take a case themselves; but whoever follows the case already, also a manager.
   */
  readonly candidates: readonly { readonly operatorId: number; readonly load: number }[];
}

/** What the agenda reads beside the state. */
export interface CaseAgendaFacts {
  /** False when the assigned operator has left or no longer belongs to the association. */
  readonly assigneeActive: boolean;
}
