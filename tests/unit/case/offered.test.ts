import { COMMAND_NAMES } from '../../../src/domain/case/commands';
import { mayOnCase } from '../../../src/domain/case/may';
import { STAGES } from '../../../src/domain/case/stages';
import { ACTORS, type ActorName } from '../../support/domain/actors';
import { caseIn } from '../../support/domain/case-in';
import { CaseStory } from '../../support/domain/case-story';
import { suitable } from '../../support/domain/suitable';

/** Everyone who is offered anything: the platform follows the agenda instead. */
const PEOPLE = (Object.keys(ACTORS) as ActorName[]).filter((name) => name !== 'system');

/** What was offered and refused all the same. */
function broken(story: CaseStory, people = PEOPLE): string[] {
  return people.flatMap((by) =>
    mayOnCase(ACTORS[by], story.state).flatMap((name) => {
      const { data, giving } = suitable(name, story.state, story.now);
      const rule = story.refusal(name, data, { ...giving, by });
      return rule === undefined ? [] : [`${by} ${name}: ${rule}`];
    }),
  );
}

test('whatever is offered before a case begins is accepted', () =>
  expect(broken(new CaseStory(), ['operator', 'manager', 'directorate'])).toEqual([]));

test.each(STAGES)('whatever is offered on a case %s is accepted with suitable data', (stage) =>
  expect(broken(caseIn(stage))).toEqual([]),
);

const refusal = { outcome: 'refused', amount: null, benefitFrom: null } as const;
const missed = (story: CaseStory): unknown => story.give('miss-consult', {}, { at: '2026-03-10 10:30' });

function told(stage: Parameters<typeof caseIn>[0], next: (story: CaseStory) => unknown): CaseStory {
  const story = caseIn(stage);
  next(story);
  return story;
}

const TURNS: readonly (readonly [string, () => CaseStory])[] = [
  ['with a consent refused', () => told('opened', (story) => story.give('refuse-consent'))],
  ['with a consent withdrawn', () => told('screened', (story) => story.give('withdraw-consent'))],
  ['paused', () => told('consented', (story) => story.give('pause'))],
  ['with a proxy', () => told('consented', (story) => story.give('record-proxy'))],
  ['with a consult nobody came to', () => told('consult-booked', missed)],
  ['with a mail that came back', () => told('lapsed', (story) => story.give('report-undelivered'))],
  ['refused, to be reviewed', () => told('claim-submitted', (story) => story.give('record-outcome', refusal))],
  ['of another association', () => told('referred', (story) => story.give('accept-referral'))],
  [
    'without any policy',
    () => told('opened', (story) => story.give('record-consent', {}, { facts: { policies: {} } })),
  ],
];
test.each(TURNS)('whatever is offered on a case %s is accepted', (_name, story) => expect(broken(story())).toEqual([]));

test('every command a person may give is offered to somebody somewhere', () => {
  const stories = [new CaseStory(), ...STAGES.map(caseIn), ...TURNS.map(([, story]) => story())];
  const offered = new Set(stories.flatMap(({ state }) => PEOPLE.flatMap((by) => mayOnCase(ACTORS[by], state))));
  const platform = ['assign', 'fire-mark', 'lapse', 'end-pause', 'remind-consult', 'report-undelivered'];
  expect(COMMAND_NAMES.filter((name) => !offered.has(name))).toEqual(platform);
});
