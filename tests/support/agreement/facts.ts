import type { AgreementCommand } from '../../../src/domain/agreement/commands';
import { openAddendum } from '../../../src/domain/agreement/decide/addenda';
import type { AgreementFacts } from '../../../src/domain/agreement/facts';
import type { AgreementState, TermPolicy } from '../../../src/domain/agreement/state';
import { HERE } from '../domain/actors';
import { CALENDAR } from '../domain/policies';
import { agreementPolicies } from './policies';
import { NEWCOMER, PEC, sha, TEXTS } from './texts';

/** The term policies of the two framework agreements; the communication directorate is written to by ordinary mail. */
export const POLICY_2024: TermPolicy = {
  id: 2,
  code: 'policy-2024',
  termYears: 3,
  maxRenewals: 1,
  windowDays: 60,
  transmission: {
    central: { channel: 'pec', address: 'inclusione@pec.inps.example' },
    communication: { channel: 'mail', address: 'comunicazione@inps.example' },
  },
};
export const POLICY_2021: TermPolicy = { ...POLICY_2024, id: 1, code: 'policy-2021', termYears: 1 };

/** The framework the invented agreements are drawn from, and its last day. */
export const FRAMEWORK = { id: 1, endsOn: '2028-06-04' } as const;

const PRINTED = ['open-signing', 'propose-addendum'];

function frameworkOf(command: AgreementCommand, state: AgreementState): NonNullable<AgreementFacts['framework']> {
  const named = 'frameworkId' in command.data ? command.data.frameworkId : state.frameworkId;
  return {
    id: named ?? FRAMEWORK.id,
    inForce: true,
    endsOn: command.name === 'align-end' ? command.data.frameworkEndsOn : (state.frameworkEndsOn ?? FRAMEWORK.endsOn),
    model: sha('model'),
    policy: POLICY_2024,
  };
}

/** The document generated for a command: of a text under its protocol number. */
function printedFor(textHash: string, protocol: string): string {
  return sha(`printed ${textHash} ${protocol}`);
}

/** Facts under which nothing stands in a command's way, but for what `change` says. */
export function factsFor(
  command: AgreementCommand,
  state: AgreementState,
  change: Partial<AgreementFacts> = {},
): AgreementFacts {
  const saved = command.name === 'save-text' ? command.data.textHash : null;
  const known = Object.values(TEXTS).find((one) => one.textHash === saved);
  const writer = command.name === 'record-note' ? command.data.from : 'structure/3';
  const note = command.name === 'sign-note' || command.name === 'record-note' ? sha(`note ${writer}`) : null;
  const protocol = 'protocol' in command.data && PRINTED.includes(command.name) ? command.data.protocol : null;
  const [, newcomer] = NEWCOMER.split('/');
  return {
    calendar: CALENDAR,
    policies: agreementPolicies(),
    framework: frameworkOf(command, state),
    structure: {
      id: 3,
      territoryId: HERE.territoryId,
      name: 'Struttura di Prova',
      pec: PEC['structure/3'] ?? null,
      drawnUp: 1,
    },
    saved: saved === null ? null : (known ?? { ...TEXTS.added, textHash: saved }),
    printed: protocol === null ? note : printedFor(state.text?.textHash ?? '', protocol),
    assumed:
      openAddendum(state)?.change === 'join'
        ? [{ clause: 'impegni', by: NEWCOMER, what: 'Indicare gli operatori', dueDays: 45 }]
        : [],
    party: {
      key: NEWCOMER,
      kind: 'association',
      id: Number(newcomer),
      name: 'Associazione Nuova',
      private: true,
      pec: PEC[NEWCOMER] ?? null,
    },
    offices: { from: PEC['structure/3'] ?? null },
    addresses: PEC,
    ...change,
  };
}
