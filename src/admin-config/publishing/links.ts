import type { RowKind } from '../../domain/questionnaire/check';
import type { Rows } from '../../publishing/rows';

/** Where rows of a kind are edited: their content type, their list among the rows, and the field that names one. */
const PLACES: Readonly<Record<RowKind, readonly [uid: string, list: keyof Rows, named: 'code' | 'key']>> = {
  questionnaire: ['api::questionnaire.questionnaire', 'questionnaires', 'code'],
  section: ['api::questionnaire-section.questionnaire-section', 'sections', 'code'],
  question: ['api::question.question', 'questions', 'code'],
  document: ['api::document-to-bring.document-to-bring', 'documents', 'code'],
  figure: ['api::figure.figure', 'figures', 'code'],
  scale: ['api::equivalence-scale.equivalence-scale', 'scales', 'code'],
  benefit: ['api::benefit.benefit', 'benefits', 'code'],
  criterion: ['api::criterion.criterion', 'criteria', 'code'],
  scenario: ['api::scenario.scenario', 'scenarios', 'code'],
  translation: ['api::translation.translation', 'translations', 'key'],
};

/**
 * The address in the panel of the row with a code; of the list, looked through for it, when several share the code (a
 * figure's years) or none has it (a translation that is wanting).
 */
export function linkTo(rows: Rows, row: RowKind, code: string): string {
  const [uid, list, named] = PLACES[row];
  const all: readonly { readonly document_id: string; readonly code?: string; readonly key?: string }[] = rows[list];
  const found = row === 'questionnaire' ? all : all.filter((one) => one[named] === code);
  const [first] = found;
  const base = `/content-manager/collection-types/${uid}`;
  if (found.length === 1 && first) return `${base}/${first.document_id}`;
  return `${base}?filters[$and][0][${named}][$eq]=${encodeURIComponent(code)}`;
}
