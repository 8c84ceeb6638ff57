/** What can be rehearsed, as the page offers it. */
export interface RehearsalChoices {
  /** Framework agreements first, then local ones that are not over. */
  readonly agreements: readonly { readonly stream: string; readonly title: string }[];
  /** Of terms and of deadlines, by the name a rehearsal is asked for under. */
  readonly policies: readonly { readonly name: string; readonly title: string }[];
}

/** A day's line of the calendar, in the panel's language. */
export interface ShownLine {
  /** Milliseconds. */
  readonly at: number;
  readonly kind: 'state' | 'reminder' | 'mail' | 'letter' | 'step';
  readonly text: string;
  /** Under another policy: stays, moves, goes, comes. */
  readonly change: 'same' | 'moved' | 'gone' | 'new';
  readonly movedTo: number | null;
}

/** What would happen, and whether it was cut short. */
export interface ShownRehearsal {
  readonly lines: readonly ShownLine[];
  readonly isComplete: boolean;
}
