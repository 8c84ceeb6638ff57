import type { Result } from '../domain/questionnaire/compile';
import type { Place } from '../domain/questionnaire/finding';
import type { Snapshot } from '../domain/questionnaire/snapshot';

/** What publishing would do to one row of the version in force. */
export interface Change {
  readonly row: Place['row'];
  readonly code: string;
  readonly what: 'added' | 'changed' | 'removed';
}

/** A version as history tells it: in force from `from` until the next one's. */
export interface PastVersion {
  readonly number: number;
  readonly hash: string;
  /** ISO 8601. */
  readonly from: string;
  /** The admin user who published it; null for the platform itself. */
  readonly by: string | null;
  readonly inForce: boolean;
}

/** Everything the publishing page shows, as it is sent to it. */
export interface PublishingPage {
  /** Newest first; at most one is in force. */
  readonly versions: readonly PastVersion[];
  /** Of the working copy: publishing is asked for with it, so that what is published is what was looked at. */
  readonly hash: string | null;
  /** The working copy is what is in force already. */
  readonly isUnchanged: boolean;
  /** What keeps it from being published, each with the place in the panel where it is mended. */
  readonly findings: readonly (ShownRow & { readonly text: string })[];
  readonly changes: readonly (ShownRow & Pick<Change, 'what'>)[];
  readonly scenarios: readonly ShownScenario[];
  /** The questionnaire as people will see it; null while rows are wanting. */
  readonly preview: Snapshot | null;
}

/** A row, and where in the panel it is mended. */
export interface ShownRow {
  readonly row: Place['row'];
  readonly code: string;
  readonly link: string;
}

/** A scenario with the benefits it names and those that would come out otherwise than under the version in force. */
export interface ShownScenario extends ShownRow {
  readonly title: string;
  readonly date: string;
  readonly isFailing: boolean;
  readonly results: readonly {
    readonly benefit: string;
    readonly expected: Result | null;
    /** With the working copy, and with the version in force; null where the benefit is not in force that day. */
    readonly now: Result | null;
    readonly published: Result | null;
  }[];
}
