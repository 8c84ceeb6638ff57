import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { CaseState } from '../../src/domain/case/state';
import { TASK_QUEUE } from '../../src/domain/followers';
import { caseHost } from '../../src/journal/case/host';
import { clocksAt } from '../../src/journal/case/policies';
import { foldStream } from '../../src/journal/look';
import { verifyJournal } from '../../src/journal/verify';
import { type FollowWorld, makeFollowWorld, startTimeSkipping } from '../support/follow-world';
import { makeAvailability } from '../support/network';
import { rehearse } from '../support/rehearse';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let world: FollowWorld;
let environment: TestWorkflowEnvironment;
let stop: () => Promise<void>;

beforeAll(async () => {
  world = await makeFollowWorld();
  ({ environment, stop } = await startTimeSkipping(world));
});
afterAll(async () => {
  await stop?.();
  await world?.close();
});

/** Wakes a stream's workflow as the relay does. */
const wake = (stream: string) =>
  environment.client.workflow.signalWithStart('followCase', {
    workflowId: stream,
    taskQueue: TASK_QUEUE,
    args: [stream],
    signal: 'wake',
    signalArgs: ['test'],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
  });

const given = async (stream: string, actor: Parameters<FollowWorld['give']>[1], name: string, data: unknown) => {
  // A person acts when the workflow's clock says, as the two would agree in life.
  const at = await environment.currentTimeMs();
  const answer = await world.give(stream, actor, name, data, { at });
  expect(answer).toMatchObject({ outcome: 'accepted' });
  return wake(stream);
};

const entriesOf = async (stream: string) => (await foldStream(world.journal, stream)).entries;
const mailsOf = (stream: string) =>
  world.db('mails').where({ stream }).orderBy('id').select('template', 'status', 'attempts', 'user_id');

test('a case nobody touches is reminded, escalated and lapsed just as its agenda says, and each mail goes once', async () => {
  const stream = await world.open(await environment.currentTimeMs());
  const past = await entriesOf(stream);
  const { state } = await foldStream(world.journal, stream);
  const until = past[0]!.at + 400 * DAY;
  const facts = {
    ...(await clocksAt(world.db, (state as CaseState).territoryId, Date.now())),
    candidates: [],
    slots: [],
  };
  const expected = rehearse(caseHost, stream, past, {
    facts: () => facts,
    agendaFacts: { assigneeActive: true },
    until,
  });
  expect(expected.map((one) => one.type)).toEqual(expect.arrayContaining(['mark-fired', 'ended']));

  const handle = await wake(stream);
  await handle.result();

  const happened = (await entriesOf(stream)).slice(past.length);
  expect(happened.map((entry) => entry.type)).toEqual(expected.map((one) => one.type));
  for (const [index, entry] of happened.entries()) {
    expect(Math.abs(entry.at - expected[index]!.at)).toBeLessThan(10_000);
  }
  const mails = await mailsOf(stream);
  expect(mails.every((mail) => mail.status === 'sent' && mail.attempts === 1)).toBe(true);
  expect(mails.map((mail) => mail.template)).toContain('escalation');
});

test('a whole journey over months: consult reminders once each, no reminder once a stage is left, closed by itself', async () => {
  const stream = await world.open(await environment.currentTimeMs());
  const { network, content } = world;
  await wake(stream);
  await given(stream, network.operator, 'record-consent', {
    noticeId: content.consentId,
    purposes: { 'case-handling': true, reporting: true, 'further-contact': false },
    signer: 'person',
    beneficiary: { givenName: 'Nome Inventato', familyName: 'Cognome Inventato' },
  });
  await given(stream, network.operator, 'request-consult', { interpreterLanguage: 'ar' });
  const start = Math.ceil(((await environment.currentTimeMs()) + 5 * DAY) / HOUR) * HOUR;
  await makeAvailability(world.db, network.consultant.consultantId!, start, start + 4 * HOUR);
  await given(stream, network.operator, 'book-consult', {
    start,
    siteId: network.siteId,
    interpreterLanguage: null,
  });
  await environment.sleep(start + HOUR - (await environment.currentTimeMs()));
  await given(stream, network.consultant, 'hold-consult', {});
  await given(stream, network.operator, 'prepare-claim', { benefitId: content.benefitId });
  await environment.sleep('3 days');
  const today = new Date(await environment.currentTimeMs()).toISOString().slice(0, 10);
  await given(stream, network.operator, 'submit-claim', {
    claim: 1,
    filedBy: 'inps',
    protocol: 'PROVA-1',
    submittedOn: today,
  });
  await environment.sleep('200 days');
  await given(stream, network.operator, 'record-outcome', {
    claim: 1,
    outcome: 'granted',
    decidedOn: today,
    amount: 480,
    benefitFrom: today,
  });
  const handle = environment.client.workflow.getHandle(stream);
  await handle.result();

  const entries = await entriesOf(stream);
  expect(entries.at(-1)).toMatchObject({ type: 'ended', data: { end: 'closed', by: 'follow' } });
  const reminders = entries.filter((entry) => entry.type === 'consult-reminded');
  expect(reminders.map((entry) => (entry.data as { key: string; sent: boolean }).key)).toEqual([
    'day-before',
    'hour-before',
  ]);
  // Silence after a claim: INPS is asked, again and again, until the outcome; nothing after it but the closing.
  expect(entries.filter((entry) => entry.type === 'mark-fired').length).toBeGreaterThan(0);
  const mails = await mailsOf(stream);
  expect(mails.filter((mail) => mail.template === 'consult-reminder')).toHaveLength(4);
  expect(mails.filter((mail) => mail.template === 'consult-booked')).toHaveLength(2);
  expect(mails.every((mail) => mail.status === 'sent' && mail.attempts === 1)).toBe(true);
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
});
