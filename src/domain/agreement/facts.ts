import type { SignatoryKey } from '../agreement-text/types';
import type { ClockFacts } from '../deadline/clock';
import type { DocumentHash } from '../evidence/checks';
import type { CommitmentTerms, SavedText, TermPolicy } from './state';

/** What may be read for a decision, in the transaction that takes it. A table in `rules.ts` says which command needs which. */
export type AgreementFactName =
  | 'clocks'
  | 'framework'
  | 'structure'
  | 'saved'
  | 'printed'
  | 'party'
  | 'assumed'
  | 'offices'
  | 'addresses';

/** The facts of a decision. What a command does not need stays null or empty. */
export interface AgreementFacts extends ClockFacts {
  /** `framework`: the one named by the command, else the agreement's own. `model`: hash of its model text as it is today. */
  readonly framework: {
    readonly id: number;
    readonly inForce: boolean;
    readonly endsOn: string;
    readonly model: DocumentHash | null;
    /** The term policy in force today. */
    readonly policy: TermPolicy;
  } | null;
  /** `drawnUp`: how many local agreements it has begun so far. */
  readonly structure: {
    readonly id: number;
    readonly territoryId: number;
    readonly name: string;
    readonly pec: string | null;
    readonly drawnUp: number;
  } | null;
  /** `saved`: the text a command brings, worked out. */
  readonly saved: SavedText | null;
  /** `printed`: the PDF generated from the agreement's text under the command's protocol number (or of the addendum asked for, or of the note to be signed). */
  readonly printed: DocumentHash | null;
  /** `party`: who an addendum is about, of the structure's territory. */
  readonly party: {
    readonly key: string;
    readonly kind: 'municipality' | 'association';
    readonly id: number;
    readonly name: string;
    readonly private: boolean;
    readonly pec: string | null;
  } | null;
  /** `assumed`: what the agreement's clauses commit the one to who joins by the addendum under way; none of who leaves. */
  readonly assumed: readonly CommitmentTerms[];
  /** `offices`: the structure's PEC, from which it writes; null: the programme's. */
  readonly offices: { readonly from: string | null };
  /** `addresses`: the PEC each bound signatory has in the registers today, lower case, by key. */
  readonly addresses: Readonly<Record<SignatoryKey, string | null>>;
}

/** What the agenda reads beside the state. */
export interface AgreementAgendaFacts {
  /** Last day of the agreement's framework today; null when it has none. */
  readonly frameworkEndsOn: string | null;
}
