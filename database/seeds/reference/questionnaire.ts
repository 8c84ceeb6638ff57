import type { Knex } from 'knex';
import { publish } from '../../../src/publishing/publish';
import { ensureRow } from '../rows';
import { questionnaireContents, questionnaireScenarios } from './questionnaire-contents';
import { seedContents, seedScenarios } from './questionnaire-rows';

const CODE = 'orientamento';

/**
 * Writes the questionnaire's rows and publishes its first version from them, as the directorate would. Once there is a
 * version the rows are the directorate's: nothing that was taken out comes back at a later start. The first version's
 * id. Throws when the contents may not be published.
 */
export async function seedQuestionnaire(db: Knex, benefits: Readonly<Record<string, number>>): Promise<number> {
  const first = () => db('questionnaire_versions').orderBy('number').first<{ id: number } | undefined>('id');
  const known = await first();
  if (known) return known.id;

  const { title, notice } = questionnaireContents;
  const texts = { title_it: title.it, title_en: title.en, notice_it: notice.it, notice_en: notice.en };
  await ensureRow(db, 'questionnaires', { code: CODE }, texts);
  await seedContents(db, questionnaireContents, benefits);
  await seedScenarios(db, questionnaireScenarios);
  const answer = await publish(db, { by: null, hash: null });
  const made = await first();
  if (!made) throw new Error(`the questionnaire's first contents may not be published: ${JSON.stringify(answer)}`);
  return made.id;
}
