import { openAddendum } from '../../../src/domain/agreement/decide/addenda';
import { localDate } from '../../../src/domain/calendar/rome';
import { rome } from '../domain/time';
import { AgreementStory } from './agreement-story';
import { POLICY_2021 } from './facts';
import { follow } from './follow';
import { agreementPolicies } from './policies';
import { signaturesOf } from './samples';
import { deliver, handOver, noteByPec, receipt, sign } from './steps';
import { ASSOCIATION, COMUNE, NEWCOMER, STRUCTURE, sha, TEXTS } from './texts';

/** Both sides sign the addendum that waits, together. */
function signAddendum(story: AgreementStory, other: string): void {
  story.give('record-addendum-signature', {
    signatories: [STRUCTURE, other],
    signedOn: localDate(story.now),
    of: openAddendum(story.state)?.document ?? '',
    ...signaturesOf(STRUCTURE, other),
  });
}

/** Whole lives of invented agreements, told by commands; together they hold every type of entry. */
export const AGREEMENT_LIVES = {
  'agreement-like-its-model-renewed-by-notes': () => {
    const story = new AgreementStory();
    story.give('open-agreement');
    story.give('save-text', { textHash: TEXTS.conform.textHash }, { at: '2026-03-03 10:00' });
    story.give('submit');
    const order = [COMUNE, ASSOCIATION, STRUCTURE];
    story.give('open-signing', { mode: 'ordered', order }, { at: '2026-03-05 09:00' });
    sign(story, order, rome('2026-03-12 11:00'));
    follow(story, { until: rome('2026-03-12 12:00') });
    deliver(story, 'transmission-1', rome('2026-03-12 12:30'));
    follow(story, { until: rome('2026-05-01 09:00') });
    story.give('fulfil-commitment', { number: 1, on: '2026-05-02' }, { at: '2026-05-04 09:00' });
    story.give('waive-commitment', { number: 2 });
    follow(story, { until: rome('2027-01-12 09:00') });
    story.give('sign-note', {}, { at: '2027-01-20 09:00' });
    deliver(story, 'note-request-1');
    deliver(story, 'note-1');
    noteByPec(story);
    story.give('record-note', {}, { at: '2027-02-01 09:00' });
    follow(story);
    return story;
  },

  'agreement-owed-reviewed-returned-changed-ended-early': () => {
    const story = new AgreementStory();
    const framework = { id: 1, inForce: true, endsOn: '2026-12-31', model: sha('model'), title: 'Accordo locale' };
    story.give('owe-agreement', {}, { facts: { framework: { ...framework, inForce: false, policy: POLICY_2021 } } });
    follow(story, { until: rome('2026-04-10 09:00') });
    story.give('save-text', { textHash: TEXTS.altered.textHash });
    story.give('submit');
    story.give('comment-clause', { clause: 'durata' }, { at: '2026-04-14 09:00' });
    story.give('request-changes');
    story.give('save-text', { textHash: TEXTS.added.textHash }, { at: '2026-04-20 09:00' });
    story.give('submit');
    follow(story, { until: rome('2026-07-01 09:00') });
    story.give('save-text', { textHash: TEXTS.altered.textHash });
    story.give('submit');
    story.give('approve', {}, { at: '2026-07-02 09:00' });
    story.give('open-signing');
    story.give('cancel-signing', {}, { at: '2026-07-03 09:00' });
    story.give('open-signing');
    sign(story, [ASSOCIATION, STRUCTURE, COMUNE]);
    follow(story, { until: story.now });
    handOver(story, 'transmission-1');
    receipt(story, 'transmission-1', 'central', 'errore-consegna');
    story.give('resend-dispatch', { address: 'altra@pec.inps.example' }, { at: '2026-07-06 09:00' });
    deliver(story, 'transmission-1');
    story.give('return-transmission', {}, { at: '2026-07-08 09:00' });
    story.give('transmit-again', {}, { at: '2026-07-09 09:00' });
    deliver(story, 'transmission-2');
    story.give('confirm-transmission', {}, { at: '2026-07-10 09:00' });
    follow(story, { until: story.now });
    story.give('propose-addendum', {}, { at: '2026-08-03 09:00' });
    signAddendum(story, NEWCOMER);
    const [, id] = ASSOCIATION.split('/');
    story.give('propose-addendum', { change: 'leave', signatory: { kind: 'association', id: Number(id) } });
    signAddendum(story, ASSOCIATION);
    story.give('propose-addendum', { signatory: { kind: 'municipality', id: 13 } });
    story.give('cancel-addendum');
    story.give('terminate', { on: '2026-10-31' }, { at: '2026-09-15 09:00' });
    follow(story, { frameworkEndsOn: () => '2027-12-31' });
    return story;
  },

  'agreement-rejected': () => {
    const story = new AgreementStory();
    story.give('open-agreement', {}, { by: 'directorate' });
    story.give('save-text', { textHash: TEXTS.altered.textHash });
    story.give('submit');
    story.give('reject', {}, { at: '2026-03-20 09:00' });
    return story;
  },

  'agreement-moved-and-given-up': () => {
    const story = new AgreementStory();
    story.give('open-agreement');
    story.give('save-text');
    story.give('submit');
    story.give('report-undelivered', {}, { at: '2026-03-03 09:00' });
    story.give('settle-mail');
    const policies = agreementPolicies({ 'agreement-review': { lapseDays: 1 } }, 151);
    story.give('repolicy', {}, { at: '2026-03-10 09:00', facts: { policies } });
    story.give('withdraw-from-review', {}, { at: '2026-03-11 09:00' });
    story.give('move-framework');
    story.give('propose-message');
    story.give('dismiss-message');
    story.give('terminate', { on: '2026-04-01' });
    return story;
  },

  'agreement-whose-message-is-silent': () => {
    const story = new AgreementStory();
    story.give('open-agreement');
    story.give('save-text', { textHash: TEXTS.conform.textHash });
    story.give('submit');
    story.give('open-signing');
    sign(story, [STRUCTURE, COMUNE, ASSOCIATION]);
    follow(story, { until: story.now });
    story.give('begin-dispatch');
    story.give('put-off-dispatch', { retryAt: rome('2026-03-02 10:00') });
    story.give('begin-dispatch', {}, { at: '2026-03-02 10:00' });
    story.give('hand-over-dispatch');
    const mail = { dispatch: 'transmission-1', channel: 'mail', attempt: 1 } as const;
    story.give('refuse-dispatch', { ...mail, code: '550' });
    story.give('acknowledge-dispatch');
    follow(story, { until: rome('2026-03-04 09:00') });
    story.give('record-protocol', { on: '2026-03-04' }, { at: '2026-03-04 09:00' });
    follow(story);
    return story;
  },

  'protocol-of-2019': () => {
    const story = new AgreementStory();
    story.give('record-protocol-2019', {}, { at: '2019-10-01 09:00' });
    return story;
  },
} as const satisfies Record<string, () => AgreementStory>;
