import type { TermPolicy } from '../../../src/domain/agreement/state';
import type { DeadlinePolicy } from '../../../src/domain/deadline/clock';
import type { FrameworkFacts } from '../../../src/domain/framework/state';
import { hash } from '../dispatch/receipts';
import { CALENDAR } from '../domain/policies';

/** One year and one renewal, as the framework agreement of 2021. The window and the addresses are invented. */
export const POLICY_2021: TermPolicy = {
  id: 21,
  code: 'durata-2021',
  termYears: 1,
  maxRenewals: 1,
  windowDays: 90,
  transmission: {
    central: { channel: 'pec', address: 'centrale@pec.example' },
    communication: { channel: 'mail', address: 'comunicazione@inps.example' },
  },
};
/** Three years and one renewal, as that of 2024. */
export const POLICY_2024: TermPolicy = { ...POLICY_2021, id: 24, code: 'durata-2024', termYears: 3 };

/** Calendar days from the opening of the window. */
export const RENEWAL_DEADLINE: DeadlinePolicy = {
  id: 70,
  subject: 'framework-renewal',
  dayKind: 'calendar',
  deadlineDays: 60,
  reminders: [30, 45],
  escalations: [
    { afterDays: 60, to: 'directorate' },
    { afterDays: 75, to: 'directorate' },
  ],
  lapseDays: null,
  pauseLimitDays: null,
};

/** Ahead of an end that no renewal moves. */
export const ENDING_DEADLINE: DeadlinePolicy = {
  ...{ ...RENEWAL_DEADLINE, id: 73, subject: 'framework-ending' },
  ...{ deadlineDays: 180, reminders: [0, 150], escalations: [] },
};

type Party = FrameworkFacts['parties'][number];
const party = (id: number, name: string, people: number): Party => ({
  key: `party/${id}`,
  id,
  name,
  own: id === 1,
  pec: pecOf(`party/${id}`),
  representatives: Array.from({ length: people }, (_, index) => ({
    key: `representative/${id * 10 + index}`,
    email: `tavolo.${id}.${index}@parti.example`,
  })),
});

/** The invented PEC address of a Party. */
export const pecOf = (key: string): string => `${key.replace('/', '.')}@pec.example`;

/** INPS and two other Parties, one of which sends two people to the technical table. */
export const PARTIES: readonly Party[] = [party(1, 'INPS', 1), party(2, 'Parte Due', 2), party(3, 'Parte Tre', 1)];
export const OTHERS = ['party/2', 'party/3'] as const;

/** Facts under which nothing stands in a command's way, but for what `change` says. */
export function frameworkFacts(change: Partial<FrameworkFacts> = {}): FrameworkFacts {
  return {
    calendar: CALENDAR,
    policies: { 'framework-renewal': RENEWAL_DEADLINE, 'framework-ending': ENDING_DEADLINE },
    parties: PARTIES,
    policy: POLICY_2021,
    codeUsed: false,
    printed: hash('c'),
    ...change,
  };
}
