import type { z } from 'zod';
import type { Finding, Place } from '../domain/questionnaire/finding';
import { readOptionLines } from '../domain/questionnaire/option-lines';
import { type Contents, contents, type ScenarioRow, scenarioRow } from '../domain/questionnaire/rows';
import type { FieldRow, QuestionColumns, Rows } from './rows';

/** The working copy in the shape it is checked and frozen in; null when rows are wanting, which the findings name. */
export interface Gathered {
  readonly contents: Contents | null;
  readonly scenarios: readonly ScenarioRow[];
  readonly findings: readonly Finding[];
}

/** Puts rows together. A benefit without criteria is not the questionnaire's: it is left out. */
export function gather(rows: Rows): Gathered {
  const whole = contents.safeParse(rawContents(rows));
  const tried = rows.scenarios.map((row) => ({ row, read: scenarioRow.safeParse(rawScenario(row)) }));
  return {
    contents: whole.success ? whole.data : null,
    scenarios: tried.flatMap(({ read }) => (read.success ? [read.data] : [])),
    findings: [
      ...(whole.success ? [] : findingsOf(whole.error, rawContents(rows))),
      ...tried.flatMap(({ row, read }) => (read.success ? [] : findingsOf(read.error, row, 'scenario', row.code))),
    ],
  };
}

function rawContents(rows: Rows): unknown {
  const [questionnaire] = rows.questionnaires;
  const figures = grouped(rows.figures, (one) => one.code);
  const translations = grouped(rows.translations, (one) => one.language);
  return {
    title: questionnaire && { it: questionnaire.title_it, en: questionnaire.title_en },
    notice: questionnaire && { it: questionnaire.notice_it, en: questionnaire.notice_en },
    sections: rows.sections.map(({ id, code, title_it: it, title_en: en }) => ({
      code,
      title: { it, en },
      questions: rows.questions.filter((one) => one.section_id === id).map(rawQuestion),
    })),
    documents: rows.documents.map(({ code, text_it: it, text_en: en }) => ({ code, text: { it, en } })),
    parameters: [...figures].map(([code, values]) => ({
      code,
      // The newest wording.
      label: { it: values.at(-1)?.label_it, en: values.at(-1)?.label_en },
      values: values.map((one) => ({ ...dates(one), value: one.value, certainty: one.certainty, source: one.source })),
    })),
    scales: rows.scales.map(rawScale),
    benefits: rows.benefits.flatMap((benefit) => {
      const criteria = rows.criteria.filter((one) => one.benefit_id === benefit.id).map(rawCriterion);
      return criteria.length === 0 ? [] : [{ ...rawBenefit(benefit), criteria }];
    }),
    translations: Object.fromEntries(
      [...translations].map(([language, all]) => [language, Object.fromEntries(all.map((one) => [one.key, one.text]))]),
    ),
    read: [...translations].filter(([, all]) => all.every((one) => one.read)).map(([language]) => language),
  };
}

/** A question as `rows.ts` wants it: with what its kind needs, and nothing else. */
export function rawQuestion(row: QuestionColumns): unknown {
  const place = { sensitive: row.sensitive, onlyIf: blank(row.only_if) };
  if (row.kind === 'members') {
    return { ...asked(row), ...place, fields: row.fields.map(rawField), max: row.max ?? undefined };
  }
  const options = row.options.map(({ code, text_it: it, text_en: en }) => ({ code, text: { it, en } }));
  return { ...asked(row), ...needed(row, options), ...place };
}

function rawField(row: FieldRow): unknown {
  return { ...asked(row), ...needed(row, readOptionLines(String(row.options ?? ''))) };
}

type Asked = Omit<FieldRow, 'options'>;

const asked = (row: Asked) => ({
  code: row.code,
  kind: row.kind,
  text: { it: row.text_it, en: row.text_en },
  help: pair(row.help_it, row.help_en),
  why: pair(row.why_it, row.why_en),
});

function needed(row: Asked, options: unknown): object {
  if (row.kind === 'choice' || row.kind === 'choices') return { options };
  if (row.kind === 'number' || row.kind === 'amount') return { min: row.min ?? undefined, max: row.max ?? undefined };
  return {};
}

/** A scale as `rows.ts` wants it. */
export function rawScale(row: Omit<Rows['scales'][number], 'id' | 'document_id'>): unknown {
  const steps = row.steps.map(({ condition, addition, most }) => ({ where: blank(condition), add: addition, most }));
  return { code: row.code, group: row.group_code, base: row.base, cap: row.cap, source: row.source, steps };
}

const rawCriterion = (row: Rows['criteria'][number]) => ({
  code: row.code,
  if: row.expression,
  ...dates(row),
  source: row.source,
  certainty: row.certainty,
  holds: { it: row.holds_it, en: row.holds_en },
  fails: { it: row.fails_it, en: row.fails_en },
  step: pair(row.step_it, row.step_en),
});

const rawBenefit = (row: Rows['benefits'][number]) => ({
  code: row.code,
  name: { it: row.name, en: row.name_en ?? '' },
  about: { it: row.description ?? '', en: row.description_en ?? '' },
  ...dates(row),
  bring: row.bring,
});

const rawScenario = (row: Rows['scenarios'][number]) => ({
  code: row.code,
  title: { it: row.title_it, en: row.title_en },
  date: row.date,
  answers: row.answers,
  expected: row.expected,
});

function grouped<T>(rows: readonly T[], by: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(by(row), [...(groups.get(by(row)) ?? []), row]);
  return groups;
}

const dates = (row: { readonly valid_from: string; readonly valid_to: string | null }) => ({
  from: row.valid_from,
  to: row.valid_to,
});

/** Words that may be left out: in both languages or in neither. */
const pair = (it: unknown, en: unknown) =>
  blank(it) === null && blank(en) === null ? null : { it: it ?? '', en: en ?? '' };

/** A form may leave a field out, or send something else: whether that is a text is asked later. */
const blank = (text: unknown) => (typeof text === 'string' && text.trim() === '' ? null : (text ?? null));

const LISTS: Readonly<Record<string, Place['row']>> = {
  sections: 'section',
  questions: 'question',
  documents: 'document',
  parameters: 'parameter',
  scales: 'scale',
  benefits: 'benefit',
  criteria: 'criterion',
};

/** What a shape lacks, at the innermost row it is in. */
function findingsOf(error: z.ZodError, raw: unknown, row: Place['row'] = 'version', code = ''): readonly Finding[] {
  return error.issues.map(({ path }) => {
    let at = { row, code };
    let field = path;
    let inner = raw;
    for (const [index, step] of path.entries()) {
      inner = (inner as Readonly<Record<PropertyKey, unknown>> | undefined)?.[step];
      const kind = LISTS[String(path[index - 1])];
      if (!kind || typeof step !== 'number') continue;
      at = { row: kind, code: String((inner as { readonly code?: unknown } | undefined)?.code) };
      field = path.slice(index + 1);
    }
    return { kind: 'incomplete', at, values: { field: field.map(String).join('.') } };
  });
}
