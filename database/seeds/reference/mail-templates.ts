import type { Knex } from 'knex';
import { z } from 'zod';
import { checkTemplate } from '../../../src/domain/mail/template';
import english from '../data/mail-templates.en.json';
import italian from '../data/mail-templates.it.json';
import { ensureRow, json } from '../rows';

/** The same check the editor makes before a template is saved. */
const shape = z.array(
  z
    .strictObject({
      code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
      subject: z.string().min(1).max(200),
      body: z.array(z.string()).transform((lines) => lines.join('\n')),
      variables: z.array(z.string()),
    })
    .superRefine((template, context) => {
      for (const { kind, where, text } of checkTemplate(template)) {
        context.addIssue({ code: 'custom', path: [where], message: `${template.code}: ${kind} ${text}` });
      }
    }),
);

/** The mails' texts by language. A subject is also the one line a notice has in the daily digest. */
export const mailTemplates = { it: shape.parse(italian), en: shape.parse(english) } as const;

/** Writes the templates in both languages. */
export async function seedMailTemplates(db: Knex): Promise<void> {
  for (const [language, templates] of Object.entries(mailTemplates)) {
    for (const { code, subject, body, variables } of templates) {
      await ensureRow(db, 'mail_templates', { code, language }, { subject, body, variables: json(db, variables) });
    }
  }
}
