import { standingsOf } from '../../../src/domain/case/standing';
import type { CaseState, Consult } from '../../../src/domain/case/state';
import { scopeOf } from '../../../src/domain/network/scope';
import { seesCase } from '../../../src/http/cases/visible';
import { casesSeen } from '../../../src/http/scope';
import { ACTORS } from '../../support/domain/actors';
import { caseIn } from '../../support/domain/case-in';

/** A case whose only consult is in that state. */
function withConsult(status: Consult['status']): CaseState {
  const { state } = caseIn('consult-booked');
  return { ...state, consults: state.consults.map((one) => ({ ...one, status })) };
}

describe('a consultant sees a person through a consult, and no longer once it is called off', () => {
  test.each([
    ['booked', true],
    ['held', true],
    ['no-show', true],
    ['unrecorded', true],
    ['cancelled', false],
  ] as const)('%s: %s', (status, sees) => {
    const state = withConsult(status);
    expect(standingsOf(ACTORS.consultant, state)).toEqual(sees ? ['consultant'] : []);
    expect(seesCase(ACTORS.consultant, state)).toBe(sees);
    expect(standingsOf(ACTORS.strangerConsultant, state)).toEqual([]);
    expect(seesCase(ACTORS.strangerConsultant, state)).toBe(false);
  });

  test('the lists ask the database the same', () => {
    const { sql, bindings } = casesSeen(scopeOf(ACTORS.consultant));
    expect(sql).toContain("held.status <> 'cancelled'");
    expect(bindings).toEqual([ACTORS.consultant.consultantId]);
  });

  test('called off by them: the case is out of their sight with the next reading', () => {
    const story = caseIn('consult-booked');
    story.give('cancel-consult', {}, { by: 'consultant' });
    expect(story.refusal('cancel-consult', {}, { by: 'consultant' })).toBe('not-yours');
    expect(seesCase(ACTORS.consultant, story.state)).toBe(false);
  });
});
