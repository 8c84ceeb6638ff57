import { SOURCES } from '../domain/case/rules';
import { ApiError } from './errors';

/** What node-postgres tells of an error; `detail` holds the refused row and is never read here. */
interface DatabaseError {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly table?: unknown;
}

/** Sentences for constraints people can run into; any other has a general one. */
const KNOWN: Readonly<Record<string, { readonly key: string; readonly field: string }>> = {
  availabilities_no_overlap: { key: 'rule.availability-overlap', field: 'start' },
};

const UNREACHABLE = /^(?:08...|53...|57P0[1-3]|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE)$/;

/**
 * A database's refusal as an API error: a row that collides is a conflict (23505 unique, 23P01 exclusion), one that
 * breaks a bound or goes around the journal is refused by rule (23502, 23503, 23514, IP001 to IP003), and a value it
 * cannot read at all (class 22: a number too large, a date out of range) is malformed. Undefined when the error is none
 * of these.
 */
export function fromDatabase(error: unknown): ApiError | undefined {
  const { code, constraint } = (error ?? {}) as DatabaseError;
  if ((error as Error | null)?.name === 'KnexTimeoutError') return new ApiError('unavailable', { retryAfter: 5 });
  if (typeof code !== 'string') return undefined;
  if (UNREACHABLE.test(code)) return new ApiError('unavailable', { retryAfter: 5 });
  if (code === '23505' || code === '23P01') {
    return new ApiError('conflict', KNOWN[String(constraint)] ?? {});
  }
  if (code === '23502' || code === '23503' || code === '23514') {
    return new ApiError('refused', { key: 'rule.out-of-bounds', rule: 'out-of-bounds', source: SOURCES.platform });
  }
  if (/^22[0-9A-Z]{3}$/.test(code)) return new ApiError('malformed');
  if (code.startsWith('IP00')) {
    return new ApiError('refused', { key: 'rule.record-kept', rule: 'record-kept', source: SOURCES.platform });
  }
  return undefined;
}

/**
 * What may be logged of an unexpected error: its kind, its place in the code, the constraint, and never a value. Knex
 * writes bindings into its messages and PostgreSQL writes rows into `detail`, so neither is passed on.
 */
export function safeToLog(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { code, constraint, table } = error as DatabaseError;
  const database = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code);
  // A JSON parser quotes what it was given.
  const quotes = database || error.name === 'SyntaxError';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(quotes || frames.length === 0 ? {} : { reason: error.message.slice(0, 200) }),
    stack: frames.slice(0, 12).join('\n'),
  };
}
