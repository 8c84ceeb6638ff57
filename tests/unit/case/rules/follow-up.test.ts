import { stageLapse } from '../../../../src/domain/case/dates';
import { caseRows } from '../../../../src/domain/case/rows';
import type { Notice } from '../../../../src/domain/process';
import { CONSULTANT, HERE, OPERATOR, THERE } from '../../../support/domain/actors';
import { caseIn } from '../../../support/domain/case-in';
import type { CaseStory } from '../../../support/domain/case-story';
import { follow } from '../../../support/domain/follow';
import { policies } from '../../../support/domain/policies';
import { shown } from '../../../support/domain/time';

const brief = (notices: readonly Notice[]) => notices.map(({ to, template, channel }) => [to, template, channel]);

// A case opened on Monday 2 March at nine reminds on the 5th and the 9th, climbs on the 16th, 23rd and 30th.
const mark = (key: string) => ({ clock: 'stage', mark: key });

describe('a reminder or an escalation', () => {
  test('too early, or once more, is a result', () => {
    const story = caseIn('opened');
    expect(story.refusal('fire-mark', mark('reminder-1'), { at: '2026-03-05 08:59' })).toBe('too-early');
    story.give('fire-mark', mark('reminder-1'), { at: '2026-03-05 09:00' });
    expect(story.refusal('fire-mark', mark('reminder-1'))).toBe('already-done');
    expect(story.refusal('fire-mark', mark('reminder-9'))).toBe('already-done');
    expect(story.refusal('fire-mark', { clock: 'claim-1', mark: 'reminder-1' })).toBe('already-done');
  });

  test('a reminder joins the digest of whoever follows the case', () => {
    const story = caseIn('opened');
    const told = story.give('fire-mark', mark('reminder-1'), { at: '2026-03-05 09:00' });
    expect(brief(told)).toEqual([[{ operator: OPERATOR, of: HERE.associationId }, 'reminder', 'digest']]);
    expect(told[0]?.variables).toMatchObject({ code: 'HQ7W2K9X', subject: 'opened' });
  });

  test.each([
    ['escalation-1', '2026-03-16 09:00', { managersOf: HERE.associationId }],
    ['escalation-2', '2026-03-23 09:00', { structureOf: HERE.territoryId }],
    ['escalation-3', '2026-03-30 09:00', { directorate: true }],
  ])('%s is a message of its own, one rung higher', (key, at, to) => {
    expect(brief(caseIn('opened').give('fire-mark', mark(key), { at }))).toEqual([[to, 'escalation', 'own']]);
  });

  test('of several overdue only the highest rung goes out, the others are recorded as skipped (invariant 7)', () => {
    const story = caseIn('opened');
    const told = story.give('fire-mark', mark('reminder-1'), { at: '2026-03-24 12:00' });
    expect(brief(told)).toEqual([[{ structureOf: HERE.territoryId }, 'escalation', 'own']]);
    expect(story.entries.at(-1)?.data).toMatchObject({
      sent: { key: 'escalation-2' },
      skipped: ['reminder-1', 'reminder-2', 'escalation-1'],
    });
    expect(story.state.clocks['stage']?.marks.map((one) => one.key)).toEqual(['escalation-3', 'lapse']);
  });

  test('an overdue lapse silences them all', () => {
    const story = caseIn('opened');
    expect(story.give('fire-mark', mark('reminder-1'), { at: '2026-07-01 09:00' })).toEqual([]);
    expect(story.state.clocks['stage']?.marks.map((one) => one.key)).toEqual(['lapse']);
  });

  test('a pause that came first stops it', () => {
    const story = caseIn('opened');
    story.give('pause', {}, { at: '2026-03-05 09:00' });
    expect(story.refusal('fire-mark', mark('reminder-1'))).toBe('already-done');
  });

  test('while nobody has the case the managers are reminded', () => {
    const story = caseIn('referred');
    story.give('accept-referral', {}, { by: 'targetManager' });
    const told = story.give('fire-mark', mark('reminder-1'), { at: '2026-03-16 09:00' });
    expect(brief(told)).toEqual([[{ managersOf: 20 }, 'reminder', 'digest']]);
  });

  test('of a referral the side that must answer is reminded, and its ladder climbed', () => {
    const story = caseIn('screened');
    const ladder = [
      { afterDays: 3, to: 'operator' as const },
      { afterDays: 4, to: 'manager' as const },
      { afterDays: 4.5, to: 'structure' as const },
    ];
    story.give('refer', {}, { facts: { policies: policies({ referred: { reminders: [2], escalations: ladder } }) } });
    const told = (key: string, at: string) => brief(story.give('fire-mark', mark(key), { at }))[0]?.[0];
    expect(told('reminder-1', '2026-03-04 09:00')).toEqual({ managersOf: THERE.associationId });
    expect(told('escalation-1', '2026-03-05 09:00')).toEqual({ managersOf: THERE.associationId });
    expect(told('escalation-2', '2026-03-06 09:00')).toEqual({ managersOf: THERE.associationId });
    expect(told('escalation-3', '2026-03-06 22:00')).toEqual({ structureOf: THERE.territoryId });
  });

  test('of a consult nobody wrote up the consultant is reminded; of a claim beside it whoever follows the case', () => {
    const story = caseIn('consult-booked');
    const told = story.give('fire-mark', mark('reminder-1'), { at: '2026-03-11 11:00' });
    expect(brief(told)).toEqual([[{ consultant: CONSULTANT }, 'reminder', 'digest']]);
    const claim = caseIn('claim-submitted');
    const asked = claim.give('fire-mark', { clock: 'claim-1', mark: 'reminder-1' }, { at: '2026-05-08 09:00' });
    expect(brief(asked)).toEqual([[{ operator: OPERATOR, of: HERE.associationId }, 'reminder', 'digest']]);
  });

  test('a rung may be the operator', () => {
    const story = caseIn('opened');
    const own = policies({ consented: { reminders: [], escalations: [{ afterDays: 1, to: 'operator' }] } });
    story.give('record-consent', {}, { facts: { policies: own } });
    expect(brief(story.give('fire-mark', mark('escalation-1'), { at: '2026-03-03 09:00' }))).toEqual([
      [{ operator: OPERATOR, of: HERE.associationId }, 'escalation', 'own'],
    ]);
  });
});

describe('lapsing', () => {
  test('ends the case, which can be reopened', () => {
    const story = caseIn('consented');
    expect(story.refusal('lapse', {}, { at: '2026-05-14 08:59' })).toBe('too-early');
    expect(brief(story.give('lapse', {}, { at: '2026-05-14 09:00' }))).toEqual([
      [{ operator: OPERATOR, of: HERE.associationId }, 'case-lapsed', 'digest'],
    ]);
    expect(story.state).toMatchObject({ stage: 'lapsed', clocks: {} });
  });

  test('a decided case is closed instead', () => {
    const story = caseIn('decided');
    expect(brief(story.give('lapse', {}, { at: '2026-04-28 12:00' }))).toMatchObject([[{}, 'case-closed', 'digest']]);
    expect(story.state.stage).toBe('closed');
  });

  test('a consult whose time came is not called off: nobody said how it went, and the case would ask again', () => {
    const story = caseIn('consult-booked');
    const told = story.give('lapse', {}, { at: '2026-07-01 09:00' });
    expect(told.map((one) => [one.template, one.calendar])).toEqual([['case-lapsed', undefined]]);
    expect(story.state.consults).toMatchObject([{ status: 'unrecorded', sequence: 0, reminders: [] }]);
    story.give('reopen', {}, { at: '2026-07-02 09:00' });
    expect(story.state.stage).toBe('consult-requested');
  });

  test('not while paused, and only by the clock of the stage', () => {
    const story = caseIn('consented');
    story.give('pause');
    expect(story.refusal('lapse', {}, { at: '2026-07-01 09:00' })).toBe('already-done');
    expect(caseIn('claim-submitted').refusal('lapse', { clock: 'claim-1' })).toBe('already-done');
    expect(caseIn('claim-submitted').refusal('lapse', {}, { at: '2030-07-01 09:00' })).toBe('already-done');
  });
});

describe('a filed claim keeps the case, whatever else was left undone', () => {
  const lapseOf = (story: CaseStory) => stageLapse(story.state);
  const later = '2026-12-01 09:00';

  /** One claim filed on 10 March, and the draft of another that everybody forgot. */
  const beside = (): CaseStory => {
    const story = caseIn('claim-submitted');
    story.give('prepare-claim', { benefitId: 4 });
    return story;
  };

  test('no lapse while its outcome is awaited: reminders and the ladder go on', () => {
    const story = beside();
    expect(story.state.stage).toBe('claim-in-preparation');
    expect(story.refusal('lapse', {}, { at: later })).toBe('already-done');
    expect(caseRows(story.state)[0]?.columns['lapse_at']).toBeNull();
    const told = story.give('fire-mark', mark('reminder-1'), { at: later });
    expect(brief(told)).toEqual([[{ directorate: true }, 'escalation', 'own']]);
    follow(story);
    expect(story.state.stage).toBe('claim-in-preparation');
  });

  test('no lapse while a review is awaited, nor before the last day to ask for one', () => {
    const story = beside();
    const refused = { outcome: 'refused', amount: null, benefitFrom: null, decidedOn: '2026-05-20' } as const;
    story.give('record-outcome', refused, { at: '2026-05-20 09:00' });
    expect(shown(lapseOf(story)?.at ?? 0)).toBe('2026-08-19 00:00');
    story.give('request-review', { requestedOn: '2026-06-01' }, { at: '2026-06-01 09:00' });
    expect([lapseOf(story), story.refusal('lapse', {}, { at: later })]).toEqual([undefined, 'already-done']);
  });

  test('when the last outcome has come the case has a reminder’s step left, however late it was', () => {
    const story = beside();
    story.give('record-outcome', { decidedOn: '2026-12-01' }, { at: later });
    expect(shown(lapseOf(story)?.at ?? 0)).toBe('2026-12-16 09:00');
    expect(story.refusal('lapse', {}, { at: '2026-12-16 08:59' })).toBe('too-early');
    expect(story.refusal('lapse', {}, { at: '2026-12-16 09:00' })).toBeUndefined();
  });

  test('so it has when the outcome comes during a pause', () => {
    const story = beside();
    story.give('pause', {}, { at: later });
    story.give('record-outcome', { decidedOn: '2026-12-01' });
    expect(lapseOf(story)).toBeUndefined();
    story.give('resume', {}, { at: '2026-12-02 09:00' });
    expect(shown(lapseOf(story)?.at ?? 0)).toBe('2026-12-17 09:00');
  });
});

describe('a mail that came back is visible work', () => {
  test('until somebody deals with it', () => {
    const story = caseIn('screened');
    expect(brief(story.give('report-undelivered'))).toEqual([
      [{ managersOf: HERE.associationId }, 'mail-undelivered', 'digest'],
    ]);
    expect(story.refusal('report-undelivered')).toBe('already-done');
    expect(story.refusal('settle-mail', { mail: 'mail-2' })).toBe('unknown mail');
    story.give('settle-mail', { how: 'dismissed' });
    expect(story.state.undelivered).toEqual([]);
    expect(story.refusal('settle-mail')).toBe('unknown mail');
  });

  test('nobody is told by mail that a mail to them came back, however many of this case did', () => {
    const story = caseIn('screened');
    expect(story.give('report-undelivered')).toMatchObject([{ exceptReadersOf: ['mail-1'] }]);
    expect(story.give('report-undelivered', { mail: 'mail-2' })).toMatchObject([
      { exceptReadersOf: ['mail-1', 'mail-2'] },
    ]);
    story.give('settle-mail', { mail: 'mail-1' });
    expect(story.give('report-undelivered', { mail: 'mail-3' })).toMatchObject([
      { exceptReadersOf: ['mail-2', 'mail-3'] },
    ]);
  });

  test('after the end too', () => {
    const story = caseIn('lapsed');
    story.give('report-undelivered');
    story.give('settle-mail');
    expect(story.state).toMatchObject({ stage: 'lapsed', undelivered: [], clocks: {} });
  });
});
