import type { Answers, Member } from '../../../src/domain/questionnaire/answers';

/** Where one goes after answering: to the next question, or straight back to the results. */
export type Onwards = 'next' | 'results';

/** What is shown. A page is a value in memory only: no address names it, so no history does. */
export type Page =
  | { readonly name: 'start' }
  | { readonly name: 'language'; readonly from: Page }
  | { readonly name: 'question'; readonly code: string; readonly onwards: Onwards }
  /** The people of a household so far; they become the answer when one says that these are all. */
  | People
  /** One thing about one of them: `field` is its place among the group's fields. */
  | (Omit<People, 'name'> & {
      readonly name: 'person';
      readonly index: number;
      readonly field: number;
      readonly person: Member;
    })
  | { readonly name: 'where' }
  | { readonly name: 'results' }
  | { readonly name: 'answers' }
  | { readonly name: 'keep' };

export interface People {
  readonly name: 'people';
  readonly code: string;
  readonly people: readonly Member[];
  readonly onwards: Onwards;
}

/** Answers that were sealed: the code that opens them, and which answers they were. */
export interface Kept {
  readonly code: string;
  /** ISO 8601; null when the server did not say. */
  readonly until: string | null;
  readonly answers: Answers;
}

/** All there is to know about somebody answering. It is never stored. */
export interface State {
  readonly page: Page;
  readonly answers: Answers;
  /** Questions in the order they were first answered. */
  readonly trail: readonly string[];
  /** The section one is in. */
  readonly section: string | null;
  /** Questions that may still follow, the one shown included. */
  readonly left: number;
  /** By how many the last answer made them more. */
  readonly added: number;
  /** The results were reached once. */
  readonly isFinished: boolean;
  readonly territory: string | null;
  readonly kept: Kept | null;
}

export const INITIAL: State = {
  page: { name: 'start' },
  answers: {},
  trail: [],
  section: null,
  left: 0,
  added: 0,
  isFinished: false,
  territory: null,
  kept: null,
};
