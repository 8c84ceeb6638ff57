import { z } from 'zod';
import { LANGUAGES } from './snapshot';

/**
 * The contents as the directorate writes them, before they are frozen: criteria are texts (`parse.ts`), words are in
 * Italian and English beside each thing, and in other languages in translation rows by key.
 */
const code = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);
const upper = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/)
  .max(40);
const day = z.iso.date();
const words = z.strictObject({ it: z.string().trim().min(1), en: z.string().trim().min(1) });
const expression = z.string().trim().min(1);
const certainty = z.enum(['confirmed', 'to-verify']);
const source = z.string().trim().min(1);

const asked = { code, text: words, help: words.nullable().default(null), why: words.nullable().default(null) };
const options = z.array(z.strictObject({ code, text: words })).min(2);
const fieldKinds = [
  z.strictObject({ ...asked, kind: z.literal('yes-no') }),
  z.strictObject({ ...asked, kind: z.enum(['choice', 'choices']), options }),
  z.strictObject({ ...asked, kind: z.enum(['number', 'amount']), min: z.int().min(0), max: z.int().max(10_000_000) }),
  z.strictObject({ ...asked, kind: z.literal('date') }),
] as const;
const field = z.discriminatedUnion('kind', fieldKinds);

const place = { sensitive: z.boolean().default(false), onlyIf: expression.nullable().default(null) };
const question = z.discriminatedUnion('kind', [
  fieldKinds[0].extend(place),
  fieldKinds[1].extend(place),
  fieldKinds[2].extend(place),
  fieldKinds[3].extend(place),
  z.strictObject({
    ...asked,
    ...place,
    kind: z.literal('members'),
    fields: z.array(field).min(1),
    max: z.int().min(1).max(20),
  }),
]);

/** One section of a questionnaire, with its questions in the order they are asked when all are. */
export const sectionRow = z.strictObject({ code, title: words, questions: z.array(question).min(1) });

/** A named figure with its values by date. */
const parameterRow = z.strictObject({
  code: upper,
  label: words,
  values: z
    .array(z.strictObject({ from: day, to: day.nullable(), value: z.number().nullable(), certainty, source }))
    .min(1),
});

/** An equivalence scale: a declared formula over the members of a group. */
export const scaleRow = z.strictObject({
  code: upper,
  group: code,
  base: z.number().min(0),
  cap: z.number().min(0),
  steps: z.array(
    z.strictObject({
      where: expression.nullable(),
      add: z.number().min(0),
      most: z.int().min(1).nullable().default(null),
    }),
  ),
  source,
});

/** A document to bring. */
const documentRow = z.strictObject({ code, text: words });

/** One condition of a benefit. */
const criterionRow = z.strictObject({
  code: upper,
  if: expression,
  from: day,
  to: day.nullable(),
  source,
  certainty,
  holds: words,
  fails: words,
  step: words.nullable().default(null),
});

/** A benefit's rules; its name, description and dates are in its own row. */
const benefitRulesRow = z.strictObject({
  code: upper,
  name: words,
  about: words,
  from: day,
  to: day.nullable(),
  bring: z.array(code),
  criteria: z.array(criterionRow).min(1),
});

/** A person, a date, and the result of each benefit that must come out; those not named are not looked at. */
export const scenarioRow = z.strictObject({
  code,
  title: words,
  date: day,
  answers: z.record(code, z.unknown()),
  expected: z.record(upper, z.enum(['indicated', 'not-indicated', 'not-known'])),
});

/** Words in one more language, by the key of what they translate, such as `question.age.text`. */
const translationRows = z.record(z.string(), z.string().trim().min(1));

/** Everything a version is frozen from. */
export const contents = z.strictObject({
  title: words,
  notice: words,
  sections: z.array(sectionRow).min(1),
  documents: z.array(documentRow),
  parameters: z.array(parameterRow),
  scales: z.array(scaleRow),
  benefits: z.array(benefitRulesRow),
  translations: z.partialRecord(z.enum(LANGUAGES), translationRows).default({}),
  /** Languages whose every translation was read by a native speaker. */
  read: z.array(z.enum(LANGUAGES)).default([]),
});
export type Contents = z.output<typeof contents>;
export type ScenarioRow = z.output<typeof scenarioRow>;
