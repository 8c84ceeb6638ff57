import fc from 'fast-check';
import { mayOnCase } from '../../../src/domain/case/may';
import { STAGES } from '../../../src/domain/case/stages';
import { actorId, FOLLOW, ROLES } from '../../../src/domain/network/actor';
import { type Placed, scopeOf, sees } from '../../../src/domain/network/scope';
import { ACTORS, type ActorName, CONSULTANT, HERE, person, THERE } from '../../support/domain/actors';
import { caseIn } from '../../support/domain/case-in';

const placed: Placed = {
  territoryId: HERE.territoryId,
  associationId: HERE.associationId,
  referredTo: null,
  consultantIds: [],
};
const cases = {
  here: placed,
  'with consult': { ...placed, consultantIds: [CONSULTANT] },
  referred: { ...placed, referredTo: THERE },
  there: { ...placed, territoryId: THERE.territoryId, associationId: THERE.associationId },
} as const;

/** Who sees what (invariant 11). */
const SEEN: Readonly<Record<ActorName, readonly (keyof typeof cases)[]>> = {
  operator: ['here', 'with consult', 'referred'],
  manager: ['here', 'with consult', 'referred'],
  consultant: ['with consult'],
  referent: ['here', 'with consult', 'referred'],
  structure: ['here', 'with consult', 'referred'],
  directorate: ['here', 'with consult', 'referred', 'there'],
  target: ['referred', 'there'],
  targetManager: ['referred', 'there'],
  targetStructure: ['referred', 'there'],
  system: ['here', 'with consult', 'referred', 'there'],
  stranger: [],
  strangerConsultant: [],
  strangerReferent: [],
  communication: [],
};

test.each(Object.keys(SEEN) as ActorName[])('%s sees its own and nothing else', (name) => {
  const names = Object.keys(cases) as (keyof typeof cases)[];
  expect(names.filter((one) => sees(scopeOf(ACTORS[name]), cases[one]))).toEqual(SEEN[name]);
});

test('a profile without its place sees nothing', () => {
  for (const role of ROLES.filter((one) => one !== 'directorate')) {
    expect([role, scopeOf(person(1, role)).kind]).toEqual([role, 'none']);
  }
  const half = person(1, 'operator', { associationId: HERE.associationId });
  expect(scopeOf(half).kind).toBe('none');
});

test('whoever may do anything on a case sees it', () => {
  for (const stage of STAGES) {
    const { state } = caseIn(stage);
    const where = { ...state, consultantIds: state.consults.map((one) => one.consultantId) };
    for (const actor of Object.values(ACTORS)) {
      if (mayOnCase(actor, state).length > 0)
        expect([stage, actorId(actor), sees(scopeOf(actor), where)]).toEqual([stage, actorId(actor), true]);
    }
  }
});

test('no place of its own makes a row of another territory and association visible', () => {
  const id = fc.integer({ min: 1, max: 50 });
  fc.assert(
    fc.property(
      fc.constantFrom(...ROLES),
      id,
      id,
      id,
      id,
      (role, territoryId, associationId, operatorId, consultantId) => {
        const actor = person(1, role, { territoryId, associationId, operatorId, consultantId });
        const elsewhere = {
          territoryId: 99,
          associationId: 98,
          referredTo: { territoryId: 97, associationId: 96 },
          consultantIds: [95],
        };
        expect(sees(scopeOf(actor), elsewhere)).toBe(role === 'directorate');
      },
    ),
  );
});

test('actors have one name in the journal', () => {
  expect([actorId(ACTORS.operator), actorId(FOLLOW)]).toEqual(['user:1', 'system:follow']);
});
