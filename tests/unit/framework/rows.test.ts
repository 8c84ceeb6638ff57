import { frameworkRows } from '../../../src/domain/framework/rows';
import type { FrameworkStage } from '../../../src/domain/framework/stages';
import { rome } from '../../support/domain/time';
import { PARTIES } from '../../support/framework/facts';
import { exchangeNotes, frameworkIn } from '../../support/framework/framework-in';
import { FrameworkStory } from '../../support/framework/framework-story';

const of = (story: FrameworkStory, table: string) => frameworkRows(story.state).filter((row) => row.table === table);
const framework = (story: FrameworkStory) => of(story, 'framework_agreements')[0]?.columns;
const ID = 'quadro-inventato-0001';

test('nothing before it begins', () => expect(frameworkRows(new FrameworkStory().state)).toEqual([]));

test('the agreement itself: no term before the last signature, then its dates', () => {
  expect(framework(frameworkIn('signing'))).toMatchObject({
    code: 'quadro-inventato',
    status: 'signing',
    signed_on: null,
    term_years: null,
    max_renewals: null,
    next_at: null,
  });
  const story = frameworkIn('renewed');
  expect(of(story, 'framework_agreements').map((row) => row.key)).toEqual([ID]);
  expect(framework(story)).toEqual({
    code: 'quadro-inventato',
    title: 'Accordo quadro inventato',
    status: 'renewed',
    resolution: 'Deliberazione inventata n. 0 del 2021',
    signed_on: '2021-06-04',
    starts_on: '2021-06-04',
    ends_on: '2023-06-04',
    term_years: 1,
    max_renewals: 1,
    renewals: 1,
    stage_since: { at: rome('2022-03-06 00:00') },
    next_at: { at: rome('2022-03-07 00:00') },
    attention: false,
  });
});

test('it asks for attention while a Party without a PEC has not been asked for its note', () => {
  const story = frameworkIn('active');
  const parties = PARTIES.map((one) => (one.key === 'party/3' ? { ...one, pec: null } : one));
  story.give('open-window', {}, { at: '2022-03-06 00:00', facts: { parties } });
  expect(framework(story)).toMatchObject({ status: 'renewal-window', attention: true });
  expect(framework(frameworkIn('renewal-window'))).toMatchObject({ attention: false });
  // Its address is there by the time who is missing is asked again.
  story.give('fire-mark', { clock: 'renewal', mark: 'escalation-1' }, { at: '2022-05-05 01:00' });
  expect(framework(story)).toMatchObject({ attention: false });
});

test('its last day is the one an early end was announced for: local agreements read it there', () => {
  const story = frameworkIn('renewed');
  story.give('terminate', { on: '2022-09-30' });
  expect(framework(story)).toMatchObject({ status: 'renewed', ends_on: '2022-09-30' });
});

test('its Parties, with the day each signed and the day its note was in', () => {
  const parties = (story: FrameworkStory) =>
    of(story, 'framework_parties').map(({ key, columns }) => [key, columns['signed_on'], columns['noted_on']]);
  const story = frameworkIn('renewal-window');
  story.give('sign-note', {}, { at: '2022-03-10 09:00' });
  story.carry();
  story.receive('avvenuta-consegna', 'note-1', 'party/2');
  story.note('party/2');
  expect(parties(story)).toEqual([
    [`${ID}.party.1`, '2021-06-04', null],
    [`${ID}.party.2`, '2021-06-04', '2022-03-10'],
    [`${ID}.party.3`, '2021-06-04', null],
  ]);
  story.receive('avvenuta-consegna', 'note-1', 'party/3', { at: '2022-03-11 09:00' });
  expect(parties(story)[0]?.[2]).toBe('2022-03-11');
});

test('what each owes: the directorate INPS’s note, each other Party its own', () => {
  const story = frameworkIn('renewal-window');
  const { since } = story.state.obligations[0] ?? {};
  expect(
    of(story, 'obligations').map(({ key, columns }) => [key, columns['debtor_kind'], columns['party_id']]),
  ).toEqual([
    [`${ID}.obligation.party-1.${since}`, 'directorate', null],
    [`${ID}.obligation.party-2.${since}`, 'party', 2],
    [`${ID}.obligation.party-3.${since}`, 'party', 3],
  ]);
  expect(of(story, 'obligations')[1]?.columns).toMatchObject({
    stream: `framework/${ID}`,
    framework_id: { ref: ['framework_agreements', ID] },
    agreement_id: null,
    kind: 'framework-renewal',
    what: '',
    since: { at: rome('2022-03-06 00:00') },
    due_at: { at: rome('2022-05-05 01:00') },
    status: 'owed',
    settled_on: null,
  });
});

test.each<[string, FrameworkStage, (story: FrameworkStory) => void, string]>([
  ['renewed: all did their part', 'renewal-window', exchangeNotes, 'fulfilled fulfilled fulfilled'],
  [
    'one note only, then the end',
    'renewal-window',
    (story) => {
      story.note('party/3');
      story.give('expire', {}, { at: '2022-06-05 00:00' });
    },
    'ended ended fulfilled',
  ],
  ['an early end announced', 'renewal-window', (story) => void story.give('terminate'), 'ended ended ended'],
])('obligations, %s', (_name, stage, tell, expected) => {
  const story = frameworkIn(stage);
  tell(story);
  expect(
    of(story, 'obligations')
      .map((row) => row.columns['status'])
      .join(' '),
  ).toBe(expected);
});

test('attention: a mail or a message that did not arrive, an incoming one nobody judged; not for messages once it ended', () => {
  const attention = (tell: (story: FrameworkStory) => void) => {
    const story = frameworkIn('renewal-window');
    tell(story);
    return framework(story)?.['attention'];
  };
  const bounce = (story: FrameworkStory) => story.receive('errore-consegna', 'note-request-1', 'party/2');
  expect(attention(() => undefined)).toBe(false);
  expect(attention(bounce)).toBe(true);
  expect(attention((story) => void story.give('propose-message'))).toBe(true);
  expect(attention((story) => void story.give('report-undelivered'))).toBe(true);
  expect(
    attention((story) => {
      bounce(story);
      story.give('expire', {}, { at: '2022-06-05 00:00' });
    }),
  ).toBe(false);
});
