import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Connection } from '@temporalio/client';
import { type Child, type Children, waitUntilReady } from './child';
import { type Say, silent } from './progress';
import { findTemporalCli } from './temporal-cli';

/** A Temporal development server to start, on loopback and without its web interface. */
export interface TemporalSpec {
  port: number;
  namespace: string;
  /** SQLite file of its history; absent, the server forgets everything when it stops. */
  database?: string;
  logFile: string;
}

/**
 * Half of the server's processor time went into waiting for the disk at every commit. A power cut may now take its last
 * moments: nothing is lost by it, for Temporal is rebuilt from the journal (`wakeEverything` follows every start).
 */
const PRAGMAS = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'];

/** Starts the server and waits until its namespace answers. @throws Failure */
export async function startTemporal(children: Children, spec: TemporalSpec, say: Say = silent): Promise<Child> {
  const command = await findTemporalCli(say);
  const storage = spec.database === undefined ? [] : ['--db-filename', spec.database, ...PRAGMAS];
  if (spec.database !== undefined) mkdirSync(dirname(spec.database), { recursive: true });
  const address = ['--ip', '127.0.0.1', '--port', String(spec.port), '--namespace', spec.namespace];
  const child = children.start({
    name: 'Temporal',
    command,
    args: ['server', 'start-dev', '--headless', ...address, ...storage, '--log-level', 'warn'],
    env: process.env,
    logFile: spec.logFile,
    background: true,
  });
  await waitUntilReady(child, () => answers(`127.0.0.1:${spec.port}`, spec.namespace), 90_000);
  return child;
}

async function answers(address: string, namespace: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 1_000 });
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return true;
  } finally {
    await connection.close();
  }
}
