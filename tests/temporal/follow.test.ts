import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { isOpen, type Stage } from '../../src/domain/case/stages';
import { TASK_QUEUE } from '../../src/domain/followers';
import type { Actor } from '../../src/domain/network/actor';
import { caseHost } from '../../src/journal/case/host';
import { foldStream } from '../../src/journal/look';
import { clocksAt } from '../../src/journal/policies';
import { verifyJournal } from '../../src/journal/verify';
import { casesEverywhere, consent } from '../support/follow-stages';
import { type FollowWorld, makeFollowWorld, startTimeSkipping } from '../support/follow-world';
import { makeAvailability } from '../support/network';
import { type Rehearsal, rehearse, toldBy } from '../support/rehearse';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What may pass between a timer's firing and the command it gives: Temporal's own time goes on meanwhile. */
const SOON = 10_000;

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

const entriesOf = async (stream: string) => (await foldStream(world.journal, stream)).entries;
const mailsOf = (stream: string) =>
  world.db('mails').where({ stream }).orderBy('id').select('template', 'status', 'attempts');

/** A case as it stands, and what its agenda, followed in memory, says will happen to it until a moment. */
interface Foreseen extends Rehearsal {
  readonly stream: string;
  readonly entries: number;
  readonly owed: number;
}

async function foresee(stream: string, until: number): Promise<Foreseen> {
  const past = await entriesOf(stream);
  const { network, db } = world;
  const facts = {
    ...(await clocksAt(db, network.territoryId, past.at(-1)?.at ?? 0)),
    candidates: [{ operatorId: network.operator.operatorId, load: 0 }],
  };
  const given = { facts: () => facts, agendaFacts: { assigneeActive: true }, until };
  const owed = (await mailsOf(stream)).length;
  return { ...rehearse(caseHost, stream, past, given), stream, entries: past.length, owed };
}

/** The workflow wrote just that, in that order and at those times, and owed just those mails, each sent once. */
async function expectForeseen({ stream, entries, owed, told, mails }: Foreseen): Promise<void> {
  const written = (await entriesOf(stream)).slice(entries).map(toldBy);
  expect(written.map((one) => one.line)).toEqual(told.map((one) => one.line));
  const late = written.map(({ line, at }, index) => ({ line, late: at - (told[index]?.at ?? 0) }));
  expect(late.filter((one) => one.late < 0 || one.late > SOON)).toEqual([]);
  const sent = await mailsOf(stream);
  expect(sent.slice(owed).map((mail) => mail.template)).toEqual(mails);
  expect(sent.filter((mail) => mail.status !== 'sent' || mail.attempts !== 1)).toEqual([]);
}

test('from every stage, and every turn with dates of its own, the workflow does what the agenda says in memory', async () => {
  const now = await environment.currentTimeMs();
  const cases = await casesEverywhere(world, now);
  const foreseen = new Map<string, Foreseen>();
  for (const [standing, stream] of cases) foreseen.set(standing, await foresee(stream, now + 400 * DAY));
  // Each of these is followed by something, or the comparison would say little.
  for (const [standing, { told }] of foreseen) {
    const ended = !isOpen(standing as Stage);
    expect([standing, told.length > 0]).toEqual([standing, !ended]);
  }
  for (const stream of cases.values()) await wake(stream);
  await environment.sleep(400 * DAY);
  for (const one of foreseen.values()) await expectForeseen(one);
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
});

/** Lets time pass while nobody acts; what the workflow did meanwhile is what the agenda in memory said. */
async function pass(stream: string, ms: number): Promise<void> {
  const foreseen = await foresee(stream, (await environment.currentTimeMs()) + ms);
  await environment.sleep(ms);
  await expectForeseen(foreseen);
}

/** Gives a command when the workflow's clock says, as the two would agree in life, and wakes the workflow. */
async function given(stream: string, actor: Actor, name: string, data: unknown = {}): Promise<void> {
  const at = await environment.currentTimeMs();
  expect(await world.give(stream, actor, name, data, { at })).toMatchObject({ outcome: 'accepted' });
  await wake(stream);
}

const today = async (): Promise<string> => new Date(await environment.currentTimeMs()).toISOString().slice(0, 10);

/** The stage each reminder and escalation of a stage's clock spoke of, beside the stage the case was in. */
async function spokenOf(stream: string): Promise<readonly (readonly [subject: string, stage: string])[]> {
  const rows = await world
    .db('notices')
    .where({ stream })
    .where('key', 'like', 'stage-%')
    .orderBy('id')
    .select<{ version: number; variables: { subject: string } }[]>('version', 'variables');
  const entries = await entriesOf(stream);
  const stageAt = (version: number) =>
    entries
      .filter((entry) => entry.version <= version)
      .map((entry) => (entry.data as { stage?: string }).stage)
      .filter((stage) => stage !== undefined)
      .at(-1);
  return rows.map((row) => [row.variables.subject, stageAt(row.version) ?? '']);
}

test('a whole journey of a year: in each stage what the agenda says in memory, and nothing of a stage that was left', async () => {
  const { network, content } = world;
  const stream = await world.open(await environment.currentTimeMs());
  await wake(stream);
  await pass(stream, 9 * DAY);
  await given(stream, network.operator, 'record-consent', consent(world));
  await pass(stream, 9 * DAY);
  await given(stream, network.operator, 'complete-screening', {
    questionnaireVersionId: content.questionnaireVersionId,
    source: 'operator',
    results: { [content.benefitCode]: 'indicated' },
    answers: { invented: true },
  });
  await pass(stream, 17 * DAY);
  await given(stream, network.operator, 'request-consult', { interpreterLanguage: 'ar' });
  await pass(stream, 13 * DAY);
  const start = Math.ceil(((await environment.currentTimeMs()) + 5 * DAY) / HOUR) * HOUR;
  await makeAvailability(world.db, network.consultant.consultantId ?? 0, start, start + 4 * HOUR);
  await given(stream, network.operator, 'book-consult', { start, siteId: network.siteId, interpreterLanguage: null });
  await pass(stream, start + HOUR - (await environment.currentTimeMs()));
  await given(stream, network.consultant, 'hold-consult');
  await pass(stream, 17 * DAY);
  await given(stream, network.operator, 'prepare-claim', { benefitId: content.benefitId });
  await pass(stream, 20 * DAY);
  await given(stream, network.operator, 'pause', { reason: 'documents' });
  await pass(stream, 20 * DAY);
  await given(stream, network.operator, 'resume');
  await pass(stream, 20 * DAY);
  const claim = { claim: 1, filedBy: 'inps', protocol: 'PROVA-1', submittedOn: await today() };
  await given(stream, network.operator, 'submit-claim', claim);
  await pass(stream, 80 * DAY);
  const refusal = { claim: 1, outcome: 'refused', decidedOn: await today(), amount: null, benefitFrom: null };
  await given(stream, network.operator, 'record-outcome', refusal);
  await pass(stream, 65 * DAY);
  const review = { claim: 1, kind: 'riesame', requestedOn: await today() };
  await given(stream, network.operator, 'request-review', review);
  await pass(stream, 60 * DAY);
  const grant = { ...refusal, outcome: 'granted', decidedOn: await today(), amount: 480, benefitFrom: await today() };
  await given(stream, network.operator, 'record-outcome', grant);
  await pass(stream, 90 * DAY);
  await environment.client.workflow.getHandle(stream).result();

  const entries = await entriesOf(stream);
  expect(entries.at(-1)).toMatchObject({ type: 'ended', data: { end: 'closed', by: 'follow' } });
  const spoken = await spokenOf(stream);
  expect(spoken.filter(([subject, stage]) => subject !== stage)).toEqual([]);
  // Reminders came in most stages, or their silence afterwards would say nothing.
  expect(new Set(spoken.map(([subject]) => subject)).size).toBeGreaterThan(5);
  const mails = await mailsOf(stream);
  expect(mails.filter((mail) => mail.template === 'consult-reminder')).toHaveLength(4);
  expect(mails.filter((mail) => mail.template === 'consult-booked')).toHaveLength(2);
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
});
