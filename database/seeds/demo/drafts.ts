import type { Clause, DraftInput } from '../../../src/domain/agreement-text/types';
import type { Instant } from '../../../src/domain/process';
import { readModelRows } from '../../../src/journal/agreement/model';
import type { Journal } from '../../../src/journal/types';
import type { Reference } from '../reference/reference';
import { network } from './network';
import type { World } from './world';

/** What the agreements are told with. */
export interface DemoAgreements {
  readonly journal: Journal;
  readonly reference: Reference;
  readonly world: World;
  readonly now: Instant;
}

/** The same, with the framework they are drawn from. */
export interface Agreeing extends DemoAgreements {
  readonly frameworkId: number;
}

/** An aspect of a territory's own, in an article that no model has. */
export const FURTHER: Clause = {
  key: 'agg-1',
  heading: 'Unità di strada',
  body: 'Le associazioni firmatarie mettono a disposizione un’unità di strada di prova, che una sera alla settimana incontra le persone senza dimora dell’ambito territoriale e le indirizza alle strutture individuate.',
  commitments: [],
};

/** A draft as the model has it, with what is added; it binds the territory's Comune and the demo's associations there. */
export async function draftOf(
  { journal, reference, world, frameworkId }: Agreeing,
  territory: string,
  years: number,
  added: readonly Clause[],
): Promise<DraftInput> {
  const model = await readModelRows(journal.db, frameworkId);
  if (!model) throw new Error('the framework in force has no model');
  const keys = network.associations.filter((one) => one.territory === territory).map((one) => one.key);
  return {
    signatories: [
      { kind: 'municipality', id: reference.territories[territory]?.municipalityId ?? 0 },
      ...world.places.filter((one) => keys.includes(one.key)).map(({ id }) => ({ kind: 'association' as const, id })),
    ],
    variables: {
      'referenti-numero': 2,
      'referenti-giorni': 15,
      'consulenza-giorni': 5,
      piattaforma: 'teams',
      'collegamento-giorni': ['lunedi', 'giovedi'],
      'collegamento-inizio': '09:00',
      'collegamento-fine': '16:00',
      'strutture-giorni': 30,
      'formazione-incontri': 2,
      'formazione-giorni': 45,
      'durata-anni': years,
      rinnovi: 1,
      'preavviso-giorni': 30,
    },
    clauses: [...model.clauses, ...added],
  };
}
