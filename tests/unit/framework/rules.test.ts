import type { Notice } from '../../../src/domain/process';
import { DAY, rome, shown } from '../../support/domain/time';
import { PARTIES, POLICY_2021, POLICY_2024, pecOf, RENEWAL_DEADLINE } from '../../support/framework/facts';
import { exchangeNotes, frameworkIn, signAll } from '../../support/framework/framework-in';
import { FrameworkStory, follow } from '../../support/framework/framework-story';

const brief = (notices: readonly Notice[]) => notices.map(({ to, template, channel }) => [to, template, channel]);
const DIRECTORATE = { directorate: true };
/** The Parties as the registers have them, one of them without a PEC. */
const withoutPec = (key: string) => PARTIES.map((one) => (one.key === key ? { ...one, pec: null } : one));

describe('opening', () => {
  test.each([
    ['code-used code', {}, { codeUsed: true }],
    ['parties partyIds', { partyIds: [1, 9] }, {}],
    ['parties partyIds', { partyIds: [2, 3] }, {}],
    ['parties partyIds', { partyIds: [1, 2, 2] }, {}],
  ])('refused as %s', (rule, data, facts) => {
    expect(new FrameworkStory().refusal('open-framework', data, { facts })).toBe(rule);
  });

  test('it keeps its Parties as the registers had them, none of which has signed', () => {
    const { state } = frameworkIn('signing');
    expect(state.parties.map(({ key, own, signedOn }) => [key, own, signedOn])).toEqual([
      ['party/1', true, null],
      ['party/2', false, null],
      ['party/3', false, null],
    ]);
  });
});

describe('a Party’s signature', () => {
  test.each([
    ['unknown party', { party: 'party/9' }],
    ['future signedOn', { party: 'party/2', signedOn: '2021-06-05' }],
    ['already-done party', { party: 'party/1' }],
  ])('refused as %s', (rule, data) => {
    const story = frameworkIn('signing');
    story.give('record-party-signature');
    expect(story.refusal('record-party-signature', data)).toBe(rule);
  });

  test('the last one needs a term policy of its day', () => {
    const story = frameworkIn('signing');
    for (const party of ['party/1', 'party/2']) story.give('record-party-signature', { party });
    const facts = { policy: null };
    expect(story.refusal('record-party-signature', { party: 'party/3' }, { facts })).toBe('no-term-policy signedOn');
  });

  test('in force from the latest day, whichever was recorded last, to the corresponding one', () => {
    const story = frameworkIn('signing');
    story.give('record-party-signature', { party: 'party/1', signedOn: '2021-06-02' });
    story.give('record-party-signature', { party: 'party/2', signedOn: '2021-06-04' });
    story.give('record-party-signature', { party: 'party/3', signedOn: '2021-05-30' });
    expect(story.state).toMatchObject({
      stage: 'active',
      term: { signedOn: '2021-06-04', startsOn: '2021-06-04', endsOn: '2022-06-04', renewals: 0, renewalsLeft: 1 },
    });
  });

  test.each([
    ['2024-02-29', POLICY_2021, '2025-02-28'],
    ['2024-02-29', { ...POLICY_2024, termYears: 4 }, '2028-02-29'],
    ['2024-05-29', POLICY_2024, '2027-05-29'],
  ])('signed on %s: the term’s last day', (signedOn, policy, endsOn) => {
    const story = frameworkIn('signing');
    story.now = rome('2024-06-01 09:00');
    story.facts = { policy };
    signAll(story, signedOn);
    expect(story.state.term?.endsOn).toBe(endsOn);
    expect(story.state.term?.policy).toEqual(policy);
  });

  test('the technical table is told: every representative, by ordinary mail', () => {
    const { order } = frameworkIn('active').state.dispatches['table-1'] ?? {};
    expect(order?.recipients.map(({ key, as, channel }) => [key, as, channel])).toEqual(
      ['representative/10', 'representative/20', 'representative/21', 'representative/30'].map((key) => [
        key,
        'to',
        'mail',
      ]),
    );
    expect([order?.template, order?.variables, order?.from]).toEqual([
      'framework-told',
      { title: 'Accordo quadro inventato', startsOn: '2021-06-04', endsOn: '2022-06-04' },
      null,
    ]);
  });

  test('who has nobody at the table is named to the directorate; with nobody at all, no message is owed', () => {
    const without = (...keys: readonly string[]) =>
      PARTIES.map((one) => (keys.includes(one.key) ? { ...one, representatives: [] } : one));
    const story = frameworkIn('signing');
    story.facts = { parties: without('party/3') };
    signAll(story);
    expect(brief(story.notices)).toEqual([[DIRECTORATE, 'framework-no-table', 'digest']]);
    expect(story.notices[0]?.variables).toMatchObject({ parties: 'Parte Tre' });
    expect(story.state.dispatches['table-1']?.order.recipients).toHaveLength(3);
    follow(story, { until: rome('2022-03-06 00:00') });
    exchangeNotes(story);
    expect(story.give('renew').map((one) => one.template)).toEqual(['framework-renewed', 'framework-no-table']);
    const nobody = frameworkIn('signing');
    nobody.facts = { parties: without('party/1', 'party/2', 'party/3') };
    signAll(nobody);
    expect(nobody.state.dispatches).toEqual({});
  });
});

describe('the end', () => {
  test('at the midnight in Rome after the last day', () => {
    const story = frameworkIn('active');
    expect(story.refusal('expire', {}, { at: rome('2022-06-05 00:00') - 1 })).toBe('too-early');
    expect(brief(story.give('expire', {}, { at: '2022-06-05 00:00' }))).toEqual([
      [DIRECTORATE, 'framework-expired', 'own'],
    ]);
  });

  test.each([
    ['past-day on', { on: '2021-06-03' }],
    ['after-end on', { on: '2022-06-05' }],
  ])('an early one is refused as %s', (rule, data) => {
    expect(frameworkIn('active').refusal('terminate', data)).toBe(rule);
  });

  test('an early one comes when its day is over; announced again, the later word counts', () => {
    const story = frameworkIn('active');
    story.give('terminate', { on: '2021-12-31' });
    expect(story.refusal('terminate', { on: '2021-12-31' })).toBe('already-done');
    story.give('terminate', { on: '2021-09-30' });
    // For another reason, on the same day: the table knows.
    story.give('terminate', { on: '2021-09-30', reason: 'Un’altra fine inventata' });
    const told = Object.values(story.state.dispatches).filter((one) => one.order.template === 'framework-told-ending');
    expect(told.map((one) => one.order.variables['endsOn'])).toEqual(['2021-12-31', '2021-09-30']);
    expect(story.state.stage).toBe('active');
    expect(story.refusal('end-early', {}, { at: '2021-09-30 23:59' })).toBe('too-early');
    expect(brief(story.give('end-early', {}, { at: '2021-10-01 00:00' }))).toEqual([
      [DIRECTORATE, 'framework-terminated', 'own'],
    ]);
  });

  test('one never in force ends at once', () => {
    const story = frameworkIn('signing');
    story.give('terminate', { on: '2021-06-04' });
    expect(story.state.stage).toBe('terminated');
  });

  test('one that was not announced does not come', () => {
    expect(frameworkIn('active').refusal('end-early')).toBe('already-done');
  });

  test('what has not left then does not leave any more; what comes in is recorded', () => {
    const story = frameworkIn('renewal-window');
    story.give('sign-note');
    story.give('expire', {}, { at: '2022-06-05 00:00' });
    expect(story.carry()).toEqual([]);
    expect(story.refusal('begin-dispatch')).toBe('stage');
    story.receive('errore-consegna', 'note-request-1', 'party/2');
    expect(story.state.dispatches['note-request-1']?.receipts).toHaveLength(1);
  });
});

describe('reminders and escalations', () => {
  const mark = (key: string) => ({ clock: 'renewal', mark: key });

  test('a reminder joins the directorate’s digest, an escalation is a mail of its own', () => {
    const story = frameworkIn('renewal-window');
    expect(story.refusal('fire-mark', mark('reminder-1'), { at: '2022-04-04 00:59' })).toBe('too-early');
    const told = story.give('fire-mark', mark('reminder-1'), { at: '2022-04-05 01:00' });
    expect(brief(told)).toEqual([[DIRECTORATE, 'framework-reminder', 'digest']]);
    expect(told[0]?.variables).toMatchObject({ parties: 'INPS, Parte Due, Parte Tre' });
    expect(story.refusal('fire-mark', mark('reminder-1'))).toBe('already-done');
    expect(Object.keys(story.state.dispatches)).not.toContain('note-chase-1');
    story.note('party/2');
    story.give('sign-note');
    const late = story.give('fire-mark', mark('escalation-1'), { at: '2022-05-05 01:00' });
    expect(brief(late)).toEqual([[DIRECTORATE, 'framework-escalation', 'own']]);
    // Ours was signed, and has reached nobody yet.
    expect(late[0]?.variables).toMatchObject({ parties: 'INPS, Parte Tre' });
  });

  test('each escalation asks again those whose note is missing, by PEC', () => {
    const story = frameworkIn('renewal-window');
    story.note('party/2');
    story.give('fire-mark', mark('escalation-1'), { at: '2022-05-05 01:00' });
    story.give('fire-mark', mark('escalation-2'), {
      at: '2022-05-20 01:00',
      facts: { parties: withoutPec('party/3') },
    });
    story.note('party/3');
    const chases = Object.values(story.state.dispatches).filter((one) => one.order.template === 'note-chase');
    expect(chases.map((one) => one.order.recipients.map((to) => to.key))).toEqual([['party/3']]);
  });

  test('of several overdue the highest goes out; none when the end is overdue too', () => {
    const late = frameworkIn('renewal-window');
    expect(brief(late.give('fire-mark', mark('reminder-1'), { at: '2022-05-25 09:00' }))).toEqual([
      [DIRECTORATE, 'framework-escalation', 'own'],
    ]);
    expect(late.entries.find((one) => one.type === 'mark-fired')?.data).toMatchObject({
      sent: { key: 'escalation-2' },
      skipped: ['reminder-1', 'reminder-2', 'escalation-1'],
    });
    const over = frameworkIn('renewal-window');
    expect(over.give('fire-mark', mark('reminder-1'), { at: '2022-07-01 09:00' })).toEqual([]);
    expect(over.state.dispatches['note-chase-1']).toBeUndefined();
  });

  test('the clock stops once nothing is missing, and when an early end is announced', () => {
    const done = frameworkIn('renewal-window');
    expect(Object.keys(done.state.clocks)).toEqual(['renewal']);
    exchangeNotes(done);
    expect(done.state.clocks).toEqual({});
    const ending = frameworkIn('renewal-window');
    ending.give('terminate');
    expect(ending.state.clocks).toEqual({});
  });

  test('the directorate may move it onto today’s policy', () => {
    const story = frameworkIn('renewal-window');
    expect(story.refusal('repolicy')).toBe('already-done');
    const policy = { ...RENEWAL_DEADLINE, id: 71, deadlineDays: 80, reminders: [70], escalations: [] };
    story.give('repolicy', {}, { facts: { policies: { 'framework-renewal': policy } } });
    expect(story.state.clocks['renewal']?.marks.map(({ at }) => shown(at))).toEqual(['2022-05-15 01:00']);
    expect(story.state.obligations.map((one) => one.dueAt)).toEqual(Array(3).fill(rome('2022-05-25 01:00')));
  });

  test('without a policy the window opens all the same, without dates', () => {
    const story = frameworkIn('active');
    story.give('open-window', {}, { at: '2022-03-06 00:00', facts: { policies: {} } });
    expect([story.state.clocks, story.state.obligations[0]?.dueAt]).toEqual([{}, null]);
  });
});

describe('messages that do not arrive', () => {
  test('the directorate is told of a failure and of a silence, and sends again to the right address', () => {
    const story = frameworkIn('renewal-window');
    story.notices.length = 0;
    story.receive('errore-consegna', 'note-request-1', 'party/2');
    story.give('raise-dispatch-alarm', { dispatch: 'note-request-1' }, { at: story.now + DAY });
    expect(brief(story.notices)).toEqual([
      [DIRECTORATE, 'dispatch-failed', 'own'],
      [DIRECTORATE, 'dispatch-alarm', 'own'],
    ]);
    expect(story.notices.map((one) => one.variables['addresses'])).toEqual([pecOf('party/2'), pecOf('party/3')]);
    story.give('resend-dispatch', { dispatch: 'note-request-1', address: 'nuova@pec.example' });
    expect(story.carry()).toEqual(['note-request-1']);
  });

  test('a mail that came back is work for somebody it did come to', () => {
    const story = frameworkIn('active');
    const told = story.give('report-undelivered');
    expect(told.map(({ to, template, exceptReadersOf }) => [to, template, exceptReadersOf])).toEqual([
      [DIRECTORATE, 'framework-mail-undelivered', ['mail-1']],
    ]);
    expect(story.refusal('report-undelivered')).toBe('already-done');
    story.give('settle-mail');
    expect(story.refusal('settle-mail')).toBe('unknown mail');
  });
});
