import type { Knex } from 'knex';
import { writeOptionLines } from '../../../src/domain/questionnaire/option-lines';
import type { Contents, ScenarioRow } from '../../../src/domain/questionnaire/rows';
import { type Columns, ensureLink, ensureRow, json } from '../rows';

type Question = Contents['sections'][number]['questions'][number];
type Asked = Omit<Question, 'sensitive' | 'onlyIf'>;

/** Writes contents as the rows that the directorate edits. The benefits' own rows are there already. */
export async function seedContents(
  db: Knex,
  contents: Contents,
  benefits: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [place, { code, title, questions }] of contents.sections.entries()) {
    const rest = { position: place + 1, ...words('title', title) };
    const sectionId = await ensureRow(db, 'questionnaire_sections', { code }, rest);
    for (const [order, question] of questions.entries()) await seedQuestion(db, sectionId, order + 1, question);
  }
  const documents: Record<string, number> = {};
  for (const { code, text } of contents.documents) {
    documents[code] = await ensureRow(db, 'documents_to_bring', { code }, words('text', text));
  }
  for (const { code, label, values } of contents.parameters) {
    for (const { from, to, ...value } of values) {
      const rest = { ...words('label', label), valid_to: to, ...value };
      await ensureRow(db, 'figures', { code, valid_from: from }, rest);
    }
  }
  for (const { code, group, base, cap, source, steps } of contents.scales) {
    const id = await ensureRow(db, 'equivalence_scales', { code }, { group_code: group, base, cap, source });
    const rows = steps.map(({ where, add, most }) => ({ condition: where, addition: add, most }));
    await seedParts(db, 'equivalence_scales', id, 'steps', 'scale-step', rows);
  }
  for (const [place, benefit] of contents.benefits.entries()) {
    await seedBenefitRules(db, place + 1, benefit, benefits, documents);
  }
  for (const [language, all] of Object.entries(contents.translations)) {
    for (const [key, text] of Object.entries(all)) {
      const read = contents.read.some((one) => one === language);
      await ensureRow(db, 'translations', { key, language }, { text, read });
    }
  }
}

/** Writes scenarios. */
export async function seedScenarios(db: Knex, scenarios: readonly ScenarioRow[]): Promise<void> {
  for (const { code, title, date, answers, expected } of scenarios) {
    const rest = { ...words('title', title), date, answers: json(db, answers), expected: json(db, expected) };
    await ensureRow(db, 'scenarios', { code }, rest);
  }
}

async function seedQuestion(db: Knex, sectionId: number, position: number, question: Question): Promise<void> {
  const place = { section_id: sectionId, position, sensitive: question.sensitive, only_if: question.onlyIf };
  const { code, ...asked } = askedColumns(question);
  const id = await ensureRow(db, 'questions', { code }, { ...place, ...asked });
  const options = 'options' in question ? question.options : [];
  const fields = question.kind === 'members' ? question.fields : [];
  const optionRows = options.map((one) => ({ code: one.code, ...words('text', one.text) }));
  await seedParts(db, 'questions', id, 'options', 'option', optionRows);
  const fieldRows = fields.map((one) => ({
    ...askedColumns(one),
    options: 'options' in one ? writeOptionLines(one.options) : null,
  }));
  await seedParts(db, 'questions', id, 'fields', 'field', fieldRows);
}

const askedColumns = (asked: Asked) => ({
  code: asked.code,
  kind: asked.kind,
  ...words('text', asked.text),
  ...words('help', asked.help),
  ...words('why', asked.why),
  min: 'min' in asked && typeof asked.min === 'number' ? asked.min : null,
  max: 'max' in asked && typeof asked.max === 'number' ? asked.max : null,
});

/** What the questionnaire says of a benefit, written over the row that claims know it by. */
async function seedBenefitRules(
  db: Knex,
  position: number,
  benefit: Contents['benefits'][number],
  ids: Readonly<Record<string, number>>,
  documents: Readonly<Record<string, number>>,
): Promise<void> {
  const id = ids[benefit.code];
  if (id === undefined) throw new RangeError(`no benefit ${benefit.code} among the benefits`);
  const { name, about, from, to } = benefit;
  await db('benefits').where({ id }).update({
    position,
    name: name.it,
    name_en: name.en,
    description: about.it,
    description_en: about.en,
    valid_from: from,
    valid_to: to,
  });
  for (const [order, code] of benefit.bring.entries()) {
    const link = { benefit_id: id, document_to_bring_id: documents[code] ?? 0 };
    await ensureLink(db, 'benefits_documents_lnk', link, { document_to_bring_ord: order + 1 });
  }
  for (const [
    order,
    { code, from: begins, to: ends, if: expression, holds, fails, step, ...rest },
  ] of benefit.criteria.entries()) {
    const texts = { ...words('holds', holds), ...words('fails', fails), ...words('step', step) };
    const columns = { benefit_id: id, position: order + 1, expression, valid_to: ends, ...rest, ...texts };
    await ensureRow(db, 'criteria', { code, valid_from: begins }, columns);
  }
}

const words = (name: string, text: { readonly it: string; readonly en: string } | null): Columns => ({
  [`${name}_it`]: text?.it ?? null,
  [`${name}_en`]: text?.en ?? null,
});

/** Writes the parts a row repeats, as Strapi keeps components; none when it has some. */
async function seedParts(
  db: Knex,
  owner: 'questions' | 'equivalence_scales',
  ownerId: number,
  field: string,
  part: 'option' | 'field' | 'scale-step',
  rows: readonly Columns[],
): Promise<void> {
  const links = db(`${owner}_cmps`);
  if (rows.length === 0 || (await links.clone().where({ entity_id: ownerId, field }).first('id'))) return;
  const made = await db(`components_questionnaire_${part.replace('-', '_')}s`)
    .insert(rows)
    .returning<{ id: number }[]>('id');
  const type = `questionnaire.${part}`;
  await links.insert(
    made.map(({ id }, at) => ({ entity_id: ownerId, cmp_id: id, component_type: type, field, order: at + 1 })),
  );
}
