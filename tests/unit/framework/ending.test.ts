import { shown } from '../../support/domain/time';
import { ENDING_DEADLINE, POLICY_2021, RENEWAL_DEADLINE } from '../../support/framework/facts';
import { frameworkIn } from '../../support/framework/framework-in';
import { FrameworkStory } from '../../support/framework/framework-story';

test('the clock towards an end that no renewal moves runs as long as that stands; the directorate moves what is told of it', () => {
  const story = frameworkIn('renewed');
  const [name] = Object.keys(story.state.clocks);
  expect(name).toBe('ending-2023-06-04');
  const policy = { ...ENDING_DEADLINE, id: 74, reminders: [170] };
  const policies = { 'framework-renewal': { ...RENEWAL_DEADLINE, id: 71 }, 'framework-ending': policy };
  expect(story.refusal('repolicy', {}, { facts: { policies } })).toBe('already-done');
  story.give('repolicy', { subjects: ['framework-ending'] }, { facts: { policies } });
  const clock = story.state.clocks['ending-2023-06-04'];
  expect(clock?.marks.map(({ at }) => shown(at))).toEqual(['2023-05-26 00:00']);
  expect(shown(clock?.dueAt ?? 0)).toBe('2023-06-05 00:00');
  story.give('terminate', { on: '2023-03-31' });
  expect(story.state.clocks).toEqual({});
  const once = new FrameworkStory();
  once.give('open-framework');
  const facts = { policy: { ...POLICY_2021, maxRenewals: 0 } };
  for (const { key } of once.state.parties)
    once.give('record-party-signature', { party: key, signedOn: '2021-06-04' }, { facts });
  expect(Object.keys(once.state.clocks)).toEqual(['ending-2022-06-04']);
});
