import { agreementRows } from '../../../src/domain/agreement/rows';
import { endOf } from '../../../src/domain/calendar/years';
import type { Row } from '../../../src/domain/process';
import { agreementIn } from '../../support/agreement/agreement-in';
import { AgreementStory } from '../../support/agreement/agreement-story';
import { AGREEMENT_LIVES } from '../../support/agreement/histories';
import { TEXTS } from '../../support/agreement/texts';
import { rome } from '../../support/domain/time';

const columns = (story: AgreementStory): Row['columns'] => agreementRows(story.state)[0]?.columns ?? {};
const of = (story: AgreementStory, table: string) => agreementRows(story.state).filter((row) => row.table === table);

test('nothing before it begins', () => expect(agreementRows(new AgreementStory().state)).toEqual([]));

test('the agreement itself, with its dates and what comes next', () => {
  expect(columns(agreementIn('active'))).toMatchObject({
    kind: 'local',
    status: 'active',
    owed: false,
    structure_id: 3,
    territory_id: 1,
    framework_id: 1,
    protocol: 'INPS.7000.02/03/2026.0000001',
    signed_on: '2026-03-02',
    starts_on: '2026-03-02',
    ends_on: '2027-03-02',
    renewals: 0,
    text_hash: TEXTS.added.textHash,
    conform: false,
    deviations: 1,
    due_at: null,
    next_what: 'fire-mark',
    attention: false,
    closed_at: null,
  });
  expect(columns(agreementIn('expired'))).toMatchObject({ next_at: null, closed_at: { at: rome('2027-03-03 00:00') } });
});

test('due when the first of its dates is: what the stage waits for, what is owed', () => {
  expect(columns(agreementIn('signing'))['due_at']).toEqual({ at: rome('2026-04-01 10:00') });
  const story = new AgreementStory();
  story.give('owe-agreement');
  expect(columns(story)).toMatchObject({ owed: true, due_at: { at: rome('2026-05-01 10:00') } });
});

test('it asks for attention: a mail that came back, a message nobody judged, one that failed', () => {
  const mail = agreementIn('drafting');
  mail.give('report-undelivered');
  const message = agreementIn('drafting');
  message.give('propose-message');
  const failed = agreementIn('signed');
  failed.give('begin-dispatch');
  failed.give('refuse-dispatch');
  for (const story of [mail, message, failed]) expect(columns(story)['attention']).toBe(true);
});

test('it asks for attention while a note is missing that no message could ask for', () => {
  const story = agreementIn('renewal-window');
  expect(columns(story)['attention']).toBe(true);
  story.give('record-note');
  expect(columns(story)['attention']).toBe(false);
  const ended = agreementIn('renewal-window');
  ended.give('expire', {}, { at: endOf(ended.state.term?.endsOn ?? '') });
  expect(columns(ended)['attention']).toBe(false);
});

test('members from the last signature on; who joined and left, with their days', () => {
  expect(of(agreementIn('signing'), 'agreement_members')).toEqual([]);
  const story = AGREEMENT_LIVES['agreement-owed-reviewed-returned-changed-ended-early']();
  expect(
    of(story, 'agreement_members').map(({ key, columns: one }) => [
      key,
      one['association_id'],
      one['joined_on'],
      one['left_on'],
    ]),
  ).toEqual([
    [`${story.state.id}.member.structure.3`, null, '2026-07-03', null],
    [`${story.state.id}.member.municipality.12`, null, '2026-07-03', null],
    [`${story.state.id}.member.association.10`, 10, '2026-07-03', '2026-08-03'],
    [`${story.state.id}.member.association.11`, 11, '2026-08-03', null],
  ]);
});

test('the approved deviations, as precedents: where, who, when', () => {
  const [row] = of(agreementIn('ready-to-sign'), 'approved_clauses');
  const [, hash = ''] = /\.clause\.(\w+)\./.exec(row?.key ?? '') ?? [];
  expect(hash).toHaveLength(24);
  expect(row?.columns).toMatchObject({
    clause: 'agg-1',
    standing: 'added',
    approved_by_id: 6,
    approved_at: { at: rome('2026-03-02 09:00') },
  });
  expect(String(row?.columns['hash']).startsWith(hash)).toBe(true);
});

test('obligations: what is owed by whom, what came of it, and from which source', () => {
  const story = AGREEMENT_LIVES['agreement-owed-reviewed-returned-changed-ended-early']();
  const rows = of(story, 'obligations').map(({ columns: one }) =>
    [one['kind'], one['debtor_kind'], one['status']].join(' '),
  );
  expect(rows).toEqual([
    'agreement-drafting structure fulfilled',
    'agreement-review directorate fulfilled',
    'agreement-changes structure fulfilled',
    'agreement-review directorate ended',
    'agreement-review directorate fulfilled',
    'agreement-signing structure ended',
    'agreement-signing structure fulfilled',
    'agreement-transmission structure fulfilled',
    'agreement-confirmation directorate fulfilled',
    'agreement-returned structure fulfilled',
    'agreement-transmission structure fulfilled',
    'agreement-confirmation directorate fulfilled',
    'agreement-commitment structure ended',
    'agreement-commitment association ended',
    // Of the one that joined.
    'agreement-commitment association ended',
  ]);
  for (const { columns: one } of of(story, 'obligations')) expect(one['source']).toMatch(/^(Messaggio|Regola)/);
});

test('a commitment is one obligation of its own, of who made it', () => {
  const [, second] = of(agreementIn('active'), 'obligations').filter(
    (row) => row.columns['kind'] === 'agreement-commitment',
  );
  expect(second?.columns).toMatchObject({
    debtor_kind: 'association',
    association_id: 10,
    structure_id: null,
    what: 'Indicare gli operatori',
    due_at: { at: endOf('2026-04-16') },
    status: 'owed',
    settled_on: null,
  });
});
