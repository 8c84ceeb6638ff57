import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DefaultLogger, type Logger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type winston from 'winston';
import type { Settings } from '../../config/settings';
import { TASK_QUEUE } from '../domain/followers';
import { connectTemporal } from '../temporal/connect';
import { createWaker } from '../temporal/waker';
import { createCheckpointActivities } from './activities/checkpoint';
import { createFollowActivities } from './activities/follow';
import { createForgetActivities } from './activities/forget';
import { senderOf } from './adapters/compose';
import { databaseFault, openDatabase, waitForSchema } from './adapters/database';
import { createDispatchPort } from './adapters/dispatch';
import { longUnread, serveHealth } from './adapters/health';
import { createJournalPort, openJournal } from './adapters/journal';
import { createMailPort } from './adapters/mail';
import { createMetrics } from './adapters/metrics';
import { readCertifiedMail } from './adapters/pec/certified-mail';
import { createPecMailer } from './adapters/pec/pec-smtp';
import type { PecPoller } from './adapters/pec/poller';
import { runRelay } from './adapters/relay';
import { forgetExpired } from './adapters/sealed-answers';
import { createMailer } from './adapters/smtp';

const BUNDLE = resolve(__dirname, '../../workflow-bundle.js');

/** The workflows: the bundle built beside this code. */
function workflows(): { workflowBundle: { codePath: string } } {
  if (!existsSync(BUNDLE)) throw new Error('the workflow bundle is missing: run "npm run build"');
  return { workflowBundle: { codePath: BUNDLE } };
}

/** Temporal's own lines, in ours: its levels by our logger's names. */
function temporalLogger(log: winston.Logger): Logger {
  return new DefaultLogger('INFO', ({ level, message, meta }) => {
    log.log(level === 'TRACE' ? 'debug' : level.toLowerCase(), message, meta);
  });
}

/** A worker at work. */
export interface RunningWorker {
  /** Settles when the worker has stopped, rejecting if it failed. */
  readonly finished: Promise<void>;
  /** Stops in order: relay and mailboxes' readers, workflows and activities, mail, connections. Loses nothing: what was begun is finished. */
  stop(): Promise<void>;
}

/**
 * Starts the worker: waits for the schema it needs, then relays wakes and follows processes. `schedules` is false for a
 * Temporal that has none: the server that skips time.
 */
export async function startWorker(
  settings: Settings,
  log: winston.Logger,
  { schedules = true }: { readonly schedules?: boolean } = {},
): Promise<RunningWorker> {
  let state: string | null = 'starting';
  const db = openDatabase(settings.databaseUrl);
  let reader: PecPoller | undefined;
  const unread = () => reader?.unread() ?? [];
  const metrics = createMetrics(db, unread);
  const health = await serveHealth(
    {
      reason: async () => state ?? (await databaseFault(db)),
      unreadMailboxes: () => longUnread(unread()),
      metrics: metrics.text,
    },
    settings.host,
    settings.workerPort,
  );
  if (!Runtime._instance) Runtime.install({ shutdownSignals: [], logger: temporalLogger(log) });
  state = 'waiting for the schema';
  await waitForSchema(db, (found) => log.info('waiting for the schema', { found }));
  const sender = senderOf(settings.mail.from, settings.publicUrl);
  const journal = openJournal(db, settings.vault, settings.mail.from);
  const mailer = createMailer({ smtpUrl: settings.mail.url, from: settings.mail.from });
  const port = createJournalPort(journal);
  const mail = createMailPort(journal, mailer, sender, log);
  const pec = createPecMailer(settings.pec.mailboxes);
  const dispatch = createDispatchPort(journal, { mailer, pec }, sender, log);
  const activities = createFollowActivities(
    {
      ...port,
      async issue(request) {
        const outcome = await port.issue(request);
        metrics.followUps.inc({ command: request.command.name, outcome });
        log.info('follow-up', { ...request, command: request.command.name, outcome });
        return outcome;
      },
    },
    {
      async deliver(id, now) {
        const outcome = await mail.deliver(id, now);
        metrics.mails.inc({ outcome });
        return outcome;
      },
    },
    {
      async deliver(stream, leg, now) {
        const outcome = await dispatch.deliver(stream, leg, now);
        metrics.messages.inc({ channel: leg.channel, outcome });
        return outcome;
      },
    },
  );
  state = 'connecting to Temporal';
  const { address, namespace, tls, apiKey } = settings.temporal;
  const native = await NativeConnection.connect({ address, tls, ...(apiKey === undefined ? {} : { apiKey }) });
  const { client, connection } = await connectTemporal(settings.temporal);
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue: TASK_QUEUE,
    ...workflows(),
    activities: {
      ...activities,
      ...createCheckpointActivities({
        async checkpoint() {
          const taken = await port.checkpoint();
          if (taken) log.info('checkpoint taken', { ...taken });
          return taken;
        },
      }),
      ...createForgetActivities({
        async forgetExpired() {
          const forgotten = await forgetExpired(db);
          if (forgotten > 0) log.info('sealed answers forgotten', { forgotten });
          return forgotten;
        },
      }),
    },
    // As many as the mailer keeps connections: the queue stays in Temporal, where a restart does not lose it.
    maxConcurrentActivityTaskExecutions: 5,
    shutdownGraceTime: '15 seconds',
    maxCachedWorkflows: 500,
  });
  const waker = createWaker(client);
  const temporal = schedules ? waker : { ...waker, prepare: async () => {} };
  const relay = runRelay({ db, temporal, log, intervalMs: settings.relayIntervalMs });
  reader = readCertifiedMail({
    journal,
    ...settings.pec,
    log,
    taken: ({ kind, standing }) => metrics.certifiedMail.inc({ kind, standing }),
  });
  state = null;
  log.info('worker ready', {});
  const run = worker.run();
  const finished = run.finally(async () => {
    state = 'stopping';
    await relay.stop();
    await reader?.stop();
    mailer.close();
    pec.close();
    await connection.close();
    await native.close();
    health.close();
    await db.destroy();
  });
  return {
    finished,
    async stop() {
      state = 'stopping';
      await Promise.all([relay.stop(), reader?.stop()]);
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await finished;
    },
  };
}
