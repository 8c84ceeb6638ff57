import type { Knex } from 'knex';
import type { DispatchOrder, DispatchState } from '../../src/domain/dispatch/types';
import { FOLLOW } from '../../src/domain/network/actor';
import type { LegName } from '../../src/domain/process';
import { append } from '../../src/journal/append';
import { getDocument, putDocument } from '../../src/journal/documents';
import { foldStream, look } from '../../src/journal/look';
import type { Journal } from '../../src/journal/types';
import { verifyJournal } from '../../src/journal/verify';
import { createDispatchPort, type Ways } from '../../src/worker/adapters/dispatch';
import { createMailer, type Mailer } from '../../src/worker/adapters/smtp';
import { type FollowWorld, makeFollowWorld, SENDER, SILENT } from '../support/follow-world';
import { type LettersState, lettersHost } from '../support/letters';
import { type MailServer, startMailServer } from '../support/mail-server';
import { insertRow } from '../support/network';

const HOUR = 3_600_000;
const PEC = 'programma@pec.prova.example';
const TO = 'centrale@prova.example';
const CC = 'comunicazione@prova.example';

let mail: MailServer;
let world: FollowWorld;
let journal: Journal;
let db: Knex;
let mailer: Mailer;
let attachment: string;

beforeAll(async () => {
  mail = await startMailServer();
  world = await makeFollowWorld(mail.url);
  db = world.db;
  journal = { ...world.journal, hosts: { ...world.journal.hosts, letters: lettersHost } };
  mailer = createMailer({ smtpUrl: mail.url, from: SENDER.address });
  attachment = await putDocument(db, 'application/pdf', Buffer.from('%PDF di prova'));
  await insertRow(db, 'mail_templates', {
    code: 'lettera-di-prova',
    language: 'it',
    subject: 'Trasmissione di {{titolo}}',
    body: 'Si trasmette {{titolo}}, firmato il {{firma}}.',
    variables: '["titolo", "firma"]',
  });
});
afterAll(async () => {
  mailer?.close();
  await world?.close();
  await mail?.close();
});
beforeEach(() => {
  mail.refuse = undefined;
  mail.taken.length = 0;
  mail.messages.length = 0;
});

let streams = 0;
const LEG = { dispatch: 'transmission-1', attempt: 1 } as const;
const BY_MAIL: LegName = { ...LEG, channel: 'mail' };
const BY_PEC: LegName = { ...LEG, channel: 'pec' };

/** A stream that owes a message to two offices, by these channels. */
async function owing(channels: readonly ['pec' | 'mail', 'pec' | 'mail'], change: Partial<DispatchOrder> = {}) {
  streams += 1;
  const stream = `letters/${streams}`;
  const order: DispatchOrder = {
    key: LEG.dispatch,
    from: null,
    recipients: [
      { key: 'central', address: TO, as: 'to', channel: channels[0] },
      { key: 'communication', address: CC, as: 'cc', channel: channels[1] },
    ],
    template: 'lettera-di-prova',
    variables: { titolo: 'Accordo di prova', firma: '2021-06-04' },
    attachments: [{ document: attachment, name: 'accordo.pdf', mediaType: 'application/pdf' }],
    ...change,
  };
  const command = { name: 'owe', data: order };
  const answer = await append(journal, { stream, command, actor: FOLLOW, key: stream, correlation: 'request-1' });
  expect(answer.outcome).toBe('accepted');
  return stream;
}

/** A port whose certified mail says what it is told to; what it was handed is in `handed`. */
function portWith(ways: Partial<Ways> = {}) {
  const handed: { mailbox: string; addresses: readonly string[]; raw: string }[] = [];
  const pec: Ways['pec'] = {
    mailboxFor: () => PEC,
    hand: async (mailbox, { raw, addresses }) => {
      handed.push({ mailbox, addresses, raw: raw.toString() });
      return { accepted: true, response: '250 ok' };
    },
  };
  return { handed, port: createDispatchPort(journal, { mailer, pec, ...ways }, SENDER, SILENT) };
}

const dispatchOf = async (stream: string): Promise<DispatchState> => {
  const { dispatches } = (await foldStream(journal, stream)).state as LettersState;
  return dispatches[LEG.dispatch] as DispatchState;
};
const typesOf = async (stream: string) => (await foldStream(journal, stream)).entries.map((entry) => entry.type);

test('a message goes to those of its channel, names everybody, and is kept as it left', async () => {
  const stream = await owing(['mail', 'pec']);
  const { port, handed } = portWith();
  const now = Date.now();
  expect((await look(journal, stream, now)).dispatches).toEqual([BY_PEC, BY_MAIL]);
  expect(await port.deliver(stream, BY_MAIL, now)).toBe('handed-over');
  expect(await port.deliver(stream, BY_PEC, now)).toBe('handed-over');
  const [byMail = ''] = mail.messages;
  const [byPec] = handed;
  for (const text of [byMail, byPec?.raw ?? '']) {
    expect(text).toContain(`To: ${TO}`);
    expect(text).toContain(`Cc: ${CC}`);
    expect(text).toContain('Subject: Trasmissione di Accordo di prova');
    expect(text).toContain('firmato il 4 giugno 2021');
    expect(text).toContain('filename=accordo.pdf');
    expect(text).toContain('X-Correlation-ID: request-1');
  }
  expect(byPec).toMatchObject({ mailbox: PEC, addresses: [CC] });
  const { legs } = await dispatchOf(stream);
  for (const leg of legs) {
    const kept = (await getDocument(db, leg.document ?? ''))?.content.toString() ?? '';
    expect(kept.trimEnd()).toBe((leg.channel === 'mail' ? byMail : (byPec?.raw ?? '')).trimEnd());
    expect(kept).toContain(`Message-ID: <${leg.messageId}>`);
  }
  const sent = await db('pec_message').where({ stream });
  expect(sent).toMatchObject([
    { direction: 'out', mailbox: PEC, message_id: legs[0]?.messageId, dispatch: LEG.dispatch },
  ]);
  expect((await look(journal, stream, now)).dispatches).toBeUndefined();
});

test('what everybody has already, by their own word, does not leave any more', async () => {
  const stream = await owing(['mail', 'pec']);
  for (const recipient of ['central', 'communication']) {
    const data = { dispatch: LEG.dispatch, recipient };
    const command = { name: 'acknowledge-dispatch', data };
    await append(journal, { stream, command, actor: FOLLOW, key: `${stream}/${recipient}`, correlation: 'request-2' });
  }
  expect(await look(journal, stream, Date.now())).toMatchObject({ nextAt: null, over: true });
  const { port, handed } = portWith();
  for (const leg of [BY_MAIL, BY_PEC]) expect(await port.deliver(stream, leg, Date.now())).toBe('needless');
  expect([...handed, ...mail.messages]).toEqual([]);
});

test('it is begun in the journal before a server hears of it', async () => {
  const stream = await owing(['mail', 'mail']);
  let begun: string[] = [];
  const { port } = portWith({
    mailer: {
      hand: async (letter) => {
        begun = await typesOf(stream);
        return mailer.hand(letter);
      },
    },
  });
  expect(await port.deliver(stream, BY_MAIL, Date.now())).toBe('handed-over');
  expect(begun).toEqual(['dispatch-owed', 'dispatch-begun']);
  expect(await typesOf(stream)).toEqual(['dispatch-owed', 'dispatch-begun', 'dispatch-handed-over']);
});

describe('when the worker dies between the beginning and the handing over', () => {
  const dies = () => Promise.reject(new Error('the worker died'));

  test('a mail goes out once more: the same bytes under the same Message-ID', async () => {
    const stream = await owing(['mail', 'mail']);
    let first = '';
    const died = portWith({
      mailer: {
        hand: ({ raw }) => {
          first = raw.toString();
          return dies();
        },
      },
    });
    await expect(died.port.deliver(stream, BY_MAIL, Date.now())).rejects.toThrow('the worker died');
    expect((await look(journal, stream, Date.now())).dispatches).toEqual([BY_MAIL]);
    expect(await portWith().port.deliver(stream, BY_MAIL, Date.now() + HOUR)).toBe('handed-over');
    expect(mail.messages.map((one) => one.trimEnd())).toEqual([first.trimEnd()]);
  });

  test('certified mail does not: nothing is owed but, after a day without a word, the alarm', async () => {
    const stream = await owing(['pec', 'pec']);
    const now = Date.now();
    const died = portWith({ pec: { mailboxFor: () => PEC, hand: dies } });
    await expect(died.port.deliver(stream, BY_PEC, now)).rejects.toThrow('the worker died');
    const plan = await look(journal, stream, now);
    expect(plan).toMatchObject({ due: [], over: false });
    expect(plan.dispatches).toBeUndefined();
    const { port, handed } = portWith();
    expect(await port.deliver(stream, BY_PEC, now + HOUR)).toBe('needless');
    expect(handed).toEqual([]);
    const alarm = plan.nextAt ?? 0;
    expect(alarm - now).toBe(24 * HOUR);
    const { due } = await look(journal, stream, alarm);
    expect(due.map((item) => item.command.name)).toEqual(['raise-dispatch-alarm']);
  });
});

test('certified mail of which nobody knows whether it was taken is not handed over again', async () => {
  const stream = await owing(['pec', 'pec']);
  const unknown = async () => ({ accepted: 'unknown', code: 'ECONNECTION' }) as const;
  const { port } = portWith({ pec: { mailboxFor: () => PEC, hand: unknown } });
  expect(await port.deliver(stream, BY_PEC, Date.now())).toBe('unknown');
  expect((await dispatchOf(stream)).legs).toMatchObject([{ state: 'sending' }]);
  expect((await look(journal, stream, Date.now() + HOUR)).dispatches).toBeUndefined();
});

test('a server that is busy puts it off; the same message goes out when it may leave again', async () => {
  const stream = await owing(['mail', 'mail']);
  const { port } = portWith();
  const now = Date.now();
  mail.refuse = () => ({ code: 450, text: 'busy' });
  expect(await port.deliver(stream, BY_MAIL, now)).toBe('put-off');
  const plan = await look(journal, stream, now);
  expect(plan).toMatchObject({ nextAt: now + 60_000, over: false });
  expect(plan.dispatches).toBeUndefined();
  const { document } = (await dispatchOf(stream)).legs[0] ?? {};
  mail.refuse = undefined;
  expect(await port.deliver(stream, BY_MAIL, now + 60_000)).toBe('handed-over');
  expect((await dispatchOf(stream)).legs).toMatchObject([{ state: 'handed-over', putOff: 1, document }]);
});

test('refused for good, by the server or because its template cannot be filled, it says so and nothing leaves', async () => {
  const refused = await owing(['mail', 'mail']);
  mail.refuse = (recipient) => (recipient === CC ? { code: 550, text: `no such user ${recipient}` } : undefined);
  expect(await portWith().port.deliver(refused, BY_MAIL, Date.now())).toBe('refused');
  mail.refuse = undefined;
  mail.messages.length = 0;
  const unfilled = [{ variables: { titolo: 'Accordo' } }, { template: 'non-esiste' }];
  for (const change of unfilled) {
    const stream = await owing(['pec', 'mail'], change);
    const { port, handed } = portWith();
    for (const leg of [BY_PEC, BY_MAIL]) expect(await port.deliver(stream, leg, Date.now())).toBe('refused');
    expect(handed).toEqual([]);
    const data = await db('journal_entry').where({ stream, type: 'dispatch-refused' }).pluck('data');
    expect(data.map((one) => JSON.parse(one).code)).toEqual(['ETEMPLATE', 'ETEMPLATE']);
  }
  const nowhere = await owing(['pec', 'pec']);
  const none = portWith({ pec: { mailboxFor: () => null, hand: async () => ({ accepted: true, response: '' }) } });
  expect(await none.port.deliver(nowhere, BY_PEC, Date.now())).toBe('refused');
  expect(mail.messages).toEqual([]);
});

test('asked for twice at once, by one worker or by two, it leaves once', async () => {
  const stream = await owing(['pec', 'mail']);
  const [one, other] = [portWith(), portWith()];
  const now = Date.now();
  const asked = [one, one, other].flatMap(({ port }) => [BY_PEC, BY_MAIL].map((leg) => port.deliver(stream, leg, now)));
  const outcomes = await Promise.all(asked);
  expect(outcomes.filter((outcome) => outcome === 'handed-over').length).toBeGreaterThanOrEqual(2);
  expect([...one.handed, ...other.handed]).toHaveLength(1);
  expect(mail.messages).toHaveLength(1);
});

test('the journal holds with all of it, and shows a document that was taken away', async () => {
  expect((await verifyJournal(journal)).firstBreak).toBeNull();
  const { sha256 } = await db('document').where({ media_type: 'message/rfc822' }).first('sha256');
  await db.transaction(async (trx) => {
    await trx.raw('set local session_replication_role = replica');
    await trx('document').where({ sha256 }).delete();
  });
  expect((await verifyJournal(journal)).firstBreak?.what).toContain('a document the entry cites');
});
