import type { Rejection } from '../domain/process';

/** What can go wrong with a request, and its HTTP status. */
export const STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  stale: 409,
  'key-reused': 409,
  conflict: 409,
  'too-large': 413,
  'unsupported-type': 415,
  refused: 422,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** One thing wrong in what was sent: the field by its path, and the catalogue's key for the sentence. */
export interface FieldFault {
  readonly field: string;
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** One change that made an edit stale. */
export interface Change {
  readonly type: string;
  /** The display name of who did it; null for the platform. */
  readonly by: string | null;
  /** ISO 8601. */
  readonly at: string;
}

/** What an error may carry beside its code. */
export interface ErrorDetail {
  /** The catalogue's key of the sentence; by default `error.<code>`. */
  readonly key?: string;
  readonly field?: string;
  readonly rule?: string;
  readonly source?: string;
  readonly faults?: readonly FieldFault[];
  readonly since?: readonly Change[];
  /** Seconds after which to try again. */
  readonly retryAfter?: number;
}

/** The one error the API answers with; its sentence is found in the catalogues when it is written. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: ErrorCode,
    readonly detail: ErrorDetail = {},
  ) {
    super(code);
  }

  get status(): number {
    return STATUS[this.code];
  }
}

/** No such row, or none this person may know of: the two are never told apart (invariant 11). */
export const notFound = (): ApiError => new ApiError('not-found');

/** A rule's refusal: whose turn it is not is 403, all else 422; both name the rule and its source. */
export function refusal({ rule, source, field }: Rejection): ApiError {
  const code = rule === 'not-yours' ? 'forbidden' : 'refused';
  return new ApiError(code, { key: `rule.${rule}`, rule, source, ...(field === undefined ? {} : { field }) });
}
