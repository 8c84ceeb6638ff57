import type { temporal } from '@temporalio/proto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { TASK_QUEUE } from '../../src/domain/followers';
import { eventually } from './eventually';
import { type FollowWorld, makeFollowWorld, startSoonTooLong, startTimeSkipping } from './follow-world';
import { type MailServer, startMailServer } from './mail-server';

type History = temporal.api.history.v1.IHistory;
type Named = readonly [name: string, history: History];

const DAY = 86_400_000;

interface Scene {
  readonly world: FollowWorld;
  readonly mail: MailServer;
  readonly environment: TestWorkflowEnvironment;
}

/** Wakes a stream's workflow as the relay does, starting it where there is none. */
const wake = ({ environment }: Scene, stream: string, follower: 'followCase' | 'followDigest' = 'followCase') =>
  environment.client.workflow.signalWithStart(follower, {
    workflowId: stream,
    taskQueue: TASK_QUEUE,
    args: [stream],
    signal: 'wake',
    signalArgs: ['golden'],
  });

/** A case nobody touches, but for one wake in vain, until it lapses. */
async function lapsedCase(scene: Scene): Promise<Named> {
  const { world, environment } = scene;
  const handle = await wake(scene, await world.open(await environment.currentTimeMs()));
  await environment.sleep(2 * DAY);
  await handle.signal('wake', 'golden-again');
  await handle.result();
  return ['lapsed-case', await handle.fetchHistory()];
}

/** A line joins a manager's digest, which goes out on the next working morning. */
async function digestSent(scene: Scene): Promise<Named> {
  const { world, environment } = scene;
  const { manager } = world.network;
  const at = await environment.currentTimeMs();
  const stream = await world.open(at);
  await world.give(stream, manager, 'reassign', { operatorId: manager.operatorId }, { at });
  const handle = await wake(scene, `digest/${manager.userId}`, 'followDigest');
  await handle.result();
  return ['digest-sent', await handle.fetchHistory()];
}

async function checkpoint({ environment }: Scene): Promise<Named> {
  const handle = await environment.client.workflow.start('takeCheckpoint', {
    workflowId: 'checkpoint',
    taskQueue: TASK_QUEUE,
  });
  await handle.result();
  return ['checkpoint', await handle.fetchHistory()];
}

/** The mail server is busy twice; the mail goes out at the third attempt, and the person leaves. */
async function mailPutOff(scene: Scene): Promise<Named> {
  const { world, mail, environment } = scene;
  const { network, content } = world;
  const at = await environment.currentTimeMs();
  const stream = await world.open(at);
  await world.give(
    stream,
    network.operator,
    'refuse-consent',
    { noticeId: content.consentId, signer: 'person' },
    { at },
  );
  await world.give(stream, network.operator, 'request-consult', { interpreterLanguage: null }, { at });
  let busy = 2;
  mail.refuse = () => {
    busy -= 1;
    return busy < 0 ? undefined : { code: 450, text: 'busy' };
  };
  const handle = await wake(scene, stream);
  await environment.sleep(DAY);
  const later = await environment.currentTimeMs();
  await world.give(stream, network.operator, 'withdraw', {}, { at: later });
  await handle.signal('wake', 'golden-again');
  await handle.result();
  return ['mail-put-off', await handle.fetchHistory()];
}

/** A case woken so often that its history is too long: the run that ended, and the one that went on. */
async function continuedCase(scene: Scene): Promise<readonly Named[]> {
  const stream = await scene.world.open();
  const { signaledRunId } = await wake(scene, stream);
  const { workflow } = scene.environment.client;
  await eventually(async () => {
    await workflow.getHandle(stream).signal('wake', 'golden-again');
    return (await workflow.getHandle(stream).describe()).runId !== signaledRunId;
  });
  await eventually(async () => {
    const { events } = await workflow.getHandle(stream).fetchHistory();
    return events?.some((event) => event.timerStartedEventAttributes) === true;
  });
  return [
    ['continued-case', await workflow.getHandle(stream, signaledRunId).fetchHistory()],
    ['continued-case-next', await workflow.getHandle(stream).fetchHistory()],
  ];
}

/** Makes a history of every kind the worker writes, with the present code. */
export async function makeHistories(): Promise<readonly Named[]> {
  const mail = await startMailServer();
  const world = await makeFollowWorld(mail.url);
  const skipping = await startTimeSkipping(world);
  const made: Named[] = [];
  for (const make of [lapsedCase, digestSent, checkpoint, mailPutOff]) {
    made.push(await make({ world, mail, environment: skipping.environment }));
  }
  await skipping.stop();
  const local = await startSoonTooLong(world, 30);
  made.push(...(await continuedCase({ world, mail, environment: local.environment })));
  await local.stop();
  await world.close();
  await mail.close();
  return made;
}
