import type { Actor } from '../network/actor';
import type { Entry, Process } from '../process';
import { frameworkAgenda } from './agenda';
import type { FrameworkCommand } from './commands';
import { decideFramework } from './decide/index';
import type { FrameworkFact } from './entries';
import { foldFramework } from './fold';
import { mayOnFramework } from './may';
import { frameworkRows } from './rows';
import { isOpen } from './stages';
import type { FrameworkAgendaFacts, FrameworkFacts, FrameworkState } from './state';

/** The framework agreement (accordo quadro) as a process: signed by every Party, renewed by an exchange of notes, ended. */
export const frameworkProcess: Process<
  FrameworkState,
  FrameworkFact,
  FrameworkCommand,
  FrameworkFacts,
  FrameworkAgendaFacts,
  Actor
> = {
  name: 'framework',
  schemaOf: () => 1,
  upcast: (entry) => entry as Entry & FrameworkFact,
  fold: foldFramework,
  decide: decideFramework,
  agenda: frameworkAgenda,
  may: mayOnFramework,
  rows: frameworkRows,
  settledVersion: (state) => state.settledVersion,
  over: (state) => state.stage !== null && !isOpen(state.stage),
};
