import { append } from '../../src/journal/append';
import { foldStream } from '../../src/journal/look';
import type { Answer } from '../../src/journal/types';
import { eventually } from '../support/eventually';
import { type FollowWorld, makeFollowWorld } from '../support/follow-world';
import { makeAvailability } from '../support/network';

const HOUR = 3_600_000;
const PURPOSES = { 'case-handling': true, reporting: false, 'further-contact': false };
/** What people type, in words found nowhere else. */
const TYPED = {
  givenName: 'Zenobiuccia',
  familyName: 'Inventatissimi',
  fiscalCode: 'RSSMRA85T10A562S',
  birthDate: '1985-12-10',
  phone: '+39 000 7654321',
  email: 'zenobiuccia@prova.example',
  address: 'Vicolo Mai Esistito 77',
};

let world: FollowWorld;
beforeAll(async () => {
  world = await makeFollowWorld();
});
afterAll(() => world?.close());

const accepted = async (stream: string, name: string, data: unknown): Promise<Answer> => {
  const answer = await world.give(stream, world.network.operator, name, data);
  expect(answer).toMatchObject({ outcome: 'accepted' });
  return answer;
};
const entriesOf = (stream: string) =>
  world.db('journal_entry').where({ stream }).orderBy('version').select('type', 'data', 'command_id');

/** A case whose person has consented. */
async function consented(beneficiary: Partial<typeof TYPED> = { givenName: 'Nome', familyName: 'Cognome' }) {
  const stream = await world.open();
  const noticeId = world.content.consentId;
  await accepted(stream, 'record-consent', { noticeId, purposes: PURPOSES, signer: 'person', beneficiary });
  return stream;
}

test('the same command under the same key, twice at once: one entry, and the same answer', async () => {
  const stream = await world.open();
  const once = () =>
    world.give(stream, world.network.operator, 'record-need', { category: 'housing' }, { key: 'twice' });
  const answers = await Promise.all([once(), once(), once()]);
  for (const answer of answers) expect(answer).toMatchObject({ outcome: 'accepted', version: 2 });
  expect(answers.filter((answer) => answer.outcome === 'accepted' && !answer.replayed)).toHaveLength(1);
  expect(await entriesOf(stream)).toHaveLength(2);
  await accepted(stream, 'record-need', { category: 'work' });
  // The first answer, not what became of the case since.
  expect(await once()).toMatchObject({ outcome: 'accepted', version: 2, replayed: true, state: { version: 2 } });
  expect(await world.db('needs').where('document_id', 'like', `${stream.slice(5)}.%`)).toHaveLength(2);
});

test('another command under a key in use is refused, on the same case, on another, and at once', async () => {
  const [stream, other] = [await world.open(), await world.open()];
  const { operator, manager } = world.network;
  const give = (on: string, category: string, actor = operator) =>
    world.give(on, actor, 'record-need', { category }, { key: 'reused' });
  expect(await give(stream, 'housing')).toMatchObject({ outcome: 'accepted' });
  expect(await give(stream, 'work')).toEqual({ outcome: 'key-reused' });
  expect(await give(other, 'housing')).toEqual({ outcome: 'key-reused' });
  // Keys are each person's own.
  expect(await give(stream, 'work', manager)).toMatchObject({ outcome: 'accepted' });
  expect(await entriesOf(other)).toHaveLength(1);

  const atOnce = (on: string) => world.give(on, operator, 'record-need', { category: 'work' }, { key: 'raced' });
  const answers = await Promise.all([atOnce(stream), atOnce(other)]);
  expect(answers.map((answer) => answer.outcome).sort()).toEqual(['accepted', 'key-reused']);
});

test('two edits of what both saw, truly at once: one is accepted, the other is told what changed', async () => {
  for (let round = 0; round < 5; round += 1) {
    const stream = await world.open();
    const give = (key: string, reason: string) =>
      append(world.journal, {
        stream,
        command: { name: 'pause', data: { reason } },
        actor: world.network.operator,
        key: `${stream}-${key}`,
        correlation: 'at-once',
        expected: 1,
      });
    const answers = await Promise.all([give('a', 'documents'), give('b', 'health')]);
    expect(answers.map((answer) => answer.outcome).sort()).toEqual(['accepted', 'stale']);
    const stale = answers.find((answer) => answer.outcome === 'stale');
    expect(stale).toMatchObject({ version: 2, since: [{ version: 2, type: 'paused' }] });
    expect(await entriesOf(stream)).toHaveLength(2);
  }
});

test('a slot wanted by many at once is given to as many as can hold it, and nobody gets an error', async () => {
  const { db, network } = world;
  const start = Math.ceil(Date.now() / HOUR) * HOUR + 72 * HOUR;
  await makeAvailability(db, network.consultant.consultantId ?? 0, start, start + HOUR);
  const streams = await Promise.all(Array.from({ length: 6 }, () => consented()));
  const data = { start, siteId: network.siteId, interpreterLanguage: null };
  const book = (stream: string) => world.give(stream, network.operator, 'book-consult', data);
  const answers = await Promise.all(streams.map(book));
  expect(answers.filter((answer) => answer.outcome === 'accepted')).toHaveLength(1);
  const refused = answers.filter((answer) => answer.outcome !== 'accepted');
  for (const answer of refused) expect(answer).toMatchObject({ outcome: 'refused', rule: 'slot-taken' });
  expect(await db('consults').where({ starts_at: new Date(start) })).toHaveLength(1);
});

test('bookings that cross each other’s slots at once all get an answer', async () => {
  const { db, network } = world;
  const start = Math.ceil(Date.now() / HOUR) * HOUR + 144 * HOUR;
  const [first, second] = [start, start + HOUR / 2];
  await makeAvailability(db, network.consultant.consultantId ?? 0, start, start + HOUR);
  const [a, b] = [await consented(), await consented()];
  const at = (when: number) => ({ start: when, siteId: network.siteId, interpreterLanguage: null });
  await accepted(a, 'book-consult', at(first));
  await accepted(b, 'book-consult', at(second));
  const swap = (stream: string, when: number) => world.give(stream, network.operator, 'postpone-consult', at(when));
  for (const answer of await Promise.all([swap(a, second), swap(b, first)])) {
    expect(answer).toMatchObject({ outcome: 'refused', rule: 'slot-taken' });
  }
});

test('a deadlock the database breaks is decided again', async () => {
  const stream = await world.open();
  const held = await world.db.transaction();
  // It waits in patience, so that the command is the one the database breaks.
  await held.raw(`set local deadlock_timeout = '1h'`);
  await held('cases')
    .where({ document_id: stream.slice('case/'.length) })
    .forUpdate()
    .first();
  const command = world.give(stream, world.network.operator, 'record-need', { category: 'work' });
  await new Promise((done) => setTimeout(done, 200));
  await held('journal_stream').where({ id: stream }).forUpdate().first();
  await held.commit();
  expect(await command).toMatchObject({ outcome: 'accepted', version: 2 });
  expect(await entriesOf(stream)).toHaveLength(2);
  await eventually(async () => {
    const { rows } = await world.db.raw(`select deadlocks from pg_stat_database where datname = current_database()`);
    return Number(rows[0].deadlocks) > 0;
  });
});

test('a refused command leaves nothing behind: no sealed value, no person, no entry', async () => {
  const stream = await consented();
  const counts = async () => ({
    sealed: await world.db('sealed_value').count(),
    keys: await world.db('beneficiary_key').count(),
    people: await world.db('beneficiaries').count(),
    entries: await world.db('journal_entry').count(),
    streams: await world.db('journal_stream').count(),
    wakes: await world.db('journal_wake').count(),
  });
  const before = await counts();
  const { operator } = world.network;
  const noticeId = world.content.consentId;
  // A summary is sealed before the rule is asked, and there is no consult to hold.
  const refusals = [
    await world.give(stream, world.network.consultant, 'hold-consult', { summary: 'Sintesi inventata' }),
    await world.give(stream, operator, 'record-consent', {
      noticeId: noticeId + 999,
      purposes: PURPOSES,
      signer: 'person',
      beneficiary: TYPED,
    }),
    await world.give('case/nowhere0000000000000000', operator, 'add-note', { note: 'Annotazione inventata' }),
  ];
  for (const answer of refusals) expect(answer).toMatchObject({ outcome: 'refused' });
  expect(await counts()).toEqual(before);
});

test('no entry, notice, mail, wake or row people list holds a word that was typed about a person', async () => {
  const stream = await consented(TYPED);
  const { network, content, db } = world;
  const note = 'Frasettina irripetibile sulla persona';
  await accepted(stream, 'complete-screening', {
    questionnaireVersionId: content.questionnaireVersionId,
    source: 'operator',
    results: { [content.benefitCode]: 'indicated' },
    answers: { domandina: 'rispostina irripetibile' },
  });
  await accepted(stream, 'add-note', { note });
  await accepted(stream, 'record-need', { category: 'health', note });
  await accepted(stream, 'request-consult', { interpreterLanguage: null });
  const start = Math.ceil(Date.now() / HOUR) * HOUR + 216 * HOUR;
  await makeAvailability(db, network.consultant.consultantId ?? 0, start, start + HOUR);
  await accepted(stream, 'book-consult', { start, siteId: network.siteId, interpreterLanguage: null });
  await accepted(stream, 'cancel-consult', { reason: note });
  await accepted(stream, 'withdraw', { reason: note });

  const typed = [...Object.values(TYPED), 'irripetibile', 'domandina'];
  const tables = await db('pg_tables').where({ schemaname: 'public' }).pluck<string[]>('tablename');
  expect(tables).toEqual(expect.arrayContaining(['journal_entry', 'mails', 'notices', 'journal_wake', 'cases']));
  const found: string[] = [];
  for (const table of tables) {
    for (const value of typed) {
      const { rows } = await db.raw(`select 1 from ?? t where to_jsonb(t)::text ilike ? limit 1`, [
        table,
        `%${value}%`,
      ]);
      if (rows.length > 0) found.push(`${value} in ${table}`);
    }
  }
  expect(found).toEqual([]);
  const sealed = await db('sealed_value').whereIn('kind', ['note', 'reason', 'answers']).select('id');
  expect(sealed.length).toBeGreaterThanOrEqual(5);
});

test('a follow-up given again under its id is the first answer, also at once and much later', async () => {
  const stream = await world.open();
  const { state } = await foldStream(world.journal, stream);
  const marks = (state as { clocks: { stage: { marks: { key: string; at: number }[] } } }).clocks.stage.marks;
  const [first] = marks;
  if (!first) throw new Error('an opened case has no mark');
  const item = {
    key: 'again',
    at: first.at,
    since: 1,
    command: { name: 'fire-mark', data: { clock: 'stage', mark: first.key } },
  };
  const issue = (now: number) => world.activities.issue({ stream, item, correlation: 'follow-up', now });
  const answers = await Promise.all([issue(first.at), issue(first.at), issue(first.at)]);
  expect(answers).toEqual(['accepted', 'accepted', 'accepted']);
  expect(await issue(first.at + 1000 * HOUR)).toBe('accepted');
  const entries = await entriesOf(stream);
  expect(entries.map((entry) => entry.type)).toEqual(['opened', 'mark-fired']);
  expect(entries[1].command_id).toBe(`system:follow/${stream}/1/again`);
  expect((await world.db('notices').where({ stream })).length).toBeLessThanOrEqual(1);
});
