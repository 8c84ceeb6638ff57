import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { z } from 'zod';
import { canonicalJson } from '../../../src/journal/vault/canonical-json';
import questionnaireData from '../data/questionnaire.json';
import { ensureRow, instant, json } from '../rows';

const words = z.strictObject({ it: z.string().min(1), en: z.string().min(1) });

/** A first plain form. Publishing freezes it whole into one snapshot, known by its hash. */
export const questionnaire = z
  .strictObject({
    code: z.string().regex(/^[a-z]+$/),
    title: z.string().min(1).max(200),
    number: z.int().min(1),
    frozenAt: z.iso.datetime(),
    snapshot: z.strictObject({
      languages: z.tuple([z.literal('it'), z.literal('en')]),
      notice: words,
      sections: z.array(
        z.strictObject({
          key: z.string().min(1),
          title: words,
          questions: z.array(
            z.strictObject({
              key: z.string().min(1),
              kind: z.enum(['yes-no', 'number']),
              text: words,
              help: words.optional(),
            }),
          ),
        }),
      ),
    }),
  })
  .parse(questionnaireData);

/** Writes the questionnaire with its published version; the version's id. */
export async function seedQuestionnaire(db: Knex): Promise<number> {
  const { code, title, number, frozenAt, snapshot } = questionnaire;
  const id = await ensureRow(db, 'questionnaires', { code }, { title });
  return ensureRow(
    db,
    'questionnaire_versions',
    { questionnaire_id: id, number },
    {
      status: 'published',
      frozen_at: instant(db, frozenAt),
      snapshot: json(db, snapshot),
      // Over the canonical text: a JSON column does not keep the order of keys.
      hash: createHash('sha256').update(canonicalJson(snapshot)).digest('hex'),
    },
  );
}
