import type { Knex } from 'knex';
import { z } from 'zod';
import termsData from '../data/term-policies.json';
import { ensureRow } from '../rows';

const recipient = z.strictObject({ channel: z.enum(['pec', 'mail', 'register']), address: z.email().nullable() });

/** How long agreements last and where they are sent once signed, by the day of the last signature (messages of 2021 and 2024). */
export const termPolicies = z
  .array(
    z.strictObject({
      code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
      title: z.string().min(1),
      termYears: z.int().min(1),
      maxRenewals: z.int().min(0),
      windowDays: z.int().min(1),
      central: recipient,
      communication: recipient,
      validFrom: z.iso.date(),
      validTo: z.iso.date().nullable(),
      source: z.string().min(1),
    }),
  )
  .parse(termsData);

/** Writes the first term policies. Once there is any they are the directorate's, who dates its own. */
export async function seedTermPolicies(db: Knex): Promise<void> {
  if (await db('term_policies').first('id')) return;
  for (const { code, title, central, communication, source, ...one } of termPolicies) {
    await ensureRow(
      db,
      'term_policies',
      { code },
      {
        title,
        source,
        term_years: one.termYears,
        max_renewals: one.maxRenewals,
        window_days: one.windowDays,
        central_channel: central.channel,
        central_address: central.address,
        communication_channel: communication.channel,
        communication_address: communication.address,
        valid_from: one.validFrom,
        valid_to: one.validTo,
      },
    );
  }
}
