import { z } from 'zod';
import { namesSomebody } from './identity/fiscal-code';

/** The fields that commands of framework and local agreements share. */

/** A row's id, as PostgreSQL's `integer` holds it. */
export const rowId = z.int().min(1).max(2_147_483_647);
/** A day 'YYYY-MM-DD'; nothing here happened before 1900. */
export const day = z.iso.date().refine((text) => text >= '1900', { params: { message: 'invalid.date' } });
/** The hash of a stored document. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Words of an office: kept with the entry, so nobody's codice fiscale may be in them. */
export const words = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !namesSomebody(text), { params: { message: 'invalid.names-somebody' } });
