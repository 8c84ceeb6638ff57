import { z } from 'zod';
import type { Question, Snapshot } from '../../src/domain/questionnaire/snapshot';
import type { Client } from './client';

const shape = z.object({
  sites: z.array(z.object({ id: z.int() })),
  benefits: z.array(
    z.object({
      id: z.int(),
      code: z.string(),
      prerequisites: z.array(z.enum(['isee', 'residence', 'identity', 'iban'])),
    }),
  ),
  notices: z.array(z.object({ id: z.int(), kind: z.string(), language: z.string() })),
  questionnaire: z.object({ id: z.int(), snapshot: z.unknown() }),
});

/** The platform's choices, as far as a journey makes any. */
export interface Choices {
  readonly siteId: number;
  readonly consentId: number;
  readonly benefit: z.output<typeof shape>['benefits'][number];
  readonly questionnaireVersionId: number;
  /** Made up: yes to what asks yes or no, the least to what asks a number; the rest is not answered. */
  readonly answers: Readonly<Record<string, boolean | number>>;
  /** The one benefit chosen is indicated, the others are not known. */
  readonly results: Readonly<Record<string, 'indicated' | 'not-known'>>;
}

/** Chooses from what forms offer an operator: their site or the first one, a benefit in force, the Italian consent. */
export async function choose(operator: Client, siteId: number | null): Promise<Choices> {
  const { sites, benefits, notices, questionnaire } = shape.parse(
    (await operator.get<{ data: unknown }>('/api/catalogue')).data,
  );
  const consent = notices.find(({ kind, language }) => kind === 'consent' && language === 'it');
  const benefit = benefits.find(({ prerequisites }) => prerequisites.length > 0) ?? benefits[0];
  const site = siteId ?? sites[0]?.id;
  if (!consent || !benefit || site === undefined) throw new Error('the catalogue offers no site, consent or benefit');
  const asked = (questionnaire.snapshot as Snapshot).sections.flatMap((section) => section.questions);
  return {
    siteId: site,
    consentId: consent.id,
    benefit,
    questionnaireVersionId: questionnaire.id,
    answers: Object.fromEntries(asked.flatMap(answerTo)),
    results: Object.fromEntries(
      benefits.map(({ code }) => [code, code === benefit.code ? ('indicated' as const) : ('not-known' as const)]),
    ),
  };
}

function answerTo(question: Question): readonly (readonly [string, boolean | number])[] {
  if (question.kind === 'yes-no') return [[question.code, true]];
  return question.kind === 'number' || question.kind === 'amount' ? [[question.code, question.min]] : [];
}
