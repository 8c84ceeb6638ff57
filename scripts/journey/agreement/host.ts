import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { readServerSettings, type Settings } from '../../../config/settings';
import { openAuthorities } from '../../../pec-provider/authorities';
import { ProviderClient } from '../../../pec-provider/client';
import { openDatabase } from '../../../src/worker/adapters/database';
import type { Identity } from '../../development-pki/authority';
import { openSigningAuthority } from '../../development-pki/signing-authority';
import { buildStale } from '../../platform/build';
import { Children } from '../../platform/child';
import { platformEnvironment } from '../../platform/environment';
import { foundations, serverPart, workerPart } from '../../platform/parts';
import { dataFolder, inProject } from '../../platform/paths';
import { freePorts } from '../../platform/ports';
import { type Say, step } from '../../platform/progress';
import { findTemporalTestServer } from '../../platform/temporal-cli';

/** A platform of a journey's own, whose time can be skipped. */
export interface SkippingHost {
  readonly settings: Settings;
  readonly url: string;
  readonly password: string;
  readonly provider: ProviderClient;
  /** The programme's certified mailbox. */
  readonly programme: string;
  /** Under whom invented signatories sign. */
  readonly signing: Identity;
  /** Lets time pass until an instant, in milliseconds; what falls due on the way happens. */
  skipTo(instant: number): Promise<void>;
  /** What the clock of the processes shows. */
  now(): Promise<number>;
}

const MONTH = 30 * 86_400_000;
const LOST_AFTER = 10_000;

const PORTS = [
  'PORT',
  'WORKER_PORT',
  'POSTGRES_PORT',
  'MAIL_SMTP_PORT',
  'MAIL_WEB_PORT',
  'PEC_SMTP_PORT',
  'PEC_IMAP_PORT',
  'PEC_CONTROL_PORT',
] as const;

/**
 * Brings up a throw-away platform: the real server, worker, PostgreSQL, mail sink and PEC provider, on ports and data of
 * their own, over a Temporal that skips the time in which nothing happens: an agreement's years pass in seconds. Nothing of
 * the running platform is touched, and nothing is left. @throws Failure with a sentence for people
 */
export async function bringUpSkipping(
  say: Say,
  onStoppable: (stop: () => Promise<void>) => void,
): Promise<SkippingHost> {
  if (!Runtime._instance) Runtime.install({ logger: new DefaultLogger('ERROR') });
  // Not a private folder: where we are root, PostgreSQL's own user must be able to enter it.
  const folder = dataFolder(inProject('.data', `journey-${randomUUID().slice(0, 8)}`));
  mkdirSync(folder.root, { recursive: true });
  const children = new Children();
  let environment: TestWorkflowEnvironment | undefined;
  onStoppable(async () => {
    await children.stopAll();
    await environment?.teardown();
    rmSync(folder.root, { recursive: true, force: true });
  });
  await buildStale({ children, logFile: join(folder.logs, 'build.log'), admin: false }, say);
  const path = await step(say, 'Temporal that skips time (its first start downloads it)', findTemporalTestServer);
  environment = await TestWorkflowEnvironment.createTimeSkipping({
    server: { executable: { type: 'existing-path', path } },
  });
  const temporal = environment;
  // It skips whenever nothing happens, also while a person thinks: held, it skips only when it is told to.
  const service = temporal.connection.testService;
  if (!service) throw new Error('this Temporal cannot skip time');
  await service.lockTimeSkipping({});
  const ports = await freePorts(PORTS.length);
  const given = {
    ...process.env,
    ...Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])])),
    NODE_ENV: 'development',
    TEMPORAL_ADDRESS: temporal.connection.options.address,
    SERVE_ADMIN: 'false',
    RELAY_INTERVAL_MS: '50',
    DEMO: 'true',
  };
  await openAuthorities(folder.pec);
  const signing = await openSigningAuthority(folder.signing);
  const platform = platformEnvironment(given, { folder, create: true });
  const settings = readServerSettings(platform.env);
  const parts = [
    ...foundations(platform, settings, folder, say),
    serverPart({ environment: platform, settings, folder }),
  ];
  for (const part of parts) await step(say, part.label, () => part.start(children));
  await knowNamespace(settings, temporal);
  const worker = workerPart({ environment: platform, settings, folder }, ['--without-schedules']);
  await step(say, worker.label, () => worker.start(children));
  return {
    settings,
    url: `http://127.0.0.1:${settings.port}`,
    password: settings.demo.password ?? '',
    provider: new ProviderClient(`http://127.0.0.1:${platform.ports.PEC_CONTROL_PORT}`),
    programme: settings.pec.mailboxes[0]?.address ?? '',
    signing,
    now: () => temporal.currentTimeMs(),
    async skipTo(instant) {
      for (;;) {
        const ms = instant - (await temporal.currentTimeMs());
        if (ms <= 0) return;
        await service.unlockTimeSkipping({});
        try {
          // A call that was lost with its connection is not waited for: the clock says how far time has come.
          await Promise.race([temporal.sleep(Math.min(ms, MONTH)), sleep(LOST_AFTER, undefined, { ref: false })]);
        } finally {
          await service.lockTimeSkipping({});
        }
      }
    },
  };
}

/**
 * The demo's other processes sleep on: a namespace the database already knows wakes nobody but who is written to, and the
 * framework agreements, which local ones follow.
 */
async function knowNamespace(settings: Settings, { client }: TestWorkflowEnvironment): Promise<void> {
  const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace: 'default' });
  const db = openDatabase(settings.databaseUrl);
  try {
    await db('relay_state')
      .insert({ one: true, namespace_id: namespaceInfo?.id ?? '' })
      .onConflict('one')
      .merge();
    await db('journal_wake').delete();
    await db.raw(
      `insert into journal_wake (stream, correlation)
       select 'framework/' || document_id, 'journey' from framework_agreements
       where status in ('active', 'renewal-window', 'renewed')`,
    );
  } finally {
    await db.destroy();
  }
}
