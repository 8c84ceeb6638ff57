import type { Knex } from 'knex';
import { z } from 'zod';
import textsData from '../data/texts.json';
import { ensureRow } from '../rows';

const KINDS = ['privacy-notice', 'consent', 'proxy'] as const;

/** The first drafts of what a person reads and signs, in both languages; the directorate approves or replaces them. */
export const texts = z
  .array(
    z.strictObject({
      kind: z.enum(KINDS),
      language: z.enum(['it', 'en']),
      title: z.string().min(1).max(200),
      text: z.array(z.string()).transform((lines) => lines.join('\n')),
    }),
  )
  .parse(textsData);

const VERSION = 1;
const VALID_FROM = '2025-01-01';

/** The Italian texts' ids, by kind. */
export type Texts = Readonly<Record<(typeof KINDS)[number], number>>;

/** Writes the texts' first version. Their hash is the database's work: it binds it to the text it stores. */
export async function seedTexts(db: Knex): Promise<Texts> {
  const italian: Partial<Record<(typeof KINDS)[number], number>> = {};
  for (const { kind, language, title, text } of texts) {
    const key = { kind, language, version: VERSION };
    const id = await ensureRow(db, 'privacy_notices', key, { title, text, valid_from: VALID_FROM });
    if (language === 'it') italian[kind] = id;
  }
  return italian as Texts;
}
