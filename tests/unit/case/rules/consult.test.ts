import type { Notice } from '../../../../src/domain/process';
import { CONSULTANT, HERE, OPERATOR, OTHER_CONSULTANT, THERE } from '../../../support/domain/actors';
import { caseIn } from '../../../support/domain/case-in';
import type { CaseStory } from '../../../support/domain/case-story';
import { slot } from '../../../support/domain/facts';
import { rome, shown } from '../../../support/domain/time';

const start = rome('2026-03-10 10:00');
const slots = (...free: readonly [consultantId: number, load: number][]) => ({
  facts: { slots: free.map(([id, load]) => slot(id, start, load)) },
});
const brief = (notices: readonly Notice[]) =>
  notices.map(({ to, template, calendar }) => [to, template, calendar?.method, calendar?.sequence]);

describe('asking for a consult (message 4144/2020, § 3)', () => {
  test('tells the referents at once', () => {
    const story = caseIn('screened');
    expect(story.give('request-consult')).toMatchObject([{ to: { referentsOf: HERE.territoryId }, channel: 'own' }]);
    expect(story.refusal('request-consult')).toBe('already-done');
  });

  test('is not for one already in the diary', () => {
    expect(caseIn('consult-booked').refusal('request-consult')).toBe('already-done');
  });

  test('needs no screening, and is possible again after a consult was held', () => {
    expect(caseIn('consented').refusal('request-consult')).toBeUndefined();
    expect(caseIn('consult-held').refusal('request-consult')).toBeUndefined();
  });
});

describe('booking: who holds it', () => {
  test('is the less loaded, then the first', () => {
    const story = caseIn('consult-requested');
    story.give('book-consult', { start }, slots([OTHER_CONSULTANT, 5], [CONSULTANT, 2]));
    expect(story.state.consults[0]?.consultantId).toBe(CONSULTANT);
    const tie = caseIn('consult-requested');
    tie.give('book-consult', { start }, slots([OTHER_CONSULTANT, 2], [CONSULTANT, 2]));
    expect(tie.state.consults[0]?.consultantId).toBe(CONSULTANT);
  });

  test('is the same person as before, however loaded', () => {
    const story = caseIn('consult-held');
    const again = rome('2026-03-20 10:00');
    const free = [slot(OTHER_CONSULTANT, again, 0), slot(CONSULTANT, again, 9)];
    story.give('book-consult', { start: again }, { facts: { slots: free } });
    expect(story.state.consults[1]?.consultantId).toBe(CONSULTANT);
  });
});

describe('booking', () => {
  test('at one of the association’s own sites, in the time to come, at a free slot', () => {
    const story = caseIn('consult-requested');
    const site = { id: THERE.siteId, associationId: THERE.associationId, territoryId: THERE.territoryId, active: true };
    expect(story.refusal('book-consult', { start: story.now })).toBe('past start');
    expect(story.refusal('book-consult', {}, { facts: { site } })).toBe('site siteId');
    expect(story.refusal('book-consult', {}, { facts: { slots: [] } })).toBe('slot-taken start');
  });

  test('invites both sides, without a word about the person', () => {
    const story = caseIn('consult-requested');
    const told = story.give('book-consult');
    expect(brief(told)).toEqual([
      [{ consultant: CONSULTANT }, 'consult-booked', 'REQUEST', 0],
      [{ operator: OPERATOR, of: HERE.associationId }, 'consult-booked', 'REQUEST', 0],
    ]);
    expect(told[0]?.channel).toBe('own');
    expect(told[0]?.calendar?.uid).toBe(`${story.state.id}.consult.1`);
    expect(told[0]?.variables).toEqual({ code: story.state.code, when: start, link: 'https://incontri.example/31' });
  });

  test('keeps the interpreter who was asked for', () => {
    const story = caseIn('screened');
    story.give('request-consult', { interpreterLanguage: 'ar' });
    story.give('book-consult');
    expect(story.state.consults[0]?.interpreterLanguage).toBe('ar');
  });

  test('one consult at a time', () => expect(caseIn('consult-booked').refusal('book-consult')).toBe('already-booked'));

  test('needs no request, and after a claim does not take the case back', () => {
    expect(caseIn('consented').refusal('book-consult')).toBeUndefined();
    const story = caseIn('claim-in-preparation');
    story.give('book-consult', { start: rome('2026-03-20 10:00') });
    expect(story.state.stage).toBe('claim-in-preparation');
  });

  test('its clock runs from the end of the consult', () => {
    const clock = caseIn('consult-booked').state.clocks['stage'];
    expect(shown(clock?.startedAt ?? 0)).toBe('2026-03-10 11:00');
    expect(shown(clock?.dueAt ?? 0)).toBe('2026-03-11 11:00');
  });
});

describe('postponing', () => {
  const later = rome('2026-03-12 15:00');

  test('updates the invitation with a higher sequence, and moves reminders and clock', () => {
    const story = caseIn('consult-booked');
    expect(brief(story.give('postpone-consult', { start: later }))).toEqual([
      [{ consultant: CONSULTANT }, 'consult-postponed', 'REQUEST', 1],
      [{ operator: OPERATOR, of: HERE.associationId }, 'consult-postponed', 'REQUEST', 1],
    ]);
    expect(story.state.consults[0]?.reminders.map(({ at }) => shown(at))).toEqual([
      '2026-03-11 15:00',
      '2026-03-12 14:00',
    ]);
    expect(shown(story.state.clocks['stage']?.startedAt ?? 0)).toBe('2026-03-12 16:00');
    expect(story.state).toMatchObject({ stage: 'consult-booked', consults: [{ number: 1, sequence: 1 }] });
  });

  test('calls off the consultant it leaves', () => {
    const story = caseIn('consult-booked');
    const told = story.give(
      'postpone-consult',
      { start: later },
      { facts: { slots: [slot(OTHER_CONSULTANT, later)] } },
    );
    expect(brief(told)).toEqual([
      [{ consultant: OTHER_CONSULTANT }, 'consult-postponed', 'REQUEST', 1],
      [{ operator: OPERATOR, of: HERE.associationId }, 'consult-postponed', 'REQUEST', 1],
      [{ consultant: CONSULTANT }, 'consult-cancelled', 'CANCEL', 1],
    ]);
  });

  test('needs a consult, and a change', () => {
    expect(caseIn('consult-requested').refusal('postpone-consult')).toBe('no-consult');
    expect(caseIn('consult-booked').refusal('postpone-consult', { start })).toBe('same-time start');
    expect(caseIn('consult-booked').refusal('postpone-consult', { start, interpreterLanguage: null })).toBe(
      'same-time start',
    );
  });

  test('keeps the interpreter, unless another or none is asked for', () => {
    const story = caseIn('consult-requested');
    const language = () => story.state.consults[0]?.interpreterLanguage;
    story.give('book-consult', { interpreterLanguage: 'ar' });
    story.give('postpone-consult', { start: later });
    expect(language()).toBe('ar');
    story.give('postpone-consult', { start: later, interpreterLanguage: 'fr' });
    expect(language()).toBe('fr');
    story.give('postpone-consult', { start: later, interpreterLanguage: null });
    expect(language()).toBeNull();
  });

  test('to another site at the same time: same consultant, a new invitation, no reminder twice', () => {
    const story = caseIn('consult-booked');
    story.give('remind-consult', {}, { at: '2026-03-09 10:00' });
    const clock = story.state.clocks['stage'];
    const site = { id: 101, associationId: HERE.associationId, territoryId: HERE.territoryId, active: true };
    const told = story.give('postpone-consult', { start, siteId: 101 }, { facts: { site } });
    expect(brief(told)).toEqual([
      [{ consultant: CONSULTANT }, 'consult-postponed', 'REQUEST', 1],
      [{ operator: OPERATOR, of: HERE.associationId }, 'consult-postponed', 'REQUEST', 1],
    ]);
    expect(story.state.consults).toMatchObject([{ siteId: 101, start, reminders: [{ key: 'hour-before' }] }]);
    expect(story.state.clocks['stage']).toEqual(clock);
  });
});

describe('what follows', () => {
  test('called off: both sides are told with a higher sequence, the request stays open', () => {
    const story = caseIn('consult-booked');
    expect(brief(story.give('cancel-consult', {}, { by: 'consultant' }))).toEqual([
      [{ consultant: CONSULTANT }, 'consult-cancelled', 'CANCEL', 1],
      [{ operator: OPERATOR, of: HERE.associationId }, 'consult-cancelled', 'CANCEL', 1],
    ]);
    expect(story.state).toMatchObject({
      stage: 'consult-requested',
      consults: [{ status: 'cancelled', reminders: [] }],
    });
    expect(story.refusal('cancel-consult')).toBe('no-consult');
  });

  test.each(['hold-consult', 'miss-consult'] as const)('%s not before it began', (command) => {
    expect(caseIn('consult-booked').refusal(command, {}, { at: start - 1 })).toBe('too-early');
    expect(caseIn('consult-booked').refusal(command, {}, { at: start })).toBeUndefined();
    expect(caseIn('consult-requested').refusal(command, {}, { by: 'referent' })).toBe('no-consult');
  });

  test('held: the summary is the id of a sealed row; a referent may hold it too', () => {
    const story = caseIn('consult-booked');
    const told = story.give('hold-consult', {}, { by: 'referent', at: start });
    expect(told).toMatchObject([{ to: { operator: OPERATOR }, template: 'consult-held', channel: 'own' }]);
    expect(story.state).toMatchObject({
      stage: 'consult-held',
      consults: [{ status: 'held', summaryRef: 'sealed-summary' }],
    });
  });

  test('nobody came: the case asks for a consult again, with the same interpreter', () => {
    const story = caseIn('screened');
    story.give('book-consult', { interpreterLanguage: 'fr' });
    expect(story.give('miss-consult', {}, { at: start })).toMatchObject([
      { to: { operator: OPERATOR }, template: 'consult-missed', channel: 'own' },
    ]);
    expect(story.state).toMatchObject({
      stage: 'consult-requested',
      consultRequest: { interpreterLanguage: 'fr' },
      consults: [{ status: 'no-show' }],
    });
  });

  test.each(['withdraw', 'resolve-without-claim', 'choose-no-claim'] as const)('%s calls it off', (command) => {
    const story = caseIn('consult-booked');
    expect(brief(story.give(command)).map((one) => one[2])).toEqual(['CANCEL', 'CANCEL']);
    expect(story.state.consults).toMatchObject([{ status: 'cancelled', sequence: 1, reminders: [] }]);
    expect(story.state.consultRequest).toEqual(command === 'withdraw' ? null : { interpreterLanguage: null });
  });
});

test.each(['withdraw', 'resolve-without-claim', 'choose-no-claim'] as const)(
  '%s after the consult began: nothing is called off, and its outcome stays unsaid',
  (command) => {
    const story = caseIn('consult-booked');
    expect(story.give(command, {}, { at: start })).toEqual([]);
    expect(story.state.consults).toMatchObject([{ status: 'unrecorded', sequence: 0 }]);
  },
);

describe('reminders: none that would arrive too late', () => {
  const remind = (story: CaseStory, key: 'day-before' | 'hour-before', at: string) => {
    const told = story.give('remind-consult', { key }, { at });
    return told.map((notice) => notice.template);
  };

  test('only those still ahead are set', () => {
    const story = caseIn('consult-requested');
    story.give('book-consult', { start }, { at: '2026-03-09 10:00' });
    expect(story.state.consults[0]?.reminders.map((one) => one.key)).toEqual(['hour-before']);
  });

  test('the day before and an hour before, to both sides', () => {
    const story = caseIn('consult-booked');
    expect(remind(story, 'day-before', '2026-03-09 10:00')).toEqual(['consult-reminder', 'consult-reminder']);
    expect(remind(story, 'hour-before', '2026-03-10 09:00')).toEqual(['consult-reminder', 'consult-reminder']);
    expect(story.state.consults[0]?.reminders).toEqual([]);
  });

  test('one overtaken by the next, or by the consult, is recorded as not sent', () => {
    const story = caseIn('consult-booked');
    expect(remind(story, 'day-before', '2026-03-10 09:30')).toEqual([]);
    expect(remind(story, 'hour-before', '2026-03-10 10:00')).toEqual([]);
    expect(story.entries.slice(-2).map((entry) => entry.data)).toMatchObject([{ sent: false }, { sent: false }]);
  });

  test('too early, or once more, is a result', () => {
    const story = caseIn('consult-booked');
    expect(story.refusal('remind-consult')).toBe('too-early');
    remind(story, 'day-before', '2026-03-09 10:00');
    expect(story.refusal('remind-consult')).toBe('already-done');
    expect(story.refusal('remind-consult', { consult: 2 })).toBe('already-done');
    expect(caseIn('consult-held').refusal('remind-consult', { key: 'hour-before' })).toBe('already-done');
  });

  test('is no change an edit could be stale for', () => {
    const story = caseIn('consult-booked');
    const { settledVersion } = story.state;
    remind(story, 'day-before', '2026-03-09 10:00');
    expect(story.state.settledVersion).toBe(settledVersion);
  });
});
