import { z } from 'zod';
import type { DraftInput } from './types';

const value = z.union([z.int(), z.string().max(60), z.array(z.string().max(60)).max(60)]);
const clause = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,60}$/),
  heading: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(20_000),
  commitments: z
    .array(
      z.strictObject({
        by: z.enum(['structure', 'municipalities', 'associations']),
        what: z.string().trim().min(1).max(300),
        dueDays: z.union([z.int().min(1).max(3650), z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)]),
      }),
    )
    .max(20),
});

/** A draft as it is sent. What depends on the model is checked by `checkDraft`. */
export const draftInput: z.ZodType<DraftInput> = z.strictObject({
  signatories: z.array(z.strictObject({ kind: z.enum(['municipality', 'association']), id: z.int().min(1) })).max(60),
  variables: z.record(z.string().max(60), value).refine((values) => Object.keys(values).length <= 200, {
    params: { message: 'invalid.too-many', values: { max: 200 } },
  }),
  clauses: z.array(clause).max(60),
});
