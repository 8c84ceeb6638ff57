import type { Checks, DocumentHash } from '../evidence/checks';
import type { Instant } from '../process';

/**
 * The exchange of notes by which an agreement is renewed, once and for as long (message of 2021: "rinnovato per una sola
 * volta e per uguale periodo, tramite scambio di note a mezzo PEC tra le Parti"). The platform's side writes and sends its
 * own note, signed by somebody; the others' notes come in by PEC. Shared by framework and local agreements.
 */

/** Who takes part: `party/2`, `structure/3`, `municipality/12`, `association/7`. */
export type PartyKey = string;

/** How a note from another is proven: its verified transport envelope, or (local agreements only) a signed document. */
export type NoteEvidence =
  | { readonly kind: 'pec'; readonly message: number; readonly document: DocumentHash; readonly checks: Checks }
  | { readonly kind: 'document'; readonly document: DocumentHash; readonly report: DocumentHash };

/** An incoming PEC that seems to answer, waiting for somebody to say what it is. `message`: its id among PEC messages. */
export interface ProposedMessage {
  readonly message: number;
  readonly document: DocumentHash;
  /** The address its envelope says it is from, lower case. */
  readonly sender: string;
  readonly at: Instant;
  readonly checks: Checks;
}

/** An exchange under way. Complete when our own note was delivered to every other and each other's note was accepted. */
export interface NoteExchange {
  readonly openedAt: Instant;
  readonly own: PartyKey;
  readonly others: readonly PartyKey[];
  /** Our note, signed; and the dispatch that carries it. */
  readonly ownNote: {
    readonly document: DocumentHash;
    readonly report: DocumentHash;
    readonly dispatch: string;
  } | null;
  readonly received: Readonly<Record<PartyKey, { readonly at: Instant; readonly evidence: NoteEvidence }>>;
}
