/**
 * The text of a local agreement and of the model it is drawn from (message of 2021: local agreements follow the framework
 * and may rule on further aspects). Pure values: they are stored as canonical JSON and known by the hash of it.
 */

/** What a variable may hold: typed and bounded, never prose, so that nothing hides in a value. */
export type VariableSpec =
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'date'; readonly from?: string; readonly to?: string }
  | { readonly kind: 'time' }
  | { readonly kind: 'choice'; readonly options: readonly Option[] }
  | { readonly kind: 'choices'; readonly options: readonly Option[]; readonly max: number };
/** A value of a choice: its code, and the words that are printed. */
export interface Option {
  readonly code: string;
  readonly words: string;
}
/** What was filled in: an integer, 'YYYY-MM-DD', 'HH:MM', an option's code, or several. */
export type VariableValue = number | string | readonly string[];

/** A variable of a model: its name stands in the text as `{{name}}`. */
export interface ModelVariable {
  readonly name: string;
  readonly label: string;
  readonly spec: VariableSpec;
}

/** What a clause binds somebody to do, by when; it becomes an obligation once the agreement is active. */
export interface Commitment {
  readonly by: 'structure' | 'municipalities' | 'associations';
  /** In a few words, printed with the clause. */
  readonly what: string;
  /** Calendar days after the agreement's start: a number, or the name of an integer variable. */
  readonly dueDays: number | string;
}

/** A clause (articolo). `key` of a model's clause is the model's for ever; added ones are `agg-1`, `agg-2` … */
export interface Clause {
  readonly key: string;
  readonly heading: string;
  /** Paragraphs separated by an empty line; `{{name}}` stands for a variable or for one of `REGISTER_NAMES`. */
  readonly body: string;
  readonly commitments: readonly Commitment[];
}

/** Placeholders that are not variables: filled from the registers, frozen in the text with the parties. */
export const REGISTER_NAMES = ['struttura', 'ambito', 'firmatari', 'quadro'] as const;

/** The model text of a framework agreement. */
export interface ModelText {
  readonly format: 1;
  readonly framework: string;
  /** The framework agreement as the articles name it: what `{{quadro}}` stands for. */
  readonly title: string;
  /** Where the model comes from, for whoever draws up a text; not printed. */
  readonly origin?: string;
  readonly clauses: readonly Clause[];
  readonly variables: readonly ModelVariable[];
  /** Which integer variables say the term (years) and the renewals; absent: the framework's policy says it. */
  readonly terms: { readonly years?: string; readonly renewals?: string };
}

/** Who signs beside the structure: `municipality/12`, `association/7`. The structure itself is `structure/3`. */
export type SignatoryKey = string;
export interface Signatory {
  readonly key: SignatoryKey;
  readonly kind: 'structure' | 'municipality' | 'association';
  readonly id: number;
  /** As the registers had it when the text was saved. */
  readonly name: string;
}

/** The whole text of a local agreement: what is hashed, reviewed, approved, printed and signed. */
export interface AgreementText {
  readonly format: 1;
  /** Hash of the model it was drawn from. */
  readonly model: string;
  readonly framework: string;
  readonly title: string;
  readonly territory: string;
  /** The structure first, then the others in the order they are printed. */
  readonly signatories: readonly Signatory[];
  readonly variables: Readonly<Record<string, VariableValue>>;
  readonly clauses: readonly Clause[];
}

/** What is sent when a text is saved: the rest of `AgreementText` comes from the registers and the model. */
export interface DraftInput {
  readonly signatories: readonly { readonly kind: 'municipality' | 'association'; readonly id: number }[];
  readonly variables: Readonly<Record<string, VariableValue>>;
  readonly clauses: readonly Clause[];
}

/** How a clause stands to the model. `added`: a further aspect; `altered`, `removed`: flagged as incoherent. */
export type ClauseStanding = 'model' | 'added' | 'altered' | 'removed' | 'moved';

/** One clause of the conformity check; `hash` of its normalised, filled words (of the model's, if it was removed). */
export interface ClauseCheck {
  readonly key: string;
  readonly standing: ClauseStanding;
  readonly hash: string;
  readonly heading: string;
}
/** The conformity check of a whole text against its model. */
export interface Conformity {
  readonly clauses: readonly ClauseCheck[];
  /** No territory-specific clause at all: ready to sign without central review. */
  readonly conform: boolean;
  /** A clause of the model was altered, removed or moved: approving it needs a stated reason. */
  readonly incoherent: boolean;
}

/** A fault in a draft, to be shown at its field: `variables.durata`, `clauses.2.body`. */
export interface DraftFault {
  readonly field: string;
  /** A message key of the catalogues. */
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** A piece of a word-by-word comparison with the model. */
export interface WordChange {
  readonly kind: 'same' | 'inserted' | 'deleted';
  readonly text: string;
}

/** A text ready to be read aloud or printed: variables filled, articles numbered. The PDF is made from this alone. */
export interface PrintableText {
  readonly title: string;
  readonly subtitle: string;
  /** Protocol number of the structure, once it has one. */
  readonly protocol: string | null;
  readonly textHash: string;
  readonly articles: readonly {
    /** Null where the text has no articles: a note. */
    readonly number: number | null;
    readonly heading: string;
    readonly paragraphs: readonly string[];
    readonly commitments: readonly string[];
  }[];
  /** Where each signs, in order. */
  readonly signatories: readonly string[];
  /** A line at the foot of each page. */
  readonly footer: string;
}
