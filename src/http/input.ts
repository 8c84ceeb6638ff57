import { z } from 'zod';
import { namesSomebody } from '../domain/identity/fiscal-code';
import { ApiError, type FieldFault } from './errors';

type Issue = z.core.$ZodIssue;

/** Sentences for what has a length instead of a size. */
const TOO_SMALL: Readonly<Record<string, string>> = { string: 'invalid.too-short', array: 'invalid.too-few' };
const TOO_BIG: Readonly<Record<string, string>> = { string: 'invalid.too-long', array: 'invalid.too-many' };

/** Which sentence of the catalogue says what is wrong. A schema's own message key (`params.message`) wins. */
function sentenceOf(issue: Issue): Pick<FieldFault, 'key' | 'values'> {
  switch (issue.code) {
    case 'invalid_type':
      // zod says a field left out and one of another type by the same code, and only in words which it was.
      if (issue.message.endsWith('received undefined')) return { key: 'invalid.required', values: {} };
      return { key: issue.expected === 'int' ? 'invalid.whole-number' : 'invalid.type', values: {} };
    case 'invalid_value':
      return { key: 'invalid.choice', values: { choices: issue.values.map(String).join(', ') } };
    case 'too_small':
      // Nothing where one letter would do.
      if (issue.origin === 'string' && issue.minimum === 1) return { key: 'invalid.required', values: {} };
      return { key: TOO_SMALL[issue.origin] ?? 'invalid.too-small', values: { min: Number(issue.minimum) } };
    case 'too_big':
      return { key: TOO_BIG[issue.origin] ?? 'invalid.too-big', values: { max: Number(issue.maximum) } };
    case 'unrecognized_keys':
      return { key: 'invalid.unknown-field', values: {} };
    case 'not_multiple_of':
      return { key: 'invalid.step', values: { step: issue.divisor } };
    case 'custom': {
      const own: unknown = issue.params?.['message'];
      const values = (issue.params?.['values'] ?? {}) as FieldFault['values'];
      return { key: typeof own === 'string' ? own : 'invalid.format', values };
    }
    case 'invalid_format':
      return { key: issue.format === 'date' ? 'invalid.day' : 'invalid.format', values: {} };
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return { key: 'invalid.format', values: {} };
  }
}

function faultsOf(issue: Issue): readonly FieldFault[] {
  const path = issue.path.map(String);
  // One fault for each unknown field, named by its own path. A name is the client's text: kept short, never a value.
  const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => key.slice(0, 60)) : [undefined];
  return names.map((name) => ({
    field: [...path, ...(name === undefined ? [] : [name])].join('.') || 'body',
    ...sentenceOf(issue),
  }));
}

/**
 * What was sent, as its schema reads it. Throws ApiError `malformed` naming the first field at fault and, in `details`,
 * every one of them; what was sent is never repeated back.
 */
export function read<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const field = unreadablePlace(given, []);
  if (field) throw new ApiError('malformed', { field, faults: [{ field, key: 'invalid.format', values: {} }] });
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap(faultsOf);
  throw new ApiError('malformed', { field: faults[0]?.field ?? 'body', faults });
}

/** How deep what is sent may be: far more than any schema of ours, far less than what a reader's stack holds. */
const DEEPEST = 32;

/** The first field whose name or text holds U+0000, which PostgreSQL's texts cannot, or which is too deep to be any of ours. */
function unreadablePlace(given: unknown, path: readonly string[]): string | undefined {
  if (path.length > DEEPEST) return path[0];
  if (typeof given === 'string') return given.includes('\0') ? path.join('.') || 'body' : undefined;
  if (typeof given !== 'object' || given === null) return undefined;
  for (const [name, value] of Object.entries(given)) {
    if (name.includes('\0')) return path.join('.') || 'body';
    const place = unreadablePlace(value, [...path, name.slice(0, 60)]);
    if (place !== undefined) return place;
  }
  return undefined;
}

/** A number written in an address: digits only. */
export const numberInUrl = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
  .pipe(z.int().min(1));

/** An instant written in an address, ISO 8601 with offset, in milliseconds. */
export const instantInUrl = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/** Pages of a list, from 1; at most a hundred rows each. */
export const paging = {
  page: numberInUrl.pipe(z.number().max(10_000)).default(1),
  pageSize: numberInUrl.pipe(z.number().max(100)).default(25),
};

/** The idempotency key of a request that changes something: 8 to 64 letters, digits and `-._~`, naming nobody. */
export const idempotencyKey = z
  .string()
  .regex(/^[A-Za-z0-9._~-]{8,64}$/)
  .refine((key) => !namesSomebody(key));

/** The version an edit was made on, as `If-Match: "7"` says it (RFC 9110 §13.1.1). */
export const ifMatch = z
  .string()
  .regex(/^(?:W\/)?"?\d{1,9}"?$/)
  .transform((text) => Number(text.replace(/\D/g, '')));

/** What is asked for, by its opaque id in the address. */
export const byId = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{1,60}$/) });
/** The header of a request that makes something. */
export const keyed = z.object({ 'idempotency-key': idempotencyKey });
/** The headers of a command on something that is there. */
export const keyedAtVersion = keyed.extend({ 'if-match': ifMatch.optional() });
