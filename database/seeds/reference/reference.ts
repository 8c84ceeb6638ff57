import type { Knex } from 'knex';
import { type Agreements, seedAgreements } from './agreements';
import { seedBenefits } from './benefits';
import { seedMailTemplates } from './mail-templates';
import { seedParties } from './parties';
import { seedPolicies } from './policies';
import { seedProgramme, type Territories } from './programme';
import { seedQuestionnaire } from './questionnaire';
import { seedTermPolicies } from './term-policies';
import { seedTexts, type Texts } from './texts';

/** Ids of the reference content. */
export interface Reference extends Agreements {
  readonly territories: Territories;
  readonly benefits: Readonly<Record<string, number>>;
  readonly texts: Texts;
  /** Of the first version: what the demo's people answered. */
  readonly questionnaireVersionId: number;
}

/** Writes what of the programme's real content is missing. */
export async function seedReference(db: Knex): Promise<Reference> {
  const territories = await seedProgramme(db);
  await seedPolicies(db);
  await seedTermPolicies(db);
  await seedMailTemplates(db);
  const benefits = await seedBenefits(db);
  return {
    ...(await seedAgreements(db, territories, await seedParties(db))),
    territories,
    benefits,
    texts: await seedTexts(db),
    questionnaireVersionId: await seedQuestionnaire(db, benefits),
  };
}
