import { join } from 'node:path';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { Knex } from 'knex';
import { readSettings } from '../../config/settings';
import { findTemporalCli } from '../../scripts/platform/temporal-cli';
import { TASK_QUEUE } from '../../src/domain/followers';
import type { Actor } from '../../src/domain/network/actor';
import { append } from '../../src/journal/append';
import type { Answer, Journal } from '../../src/journal/types';
import { createCheckpointActivities } from '../../src/worker/activities/checkpoint';
import { createFollowActivities } from '../../src/worker/activities/follow';
import { openDatabase } from '../../src/worker/adapters/database';
import { createDispatchPort } from '../../src/worker/adapters/dispatch';
import { createJournalPort, openJournal } from '../../src/worker/adapters/journal';
import { createMailPort } from '../../src/worker/adapters/mail';
import type { PecMailbox } from '../../src/worker/adapters/pec/mailboxes';
import { createPecMailer } from '../../src/worker/adapters/pec/pec-smtp';
import { createMailer } from '../../src/worker/adapters/smtp';
import type { DispatchPort, MailPort } from '../../src/worker/ports';
import type { TestDatabase } from './databases';
import { testEnvironment } from './environment';
import { type Content, findContent, newStream } from './fixtures';
import { makeNetwork, type Network } from './network';
import { platformDatabase } from './platform-database';
import { servers } from './servers';

/** The mails' sender, and a log that says nothing. */
export const SENDER = {
  name: 'INPS per tutti',
  address: 'inps-per-tutti@prova.example',
  publicUrl: 'https://prova.example',
};
export const SILENT = { info: () => undefined, warn: () => undefined };

/** A journal on a database of its own, with people to act on it and the real activities of the worker. */
export interface FollowWorld {
  readonly databaseUrl: string;
  readonly db: Knex;
  readonly journal: Journal;
  readonly network: Network;
  readonly content: Content;
  /** Gives a command, with a key of its own unless one is named. */
  give(
    stream: string,
    actor: Actor,
    name: string,
    data: unknown,
    options?: { key?: string; at?: number },
  ): Promise<Answer>;
  /** Opens a case for the network's operator; its stream. */
  open(at?: number): Promise<string>;
  /** Hands one mail over, as the worker's activity does. */
  deliver: MailPort['deliver'];
  /** Hands one try of a message to offices over, as the worker's activity does. */
  dispatch: DispatchPort['deliver'];
  activities: ReturnType<typeof createFollowActivities> & ReturnType<typeof createCheckpointActivities>;
  close(): Promise<void>;
}

/**
 * Makes the world. `smtpUrl` may be another server than the run's sink, and the database one with the demo; certified mail
 * leaves from `mailboxes`.
 */
export async function makeFollowWorld(
  smtpUrl = servers().smtpUrl,
  makeDatabase: () => Promise<TestDatabase> = platformDatabase,
  mailboxes: readonly PecMailbox[] = [],
): Promise<FollowWorld> {
  const database = await makeDatabase();
  const settings = readSettings(testEnvironment(database.url));
  const db = openDatabase(database.url);
  const journal = openJournal(db, settings.vault, SENDER.address);
  const network = await makeNetwork(db);
  const content = await findContent(db);
  const mailer = createMailer({ smtpUrl, from: settings.mail.from });
  const port = createJournalPort(journal);
  const mail = createMailPort(journal, mailer, SENDER, SILENT);
  const pec = createPecMailer(mailboxes);
  const dispatch = createDispatchPort(journal, { mailer, pec }, SENDER, SILENT);
  let keys = 0;
  const world: FollowWorld = {
    databaseUrl: database.url,
    db,
    journal,
    network,
    content,
    give: (stream, actor, name, data, { key, at } = {}) => {
      keys += 1;
      return append(journal, {
        stream,
        command: { name, data },
        actor,
        key: key ?? `test-${keys}`,
        correlation: `request-${keys}`,
        ...(at === undefined ? {} : { at }),
      });
    },
    async open(at) {
      const stream = newStream();
      const data = { way: 'operator', siteId: network.siteId };
      const answer = await world.give(stream, network.operator, 'open-case', data, at === undefined ? {} : { at });
      if (answer.outcome !== 'accepted') throw new Error(`not opened: ${JSON.stringify(answer)}`);
      return stream;
    },
    deliver: mail.deliver,
    dispatch: dispatch.deliver,
    activities: {
      ...createFollowActivities(port, mail, dispatch),
      ...createCheckpointActivities(port),
    },
    async close() {
      mailer.close();
      pec.close();
      await db.destroy();
      await database.drop();
    },
  };
  return world;
}

/** A Temporal of a test's own with the worker's workflows over a world's activities. */
export interface FollowedWorld {
  readonly environment: TestWorkflowEnvironment;
  stop(): Promise<void>;
}

/** Follows a world under a Temporal that skips the time in which nothing happens. */
export async function startTimeSkipping(world: FollowWorld): Promise<FollowedWorld> {
  quiet();
  const executable = { type: 'existing-path', path: servers().timeSkippingServer } as const;
  return workOn(await TestWorkflowEnvironment.createTimeSkipping({ server: { executable } }), world);
}

/** Follows a world under a development server told to find histories of so many events long. */
export async function startSoonTooLong(world: FollowWorld, events: number): Promise<FollowedWorld> {
  quiet();
  const executable = { type: 'existing-path', path: await findTemporalCli() } as const;
  const extraArgs = ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${events}`];
  return workOn(await TestWorkflowEnvironment.createLocal({ server: { executable, extraArgs } }), world);
}

function quiet(): void {
  if (!Runtime._instance) Runtime.install({ logger: new DefaultLogger('ERROR') });
}

async function workOn(environment: TestWorkflowEnvironment, world: FollowWorld): Promise<FollowedWorld> {
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: TASK_QUEUE,
    workflowBundle: { codePath: join(servers().dist, 'workflow-bundle.js') },
    activities: world.activities,
  });
  const running = worker.run();
  return {
    environment,
    async stop() {
      worker.shutdown();
      await running;
      await environment.teardown();
    },
  };
}
