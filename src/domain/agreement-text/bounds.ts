import { z } from 'zod';
import type { Clause, VariableValue } from './types';

/** How much a text may hold: rules of our own, generous for a local agreement, small enough to be read, compared and printed. */
export const BOUNDS = {
  clauses: 60,
  signatories: 60,
  variables: 200,
  heading: 200,
  body: 20_000,
  commitments: 20,
  /** Characters of what a commitment binds to. */
  what: 300,
  /** Calendar days after the agreement's start. */
  dueDays: 3650,
  options: 60,
  /** Of a term: as a term policy's. */
  years: 10,
  renewals: 10,
} as const;

const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);

/** A clause as it comes from outside. */
export const clauseShape: z.ZodType<Clause> = z.strictObject({
  key: name,
  heading: z.string().min(1).max(BOUNDS.heading),
  body: z.string().min(1).max(BOUNDS.body),
  commitments: z
    .array(
      z.strictObject({
        by: z.enum(['structure', 'municipalities', 'associations']),
        what: z.string().min(1).max(BOUNDS.what),
        dueDays: z.union([z.int().min(1).max(BOUNDS.dueDays), name]),
      }),
    )
    .max(BOUNDS.commitments),
});

/** A value as it comes from outside; which of these it must be, and its bounds, the model says (`checkDraft`). */
export const valueShape: z.ZodType<VariableValue> = z.union([
  z.number(),
  z.string().max(60),
  z.array(z.string().max(60)).max(BOUNDS.options),
]);

/** The name of a variable, the key of a clause, the code of an option. */
export const nameShape = name;
