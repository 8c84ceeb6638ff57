import type { Knex } from 'knex';
import { modelText } from '../../domain/agreement-text/model-text';
import type { ModelText } from '../../domain/agreement-text/types';
import { canonicalJson } from '../../domain/canonical-json';
import type { DocumentHash } from '../../domain/evidence/checks';
import { putDocument } from '../documents';
import { one } from '../sql';

interface ModelRow {
  readonly framework: string;
  readonly title: string;
  readonly origin: string | null;
  readonly years: string | null;
  readonly renewals: string | null;
  readonly clauses: readonly {
    readonly key: string;
    readonly heading: string;
    readonly body: string;
    readonly commitments: readonly { readonly by: string; readonly what: string; readonly dueDays: string }[];
  }[];
  readonly variables: readonly {
    readonly name: string;
    readonly label: string;
    readonly kind: string;
    readonly min: number | null;
    readonly max: number | null;
    readonly from: string | null;
    readonly to: string | null;
    readonly maxChoices: number | null;
    readonly options: readonly { readonly code: string; readonly words: string }[];
  }[];
}

/** Parts that a row repeats, in its own order, as Strapi keeps them: each as the JSON object of `fields`. */
const parts = (table: string, owner: string, alias: string, field: string, fields: string): string => `
  (select coalesce(json_agg(json_build_object(${fields}) order by link."order", part.id), '[]')
   from ${owner}_cmps link join components_agreement_model_${table} part on part.id = link.cmp_id
   where link.entity_id = ${alias}.id and link.field = '${field}')`;

const COMMITMENTS = parts(
  'commitments',
  'components_agreement_model_clauses',
  'clause',
  'commitments',
  `'by', part.by, 'what', part.what, 'dueDays', part.due_days`,
);
const OPTIONS = parts(
  'options',
  'components_agreement_model_variables',
  'variable',
  'options',
  `'code', part.code, 'words', part.words`,
);

/** All of a framework's model in one statement, so that it is of one moment. */
const READ = `select f.code as framework, m.title, m.origin, m.years_variable as years, m.renewals_variable as renewals,
    (select coalesce(json_agg(json_build_object('key', clause.key, 'heading', clause.heading, 'body', clause.body,
       'commitments', ${COMMITMENTS}) order by link."order", clause.id), '[]')
     from agreement_models_cmps link join components_agreement_model_clauses clause on clause.id = link.cmp_id
     where link.entity_id = m.id and link.field = 'clauses') as clauses,
    (select coalesce(json_agg(json_build_object('name', variable.name, 'label', variable.label, 'kind', variable.kind,
       'min', variable.min, 'max', variable.max, 'from', variable."from", 'to', variable."to",
       'maxChoices', variable.max_choices, 'options', ${OPTIONS}) order by link."order", variable.id), '[]')
     from agreement_models_cmps link join components_agreement_model_variables variable on variable.id = link.cmp_id
     where link.entity_id = m.id and link.field = 'variables') as variables
  from agreement_models m join framework_agreements f on f.id = m.framework_id where f.id = ?`;

/** The model a framework has today, or null. Throws ZodError on rows that are no model, which the panel does not save. */
export async function readModelRows(db: Knex, frameworkId: number): Promise<ModelText | null> {
  const row = await one<ModelRow>(db, READ, [frameworkId]);
  return row && modelText.parse(toModel(row));
}

/**
 * Freezes the model a framework has today into a document, in the transaction given: what a draft rests on for good, whatever
 * is edited later. Null when it has none.
 */
export async function freezeModel(db: Knex, frameworkId: number): Promise<{ readonly hash: DocumentHash } | null> {
  const model = await readModelRows(db, frameworkId);
  return model && { hash: await putDocument(db, 'application/json', Buffer.from(canonicalJson(model))) };
}

function toModel({ framework, title, origin, years, renewals, clauses, variables }: ModelRow): unknown {
  return {
    format: 1,
    framework,
    title,
    ...given({ origin }),
    clauses: clauses.map((clause) => ({
      ...clause,
      commitments: clause.commitments.map((one) => ({
        ...one,
        dueDays: /^\d+$/.test(one.dueDays) ? Number(one.dueDays) : one.dueDays,
      })),
    })),
    variables: variables.map(({ name, label, ...spec }) => ({ name, label, spec: toSpec(spec) })),
    terms: given({ years, renewals }),
  };
}

function toSpec({
  kind,
  min,
  max,
  from,
  to,
  maxChoices,
  options,
}: Omit<ModelRow['variables'][number], 'name' | 'label'>) {
  switch (kind) {
    case 'integer':
      return { kind, min, max };
    case 'date':
      return { kind, ...given({ from, to }) };
    case 'choice':
      return { kind, options };
    case 'choices':
      return { kind, options, max: maxChoices };
    default:
      return { kind };
  }
}

/** What a row leaves out, left out. */
function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as Partial<T>;
}
