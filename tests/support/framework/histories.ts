import { PROVEN } from '../dispatch/receipts';
import { DAY, HOUR, rome } from '../domain/time';
import { POLICY_2024, RENEWAL_DEADLINE } from './facts';
import { exchangeNotes, signAll } from './framework-in';
import { FrameworkStory, follow } from './framework-story';

const NOTE = { dispatch: 'note-1', channel: 'pec', attempt: 1 } as const;

/** Lives of framework agreements, each to its end; together they hold every type of entry. */
export const FRAMEWORKS = {
  'framework-2021-renewed-then-expired': () => {
    const story = new FrameworkStory();
    story.give('open-framework');
    signAll(story);
    follow(story, { until: rome('2022-03-20 09:00') });
    story.give('propose-message', { message: 9, sender: 'altri@pec.example', checks: PROVEN });
    story.give('dismiss-message', { message: 9 });
    exchangeNotes(story);
    follow(story);
    return story;
  },

  'framework-2021-not-renewed': () => {
    const story = new FrameworkStory();
    story.give('open-framework');
    signAll(story);
    follow(story, { until: rome('2022-03-10 09:00') });
    story.give('repolicy', {}, { facts: { policies: { 'framework-renewal': { ...RENEWAL_DEADLINE, id: 71 } } } });
    story.give('acknowledge-dispatch');
    story.give('record-protocol', { recipient: 'party/3', on: '2022-03-10' });
    story.note('party/2');
    story.give('report-undelivered');
    story.give('settle-mail');
    follow(story);
    return story;
  },

  'framework-2024-ended-early': () => {
    const story = new FrameworkStory();
    story.now = rome('2024-05-29 09:00');
    story.facts = { policy: POLICY_2024 };
    story.give('open-framework');
    signAll(story, '2024-05-29');
    follow(story, { until: rome('2027-03-10 09:00') });
    story.give('terminate', { on: '2027-03-31' });
    follow(story);
    return story;
  },

  'framework-2021-a-note-bounces-and-is-corrected': () => {
    const story = new FrameworkStory();
    story.give('open-framework');
    signAll(story);
    follow(story, { until: rome('2022-03-07 09:00') });
    for (const party of ['party/2', 'party/3']) story.receive('avvenuta-consegna', 'note-request-1', party);
    story.give('sign-note', {}, { at: '2022-03-14 10:00' });
    story.give('begin-dispatch');
    story.give('put-off-dispatch', { ...NOTE, code: '450', retryAt: story.now + HOUR });
    story.now += HOUR;
    story.carry();
    story.note('party/2');
    story.receive('errore-consegna', 'note-1', 'party/2');
    follow(story, { until: story.now + DAY });
    story.give('resend-dispatch', { address: 'nuova@pec.example' });
    story.give('refuse-dispatch', { ...NOTE, attempt: 2 });
    story.give('resend-dispatch', { address: 'giusta@pec.example' });
    story.carry();
    story.receive('avvenuta-consegna', 'note-1', 'party/2');
    story.receive('avvenuta-consegna', 'note-1', 'party/3');
    story.note('party/3');
    follow(story, { until: story.now });
    return story;
  },
} as const satisfies Record<string, () => FrameworkStory>;
