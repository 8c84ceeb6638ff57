import { checkModel, modelText } from '../domain/agreement-text/model-text';
import { type MessageKey, message } from '../domain/messages/message';
import type { Fault, Language } from './content-refusals';
import type { Change } from './template-checks';

type Values = Readonly<Record<string, unknown>>;

/**
 * What is wrong with a model of local agreements by itself: a variable without what its kind needs, a placeholder that
 * stands for nothing, a key given twice. A draft is drawn from it as it is, so it is checked whole whenever it is saved.
 */
export function modelFaults({ after }: Change, language: Language): readonly Fault[] {
  if (after === null) return [];
  const read = modelText.safeParse(raw(after));
  if (!read.success) {
    const fields = new Set(read.error.issues.map(({ path }) => fieldOf(path.map(String), after)));
    return [...fields].map((field) => ({ field, text: message(language, 'content.model') }));
  }
  return checkModel(read.data).map(({ field, key, values }) => ({
    field: fieldOf(field.split('.'), after),
    text: message(language, key as MessageKey, values),
  }));
}

/** The row as the model text it makes. Its framework is a relation, checked by the database. */
function raw(row: Values): unknown {
  const { title, origin, yearsVariable, renewalsVariable } = row;
  return {
    format: 1,
    framework: 'framework',
    title,
    ...given({ origin }),
    clauses: list(row['clauses']).map(({ key, heading, body, commitments }) => ({
      key,
      heading,
      body,
      commitments: list(commitments).map(({ by, what, dueDays }) => ({ by, what, dueDays: days(dueDays) })),
    })),
    variables: list(row['variables']).map(({ name, label, ...bounds }) => ({ name, label, spec: spec(bounds) })),
    terms: given({ years: yearsVariable, renewals: renewalsVariable }),
  };
}

function spec({ kind, min, max, from, to, maxChoices, options }: Values): unknown {
  const words = list(options).map((one) => ({ code: one['code'], words: one['words'] }));
  switch (kind) {
    case 'integer':
      return { kind, min, max };
    case 'date':
      return { kind, ...given({ from, to }) };
    case 'choice':
      return { kind, options: words };
    case 'choices':
      return { kind, options: words, max: maxChoices };
    default:
      return { kind };
  }
}

/** A place in the model text as the form's field: `variables.2.spec.max` of choices is `variables.2.maxChoices`. */
function fieldOf(path: readonly string[], row: Values): string {
  const [first = 'title', place, ...rest] = path;
  if (first === 'terms') return place === 'renewals' ? 'renewalsVariable' : 'yearsVariable';
  if (place === undefined) return first;
  const chosen = list(row[first])[Number(place)]?.['kind'] === 'choices';
  const inner = rest.filter((part) => part !== 'spec').map((part) => (chosen && part === 'max' ? 'maxChoices' : part));
  return [first, place, ...inner].join('.');
}

const list = (value: unknown): readonly Values[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : [];
const given = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  );
const days = (value: unknown): unknown => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value);
