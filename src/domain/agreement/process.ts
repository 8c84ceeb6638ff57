import { owedLegs } from '../dispatch/dispatch';
import type { Actor } from '../network/actor';
import type { Entry, Process } from '../process';
import { agreementAgenda } from './agenda';
import type { AgreementCommand } from './commands';
import { decideAgreement } from './decide/index';
import type { AgreementFact } from './entries';
import type { AgreementAgendaFacts, AgreementFacts } from './facts';
import { foldAgreement } from './fold';
import { mayOnAgreement } from './may';
import { agreementRows } from './rows';
import type { AgreementState } from './state';

/** The local agreement (accordo locale) as a process: from drawing up to its end, with every message it sends. */
export const agreementProcess: Process<
  AgreementState,
  AgreementFact,
  AgreementCommand,
  AgreementFacts,
  AgreementAgendaFacts,
  Actor
> = {
  name: 'agreement',
  // Every entry type is at its first schema: nothing to upcast yet. Golden journals hold this for every release.
  schemaOf: () => 1,
  upcast: (entry) => entry as Entry & AgreementFact,
  fold: foldAgreement,
  decide: decideAgreement,
  agenda: agreementAgenda,
  may: mayOnAgreement,
  rows: agreementRows,
  settledVersion: (state) => state.settledVersion,
  // A message that is owed leaves even after the end, and what left is watched until there is word of it.
  over: (state) =>
    state.endedAt !== null &&
    owedLegs(state.dispatches).length === 0 &&
    agreementAgenda(state, { frameworkEndsOn: null }).length === 0,
};
