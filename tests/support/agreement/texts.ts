import { createHash } from 'node:crypto';
import type { SavedText } from '../../../src/domain/agreement/state';
import type { ClauseCheck, ClauseStanding } from '../../../src/domain/agreement-text/types';
import { HERE } from '../domain/actors';

/** A stored document's hash, from a word that stands for its bytes. */
export const sha = (word: string): string => createHash('sha256').update(word).digest('hex');

/** Who signs the invented agreements: a structure and a Comune, both public; an association, private and without a PEC. */
export const STRUCTURE = 'structure/3';
export const COMUNE = 'municipality/12';
export const ASSOCIATION = `association/${HERE.associationId}`;
/** Not among them at first, but of the same territory. */
export const NEWCOMER = 'association/11';

/** Where they are written to by PEC, as the registers have it; null: they have none. */
export const PEC: Readonly<Record<string, string | null>> = {
  [STRUCTURE]: 'struttura@pec.inps.example',
  [COMUNE]: 'comune@pec.comune.example',
  [ASSOCIATION]: null,
  [NEWCOMER]: 'nuova@pec.associazione.example',
};

const SIGNATORIES: SavedText['signatories'] = [
  { key: STRUCTURE, kind: 'structure', id: 3, name: 'Struttura di Prova', private: false, pec: PEC[STRUCTURE] ?? null },
  { key: COMUNE, kind: 'municipality', id: 12, name: 'Comune di Prova', private: false, pec: PEC[COMUNE] ?? null },
  {
    key: ASSOCIATION,
    kind: 'association',
    id: HERE.associationId,
    name: 'Associazione di Prova',
    private: true,
    pec: null,
  },
];

const MODEL_CLAUSES = ['oggetto', 'impegni', 'durata'] as const;

/** A text with what follows from it: like its model, but for the clauses that stand otherwise. */
export function savedText(
  name: string,
  deviations: Readonly<Record<string, Exclude<ClauseStanding, 'model'>>> = {},
  change: Partial<SavedText> = {},
): SavedText {
  const keys = [...MODEL_CLAUSES, ...Object.keys(deviations).filter((key) => key.startsWith('agg-'))];
  const clauses = keys.map((key): ClauseCheck => {
    const standing = deviations[key] ?? 'model';
    return { key, standing, hash: sha(`${standing} ${key}`), heading: `Articolo su ${key}` };
  });
  const standings = Object.values(deviations);
  return {
    textHash: sha(name),
    conformity: {
      clauses,
      conform: standings.length === 0,
      incoherent: standings.some((one) => one !== 'added'),
    },
    signatories: SIGNATORIES,
    terms: { years: 1, renewals: 1 },
    commitments: [
      { clause: 'impegni', by: STRUCTURE, what: 'Nominare un referente', dueDays: 30 },
      { clause: 'impegni', by: ASSOCIATION, what: 'Indicare gli operatori', dueDays: 45 },
    ],
    ...change,
  };
}

/** The texts the stories save: like the model; with a clause of its own; with a clause of the model altered. */
export const TEXTS = {
  conform: savedText('conform'),
  added: savedText('added', { 'agg-1': 'added' }),
  altered: savedText('altered', { durata: 'altered', 'agg-1': 'added' }),
} as const satisfies Record<string, SavedText>;
