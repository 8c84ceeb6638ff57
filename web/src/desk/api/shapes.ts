import type { Stage } from '../../../../src/domain/case/stages';
import type { Result } from '../../../../src/domain/questionnaire/compile';
import type { Snapshot } from '../../../../src/domain/questionnaire/snapshot';

/** What the API answers with, as far as this page reads it. */
export interface Named {
  readonly id: number;
  readonly name: string | null;
}

/** Who is signed in. */
export interface Me {
  readonly userId: number;
  readonly name: string;
  readonly language: 'it' | 'en';
  readonly scope: 'all' | 'territory' | 'association' | 'consultant' | 'none';
}

/** A case in a list. */
export interface CaseRow {
  readonly id: string;
  readonly code: string;
  readonly stage: Stage;
  readonly open: boolean;
  readonly paused: boolean;
  readonly attention: boolean;
  /** ISO 8601. */
  readonly dueAt: string | null;
  readonly association: Named;
  readonly site: Named;
  readonly operator: Named | null;
}

/** A page of a list. */
export interface CasePage {
  readonly data: readonly CaseRow[];
  readonly pagination: { readonly page: number; readonly pageSize: number; readonly total: number };
}

/** A case's page. */
export interface CaseView {
  readonly id: string;
  readonly code: string;
  readonly stage: Stage;
  readonly version: number;
  /** Commands by name. */
  readonly may: readonly string[];
  readonly way: 'public' | 'operator';
  readonly association: Named;
  readonly site: Named;
  readonly person: { readonly givenName?: string; readonly familyName?: string } | null;
  readonly consents: readonly {
    readonly purposes: Readonly<Record<string, boolean>>;
    readonly state: 'granted' | 'refused' | 'withdrawn';
    readonly at: string;
  }[];
  readonly screenings: readonly {
    readonly number: number;
    readonly source: 'operator' | 'public-code' | null;
    readonly at: string;
  }[];
}

/** What forms offer, as far as this page needs it. */
export interface Catalogue {
  readonly territories: readonly { readonly id: number; readonly name: string }[];
  readonly associations: readonly { readonly id: number; readonly name: string }[];
  readonly questionnaire: Questionnaire | null;
}

/** The version in force. */
export interface Questionnaire {
  readonly id: number;
  readonly number: number;
  readonly hash: string | null;
  readonly snapshot: Snapshot;
}

/** The sealed answers of a case's printed code. */
export interface SealedAnswers {
  readonly versionId: number;
  /** The version's hash. */
  readonly version: string;
  readonly ciphertext: string;
  readonly until: string;
}

/** What completing a screening takes. */
export interface Screening {
  readonly questionnaireVersionId: number;
  readonly source: 'operator' | 'public-code';
  readonly results: Readonly<Record<string, Result>>;
  readonly answers: Readonly<Record<string, unknown>>;
}

/**
 * True while answers may be linked to the person: the last word on the consent is a yes to the case's handling (as the
 * server's own rule; it decides).
 */
export function hasConsent({ consents }: CaseView): boolean {
  const last = consents.at(-1);
  return last?.state === 'granted' && last.purposes['case-handling'] === true;
}

/** Whether the printed code's answers may still be opened here: once. */
export function mayOpenCode({ way, screenings }: CaseView): boolean {
  return way === 'public' && !screenings.some((one) => one.source === 'public-code');
}
