import { readFileSync } from 'node:fs';
import { localDate } from '../../src/domain/calendar/rome';
import { dayAfter, endOf, startOf, yearsAfter } from '../../src/domain/calendar/years';
import { verifyJournal } from '../../src/journal/verify';
import { readCertifiedMail } from '../../src/worker/adapters/pec/certified-mail';
import {
  daysOf,
  entriesOf,
  frameworkAt,
  type Lives,
  noteByPec,
  signedFramework,
  signedNote,
  startLives,
  toldOf,
} from '../support/agreement-life';
import { eventually } from '../support/eventually';
import { SILENT } from '../support/follow-world';
import { insertRow } from '../support/network';

/** Framework agreements under the terms of 2021, one year and one renewal: a policy like that one holds again from tomorrow. */

const DAY = 86_400_000;
/** What may pass between a date and the entry made when it comes. */
const SOON = 10_000;
const ANCI = 'anci@pec.anci.example';

let lives: Lives;
let anci: string;
beforeAll(async () => {
  lives = await startLives();
  const { db } = lives.world;
  const today = await lives.today();
  const of2021 = await db('term_policies').where({ code: 'durata-2021' }).first();
  await db('term_policies').where({ code: 'durata-2024' }).update({ valid_to: today });
  const { id: _, document_id: __, ...terms } = of2021;
  const again = { ...terms, code: 'durata-2021-bis', valid_from: dayAfter(today, 1), valid_to: null };
  await insertRow(db, 'term_policies', again);
  await db('parties').where({ code: 'anci' }).update({ pec: ANCI });
  anci = `party/${(await db('parties').where({ code: 'anci' }).first('id')).id}`;
  await lives.skipTo(startOf(dayAfter(today, 1)) + DAY / 2);
});
afterAll(() => lives?.stop());

const directorate = () => lives.world.network.directorate;
const LIFE = ['framework-in-force', 'window-opened', 'note-signed', 'note-received', 'renewed', 'framework-ended'];
/** The messages of an agreement, each with its recipients and how it stands with them. */
async function messagesOf(stream: string): Promise<readonly string[]> {
  return Object.values((await frameworkAt(lives, stream)).dispatches).map(
    ({ order, recipients }) =>
      `${order.key} ${order.template}: ${recipients.map((to) => `${to.channel} ${to.standing}`).join(', ')}`,
  );
}

/** Expects that the last entry was made at Rome's midnight after a day. */
async function expectEndAfter(stream: string, day: string): Promise<void> {
  const end = (await entriesOf(lives, stream)).find((entry) => entry.type === 'framework-ended');
  expect((end?.at ?? 0) - endOf(day)).toBeGreaterThanOrEqual(0);
  expect((end?.at ?? 0) - endOf(day)).toBeLessThan(SOON);
}

test('a request that does not arrive is somebody’s work: told, the address corrected, sent again, and renewed', async () => {
  const { provider, world, post } = lives;
  post.delivers = false;
  await provider.control.set(ANCI, { outcome: 'fail' });
  const reader = readCertifiedMail({
    journal: world.journal,
    mailboxes: provider.mailboxes,
    trust: readFileSync(provider.trustPem, 'utf8'),
    log: SILENT,
    intervalMs: 500,
  });
  const standing = async (dispatch: string) =>
    (await frameworkAt(lives, stream)).dispatches[dispatch]?.recipients.find((to) => to.key === anci)?.standing;
  const signedOn = await lives.today();
  const stream = await signedFramework(lives, 'respinto', signedOn);
  try {
    await lives.skipTo(startOf(dayAfter(yearsAfter(signedOn, 1), -60)), stream);
    await eventually(async () => expect(await standing('note-request-1')).toBe('failed'));
    expect(await toldOf(lives, stream)).toContain('failed-note-request-1: dispatch-failed → directorate');
    const address = 'anci@nuova.pec.example';
    await world.db('parties').where({ code: 'anci' }).update({ pec: address });
    await lives.give(stream, directorate(), 'resend-dispatch', {
      dispatch: 'note-request-1',
      recipient: anci,
      address,
    });
    await eventually(async () => expect(await standing('note-request-1')).toBe('done'));
    const { dispatches } = await frameworkAt(lives, stream);
    const again = dispatches['note-request-1']?.legs.find((leg) => leg.attempt === 2);
    expect(again?.addresses).toEqual([address]);
    await provider.control.send({
      from: address,
      to: [provider.mailboxes[0]?.address ?? ''],
      subject: 'Nota di rinnovo',
      inReplyTo: `<${again?.messageId}>`,
    });
    await eventually(async () => expect((await frameworkAt(lives, stream)).proposed).toHaveLength(1));
    const { message } = (await frameworkAt(lives, stream)).proposed[0] ?? {};
    await lives.give(stream, directorate(), 'accept-note', { message, from: anci });
    await lives.give(stream, directorate(), 'sign-note', await signedNote(lives, stream));
    expect((await frameworkAt(lives, stream)).stage).toBe('renewal-window');
    await eventually(async () => expect(await standing('note-1')).toBe('done'));
    await lives.follow(stream);
  } finally {
    await reader.stop();
    post.delivers = true;
    await world.db('parties').where({ code: 'anci' }).update({ pec: ANCI });
  }
  expect((await frameworkAt(lives, stream)).stage).toBe('renewed');
  const receipts = (await frameworkAt(lives, stream)).dispatches['note-request-1']?.receipts.map((one) => one.kind);
  expect([...(receipts ?? [])].sort()).toEqual([
    'accettazione',
    'accettazione',
    'avvenuta-consegna',
    'errore-consegna',
  ]);
});

test('renewed once by an exchange of notes, for as long, and over for good on its second end', async () => {
  const signedOn = await lives.today();
  const [end, second] = [yearsAfter(signedOn, 1), yearsAfter(signedOn, 2)];
  const window = dayAfter(end, -60);
  const stream = await signedFramework(lives, 'rinnovato', signedOn);
  await lives.skipTo(startOf(window), stream);
  const notes = dayAfter(window, 10);
  await lives.skipTo(startOf(notes) + DAY / 2, stream);
  await lives.give(stream, directorate(), 'sign-note', await signedNote(lives, stream));
  expect((await frameworkAt(lives, stream)).stage).toBe('renewal-window');
  await noteByPec(lives, stream, directorate(), anci, ANCI);
  expect((await frameworkAt(lives, stream)).term).toMatchObject({ endsOn: second, renewalsLeft: 0 });
  await lives.skipTo(endOf(second) + 30 * DAY, stream);
  expect(await daysOf(lives, stream, LIFE)).toEqual([
    `${signedOn} framework-in-force`,
    `${window} window-opened`,
    `${notes} note-signed`,
    `${notes} note-received`,
    `${notes} renewed`,
    `${dayAfter(second, 1)} framework-ended`,
  ]);
  await expectEndAfter(stream, second);
  expect(await toldOf(lives, stream)).toEqual([
    'window: framework-window → directorate',
    'proposed: pec-proposed → directorate',
    'renewed: framework-renewed → directorate',
    ...[1, 2, 3].map((nth) => `ending-${second}-reminder-${nth}: framework-ending → directorate`),
    'ended: framework-expired → directorate',
  ]);
  expect(await messagesOf(stream)).toEqual([
    expect.stringMatching(/^table-1 framework-told: mail waiting/),
    'note-request-1 note-request: pec done',
    expect.stringMatching(/^table-2 framework-told-window: mail waiting/),
    'note-1 renewal-note: pec done',
    expect.stringMatching(/^table-3 framework-told: mail waiting/),
    ...[4, 5, 6].map((nth) => expect.stringMatching(`^table-${nth} framework-ending-told: mail waiting`)),
  ]);
  expect((await frameworkAt(lives, stream)).stage).toBe('expired');
});

test('not renewed: chased on its days, and over at Rome’s midnight after its last one', async () => {
  const signedOn = await lives.today();
  const end = yearsAfter(signedOn, 1);
  const window = dayAfter(end, -60);
  const stream = await signedFramework(lives, 'scaduto', signedOn);
  await lives.skipTo(endOf(end) + 30 * DAY, stream);
  // The policy of the exchange counts calendar days from the opening of the window.
  const on = (days: number) => localDate(startOf(window) + days * DAY);
  expect(await daysOf(lives, stream, [...LIFE, 'mark-fired'])).toEqual([
    `${signedOn} framework-in-force`,
    `${window} window-opened`,
    ...[15, 30, 40, 50].map((days) => `${on(days)} mark-fired`),
    `${dayAfter(end, 1)} framework-ended`,
  ]);
  await expectEndAfter(stream, end);
  expect(await toldOf(lives, stream)).toEqual([
    'window: framework-window → directorate',
    'reminder-1: framework-reminder → directorate',
    'reminder-2: framework-reminder → directorate',
    'reminder-3: framework-reminder → directorate',
    'escalation-1: framework-escalation → directorate',
    'ended: framework-expired → directorate',
  ]);
  expect(await messagesOf(stream)).toEqual([
    expect.stringMatching(/^table-1 framework-told: mail waiting/),
    'note-request-1 note-request: pec done',
    expect.stringMatching(/^table-2 framework-told-window: mail waiting/),
    'note-chase-1 note-chase: pec done',
  ]);
  const { obligations } = await frameworkAt(lives, stream);
  expect(new Set(obligations.map((one) => one.state))).toEqual(new Set(['ended']));
});

test('the journal holds', async () => {
  expect((await verifyJournal(lives.world.journal)).firstBreak).toBeNull();
});
