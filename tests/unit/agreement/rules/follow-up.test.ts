import { agreementIn } from '../../../support/agreement/agreement-in';
import { agreementPolicies } from '../../../support/agreement/policies';
import { handOver } from '../../../support/agreement/steps';
import { rome } from '../../../support/domain/time';

const at = (text: string) => ({ at: text }) as const;

describe('reminders and escalations', () => {
  test('what waits for the structure climbs from it to the directorate', () => {
    const story = agreementIn('signing');
    const fire = (mark: string, when: string) => story.give('fire-mark', { mark }, at(when));
    expect(fire('reminder-1', '2026-04-02 09:00')).toMatchObject([
      { to: { structureOf: 1 }, template: 'agreement-reminder', channel: 'digest' },
    ]);
    expect(fire('escalation-1', '2026-04-07 09:00')).toMatchObject([
      { to: { structureOf: 1 }, template: 'agreement-escalation', channel: 'own' },
    ]);
    expect(fire('escalation-2', '2026-04-12 09:00')).toMatchObject([
      { to: { directorate: true }, variables: { subject: 'agreement-signing' } },
    ]);
  });

  test('what waits for the directorate reminds it, then tells it apart, and its structure with it', () => {
    const story = agreementIn('central-review');
    const due = story.state.clocks['stage']?.dueAt;
    expect(story.give('fire-mark', {}, at('2026-03-16 09:00'))).toMatchObject([
      { to: { directorate: true }, variables: { due } },
    ]);
    const told = story.give('fire-mark', { mark: 'escalation-1' }, at('2026-03-30 09:00'));
    expect(told.map((one) => one.to)).toEqual([{ directorate: true }, { structureOf: 1 }]);
    expect(told.every((one) => one.channel === 'own')).toBe(true);
  });

  test('of several overdue the highest goes out, and the others are recorded as skipped', () => {
    const story = agreementIn('central-review');
    story.give('fire-mark', {}, at('2026-03-30 09:00'));
    expect(story.entries.at(-1)?.data).toMatchObject({
      sent: { key: 'escalation-1' },
      skipped: ['reminder-1', 'reminder-2'],
    });
    expect(story.refusal('fire-mark', { mark: 'reminder-2' })).toBe('already-done');
  });

  test('none goes out once the lapse is overdue; none before its time, none that is not there', () => {
    const story = agreementIn('central-review');
    expect(story.give('fire-mark', {}, at('2026-06-30 09:00'))).toEqual([]);
    expect(agreementIn('central-review').refusal('fire-mark')).toBe('too-early');
    expect(story.refusal('fire-mark', { clock: 'commitment-7' })).toBe('already-done');
    expect(story.refusal('fire-mark', { mark: 'lapse' })).toBe('already-done');
    expect(agreementIn('active').refusal('lapse')).toBe('already-done');
  });

  test('a lapse in the policy of anything else ends nothing, and holds no reminder back', () => {
    const policies = agreementPolicies({ 'agreement-signing': { lapseDays: 31 } });
    const story = agreementIn('ready-to-sign');
    story.give('open-signing', {}, { facts: { policies } });
    expect(story.refusal('lapse', {}, at('2026-06-30 09:00'))).toBe('already-done');
    expect(story.give('fire-mark', {}, at('2026-06-30 09:00'))).toHaveLength(1);
  });
});

describe('a commitment', () => {
  test('its reminder and its escalation say what is owed, by whom and by when', () => {
    const story = agreementIn('active');
    const said = (mark: string, when: string) =>
      story
        .give('fire-mark', { clock: 'commitment-2', mark }, at(when))
        .map(({ template, to, variables: { title: _, ...variables } }) => ({ template, to, variables }));
    const variables = { what: 'Indicare gli operatori', party: 'Associazione di Prova', dueOn: '2026-04-16' };
    expect(said('reminder-2', '2026-04-12 00:00')).toEqual([
      { template: 'agreement-commitment', to: { structureOf: 1 }, variables },
    ]);
    expect(said('escalation-1', '2026-04-27 00:00')).toEqual([
      { template: 'agreement-commitment-late', to: { directorate: true }, variables },
    ]);
  });
});

describe('a new policy', () => {
  test('moves a running clock, and no other', () => {
    const story = agreementIn('central-review');
    const longer = agreementPolicies({ 'agreement-review': { deadlineDays: 30, lapseDays: 60 } }, 151);
    expect(story.refusal('repolicy', { subjects: ['agreement-signing'] }, { facts: { policies: longer } })).toBe(
      'already-done',
    );
    expect(story.refusal('repolicy')).toBe('already-done');
    expect(story.give('repolicy', {}, { facts: { policies: longer } })).toEqual([]);
    expect(story.state.clocks['stage']?.dueAt).toBe(rome('2026-04-14 09:00'));
    expect(story.state.obligations).toMatchObject([{ state: 'owed', dueAt: rome('2026-04-14 09:00') }]);
  });

  test('however short its lapse, one step is left and the directorate is reminded', () => {
    const story = agreementIn('central-review');
    const shorter = agreementPolicies({ 'agreement-review': { lapseDays: 1 } }, 151);
    const told = story.give('repolicy', {}, { at: '2026-03-09 09:00', facts: { policies: shorter } });
    expect(told).toMatchObject([{ to: { directorate: true }, template: 'agreement-reminder' }]);
    expect(story.refusal('lapse', {}, at('2026-03-10 09:00'))).toBe('too-early');
  });

  test('the day of a commitment stands, only its reminders move', () => {
    const story = agreementIn('active');
    const before = story.state.clocks['commitment-2'];
    const later = agreementPolicies(
      { 'agreement-commitment': { deadlineDays: 5, reminders: [1], escalations: [] } },
      151,
    );
    story.give('repolicy', { subjects: ['agreement-commitment'] }, { facts: { policies: later } });
    const after = story.state.clocks['commitment-2'];
    expect(after?.dueAt).toBe(before?.dueAt);
    expect(after?.marks.filter((one) => one.kind === 'reminder')).toHaveLength(1);
  });
});

describe('mails and messages', () => {
  test('a mail that came back is work for the structure, told to those it did not come back from', () => {
    const story = agreementIn('drafting');
    const told = story.give('report-undelivered', { mail: 'mail-9' });
    expect(told).toMatchObject([
      { to: { structureOf: 1 }, template: 'agreement-mail-undelivered', exceptReadersOf: ['mail-9'] },
    ]);
    expect(story.refusal('report-undelivered', { mail: 'mail-9' })).toBe('already-done');
    expect(story.refusal('settle-mail')).toBe('unknown mail');
    story.give('settle-mail', { mail: 'mail-9' });
    expect(story.state.undelivered).toEqual([]);
  });

  test('no word of a message after a day: the structure is told, once', () => {
    const story = agreementIn('signed');
    handOver(story, 'transmission-1');
    expect(story.refusal('raise-dispatch-alarm')).toBe('too-early');
    const told = story.give('raise-dispatch-alarm', {}, at('2026-03-03 09:00'));
    expect(told).toMatchObject([
      { template: 'dispatch-alarm', variables: { addresses: 'inclusione@pec.inps.example' } },
    ]);
    expect(story.refusal('raise-dispatch-alarm')).toBe('already-done');
  });
});
