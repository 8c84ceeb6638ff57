import type { Notice } from '../../../../src/domain/process';
import { COLLEAGUE, CONSULTANT, HERE, OPERATOR } from '../../../support/domain/actors';
import { caseIn } from '../../../support/domain/case-in';
import { CaseStory } from '../../../support/domain/case-story';
import { rome } from '../../../support/domain/time';

const start = rome('2026-03-10 10:00');
const brief = (notices: readonly Notice[]) =>
  notices.map(({ to, template, calendar }) => [to, template, calendar?.method, calendar?.sequence]);

describe('a case that changes hands with a consult in the diary', () => {
  const candidates = [{ operatorId: COLLEAGUE, load: 0 }];
  const handed = (from: unknown, to: number, sequence: number) => [
    [{ operator: to, of: HERE.associationId }, 'case-assigned', undefined, undefined],
    [from, 'consult-cancelled', 'CANCEL', sequence - 1],
    [{ operator: to, of: HERE.associationId }, 'consult-booked', 'REQUEST', sequence],
  ];

  test.each([
    ['reassign', {}],
    ['assign', { facts: { candidates } }],
  ] as const)('%s: it leaves one operator’s diary and enters the other’s', (command, giving) => {
    const story = caseIn('consult-booked');
    const before = story.state.consults[0];
    const told = story.give(command, {}, giving);
    expect(brief(told)).toEqual(handed({ operator: OPERATOR, of: HERE.associationId }, COLLEAGUE, 2));
    expect(told.map((one) => [one.channel, one.calendar?.start])).toEqual([
      ['digest', undefined],
      ['own', start],
      ['own', start],
    ]);
    expect(story.state.consults).toEqual([{ ...before, sequence: 2 }]);
    expect(story.entries.at(-1)?.data).toMatchObject({ operatorId: COLLEAGUE, consultSequence: 2 });
  });

  test('back again: the invitation is later than the cancellation they had', () => {
    const story = caseIn('consult-booked');
    story.give('reassign');
    expect(brief(story.give('reassign', { operatorId: OPERATOR }))).toEqual(
      handed({ operator: COLLEAGUE, of: HERE.associationId }, OPERATOR, 4),
    );
  });

  test('what follows goes to the new operator, later than all before', () => {
    const story = caseIn('consult-booked');
    story.give('reassign');
    expect(brief(story.copy().give('postpone-consult'))).toEqual([
      [{ consultant: CONSULTANT }, 'consult-postponed', 'REQUEST', 3],
      [{ operator: COLLEAGUE, of: HERE.associationId }, 'consult-postponed', 'REQUEST', 3],
    ]);
    expect(brief(story.give('cancel-consult'))).toEqual([
      [{ consultant: CONSULTANT }, 'consult-cancelled', 'CANCEL', 3],
      [{ operator: COLLEAGUE, of: HERE.associationId }, 'consult-cancelled', 'CANCEL', 3],
    ]);
  });

  test('the managers, invited while nobody had it, are called off: one of them may be who takes it', () => {
    const story = new CaseStory();
    story.give('open-case', {}, { by: 'manager' });
    story.give('record-consent');
    const managers = { managersOf: HERE.associationId };
    expect(brief(story.give('book-consult'))[1]).toEqual([managers, 'consult-booked', 'REQUEST', 0]);
    expect(brief(story.give('assign', {}, { facts: { candidates } }))).toEqual(handed(managers, COLLEAGUE, 2));
  });

  test.each(['consult-requested', 'consult-held'] as const)('nothing to hand over on a case %s', (stage) => {
    const story = caseIn(stage);
    const { consults } = story.state;
    expect(brief(story.give('reassign'))).toEqual([
      [{ operator: COLLEAGUE, of: HERE.associationId }, 'case-assigned', undefined, undefined],
    ]);
    expect(story.state.consults).toEqual(consults);
    expect(story.entries.at(-1)?.data).not.toHaveProperty('consultSequence');
  });
});
