import { mayOnCase } from '../../../../src/domain/case/may';
import { ENDS } from '../../../../src/domain/case/stages';
import { ACTORS, HERE, OPERATOR, OPERATOR_THERE, THERE } from '../../../support/domain/actors';
import { caseIn } from '../../../support/domain/case-in';
import { policies } from '../../../support/domain/policies';
import { DAY, rome, shown } from '../../../support/domain/time';

const dates = (story: ReturnType<typeof caseIn>, name = 'stage') =>
  Object.fromEntries((story.state.clocks[name]?.marks ?? []).map((mark) => [mark.key, shown(mark.at)]));
const due = (story: ReturnType<typeof caseIn>) => shown(story.state.clocks['stage']?.dueAt ?? 0);

describe('pausing (DESIGN §3: consumed working time is kept)', () => {
  test('due = resume + what was left, mark by mark', () => {
    const story = caseIn('consented');
    expect([due(story), dates(story)['lapse']]).toEqual(['2026-03-16 09:00', '2026-05-14 09:00']);
    story.give('pause', {}, { at: '2026-03-05 09:00' });
    story.give('resume', {}, { at: '2026-03-12 09:00' });
    expect([due(story), dates(story)['reminder-1']]).toEqual(['2026-03-23 09:00', '2026-03-23 09:00']);
    expect(dates(story)['lapse']).toBe('2026-05-21 09:00');
    expect(story.state).toMatchObject({ pause: null, stage: 'consented' });
  });

  test('what was overdue before is due at once after', () => {
    const story = caseIn('consented');
    story.give('pause', {}, { at: '2026-03-17 09:00' });
    story.give('resume', {}, { at: '2026-03-20 12:00' });
    expect(dates(story)['reminder-1']).toBe('2026-03-20 12:00');
  });

  test('has its own limit, after which the clock runs again and the operator is told', () => {
    const story = caseIn('consented');
    story.give('pause');
    expect(shown(story.state.pause?.limitAt ?? 0)).toBe('2026-03-30 09:00');
    expect(story.refusal('end-pause', {}, { at: '2026-03-30 08:59' })).toBe('too-early');
    expect(story.give('end-pause', {}, { at: '2026-03-30 09:00' })).toMatchObject([
      { template: 'pause-over', to: { operator: OPERATOR } },
    ]);
    expect(due(story)).toBe('2026-04-14 09:00');
    expect(story.refusal('end-pause')).toBe('already-done');
  });

  test('under a policy of calendar days every day counts, of the limit too', () => {
    const story = caseIn('opened');
    const calendarDays = policies({ consented: { dayKind: 'calendar' } });
    story.give('record-consent', {}, { facts: { policies: calendarDays } });
    story.give('pause', {}, { at: '2026-03-06 09:00' });
    expect(shown(story.state.pause?.limitAt ?? 0)).toBe('2026-03-26 09:00');
    story.give('resume', {}, { at: '2026-03-08 09:00' });
    expect(due(story)).toBe('2026-03-14 09:00');
  });

  test('without a limit never ends by itself', () => {
    const story = caseIn('opened');
    story.give('record-consent', {}, { facts: { policies: policies({ consented: { pauseLimitDays: null } }) } });
    story.give('pause');
    expect(story.state.pause?.limitAt).toBeNull();
    expect(story.refusal('end-pause', {}, { at: '2027-03-30 09:00' })).toBe('already-done');
  });

  test('once, and only a clock that runs', () => {
    const story = caseIn('consented');
    expect(story.refusal('resume')).toBe('not-paused');
    story.give('pause');
    expect(story.refusal('pause')).toBe('already-done');
    const bare = caseIn('opened');
    bare.give('record-consent', {}, { facts: { policies: {} } });
    expect(bare.refusal('pause')).toBe('no-clock');
  });

  test('ends with the stage it was about', () => {
    const story = caseIn('consented');
    story.give('pause');
    story.give('skip-screening', {}, { at: '2026-03-09 09:00' });
    expect(story.state).toMatchObject({ stage: 'screened', pause: null });
    expect(due(story)).toBe('2026-03-23 09:00');
  });
});

describe('referring to another association', () => {
  test('waits for its answer; its managers are told', () => {
    const story = caseIn('screened');
    expect(story.give('refer')).toMatchObject([
      { to: { managersOf: THERE.associationId }, template: 'referral-received' },
    ]);
    expect(story.state).toMatchObject({ stage: 'referred', referredTo: THERE, associationId: HERE.associationId });
  });

  test('needs the consent, an empty diary, and an association with an agreement in force', () => {
    expect(caseIn('opened').refusal('refer')).toBe('no-consent');
    expect(caseIn('consult-booked').refusal('refer')).toBe('already-booked');
    const story = caseIn('screened');
    expect(story.refusal('refer', {}, { facts: { target: null } })).toBe('target associationId');
    expect(story.refusal('refer', {}, { facts: { target: { ...HERE, agreement: true } } })).toBe(
      'target associationId',
    );
    const target = { ...THERE, agreement: false };
    expect(story.refusal('refer', {}, { facts: { target } })).toBe('no-agreement associationId');
  });

  test('accepted by an operator: the case is theirs, and who sent it is told', () => {
    const story = caseIn('referred');
    const told = story.give('accept-referral');
    expect(told).toMatchObject([{ to: { operator: OPERATOR }, template: 'referral-accepted' }]);
    expect(story.state).toMatchObject({ ...THERE, stage: 'screened', operatorId: OPERATOR_THERE, referredTo: null });
    expect(story.refusal('add-note', {}, { by: 'operator' })).toBe('not-yours');
    expect(story.refusal('add-note', {}, { by: 'target' })).toBeUndefined();
  });

  test.each(['targetManager', 'targetStructure'] as const)('accepted by %s: still to be assigned', (by) => {
    const story = caseIn('referred');
    story.give('accept-referral', {}, { by });
    expect(story.state).toMatchObject({ operatorId: null, unassigned: { since: 5 } });
  });

  test('declined: back where it was, with the time it had left', () => {
    const story = caseIn('referred');
    expect(story.give('decline-referral', {}, { at: '2026-03-04 09:00' })).toMatchObject([
      { to: { operator: OPERATOR }, template: 'referral-declined' },
    ]);
    expect(story.state).toMatchObject({ ...HERE, stage: 'screened', operatorId: OPERATOR, referredTo: null });
    expect([due(story), dates(story)['lapse']]).toEqual(['2026-03-18 09:00', '2026-05-18 09:00']);
  });

  test('comes back with what was left when it was referred, however often; a reminder sent is not sent again', () => {
    const story = caseIn('screened');
    story.give('fire-mark', {}, { at: '2026-03-16 09:00' });
    story.give('refer', {}, { at: '2026-03-17 09:00' });
    story.give('lapse', {}, { at: '2026-03-24 09:00' });
    expect(story.state.heldClock).toBeNull();
    expect(Object.keys(dates(story))).toEqual(['escalation-1', 'escalation-2', 'escalation-3', 'lapse']);
    // Four working days had been left until Monday 23 March, when the managers were to be told.
    expect(dates(story)['escalation-1']).toBe('2026-03-30 09:00');
    expect(story.state.clocks['stage']).toMatchObject({ startedAt: rome('2026-03-02 09:00'), pausedFor: 5 * DAY });
  });

  test('referred during a pause: what the pause had kept', () => {
    const story = caseIn('screened');
    story.give('pause', {}, { at: '2026-03-05 09:00' });
    story.give('refer', {}, { at: '2026-03-10 09:00' });
    story.give('decline-referral', {}, { at: '2026-03-12 09:00' });
    expect([due(story), story.state.pause]).toEqual(['2026-03-23 09:00', null]);
  });

  test('accepted: a clock of its own', () => {
    const story = caseIn('referred');
    story.give('accept-referral', {}, { at: '2026-03-04 09:00' });
    expect([due(story), story.state.heldClock]).toEqual(['2026-03-18 09:00', null]);
  });

  test('rests on the consent: taken back, the case is its sender’s again and nobody can take it', () => {
    const story = caseIn('referred');
    const told = story.give('withdraw-consent', {}, { by: 'manager' });
    expect(told).toMatchObject([
      { to: { managersOf: THERE.associationId }, template: 'referral-withdrawn' },
      { to: { operator: OPERATOR }, template: 'referral-declined' },
    ]);
    expect(story.state).toMatchObject({
      ...HERE,
      stage: 'screened',
      referredTo: null,
      consents: [{ state: 'withdrawn' }],
    });
    expect(story.refusal('accept-referral')).toBe('not-yours');
  });

  test('is not accepted without a consent in force, whatever an older journal says', () => {
    const story = caseIn('referred');
    story.state = { ...story.state, consents: story.state.consents.map((one) => ({ ...one, state: 'withdrawn' })) };
    expect(story.refusal('accept-referral')).toBe('no-consent');
    expect(mayOnCase(ACTORS.target, story.state)).toEqual(['decline-referral']);
  });

  test('left unanswered: returns by itself', () => {
    const story = caseIn('referred');
    expect(dates(story)['lapse']).toBe('2026-03-09 09:00');
    expect(story.give('lapse', {}, { at: '2026-03-09 09:00' })).toMatchObject([{ template: 'referral-declined' }]);
    expect(story.state).toMatchObject({ stage: 'screened', referredTo: null, end: null });
  });
});

describe('ending and reopening', () => {
  test.each([
    ['close', 'decided', 'closed'],
    ['withdraw', 'opened', 'withdrawn'],
    ['withdraw', 'claim-submitted', 'withdrawn'],
    ['withdraw', 'referred', 'withdrawn'],
    ['resolve-without-claim', 'screened', 'resolved-without-claim'],
    ['choose-no-claim', 'consult-held', 'no-claim'],
  ] as const)('%s ends the case: no clock, no pause, nothing owed', (command, stage, end) => {
    const story = caseIn(stage);
    story.give(command);
    expect(story.state).toMatchObject({ stage: end, end, clocks: {}, pause: null, closedAt: story.now });
  });

  test('a referral the person withdrew from waits for nobody, and who was asked is told', () => {
    const story = caseIn('referred');
    expect(story.give('withdraw')).toMatchObject([
      { to: { managersOf: THERE.associationId }, template: 'referral-withdrawn', channel: 'digest' },
    ]);
    expect(story.state.referredTo).toBeNull();
    expect(story.refusal('accept-referral')).toBe('not-yours');
    expect(caseIn('referred').refusal('withdraw', {}, { by: 'targetManager' })).toBe('not-yours');
  });

  test.each(ENDS.filter((end) => end !== 'withdrawn'))('%s is taken up again where it stood', (end) => {
    const story = caseIn(end);
    story.give('reopen', {}, { at: '2026-09-01 09:00' });
    const before = { closed: 'decided', lapsed: 'consented' }[end as 'closed' | 'lapsed'] ?? 'consult-held';
    expect(story.state).toMatchObject({ stage: before, end: null, closedAt: null });
    expect(story.state.clocks['stage']?.startedAt).toBe(rome('2026-09-01 09:00'));
  });

  test('and still waits for the consult it asked for', () => {
    const story = caseIn('consult-requested');
    story.give('lapse', {}, { at: '2026-07-01 09:00' });
    story.give('reopen', {}, { at: '2026-09-01 09:00' });
    expect(story.state).toMatchObject({ stage: 'consult-requested', consultRequest: { interpreterLanguage: null } });
  });

  test('not without an agreement in force', () => {
    expect(caseIn('lapsed').refusal('reopen', {}, { facts: { agreement: null } })).toBe('no-agreement');
  });

  test('not when the person withdrew: they left', () => expect(caseIn('withdrawn').refusal('reopen')).toBe('stage'));
});

describe.each(['resolve-without-claim', 'choose-no-claim'] as const)('%s says that no claim was filed', (command) => {
  const offered = (story: ReturnType<typeof caseIn>) =>
    [ACTORS.operator, ACTORS.manager].map((actor) => mayOnCase(actor, story.state).includes(command));
  const refusal = { outcome: 'refused', amount: null, benefitFrom: null } as const;

  test.each([
    ['awaited', []],
    ['beside a draft', [['prepare-claim', { benefitId: 4 }]]],
    ['granted', [['record-outcome', {}]]],
    ['granted in part', [['record-outcome', { outcome: 'partly-granted' }]]],
    ['refused', [['record-outcome', refusal]]],
    [
      'under review',
      [
        ['record-outcome', refusal],
        ['request-review', { requestedOn: '2026-03-10' }],
      ],
    ],
  ] as const)('refused and not offered with one %s', (_name, steps) => {
    const story = caseIn('claim-submitted');
    for (const [name, data] of steps) story.give(name, data);
    expect([story.refusal(command), offered(story)]).toEqual(['claim-filed', [false, false]]);
  });

  test('a draft, or one dropped, was not filed', () => {
    const story = caseIn('claim-in-preparation');
    expect([story.refusal(command), offered(story)]).toEqual([undefined, [true, true]]);
    story.give('drop-claim');
    expect([story.refusal(command), offered(story)]).toEqual([undefined, [true, true]]);
  });
});

describe('repolicy: the one way a recorded date moves', () => {
  const longer = policies({ screened: { deadlineDays: 15 } }, 100);

  test('from the start of the clock, citing the policy', () => {
    const story = caseIn('screened');
    story.give('repolicy', { subjects: ['screened'] }, { at: '2026-03-04 09:00', facts: { policies: longer } });
    expect(due(story)).toBe('2026-03-23 09:00');
    expect(story.entries.at(-1)?.data).toMatchObject({ policyIds: [102] });
  });

  test('nobody is reminded of a date never announced: what is already past is left out', () => {
    const story = caseIn('screened');
    story.give('repolicy', { subjects: ['screened'] }, { at: '2026-04-01 09:00', facts: { policies: longer } });
    expect(Object.keys(dates(story))).toEqual(['escalation-3', 'lapse']);
  });

  test('a shorter lapse leaves one reminder’s step from now, and somebody is told', () => {
    const story = caseIn('screened');
    const short = policies({ screened: { lapseDays: 15 } }, 100);
    const told = story.give(
      'repolicy',
      { subjects: ['screened'] },
      { at: '2026-04-15 09:00', facts: { policies: short } },
    );
    expect(told).toMatchObject([{ to: { operator: OPERATOR }, template: 'reminder' }]);
    expect(dates(story)['lapse']).toBe('2026-04-29 09:00');
    expect(story.refusal('lapse', {}, { at: '2026-04-29 08:59' })).toBe('too-early');
  });

  test('what was spent in pauses does not count, and the clock still says when it began', () => {
    const story = caseIn('screened');
    story.give('pause', {}, { at: '2026-03-05 09:00' });
    story.give('resume', {}, { at: '2026-03-12 09:00' });
    expect([due(story), dates(story)['lapse']]).toEqual(['2026-03-23 09:00', '2026-05-21 09:00']);
    const clock = { startedAt: rome('2026-03-02 09:00'), pausedFor: 5 * DAY };
    expect(story.state.clocks['stage']).toMatchObject(clock);
    story.give('repolicy', { subjects: ['screened'] }, { at: '2026-03-13 09:00', facts: { policies: longer } });
    expect([due(story), dates(story)['lapse']]).toEqual(['2026-03-30 09:00', '2026-05-21 09:00']);
    expect(story.state.clocks['stage']).toMatchObject({ ...clock, policyId: 102 });
  });

  test('only the subjects named, under another policy, while nothing is paused', () => {
    const story = caseIn('screened');
    expect(story.refusal('repolicy', { subjects: ['opened'] }, { facts: { policies: longer } })).toBe('already-done');
    expect(story.refusal('repolicy', { subjects: ['screened'] })).toBe('already-done');
    story.give('pause');
    expect(story.refusal('repolicy', { subjects: ['screened'] }, { facts: { policies: longer } })).toBe('paused');
  });

  test('a new policy alone moves nothing', () => {
    const story = caseIn('screened');
    const before = story.state.clocks;
    story.give('withdraw-consent', {}, { facts: { policies: longer } });
    expect(story.state.clocks).toEqual(before);
  });
});
