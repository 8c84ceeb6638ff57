import model2021 from '../../../database/seeds/data/model-texts/accordo-quadro-2021.json';
import model2024 from '../../../database/seeds/data/model-texts/accordo-quadro-2024.json';
import { modelText } from '../../../src/domain/agreement-text/model-text';
import { textHash } from '../../../src/domain/agreement-text/text-hash';
import type { AgreementText, DraftInput, ModelText, Signatory } from '../../../src/domain/agreement-text/types';

/** The platform's own models, as they are seeded. */
export const MODEL_2021: ModelText = modelText.parse(model2021);
export const MODEL_2024: ModelText = modelText.parse(model2024);

/** Who signs the invented agreement, the structure first. */
export const SIGNATORIES: readonly Signatory[] = [
  { key: 'structure/3', kind: 'structure', id: 3, name: 'INPS Struttura territoriale di Vallechiara' },
  { key: 'municipality/12', kind: 'municipality', id: 12, name: 'Comune di Vallechiara' },
  { key: 'association/7', kind: 'association', id: 7, name: 'Associazione Porta Aperta' },
  { key: 'association/9', kind: 'association', id: 9, name: 'Mani & Pane' },
];

/** A whole draft that keeps every clause of the model. */
export function draftOf(model: ModelText, change: Partial<DraftInput> = {}): DraftInput {
  return {
    signatories: [
      { kind: 'municipality', id: 12 },
      { kind: 'association', id: 7 },
      { kind: 'association', id: 9 },
    ],
    variables: {
      'referenti-numero': 2,
      'referenti-giorni': 15,
      'consulenza-giorni': 5,
      piattaforma: 'teams',
      'collegamento-giorni': ['giovedi', 'lunedi', 'martedi'],
      'collegamento-inizio': '09:30',
      'collegamento-fine': '12:30',
      'strutture-giorni': 30,
      'formazione-incontri': 2,
      'formazione-giorni': 45,
      'durata-anni': 1,
      rinnovi: 1,
      'preavviso-giorni': 30,
    },
    clauses: model.clauses,
    ...change,
  };
}

/** The text that is saved of such a draft. */
export function textOf(model: ModelText, change: Partial<DraftInput> = {}): AgreementText {
  const { variables, clauses } = draftOf(model, change);
  return {
    format: 1,
    model: textHash(model),
    framework: model.framework,
    title: 'Accordo locale di Vallechiara',
    territory: 'Vallechiara',
    signatories: SIGNATORIES,
    variables,
    clauses,
  };
}

/** A copy of a list with some of it taken out at a place and others put there. */
export function spliced<T>(list: readonly T[], at: number, out: number, ...others: readonly T[]): T[] {
  return [...list.slice(0, at), ...others, ...list.slice(at + out)];
}
