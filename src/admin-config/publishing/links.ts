import type { Place } from '../../domain/questionnaire/finding';
import type { Rows } from '../../publishing/rows';

/** Where rows of a kind are edited: their content type, and their list among the rows. */
const PLACES: Readonly<Record<Place['row'], readonly [uid: string, list: Exclude<keyof Rows, 'translations'>]>> = {
  version: ['api::questionnaire.questionnaire', 'questionnaires'],
  section: ['api::questionnaire-section.questionnaire-section', 'sections'],
  question: ['api::question.question', 'questions'],
  document: ['api::document-to-bring.document-to-bring', 'documents'],
  parameter: ['api::figure.figure', 'figures'],
  scale: ['api::equivalence-scale.equivalence-scale', 'scales'],
  benefit: ['api::benefit.benefit', 'benefits'],
  criterion: ['api::criterion.criterion', 'criteria'],
  scenario: ['api::scenario.scenario', 'scenarios'],
};

/** The address in the panel of a row; of the list, looked through for its code, when several share it (a figure's years). */
export function linkTo(rows: Rows, { row, code, from }: Place): string {
  const [uid, list] = PLACES[row];
  const all: readonly { readonly document_id: string; readonly code: string; readonly valid_from?: string }[] =
    rows[list];
  const named = row === 'version' ? all : all.filter((one) => one.code === code);
  const found = from === undefined || named.length === 1 ? named : named.filter((one) => one.valid_from === from);
  const [first] = found;
  const base = `/content-manager/collection-types/${uid}`;
  if (found.length === 1 && first) return `${base}/${first.document_id}`;
  return `${base}?filters[$and][0][code][$eq]=${encodeURIComponent(code)}`;
}
