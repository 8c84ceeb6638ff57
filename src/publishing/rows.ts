import type { Knex } from 'knex';

/** Rows of the working copy as the database holds them, each table's in order. Dates are 'YYYY-MM-DD'. */
export interface Rows {
  readonly questionnaires: readonly (Row & {
    readonly title_it: string;
    readonly title_en: string;
    readonly notice_it: string;
    readonly notice_en: string;
  })[];
  readonly sections: readonly (Row & { readonly title_it: string; readonly title_en: string })[];
  readonly questions: readonly (Row & AskedRow & QuestionRow)[];
  readonly documents: readonly (Row & TextRow)[];
  readonly figures: readonly (Row &
    Dated & { readonly label_it: string; readonly label_en: string; readonly value: number | null })[];
  readonly scales: readonly ScaleRow[];
  readonly benefits: readonly BenefitRow[];
  readonly criteria: readonly CriterionRow[];
  readonly scenarios: readonly ScenarioColumns[];
  readonly translations: readonly TranslationRow[];
}

interface Row {
  readonly id: number;
  readonly document_id: string;
  readonly code: string;
}

interface TextRow {
  readonly text_it: string;
  readonly text_en: string;
}

interface AskedRow extends TextRow {
  readonly code: string;
  readonly kind: string;
  readonly help_it: string | null;
  readonly help_en: string | null;
  readonly why_it: string | null;
  readonly why_en: string | null;
  readonly min: number | null;
  readonly max: number | null;
}

interface QuestionRow {
  readonly section_id: number;
  readonly sensitive: boolean;
  readonly only_if: string | null;
  readonly options: readonly (TextRow & { readonly code: string })[];
  readonly fields: readonly FieldRow[];
}

/** A question about each person; its answers are lines of text (`option-lines.ts`). */
export interface FieldRow extends AskedRow {
  readonly options: string | null;
}

/** A question as a row, whether of the database or of the panel's form. */
export type QuestionColumns = AskedRow & Omit<QuestionRow, 'section_id'>;

interface Dated {
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly certainty: string;
  readonly source: string;
}

interface ScaleRow extends Row {
  readonly group_code: string;
  readonly base: number;
  readonly cap: number;
  readonly source: string;
  readonly steps: readonly {
    readonly condition: string | null;
    readonly addition: number;
    readonly most: number | null;
  }[];
}

interface BenefitRow extends Row {
  readonly name: string;
  readonly name_en: string | null;
  readonly description: string | null;
  readonly description_en: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
  /** Codes of documents, in the order they were chosen. */
  readonly bring: readonly string[];
}

interface CriterionRow extends Row, Dated {
  readonly benefit_id: number;
  readonly expression: string;
  readonly holds_it: string;
  readonly holds_en: string;
  readonly fails_it: string;
  readonly fails_en: string;
  readonly step_it: string | null;
  readonly step_en: string | null;
}

interface ScenarioColumns extends Row {
  readonly title_it: string;
  readonly title_en: string;
  readonly date: string;
  readonly answers: unknown;
  readonly expected: unknown;
}

interface TranslationRow {
  readonly document_id: string;
  readonly key: string;
  readonly language: string;
  readonly text: string;
  readonly read: boolean;
}

/** Parts that a row repeats, in its own order, as Strapi keeps them. */
const parts = (table: string, owner: string, field: string) => `
  (select coalesce(json_agg(to_json(part) order by link."order", part.id), '[]')
   from ${owner}s_cmps link join ${table} part on part.id = link.cmp_id
   where link.entity_id = ${owner}.id and link.field = '${field}') as ${field}`;

const list = (name: keyof Rows, from: string, order: string) =>
  `(select coalesce(json_agg(to_json(row) order by ${order}), '[]') from (${from}) row) as ${name}`;

/** All of it in one statement, so that it is of one moment. */
const READ = `select ${[
  list('questionnaires', 'select * from questionnaires', 'id'),
  list('sections', 'select * from questionnaire_sections', 'position, id'),
  list(
    'questions',
    `select question.*, ${parts('components_questionnaire_options', 'question', 'options')},
      ${parts('components_questionnaire_fields', 'question', 'fields')} from questions question`,
    'position, id',
  ),
  list('documents', 'select * from documents_to_bring', 'code'),
  list('figures', 'select * from figures', 'code, valid_from, id'),
  list(
    'scales',
    `select equivalence_scale.*, ${parts('components_questionnaire_scale_steps', 'equivalence_scale', 'steps')}
     from equivalence_scales equivalence_scale`,
    'code',
  ),
  list(
    'benefits',
    `select benefits.*, (select coalesce(json_agg(document.code order by link.document_to_bring_ord, document.code), '[]')
       from benefits_documents_lnk link join documents_to_bring document on document.id = link.document_to_bring_id
       where link.benefit_id = benefits.id) as bring from benefits`,
    'position, id',
  ),
  list('criteria', 'select * from criteria', 'position, id'),
  list('scenarios', 'select * from scenarios', 'code'),
  list('translations', 'select * from translations', 'language, key'),
].join(',\n')}`;

/** Reads the working copy. */
export async function readRows(db: Knex): Promise<Rows> {
  const { rows } = await db.raw<{ rows: Rows[] }>(READ);
  return rows[0] as Rows;
}
