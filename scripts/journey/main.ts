/**
 * npm run journey: two cases travel the whole journey, one by each way in, and what became of them is read back and printed.
 * npm run journey -- agreement: a local agreement travels from drawing up to its renewal. For machines,
 * npm run --silent journey -- --json: without --silent npm prints a banner of its own first.
 */
import { SettingsError } from '../../config/settings';
import { connectTemporal } from '../../src/temporal/connect';
import { Failure } from '../platform/failure';
import { onInterruption } from '../platform/interrupt';
import { onTerminal } from '../platform/progress';
import { agreementJourney } from './agreement/main';
import { answerInPublic, type Taken } from './anonymous';
import { signInCast } from './cast';
import { HttpFailure, Server } from './client';
import { missingIn } from './expected';
import { findHost, type Host } from './host';
import { printed } from './print';
import { type Report, readReport } from './report';
import { travel } from './steps';

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--json' && arg !== 'agreement');
  if (unknown !== undefined) {
    throw new Failure(`npm run journey does not know ${unknown}: only agreement, and --json, for machines.`);
  }
  let stop = async () => {};
  const interruption = onInterruption(() => stop());
  try {
    if (args.includes('agreement')) {
      const text = await agreementJourney({ json: args.includes('--json') }, (stopAll) => {
        stop = stopAll;
      });
      process.stdout.write(`${text}\n`);
      return;
    }
    const host = await findHost(onTerminal, (stopAll) => {
      stop = stopAll;
    });
    const travels = await journeys(host);
    const isWhole = travels.every(({ missing }) => missing.length === 0);
    const text = args.includes('--json')
      ? JSON.stringify({ journeys: travels.map(({ report, ...rest }) => ({ ...report, ...rest })) })
      : travels.map(({ title, report, missing }) => `\n${title}\n${printed(report, missing)}`).join('\n');
    process.stdout.write(`${text}\n`);
    if (!isWhole) process.exitCode = 1;
  } catch (error) {
    if (!interruption.came) throw error;
  } finally {
    await stop();
  }
}

/** A journey read back: what it was, what became of it, and what it lacks. */
interface Read {
  readonly way: 'public' | 'operator';
  readonly title: string;
  readonly report: Report;
  readonly missing: readonly string[];
}

/** Both ways in, one after the other: from the anonymous questionnaire, and with the operator asking. */
async function journeys({ url, password, settings, inboxUrl }: Host): Promise<readonly Read[]> {
  const run = `journey-${Date.now().toString(36)}`;
  const server = new Server(url);
  const { client: temporal, connection } = await connectTemporal(settings.temporal);
  try {
    const cast = await signInCast(server, password);
    const read = async (way: Read['way'], title: string, taken?: Taken): Promise<Read> => {
      onTerminal(title);
      const { id, consultant } = await travel(cast, `${run}-${way}`, onTerminal, taken);
      const report = await readReport({ operator: cast.operator.client, temporal, inboxUrl }, `${run}-${way}`, id);
      return { way, title, report, missing: missingIn(report, cast, consultant) };
    };
    const taken = await answerInPublic(server);
    const { asked, results } = taken;
    const indicated = Object.keys(results).filter((code) => results[code] === 'indicated');
    onTerminal(
      `  ✓ anonymous questionnaire: ${asked} questions asked, ${indicated.join(', ')} indicated, answers sealed`,
    );
    return [
      await read('public', 'From the anonymous questionnaire, with its printed code', taken),
      await read('operator', 'With the operator asking the questions'),
    ];
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
