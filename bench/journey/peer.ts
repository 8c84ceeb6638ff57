import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { freePorts } from '../../scripts/platform/ports';
import { round } from './figures';
import type { Ground } from './ground';
import type { Line } from './line';
import { postgresTime } from './processor';

const shape = z.looseObject({ journeysPerSecond: z.number(), stepP95ms: z.number() });

let running: { readonly child: ChildProcess; readonly ended: Promise<number | null> } | undefined;

/** Stops a peer that is running, which stops what it started itself. */
export async function stopPeer(): Promise<void> {
  running?.child.kill('SIGTERM');
  await running?.ended;
}

/**
 * Has the peer take as many journeys through, with as many at once and as many to warm up, on a fresh database of the
 * same PostgreSQL. Given a database, the peer cannot tell its processor time from other processes': we add what
 * PostgreSQL spent over the whole run, the peer's start and warm-up included, divided by all its journeys.
 */
export async function measurePeer(ground: Ground, folder: string, atOnce: number, journeys: number): Promise<Line> {
  const name = `peer_${atOnce}`;
  const databaseUrl = await ground.createDatabase(name);
  try {
    const [port = 0] = await freePorts(1);
    const before = postgresTime(ground.postgresPid);
    const env = { ...process.env, DATABASE_URL: databaseUrl, PEER_PORT: String(port), WARMUP: String(journeys) };
    const args = [join(folder, 'run.sh'), String(journeys), String(atOnce)];
    const child = spawn('bash', args, { env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
    const ended = new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done));
    running = { child, ended };
    const output = await text(child.stdout);
    const code = await ended;
    running = undefined;
    if (code !== 0) throw new Error(`the peer ended with code ${code}: what it said is above`);
    const line = shape.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''));
    const spent = postgresTime(ground.postgresPid) - before;
    return { bench: 'journey', ...line, wholeRunDbCpuMsPerJourney: round(spent / (2 * journeys)) } as Line;
  } finally {
    await ground.dropDatabase(name);
  }
}
