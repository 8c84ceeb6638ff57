import { z } from 'zod';
import type { Entry, Fact, Instant, Notice, Rejection } from '../process';
import { PLATFORM } from '../rule';

/** A mail that came back for good and that nobody has dealt with yet. */
export interface UndeliveredMail {
  readonly mail: string;
  readonly at: Instant;
}
interface State {
  readonly undelivered: readonly UndeliveredMail[];
}

/** The commands about mails that came back: every process that sends mails has these among its own. */
export const reportUndeliveredData = z.strictObject({ mail: z.string().max(60) });
export const settleMailData = z.strictObject({ mail: z.string().max(60), how: z.enum(['sent-again', 'dismissed']) });

/** Their entries. */
export interface UndeliveredFactData {
  'mail-undelivered': { readonly mail: string };
  'mail-settled': { readonly mail: string; readonly how: 'sent-again' | 'dismissed' };
}
type UndeliveredFact = { [T in keyof UndeliveredFactData]: Fact<T, UndeliveredFactData[T]> }[keyof UndeliveredFactData];

/** What those entries change. */
export const APPLY_UNDELIVERED = {
  'mail-undelivered': (
    { undelivered }: State,
    { mail }: UndeliveredFactData['mail-undelivered'],
    { at }: Entry,
  ): State => ({ undelivered: [...undelivered, { mail, at }] }),
  'mail-settled': ({ undelivered }: State, { mail }: UndeliveredFactData['mail-settled']): State => ({
    undelivered: undelivered.filter((one) => one.mail !== mail),
  }),
} as const;

type Outcome = { readonly facts: readonly UndeliveredFact[]; readonly notices: readonly Notice[] } | Rejection;

/**
 * A mail came back for good: it becomes visible work. Whoever a mail of the same process came back from is not told by mail,
 * or each failure would owe the next one: a colleague is, or the next rung, and in the end nobody.
 */
export function reported({ undelivered }: State, mail: string, told: Notice): Outcome {
  const returned = undelivered.map((one) => one.mail);
  if (returned.includes(mail)) return { rule: 'already-done', source: PLATFORM };
  return {
    facts: [{ type: 'mail-undelivered', data: { mail } }],
    notices: [{ ...told, exceptReadersOf: [...returned, mail] }],
  };
}

/** Somebody dealt with an undelivered mail. */
export function settled({ undelivered }: State, data: UndeliveredFactData['mail-settled']): Outcome {
  return undelivered.some((one) => one.mail === data.mail)
    ? { facts: [{ type: 'mail-settled', data }], notices: [] }
    : { rule: 'unknown', source: PLATFORM, field: 'mail' };
}
