import type { Actor } from '../network/actor';
import type { Entry, Process } from '../process';
import { caseAgenda } from './agenda';
import type { CaseCommand } from './commands';
import { decideCase } from './decide/index';
import type { CaseFact } from './entries';
import type { CaseAgendaFacts, CaseFacts } from './facts';
import { foldCase } from './fold';
import { mayOnCase } from './may';
import { caseRows } from './rows';
import type { CaseState } from './state';

/** The case (presa in carico) as a process: the first user of the journal and of the follow loop. */
export const caseProcess: Process<CaseState, CaseFact, CaseCommand, CaseFacts, CaseAgendaFacts, Actor> = {
  name: 'case',
  // Every entry type is at its first schema: nothing to upcast yet. Golden journals hold this for every release.
  schemaOf: () => 1,
  upcast: (entry) => entry as Entry & CaseFact,
  fold: foldCase,
  decide: decideCase,
  agenda: caseAgenda,
  may: mayOnCase,
  rows: caseRows,
  settledVersion: (state) => state.settledVersion,
  over: (state) => state.end !== null,
};
