import type { Knex } from 'knex';
import { z } from 'zod';
import { checkModel, modelText } from '../../../src/domain/agreement-text/model-text';
import type { ModelText, VariableSpec } from '../../../src/domain/agreement-text/types';
import of2021 from '../data/model-texts/accordo-quadro-2021.json';
import of2024 from '../data/model-texts/accordo-quadro-2024.json';
import { type Columns, findOrWrite } from '../rows';

/** The models local agreements are drawn from, one a framework: proposals of the platform, until the directorate's own. */
export const models: readonly ModelText[] = z
  .array(
    modelText.superRefine((model, context) => {
      for (const { field, key } of checkModel(model)) context.addIssue({ code: 'custom', message: `${field}: ${key}` });
    }),
  )
  .parse([of2021, of2024]);

/** Writes the models of the frameworks that have none; `frameworks`: their ids by code. One that is there stays as edited. */
export async function seedModels(db: Knex, frameworks: Readonly<Record<string, number>>): Promise<void> {
  for (const model of models) {
    const framework_id = frameworks[model.framework];
    if (framework_id === undefined) throw new RangeError(`no framework agreement ${model.framework}`);
    await db.transaction((trx) => ensureModel(trx, framework_id, model));
  }
}

/** Writes a framework's model, with all its parts, unless it has one. */
export async function ensureModel(trx: Knex.Transaction, framework_id: number, model: ModelText): Promise<void> {
  const { id, isNew } = await findOrWrite(
    trx,
    'agreement_models',
    { framework_id },
    {
      title: model.title,
      origin: model.origin ?? null,
      years_variable: model.terms.years ?? null,
      renewals_variable: model.terms.renewals ?? null,
    },
  );
  if (!isNew) return;
  const owner = 'agreement_models';
  for (const [at, { commitments, ...clause }] of model.clauses.entries()) {
    const clauseId = await writePart(trx, { owner, ownerId: id, field: 'clauses', part: 'clause', at }, clause);
    for (const [place, { by, what, dueDays }] of commitments.entries()) {
      const to = { ...OF_CLAUSE, ownerId: clauseId, at: place };
      await writePart(trx, to, { by, what, due_days: String(dueDays) });
    }
  }
  for (const [at, { name, label, spec }] of model.variables.entries()) {
    const to = { owner, ownerId: id, field: 'variables', part: 'variable', at } as const;
    const variableId = await writePart(trx, to, { name, label, ...boundsOf(spec) });
    for (const [place, { code, words }] of ('options' in spec ? spec.options : []).entries()) {
      await writePart(trx, { ...OF_VARIABLE, ownerId: variableId, at: place }, { code, words });
    }
  }
}

/** Where a part goes among those of its owner; parts may have parts. */
interface PartPlace {
  readonly owner: string;
  readonly ownerId: number;
  readonly field: string;
  readonly part: 'clause' | 'commitment' | 'variable' | 'option';
  readonly at: number;
}

const TABLES: Readonly<Record<PartPlace['part'], string>> = {
  clause: 'components_agreement_model_clauses',
  commitment: 'components_agreement_model_commitments',
  variable: 'components_agreement_model_variables',
  option: 'components_agreement_model_options',
};
const OF_CLAUSE = { owner: TABLES.clause, field: 'commitments', part: 'commitment' } as const;
const OF_VARIABLE = { owner: TABLES.variable, field: 'options', part: 'option' } as const;

/** Writes one part a row repeats, as Strapi keeps components; its id. */
async function writePart(trx: Knex.Transaction, place: PartPlace, columns: Columns): Promise<number> {
  const [made] = await trx(TABLES[place.part]).insert(columns).returning<{ id: number }[]>('id');
  if (!made) throw new Error(`no row was written into ${TABLES[place.part]}`);
  await trx(`${place.owner}_cmps`).insert({
    entity_id: place.ownerId,
    cmp_id: made.id,
    component_type: `agreement.model-${place.part}`,
    field: place.field,
    order: place.at + 1,
  });
  return made.id;
}

/** What bounds a variable, as columns. */
function boundsOf(spec: VariableSpec): Columns {
  const none = { kind: spec.kind, min: null, max: null, from: null, to: null, max_choices: null };
  switch (spec.kind) {
    case 'integer':
      return { ...none, min: spec.min, max: spec.max };
    case 'date':
      return { ...none, from: spec.from ?? null, to: spec.to ?? null };
    case 'choices':
      return { ...none, max_choices: spec.max };
    case 'time':
    case 'choice':
      return none;
  }
}
