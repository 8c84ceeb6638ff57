import type { Knex } from 'knex';
import { z } from 'zod';
import { ALL_SUBJECTS } from '../../../src/domain/deadline/subjects';
import policiesData from '../data/policies.json';
import { ensureRow, json } from '../rows';

const days = z.int().min(0).max(3650);

/** A first deadline for every subject a clock can have, with the reason for it. */
export const policies = z
  .array(
    z.strictObject({
      subject: z.enum(ALL_SUBJECTS),
      dayKind: z.enum(['working', 'calendar']),
      deadlineDays: days,
      reminders: z.array(days),
      escalations: z.array(
        z.strictObject({ afterDays: days, to: z.enum(['operator', 'manager', 'structure', 'directorate']) }),
      ),
      lapseDays: days.nullable(),
      pauseLimitDays: days.nullable(),
      source: z.string().min(1),
    }),
  )
  .parse(policiesData);

/** The day of the framework agreement they serve. */
const VALID_FROM = '2021-06-04';

/**
 * Writes the first deadline policies. A subject that has any policy is left alone: the directorate dates its own, and
 * may have ended this one.
 */
export async function seedPolicies(db: Knex): Promise<void> {
  for (const one of policies) {
    if (await db('deadline_policies').where({ subject: one.subject }).first('id')) continue;
    await ensureRow(
      db,
      'deadline_policies',
      { subject: one.subject, valid_from: VALID_FROM },
      {
        day_kind: one.dayKind,
        deadline_days: one.deadlineDays,
        reminders: json(db, one.reminders),
        escalations: json(db, one.escalations),
        lapse_days: one.lapseDays,
        pause_limit_days: one.pauseLimitDays,
        source: one.source,
      },
    );
  }
}
