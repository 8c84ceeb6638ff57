/**
 * npm run journey: one case travels the whole journey, and what became of it is read back and printed. For machines,
 * npm run --silent journey -- --json: without --silent npm prints a banner of its own first.
 */
import { SettingsError } from '../../config/settings';
import { connectTemporal } from '../../src/temporal/connect';
import { Failure } from '../platform/failure';
import { onInterruption } from '../platform/interrupt';
import { onTerminal } from '../platform/progress';
import { signInCast } from './cast';
import { HttpFailure, Server } from './client';
import { missingIn } from './expected';
import { findHost, type Host } from './host';
import { printed } from './print';
import { type Report, readReport } from './report';
import { travel } from './steps';

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) throw new Failure(`npm run journey does not know ${unknown}: only --json, for machines.`);
  let stop = async () => {};
  const interruption = onInterruption(() => stop());
  try {
    const host = await findHost(onTerminal, (stopAll) => {
      stop = stopAll;
    });
    const { report, missing } = await journey(host);
    const text = args.includes('--json') ? JSON.stringify({ ...report, missing }) : printed(report, missing);
    process.stdout.write(`${text}\n`);
    if (missing.length > 0) process.exitCode = 1;
  } catch (error) {
    if (!interruption.came) throw error;
  } finally {
    await stop();
  }
}

async function journey({
  url,
  password,
  settings,
  inboxUrl,
}: Host): Promise<{ readonly report: Report; readonly missing: readonly string[] }> {
  const run = `journey-${Date.now().toString(36)}`;
  const server = new Server(url);
  const { client: temporal, connection } = await connectTemporal(settings.temporal);
  try {
    const cast = await signInCast(server, password);
    const { id, consultant } = await travel(cast, run, onTerminal);
    const report = await readReport({ operator: cast.operator.client, temporal, inboxUrl }, run, id);
    return { report, missing: missingIn(report, cast, consultant) };
  } finally {
    server.close();
    await connection.close();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // A problem with a sentence of its own needs no stack; anything else is a fault of ours and does.
  const isForPeople = error instanceof Failure || error instanceof SettingsError || error instanceof HttpFailure;
  onTerminal(`\n${isForPeople ? error.message : error instanceof Error ? error.stack : String(error)}`);
  process.exitCode = 1;
});
