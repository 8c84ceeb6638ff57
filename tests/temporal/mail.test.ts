import type { Actor } from '../../src/domain/network/actor';
import { look } from '../../src/journal/look';
import { type FollowWorld, makeFollowWorld } from '../support/follow-world';
import { type MailServer, startMailServer } from '../support/mail-server';

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
  const waiting = await db('notices').where({ user_id: network.manager.userId, channel: 'digest', mail_id: null });
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
