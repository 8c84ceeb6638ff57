import type { Expression } from './expression';
import { parseExpression } from './parse';
import type { Contents } from './rows';
import type { Field, Language, Question, Snapshot, Text } from './snapshot';

type Words = { readonly it: string; readonly en: string };

/** Languages that are written beside each thing; the others come from translation rows. */
const WRITTEN: readonly Language[] = ['it', 'en'];

/**
 * Freezes contents into the snapshot a version is published as: texts of criteria parsed, translations put beside their
 * words. What is missing stays missing: `check.ts` says so before anything is published. Throws ExpressionError.
 */
export function freeze(contents: Contents): Snapshot {
  const others = (Object.keys(contents.translations) as Language[]).filter((one) => !WRITTEN.includes(one));
  const text = (key: string, words: Words): Text => ({
    ...words,
    ...Object.fromEntries(
      others.flatMap((language) => {
        const translated = contents.translations[language]?.[key];
        return translated === undefined ? [] : [[language, translated]];
      }),
    ),
  });
  const maybe = (key: string, words: Words | null): Text | null => words && text(key, words);
  const parsed = (written: string | null): Expression | null => (written === null ? null : parseExpression(written));
  const field = (
    key: string,
    row: Contents['sections'][number]['questions'][number] & { kind: Field['kind'] },
  ): Field => {
    const asked = {
      code: row.code,
      text: text(`${key}.text`, row.text),
      help: maybe(`${key}.help`, row.help),
      why: maybe(`${key}.why`, row.why),
    };
    switch (row.kind) {
      case 'yes-no':
      case 'date':
        return { ...asked, kind: row.kind };
      case 'number':
      case 'amount':
        return { ...asked, kind: row.kind, min: row.min, max: row.max };
      case 'choice':
      case 'choices':
        return {
          ...asked,
          kind: row.kind,
          options: row.options.map((one) => ({ code: one.code, text: text(`${key}.option.${one.code}`, one.text) })),
        };
    }
  };
  const question = (row: Contents['sections'][number]['questions'][number]): Question => {
    const key = `question.${row.code}`;
    const place = { sensitive: row.sensitive, onlyIf: parsed(row.onlyIf) };
    if (row.kind !== 'members') return { ...field(key, row), ...place };
    return {
      code: row.code,
      text: text(`${key}.text`, row.text),
      help: maybe(`${key}.help`, row.help),
      why: maybe(`${key}.why`, row.why),
      kind: 'members',
      max: row.max,
      fields: row.fields.map((one) => field(`${key}.field.${one.code}`, { ...one, sensitive: false, onlyIf: null })),
      ...place,
    };
  };
  return {
    format: 1,
    languages: [...WRITTEN, ...others],
    unread: others.filter((one) => !contents.read.includes(one)),
    title: text('title', contents.title),
    notice: text('notice', contents.notice),
    sections: contents.sections.map(({ code, title, questions }) => ({
      code,
      title: text(`section.${code}.title`, title),
      questions: questions.map(question),
    })),
    documents: contents.documents.map((one) => ({ code: one.code, text: text(`document.${one.code}`, one.text) })),
    parameters: contents.parameters.map(({ code, values }) => ({ code, values })),
    scales: contents.scales.map(({ code, group, base, cap, steps }) => ({
      code,
      group,
      base,
      cap,
      steps: steps.map(({ where, add, most }) => ({ where: parsed(where), add, most })),
    })),
    benefits: contents.benefits.map(({ code, name, about, from, to, bring, criteria }) => {
      const key = `benefit.${code}`;
      return {
        code,
        name: text(`${key}.name`, name),
        about: text(`${key}.about`, about),
        from,
        to,
        bring,
        criteria: criteria.map((one) => ({
          code: one.code,
          if: parseExpression(one.if),
          from: one.from,
          to: one.to,
          source: one.source,
          certainty: one.certainty,
          holds: text(`criterion.${one.code}.holds`, one.holds),
          fails: text(`criterion.${one.code}.fails`, one.fails),
          step: maybe(`criterion.${one.code}.step`, one.step),
        })),
      };
    }),
  };
}
