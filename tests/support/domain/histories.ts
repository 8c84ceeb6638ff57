import { CONSULTANT, OPERATOR, OTHER_CONSULTANT } from './actors';
import { CaseStory } from './case-story';
import { slot } from './facts';
import { follow } from './follow';
import { policies } from './policies';
import { rome } from './time';

/** Whole lives of invented cases, told by commands; together they hold every type of entry. */
export const HISTORIES = {
  'operator-way-granted': () => {
    const story = new CaseStory();
    story.give('open-case');
    story.give('record-consent', {}, { at: '2026-03-02 09:10' });
    story.give('complete-screening', {}, { at: '2026-03-02 09:40' });
    story.give('record-need', { category: 'income' });
    story.give('request-consult', { interpreterLanguage: 'ro' }, { at: '2026-03-02 10:00' });
    story.give('book-consult', {}, { at: '2026-03-03 09:00' });
    follow(story, { until: rome('2026-03-10 09:30') });
    story.give('hold-consult', {}, { at: '2026-03-10 10:45' });
    story.give('record-proxy', { grantedTo: 'patronato' }, { at: '2026-03-10 11:00' });
    story.give('prepare-claim');
    story.give('tick-prerequisite', { prerequisite: 'identity' });
    story.give('tick-prerequisite', { prerequisite: 'isee' });
    story.give('tick-prerequisite', { prerequisite: 'identity', done: false });
    story.give('submit-claim', { submittedOn: '2026-03-12' }, { at: '2026-03-12 12:00' });
    follow(story, { until: rome('2026-05-10 09:00') });
    story.give('record-outcome', { decidedOn: '2026-05-11' }, { by: 'consultant', at: '2026-05-12 09:00' });
    story.give('revoke-proxy');
    follow(story);
    return story;
  },

  'public-way-refused-then-reviewed': () => {
    const story = new CaseStory();
    story.give('open-case', { way: 'public', locator: '7H3K-99QX' });
    story.give('record-consent', { signer: 'representative' });
    story.give('complete-screening', { source: 'public-code' });
    story.give('prepare-claim', {}, { at: '2026-03-05 09:00' });
    story.give('prepare-claim', { benefitId: 4 }, { facts: { benefit: { id: 4, inForce: true } } });
    story.give('drop-claim', { claim: 2 });
    story.give('submit-claim', { filedBy: 'person', submittedOn: '2026-03-05' });
    story.give(
      'record-outcome',
      { outcome: 'refused', decidedOn: '2026-04-01', amount: null, benefitFrom: null },
      { at: '2026-04-02 09:00' },
    );
    follow(story, { until: rome('2026-05-20 09:00') });
    story.give('request-review', { kind: 'ricorso', requestedOn: '2026-05-21' }, { at: '2026-05-21 09:00' });
    story.give('record-outcome', { outcome: 'partly-granted', decidedOn: '2026-07-01' }, { at: '2026-07-02 09:00' });
    story.give('request-review', { kind: 'riesame', requestedOn: '2026-07-03' }, { at: '2026-07-03 09:00' });
    story.give('record-outcome', { outcome: 'granted', decidedOn: '2026-08-03' }, { at: '2026-08-03 09:00' });
    story.give('close');
    return story;
  },

  'consent-refused-helped-all-the-same': () => {
    const story = new CaseStory();
    story.give('open-case', {}, { by: 'manager' });
    follow(story, { until: rome('2026-03-03 09:00'), facts: { candidates: [] } });
    follow(story, { until: rome('2026-03-04 09:00') });
    story.give('refuse-consent', {}, { at: '2026-03-04 10:00' });
    story.give('skip-screening', { reason: 'person-declines' });
    story.give('record-need', { category: 'documents', noteRef: undefined });
    story.give('record-intervention', { category: 'residence', need: 1, noteRef: undefined });
    story.give('resolve-without-claim', { reasonRef: undefined }, { at: '2026-03-20 16:00' });
    return story;
  },

  'consult-moved-missed-and-called-off': () => {
    const story = new CaseStory();
    story.give('open-case');
    story.give('record-consent');
    story.give('book-consult');
    const later = rome('2026-03-12 15:00');
    story.give('postpone-consult', { start: later }, { facts: { slots: [slot(OTHER_CONSULTANT, later)] } });
    follow(story, { until: later });
    story.give('miss-consult', {}, { by: 'referent', at: '2026-03-12 15:30' });
    story.give('add-note', {}, { by: 'referent' });
    story.give('reassign', {}, { at: '2026-03-13 09:00' });
    const again = rome('2026-03-19 09:30');
    story.give('book-consult', { start: again }, { facts: { slots: [slot(CONSULTANT, again)] } });
    story.give('reassign', { operatorId: OPERATOR }, { at: '2026-03-16 09:00' });
    story.give('cancel-consult', {}, { at: '2026-03-18 20:00' });
    story.give('withdraw-consent', {}, { at: '2026-03-20 09:00' });
    story.give('withdraw', { reasonRef: undefined });
    return story;
  },

  'consult-never-written-up': () => {
    const story = new CaseStory();
    story.give('open-case');
    story.give('record-consent');
    story.give('book-consult', { interpreterLanguage: 'ar' });
    story.give('postpone-consult', { interpreterLanguage: 'fr' });
    follow(story);
    story.give('reopen', {}, { at: '2026-09-01 09:00' });
    return story;
  },

  'referred-declined-then-accepted': () => {
    const story = new CaseStory();
    story.give('open-case');
    story.give('record-consent');
    story.give('skip-screening', { reason: 'urgent' });
    story.give('refer', {}, { at: '2026-03-03 09:00' });
    story.give('decline-referral', {}, { at: '2026-03-04 09:00' });
    story.give('refer', {}, { at: '2026-03-05 09:00' });
    story.give('accept-referral', {}, { at: '2026-03-06 09:00' });
    story.give('choose-no-claim', {}, { by: 'target', at: '2026-03-30 09:00' });
    return story;
  },

  'paused-left-alone-lapsed-reopened': () => {
    const story = new CaseStory();
    story.give('open-case');
    story.give('record-consent');
    story.give('pause', { reason: 'person-away' }, { at: '2026-03-04 09:00' });
    story.give('resume', {}, { at: '2026-03-06 09:00' });
    story.give(
      'repolicy',
      { subjects: ['consented'] },
      { at: '2026-03-09 09:00', facts: { policies: policies({ consented: { deadlineDays: 15 } }, 100) } },
    );
    story.give('pause', { reason: 'health' }, { at: '2026-03-10 09:00' });
    story.give('report-undelivered', {}, { at: '2026-03-10 10:00' });
    story.give('settle-mail', {}, { at: '2026-03-10 11:00' });
    follow(story);
    story.give('reopen', {}, { at: '2026-09-01 09:00' });
    return story;
  },
} as const satisfies Record<string, () => CaseStory>;
