import type { Actor } from '../../src/domain/network/actor';
import { hostOf } from '../../src/journal/append';
import { look } from '../../src/journal/look';
import type { Journal } from '../../src/journal/types';
import { createMailPort } from '../../src/worker/adapters/mail';
import { type FollowWorld, makeFollowWorld, SENDER, SILENT } from '../support/follow-world';
import { type MailServer, startMailServer } from '../support/mail-server';
import { makeAvailability, makeNetwork } from '../support/network';

let mail: MailServer;
let world: FollowWorld;
beforeAll(async () => {
  mail = await startMailServer();
  world = await makeFollowWorld(mail.url);
});
afterAll(async () => {
  await world?.close();
  await mail?.close();
});

const accepted = async (stream: string, actor: Actor, name: string, data: unknown): Promise<void> => {
  expect(await world.give(stream, actor, name, data)).toMatchObject({ outcome: 'accepted' });
};

/** A case that owes the referent a mail, and the id of that mail. */
async function owingMail(): Promise<{ stream: string; id: number }> {
  const stream = await world.open();
  const { network, content } = world;
  await accepted(stream, network.operator, 'refuse-consent', { noticeId: content.consentId, signer: 'person' });
  await accepted(stream, network.operator, 'request-consult', { interpreterLanguage: null });
  const { id } = await world.db('mails').where({ stream }).first('id');
  return { stream, id };
}
const row = (id: number) => world.db('mails').where({ id }).first();

test('a server that is busy puts the mail off, later and later, with the same Message-ID and every attempt logged', async () => {
  const { stream, id } = await owingMail();
  mail.refuse = () => ({ code: 450, text: 'busy' });
  const now = Date.now();
  expect(await world.deliver(id, now)).toBe('put-off');
  expect(await row(id)).toMatchObject({ status: 'queued', attempts: 1, error_code: '450' });
  expect((await look(world.journal, stream, now)).mails).toEqual([]);
  const first = (await row(id)).not_before.getTime() - now;
  expect(await world.deliver(id, now)).toBe('put-off');
  expect((await row(id)).not_before.getTime() - now).toBeGreaterThan(first);
  mail.refuse = undefined;
  expect(await world.deliver(id, now)).toBe('sent');
  expect(await row(id)).toMatchObject({ status: 'sent', attempts: 3 });
  expect(mail.taken).toEqual([(await row(id)).message_id]);
});

test('a mail refused for good becomes work on the case for its managers, and never names an address', async () => {
  const { stream, id } = await owingMail();
  mail.refuse = (recipient) => ({ code: 550, text: `no such user ${recipient}` });
  expect(await world.deliver(id, Date.now())).toBe('failed');
  mail.refuse = undefined;
  const failed = await row(id);
  expect(failed.status).toBe('failed');
  expect(failed.error).not.toContain('@');
  const [, documentId = ''] = stream.split('/');
  expect(await world.db('cases').where({ document_id: documentId }).first('attention')).toEqual({ attention: true });
  const told = await world.db('notices').where({ stream, template: 'mail-undelivered' }).select('user_id', 'channel');
  expect(told).toEqual([{ user_id: world.network.manager.userId, channel: 'digest' }]);
  await accepted(stream, world.network.manager, 'settle-mail', { mail: failed.document_id, how: 'dismissed' });
  expect(await world.db('cases').where({ document_id: documentId }).first('attention')).toEqual({ attention: false });
});

test('a crash before anybody was told leaves the mail to be tried again, and then somebody is told, once', async () => {
  const { stream, id } = await owingMail();
  const { journal, db } = world;
  const refusing = { deliver: async () => ({ accepted: false, kind: 'permanent', code: '550', message: '' }) as const };
  const crashing = {
    ...journal,
    hosts: {
      ...journal.hosts,
      case: {
        ...hostOf(journal, stream),
        undelivered: () => {
          throw new Error('the worker died');
        },
      },
    },
  };
  const port = (on: Journal) => createMailPort(on, { ...refusing, close: () => undefined }, SENDER, SILENT);
  await expect(port(crashing).deliver(id, Date.now())).rejects.toThrow('the worker died');
  expect(await row(id)).toMatchObject({ status: 'sending' });
  expect(await port(journal).deliver(id, Date.now())).toBe('failed');
  expect(await row(id)).toMatchObject({ status: 'failed', attempts: 2 });
  expect(await db('journal_entry').where({ stream, type: 'mail-undelivered' })).toHaveLength(1);
});

test('a mail found being sent after a crash is sent once more, and the log says so', async () => {
  const { id } = await owingMail();
  await world.db('mails').where({ id }).update({ status: 'sending', attempts: 1 });
  expect(await world.deliver(id, Date.now())).toBe('sent');
  expect(await row(id)).toMatchObject({ status: 'sent', attempts: 2 });
  expect(await world.deliver(id, Date.now())).toBe('sent');
  const { message_id, attempts } = await row(id);
  expect(mail.taken.filter((one) => one === message_id)).toHaveLength(1);
  expect(attempts).toBe(2);
});

test('what is not urgent joins one digest a person, sent the next working morning', async () => {
  const { network, journal, db } = world;
  const digest = `digest/${network.manager.userId}`;
  const now = Date.now();
  const plan = await look(journal, digest, now);
  expect(plan.due).toEqual([]);
  expect(plan.nextAt).toBeGreaterThan(now);
  const due = await look(journal, digest, plan.nextAt ?? 0);
  expect(due.due).toHaveLength(1);
  const [item] = due.due;
  if (!item) throw new Error('no digest due');
  const issue = () => world.activities.issue({ stream: digest, item, correlation: 'digest', now: plan.nextAt ?? 0 });
  expect(await issue()).toBe('accepted');
  expect(await issue()).toBe('accepted');
  const mails = await db('mails').where({ stream: digest });
  expect(mails).toHaveLength(1);
  const left = { user_id: network.manager.userId, channel: 'digest', mail_id: null, skipped: false };
  const waiting = await db('notices').where(left);
  expect(waiting).toEqual([]);
  expect(await world.deliver(mails[0].id, plan.nextAt ?? 0)).toBe('sent');
});

test('a digest that waits is woken once, and again for a line written while the others join a mail', async () => {
  const { network, db } = world;
  const digest = `digest/${network.manager.userId}`;
  const line = async () => {
    const { id } = await owingMail();
    mail.refuse = () => ({ code: 550, text: 'no' });
    expect(await world.deliver(id, Date.now())).toBe('failed');
    mail.refuse = undefined;
  };
  const wakes = async () => (await db('journal_wake').where({ stream: digest })).length;
  const before = await wakes();
  await line();
  await line();
  expect((await wakes()) - before).toBe(1);
  const joining = await db.transaction();
  await joining.raw(`set local inps.journal = 'on'`);
  await joining('notices').where({ user_id: network.manager.userId, mail_id: null }).update({ updated_at: new Date() });
  await line();
  await joining.rollback();
  expect((await wakes()) - before).toBe(2);
});

/** Hands over the digest of what waits for a user, at the hour it is due; its id, or null when none is owed. */
async function digestOf(userId: number): Promise<number | null> {
  const stream = `digest/${userId}`;
  const { nextAt, due: late } = await look(world.journal, stream, Date.now());
  if (nextAt === null && late.length === 0) return null;
  const at = nextAt ?? Date.now();
  const [item] = (await look(world.journal, stream, at)).due;
  if (!item) throw new Error('no digest due');
  await world.activities.issue({ stream, item, correlation: 'digest', now: at });
  const { id } = await world.db('mails').where({ stream }).orderBy('id', 'desc').first('id');
  await world.deliver(id, at);
  return id;
}

test('a manager whose mailbox is dead is not told so by mail: the next rung is, and it ends there', async () => {
  const { db, network } = world;
  const { stream, id } = await owingMail();
  mail.refuse = (recipient) =>
    [network.email.manager, network.email.structure, network.email.referent].includes(recipient)
      ? { code: 550, text: 'no such user' }
      : undefined;
  await world.deliver(id, Date.now());
  const told = () => db('notices').where({ stream, template: 'mail-undelivered' }).orderBy('id').pluck('user_id');
  const { manager, structure, directorate } = network;
  expect(await told()).toEqual([manager.userId]);
  expect(await digestOf(manager.userId)).not.toBeNull();
  expect(await told()).toEqual([manager.userId, structure.userId]);
  expect(await digestOf(manager.userId)).toBeNull();
  expect(await digestOf(structure.userId)).not.toBeNull();
  expect(await told()).toEqual([manager.userId, structure.userId, directorate.userId]);
  expect(await digestOf(directorate.userId)).not.toBeNull();
  mail.refuse = undefined;
  for (const { userId } of [manager, structure, directorate]) expect(await digestOf(userId)).toBeNull();
  expect(await db('journal_entry').where({ stream, type: 'mail-undelivered' })).toHaveLength(3);
});

test('a reminder of a step done before the morning is left out of the digest, and the row says why', async () => {
  const { db, network, journal, content } = world;
  const { userId } = network.operator;
  await digestOf(userId);
  const reminded = async (): Promise<{ stream: string; at: number }> => {
    const stream = await world.open();
    const at = (await look(journal, stream, Date.now())).nextAt ?? 0;
    const [item] = (await look(journal, stream, at)).due;
    if (!item) throw new Error('no reminder due');
    await world.activities.issue({ stream, item, correlation: 'reminder', now: at });
    return { stream, at };
  };
  const [done, waiting] = [await reminded(), await reminded()];
  const refusal = { noticeId: content.consentId, signer: 'person' };
  await world.give(done.stream, network.operator, 'refuse-consent', refusal, { at: done.at });
  await world.give(done.stream, network.operator, 'skip-screening', { reason: 'urgent' }, { at: done.at });
  const line = (stream: string) => db('notices').where({ stream, template: 'reminder' }).first();
  const id = await digestOf(userId);
  expect(await line(done.stream)).toMatchObject({ skipped: true, skip_reason: 'step-done', mail_id: null });
  expect(await line(waiting.stream)).toMatchObject({ skipped: false, skip_reason: null, mail_id: id });
  const [sent] = mail.messages.slice(-1);
  expect(sent).toContain(waiting.stream.slice(5, 13).toUpperCase());
  expect(sent).not.toContain(done.stream.slice(5, 13).toUpperCase());
});

const HOUR = 3_600_000;

/** A case with a consult booked, some days from now; the mails that invited to it are out of the way. */
async function booked(days: number): Promise<{ stream: string; start: number }> {
  const { network, content, db } = world;
  const start = (Math.floor(Date.now() / HOUR) + 24 * days) * HOUR;
  await makeAvailability(db, network.consultant.consultantId ?? 0, start, start + 2 * HOUR);
  const stream = await world.open();
  await accepted(stream, network.operator, 'refuse-consent', { noticeId: content.consentId, signer: 'person' });
  await accepted(stream, network.operator, 'book-consult', {
    start,
    siteId: network.siteId,
    interpreterLanguage: null,
  });
  return { stream, start };
}
const owed = (stream: string, template: string) =>
  world.db('mails').where({ stream, template }).orderBy('id').select('id', 'user_id', 'not_after');
const remind = (stream: string, key: string, now: number) =>
  world.activities.issue({
    stream,
    item: { key, at: now, since: 1, command: { name: 'remind-consult', data: { consult: 1, key } } },
    correlation: 'reminder',
    now,
  });

test('a reminder of a consult that moved or was called off is not sent; the day-before one never in the last hour', async () => {
  const { network } = world;
  const moved = await booked(11);
  const off = await booked(12);
  const kept = await booked(13);
  for (const { stream, start } of [moved, off, kept]) {
    expect(await remind(stream, 'day-before', start - 24 * HOUR)).toBe('accepted');
    for (const { not_after } of await owed(stream, 'consult-reminder')) expect(+not_after).toBe(start - HOUR);
  }
  await accepted(moved.stream, network.operator, 'postpone-consult', {
    start: moved.start + HOUR,
    siteId: network.siteId,
    interpreterLanguage: null,
  });
  await accepted(off.stream, network.operator, 'cancel-consult', {});
  const handed = async ({ stream, start }: { stream: string; start: number }) => {
    const outcomes: string[] = [];
    for (const { id } of await owed(stream, 'consult-reminder'))
      outcomes.push(await world.deliver(id, start - 2 * HOUR));
    return outcomes;
  };
  expect(await handed(moved)).toEqual(['too-late', 'too-late']);
  expect(await handed(off)).toEqual(['too-late', 'too-late']);
  expect(await handed(kept)).toEqual(['sent', 'sent']);
});

describe('who has left', () => {
  const as = (table: string, id: number | null) => world.db(table).where({ id });
  const users = async (stream: string, template: string) => (await owed(stream, template)).map((one) => one.user_id);

  test('is told nothing more of a case, but that a consult of theirs is off', async () => {
    const { operator, consultant, manager, structure } = world.network;
    const { stream, start } = await booked(14);
    await as('operators', operator.operatorId).update({ active: false });
    await as('consultants', consultant.consultantId).update({ active: false });
    await remind(stream, 'day-before', start - 24 * HOUR);
    expect((await users(stream, 'consult-reminder')).sort()).toEqual([manager.userId, structure.userId].sort());
    await accepted(stream, manager, 'cancel-consult', {});
    expect((await users(stream, 'consult-cancelled')).sort()).toEqual([operator.userId, consultant.userId].sort());
    await as('operators', operator.operatorId).update({ active: true });
    await as('consultants', consultant.consultantId).update({ active: true });
  });

  test('an operator now of another association is told nothing of the first one’s cases; its managers are', async () => {
    const { operator, manager } = world.network;
    const { stream, start } = await booked(15);
    const elsewhere = await makeNetwork(world.db, 'altrove');
    await as('operators', operator.operatorId).update({ association_id: elsewhere.associationId });
    await remind(stream, 'day-before', start - 24 * HOUR);
    expect(await users(stream, 'consult-reminder')).toContain(manager.userId);
    expect(await users(stream, 'consult-reminder')).not.toContain(operator.userId);
    await as('operators', operator.operatorId).update({ association_id: world.network.associationId });
  });

  test('a referent before or after their time is not told: the structure is', async () => {
    const referents = () => world.db('referents').where({ user_id: world.network.referent.userId });
    for (const away of [{ until: '2024-02-01' }, { from: '2099-01-01' }]) {
      await referents().update(away);
      const { stream } = await owingMail();
      expect(await users(stream, 'consult-requested')).toEqual([world.network.structure.userId]);
      await referents().update({ from: '2024-01-01', until: null });
    }
  });
});
