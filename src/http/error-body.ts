import { z } from 'zod';
import { type Http, languageOf, stateOf } from './context';
import { ApiError, type ErrorCode, STATUS } from './errors';
import { say } from './say';

/** The one shape of every error, also for the OpenAPI page. */
export const errorBody = z.object({
  error: z.object({
    code: z.enum(Object.keys(STATUS) as [ErrorCode, ...ErrorCode[]]),
    message: z.string().meta({ description: 'A sentence for the person, in Italian or English.' }),
    field: z.string().optional().meta({ description: 'The field at fault, by its path.' }),
    rule: z.string().optional().meta({ description: 'The rule that refused.' }),
    source: z.string().optional().meta({ description: 'Where the rule comes from.' }),
    correlation: z.string(),
    details: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'Everything wrong in what was sent.' }),
    since: z
      .array(z.object({ type: z.string(), by: z.string().nullable(), at: z.iso.datetime() }))
      .optional()
      .meta({ description: 'What changed since the version the edit was made on.' }),
  }),
});

/** Writes an error as the answer, in the person's language. */
export function writeError(ctx: Http, error: ApiError): void {
  const language = languageOf(ctx);
  const { key, field, rule, source, faults, since, retryAfter } = error.detail;
  const details = faults?.map((fault) => ({
    field: fault.field,
    message: say(language, fault.key, 'invalid.format', fault.values),
  }));
  if (retryAfter !== undefined) ctx.set('Retry-After', String(retryAfter));
  ctx.status = error.status;
  ctx.body = {
    error: {
      code: error.code,
      message: say(language, key ?? `error.${error.code}`, `error.${error.code}`),
      ...(field === undefined ? {} : { field }),
      ...(rule === undefined ? {} : { rule }),
      ...(source === undefined ? {} : { source }),
      correlation: stateOf(ctx).correlation,
      ...(details === undefined ? {} : { details }),
      ...(since === undefined ? {} : { since: [...since] }),
    },
  } satisfies z.input<typeof errorBody>;
}

/** The code nearest to a status that Strapi answered with. */
export function codeOfStatus(status: number): ErrorCode {
  // An address that exists for another method only is told like one that does not exist.
  if (status === 404 || status === 405 || status === 501) return 'not-found';
  const exact = (Object.keys(STATUS) as ErrorCode[]).find((code) => STATUS[code] === status);
  return exact ?? (status < 500 ? 'malformed' : 'internal');
}

/** An error thrown by anything, as the API's own; unexpected ones become `internal`. */
export function asApiError(error: unknown, known: (error: unknown) => ApiError | undefined): ApiError {
  return error instanceof ApiError ? error : (known(error) ?? new ApiError('internal'));
}
