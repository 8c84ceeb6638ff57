import { type Actor, FOLLOW, type Person, type Role } from '../../../src/domain/network/actor';

/** Where the invented cases begin, and where they may be referred to. */
export const HERE = { territoryId: 1, associationId: 10, siteId: 100 } as const;
export const THERE = { territoryId: 2, associationId: 20, siteId: 200 } as const;

/** Operators of the first association (the second one is a colleague), and one of the other. */
export const OPERATOR = 1000;
export const COLLEAGUE = 1001;
export const OPERATOR_THERE = 2000;
/** Two INPS consultants of the first territory. */
export const CONSULTANT = 31;
export const OTHER_CONSULTANT = 32;

/** A signed-in person; what a role does not have stays null. */
export function person(userId: number, role: Role, places: Partial<Person> = {}): Person {
  return {
    kind: 'person',
    userId,
    role,
    language: 'it',
    territoryId: null,
    associationId: null,
    operatorId: null,
    consultantId: null,
    ...places,
  };
}

const here = { territoryId: HERE.territoryId, associationId: HERE.associationId };
const there = { territoryId: THERE.territoryId, associationId: THERE.associationId };

/** One actor for each standing towards the invented cases, and some with none. */
export const ACTORS = {
  operator: person(1, 'operator', { ...here, operatorId: OPERATOR }),
  manager: person(2, 'manager', { ...here, operatorId: 1009 }),
  consultant: person(3, 'consultant', { territoryId: HERE.territoryId, consultantId: CONSULTANT }),
  referent: person(4, 'referent', { territoryId: HERE.territoryId }),
  structure: person(5, 'structure', { territoryId: HERE.territoryId }),
  directorate: person(6, 'directorate'),
  target: person(7, 'operator', { ...there, operatorId: OPERATOR_THERE }),
  system: FOLLOW,
  targetManager: person(8, 'manager', { ...there, operatorId: 2009 }),
  targetStructure: person(9, 'structure', { territoryId: THERE.territoryId }),
  stranger: person(10, 'operator', { territoryId: 3, associationId: 30, operatorId: 3000 }),
  strangerConsultant: person(11, 'consultant', { territoryId: HERE.territoryId, consultantId: 99 }),
  strangerReferent: person(12, 'referent', { territoryId: 3 }),
  communication: person(13, 'communication'),
} as const satisfies Record<string, Actor>;
export type ActorName = keyof typeof ACTORS;
