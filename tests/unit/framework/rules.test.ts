import type { Notice } from '../../../src/domain/process';
import { hash, PROVEN } from '../../support/dispatch/receipts';
import { DAY, rome, shown } from '../../support/domain/time';
import { OTHERS, PARTIES, POLICY_2021, POLICY_2024, pecOf, RENEWAL_DEADLINE } from '../../support/framework/facts';
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

  test('with nobody at the table nothing is owed', () => {
    const story = frameworkIn('signing');
    story.facts = { parties: PARTIES.map((one) => ({ ...one, representatives: [] })) };
    signAll(story);
    expect(story.state.dispatches).toEqual({});
  });
});

describe('the renewal window', () => {
  test('opens the policy’s days before the end, once', () => {
    const story = frameworkIn('active');
    expect(story.refusal('open-window', {}, { at: rome('2022-03-06 00:00') - 1 })).toBe('too-early');
    const told = story.give('open-window', {}, { at: '2022-03-06 00:00' });
    expect(brief(told)).toEqual([[DIRECTORATE, 'framework-window', 'own']]);
    expect(told[0]?.variables).toEqual({
      title: 'Accordo quadro inventato',
      endsOn: '2022-06-04',
      renewedUntil: '2023-06-04',
    });
    expect(story.refusal('open-window')).toBe('stage');
    expect(story.state.exchange).toMatchObject({ own: 'party/1', others: OTHERS, ownNote: null, received: {} });
  });

  test('asks every other Party for its note, by PEC', () => {
    const { order } = frameworkIn('renewal-window').state.dispatches['note-request-1'] ?? {};
    expect(order?.recipients).toEqual(OTHERS.map((key) => ({ key, address: pecOf(key), as: 'to', channel: 'pec' })));
    expect(order?.template).toBe('note-request');
  });

  test('who has no PEC is named to the directorate', () => {
    const story = frameworkIn('active');
    const told = story.give('open-window', {}, { at: '2022-03-06 00:00', facts: { parties: withoutPec('party/3') } });
    expect(brief(told).at(-1)).toEqual([DIRECTORATE, 'framework-no-pec', 'own']);
    expect(told.at(-1)?.variables).toMatchObject({ parties: 'Parte Tre' });
    expect(story.state.dispatches['note-request-1']?.order.recipients.map((one) => one.key)).toEqual(['party/2']);
  });

  test('not after the end, nor once an early end was announced', () => {
    const story = frameworkIn('active');
    expect(story.refusal('open-window', {}, { at: '2022-06-05 00:00' })).toBe('term-over');
    story.give('terminate', { on: '2022-05-01' });
    expect(story.refusal('open-window', {}, { at: '2022-03-06 00:00' })).toBe('already-done');
  });

  test('a term shorter than its window opens it at once', () => {
    const story = frameworkIn('signing');
    story.facts = { policy: { ...POLICY_2021, windowDays: 400 } };
    signAll(story);
    expect(follow(story, { until: story.now }).map((one) => one.key)).toContain('open-window');
  });
});

describe('the notes', () => {
  test('ours leaves for every other Party, as it was signed', () => {
    const story = frameworkIn('renewal-window');
    story.give('sign-note');
    const { order } = story.state.dispatches['note-1'] ?? {};
    expect(order?.recipients.map((one) => one.key)).toEqual(OTHERS);
    expect([order?.template, order?.attachments]).toEqual([
      'renewal-note',
      [{ document: hash('a'), name: 'nota-di-rinnovo', mediaType: 'application/octet-stream' }],
    ]);
    expect(story.refusal('sign-note')).toBe('already-done');
  });

  test('none leaves that nobody signed, or while a Party has no PEC', () => {
    const story = frameworkIn('renewal-window');
    expect(story.refusal('sign-note', { signatures: [] })).toBe('note-unsigned signatures');
    expect(story.refusal('sign-note', {}, { facts: { parties: withoutPec('party/2') } })).toBe('no-pec parties');
  });

  test('a Party’s is proven by its envelope, from its own address', () => {
    const story = frameworkIn('renewal-window');
    const told = story.give('propose-message', { sender: 'altri@pec.example' });
    expect(brief(told)).toEqual([[DIRECTORATE, 'pec-proposed', 'digest']]);
    expect(story.refusal('accept-note')).toBe('other-sender from');
    story.give('propose-message', { message: 3, checks: { ...PROVEN, chain: 'failed' } });
    expect(story.refusal('accept-note', { message: 3 })).toBe('envelope-unproven message');
    expect(story.refusal('accept-note', {}, { facts: { parties: withoutPec('party/2') } })).toBe('no-pec from');
    story.give('dismiss-message', { message: 3 });
    story.note('party/3');
    expect(Object.keys(story.state.exchange?.received ?? {})).toEqual(['party/3']);
  });

  test('ours is proven by its receipts only; what else was sent may be settled otherwise', () => {
    const story = frameworkIn('renewal-window');
    story.give('sign-note');
    const note = { dispatch: 'note-1' };
    expect(story.refusal('acknowledge-dispatch', note)).toBe('note-by-pec dispatch');
    expect(story.refusal('record-protocol', note)).toBe('note-by-pec dispatch');
    story.give('acknowledge-dispatch');
    story.give('record-protocol', { recipient: 'party/3' }, { at: '2022-03-08 09:00' });
  });
});

describe('renewing', () => {
  test('only when every note is in and ours has reached every other', () => {
    const story = frameworkIn('renewal-window');
    const refusal = () => story.refusal('renew');
    expect(refusal()).toBe('notes-missing');
    story.give('sign-note');
    story.carry();
    for (const party of OTHERS) story.note(party);
    story.receive('avvenuta-consegna', 'note-1', 'party/2');
    expect(refusal()).toBe('notes-missing');
    story.receive('avvenuta-consegna', 'note-1', 'party/3');
    expect(refusal()).toBeUndefined();
  });

  test('for the same period, once, and the table and the directorate are told', () => {
    const story = frameworkIn('renewal-window');
    exchangeNotes(story);
    const told = story.give('renew');
    expect(brief(told)).toEqual([[DIRECTORATE, 'framework-renewed', 'own']]);
    expect(story.state).toMatchObject({
      stage: 'renewed',
      term: { startsOn: '2021-06-04', endsOn: '2023-06-04', renewals: 1, renewalsLeft: 0 },
    });
    expect(story.state.dispatches['table-2']?.order.variables).toMatchObject({ endsOn: '2023-06-04' });
    expect([story.refusal('renew'), story.refusal('open-window', {}, { at: '2023-03-06 00:00' })]).toEqual([
      'stage',
      'already-done',
    ]);
  });

  test('of 29 February too: both ends of the renewed term are counted from its start', () => {
    const story = frameworkIn('signing');
    story.now = rome('2024-03-01 09:00');
    story.facts = { policy: { ...POLICY_2021, termYears: 2 } };
    signAll(story, '2024-02-29');
    follow(story, { until: rome('2026-01-01 00:00') });
    exchangeNotes(story);
    story.give('renew');
    expect(story.state.term?.endsOn).toBe('2028-02-29');
  });

  test('not after the end, nor once an early end was announced', () => {
    const story = frameworkIn('renewal-window');
    exchangeNotes(story);
    expect(story.refusal('renew', {}, { at: '2022-06-05 00:00' })).toBe('term-over');
    story.give('terminate');
    expect(story.refusal('renew')).toBe('already-done');
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
    expect(story.refusal('fire-mark', mark('reminder-1'))).toBe('already-done');
    expect(Object.keys(story.state.dispatches)).not.toContain('note-chase-1');
    expect(brief(story.give('fire-mark', mark('escalation-1'), { at: '2022-05-05 01:00' }))).toEqual([
      [DIRECTORATE, 'framework-escalation', 'own'],
    ]);
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
