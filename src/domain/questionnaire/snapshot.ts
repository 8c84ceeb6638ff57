import type { Expression } from './expression';

/**
 * A published questionnaire: questions, rules and figures in every language, frozen together. Nothing in it changes once
 * published, so what was answered under it can always be read and evaluated again.
 */
export interface Snapshot {
  readonly format: 1;
  /** The first is the one it was written in. */
  readonly languages: readonly Language[];
  /** Languages whose words a native reader has not seen yet. */
  readonly unread: readonly Language[];
  readonly title: Text;
  /** That this orients, decides nothing, and that anyone may always file a claim. */
  readonly notice: Text;
  readonly sections: readonly Section[];
  readonly documents: readonly { readonly code: string; readonly text: Text }[];
  readonly parameters: readonly Parameter[];
  readonly scales: readonly Scale[];
  readonly benefits: readonly Benefit[];
}

export const LANGUAGES = ['it', 'en', 'ar', 'fr', 'ro', 'es', 'uk'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same words in every language of the version. */
export type Text = Readonly<Partial<Record<Language, string>>>;

/** Questions that belong together: they are asked one after the other. */
export interface Section {
  readonly code: string;
  readonly title: Text;
  readonly questions: readonly Question[];
}

interface Asked {
  readonly code: string;
  readonly text: Text;
  readonly help: Text | null;
  /** Why we ask. */
  readonly why: Text | null;
}

/** What a question about one person of a group may be. */
export type Field = Asked &
  (
    | { readonly kind: 'yes-no' }
    | { readonly kind: 'choice'; readonly options: readonly Option[] }
    | { readonly kind: 'choices'; readonly options: readonly Option[] }
    /** Whole numbers; an amount is in whole euros. Both ends are included. */
    | { readonly kind: 'number' | 'amount'; readonly min: number; readonly max: number }
    | { readonly kind: 'date' }
  );

export interface Option {
  readonly code: string;
  readonly text: Text;
}

/** A question. `members`: the other people of the household, so many at most, each by the same fields. */
export type Question = (
  | Field
  | (Asked & { readonly kind: 'members'; readonly fields: readonly Field[]; readonly max: number })
) & {
  /** Asked after those that are not, within its section. */
  readonly sensitive: boolean;
  /** It makes sense only when this holds; an answer given before it stopped holding counts no more. */
  readonly onlyIf: Expression | null;
};

/**
 * A figure by dates; both ends are included, and `to` is null while no end is known. A value that is null was looked for and
 * not found: what asks for it is open, for silent is better than wrong.
 */
export interface Parameter {
  readonly code: string;
  readonly values: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly value: number | null;
    readonly certainty: Certainty;
    readonly source: string;
  }[];
}

/** Whether the figure or condition was seen at its source. */
export type Certainty = 'confirmed' | 'to-verify';

/**
 * An equivalence scale: `base`, and for each other member of `group` the first step whose condition holds and that was
 * not used up (`most` times, when not null), up to `cap`.
 */
export interface Scale {
  readonly code: string;
  readonly group: string;
  readonly base: number;
  readonly cap: number;
  readonly steps: readonly { readonly where: Expression | null; readonly add: number; readonly most: number | null }[];
}

/** A benefit with the criteria of all its dates: it is indicated when every criterion in force holds. */
export interface Benefit {
  readonly code: string;
  readonly name: Text;
  readonly about: Text;
  readonly from: string;
  readonly to: string | null;
  /** Documents to bring, by code. */
  readonly bring: readonly string[];
  readonly criteria: readonly Criterion[];
}

/** One condition of a benefit, with where it is written and the words for it. */
export interface Criterion {
  readonly code: string;
  readonly if: Expression;
  readonly from: string;
  readonly to: string | null;
  readonly source: string;
  readonly certainty: Certainty;
  /** Said when it holds, and when it does not. */
  readonly holds: Text;
  readonly fails: Text;
  /** What one may honestly do when it doesn't hold or isn't known: renew the ISEE, register the residence, bring a paper. */
  readonly step: Text | null;
}
