import type { Instant } from '../../../src/domain/process';
import type { Journal } from '../../../src/journal/types';
import { type Agreements, tellAgreements } from './agreements';
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
  /** By code. */
  readonly parties: Readonly<Record<string, number>>;
  readonly territories: Territories;
  readonly benefits: Readonly<Record<string, number>>;
  readonly texts: Texts;
  /** Of the first version: what the demo's people answered. */
  readonly questionnaireVersionId: number;
}

/** Writes what of the programme's real content is missing, and tells what of its agreements is not told. */
export async function seedReference(journal: Journal, now: Instant): Promise<Reference> {
  const { db } = journal;
  const territories = await seedProgramme(db);
  await seedPolicies(db);
  await seedTermPolicies(db);
  await seedMailTemplates(db);
  const benefits = await seedBenefits(db);
  const parties = await seedParties(db);
  return {
    ...(await tellAgreements(journal, { parties, territories, now })),
    parties,
    territories,
    benefits,
    texts: await seedTexts(db),
    questionnaireVersionId: await seedQuestionnaire(db, benefits),
  };
}
