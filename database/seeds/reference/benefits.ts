import type { Knex } from 'knex';
import { z } from 'zod';
import { PREREQUISITES } from '../../../src/domain/case/state';
import benefitsData from '../data/benefits.json';
import { ensureRow, json } from '../rows';

/** The measures the messages name (Reddito and Pensione di cittadinanza) and today's, each with source and validity. */
export const benefits = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
      name: z.string().min(1).max(200),
      certainty: z.enum(['confirmed', 'to-verify']),
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
      source: z.string().min(1),
      prerequisites: z.array(z.enum(PREREQUISITES)),
      description: z.string().min(1),
    }),
  )
  .parse(benefitsData);

/** Writes the benefits; their ids by code. */
export async function seedBenefits(db: Knex): Promise<Readonly<Record<string, number>>> {
  const ids: Record<string, number> = {};
  for (const { code, validFrom, validTo, prerequisites, ...rest } of benefits) {
    const dates = { valid_from: validFrom, valid_to: validTo };
    ids[code] = await ensureRow(
      db,
      'benefits',
      { code },
      { ...rest, ...dates, prerequisites: json(db, prerequisites) },
    );
  }
  return ids;
}
