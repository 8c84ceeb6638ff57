import { latencies, percentile, round } from './figures';
import type { Part, ProcessorTime } from './processor';
import type { Reading } from './reading';
import { MAILS_EACH } from './settle';
import { STEPS, type Stopwatch } from './stopwatch';

/** The figures of a level the comparison needs; a line holds many more beside them. */
export interface Line {
  readonly journeysPerSecond: number;
  readonly stepP95ms: number;
}

/** A level's run. Times in seconds. */
export interface Measured {
  readonly journeys: number;
  readonly atOnce: number;
  /** From the first request to the last workflow finished and the last mail sent; and to the last human step. */
  readonly seconds: number;
  readonly actingSeconds: number;
  readonly watch: Stopwatch;
  readonly before: Reading;
  readonly after: Reading;
  readonly calibrationBefore: number;
  readonly calibrationAfter: number;
}

/** A level's JSON line; its fields have the names of the peer's where they mean the same. */
export function lineOf(measured: Measured): Line & Readonly<Record<string, unknown>> {
  const { journeys, atOnce, seconds, actingSeconds, watch, before, after } = measured;
  const steps = STEPS.flatMap((step) => watch.steps[step]);
  const per = (name: 'bytes' | 'wal' | 'transactions') => (after.database[name] - before.database[name]) / journeys;
  return {
    bench: 'journey',
    journeys,
    concurrency: atOnce,
    seconds: round(seconds),
    actingSeconds: round(actingSeconds),
    idleSeconds: round(watch.idle / 1000),
    journeysPerSecond: round(journeys / seconds),
    ...latencies('step', steps),
    stepP95ms: percentile(steps, 95),
    ...latencies('request', watch.requests),
    ...Object.assign({}, ...STEPS.map((step) => latencies(step, watch.steps[step]))),
    requestsPerJourney: round(watch.requests.length / journeys),
    rebooked: watch.rebooked,
    mailsPerJourney: MAILS_EACH,
    warmupJourneys: journeys,
    dbBytesPerJourney: Math.round(per('bytes')),
    walBytesPerJourney: Math.round(per('wal')),
    dbTransactionsPerJourney: round(per('transactions'), 1),
    temporalEventsPerJourney: round((after.events - before.events) / journeys, 1),
    ...processorSpent(before.processor, after.processor, journeys),
    fsync: after.database.fsync,
    synchronousCommit: after.database.synchronousCommit,
    loadBefore: before.load,
    loadAfter: after.load,
    calibrationBefore: measured.calibrationBefore,
    calibrationAfter: measured.calibrationAfter,
  };
}

const FIELDS: Readonly<Record<Part, string>> = {
  server: 'serverCpuMsPerJourney',
  worker: 'workerCpuMsPerJourney',
  temporal: 'temporalCpuMsPerJourney',
  postgres: 'dbCpuMsPerJourney',
  driver: 'driverCpuMsPerJourney',
};

/** Milliseconds of processor a journey, part by part; `app` is what stands for the peer's one process. */
function processorSpent(
  before: ProcessorTime | undefined,
  after: ProcessorTime | undefined,
  journeys: number,
): Readonly<Record<string, number>> {
  if (!before || !after) return {};
  const parts = Object.keys(FIELDS) as Part[];
  const spent = (part: Part) => after.parts[part] - before.parts[part];
  const ours = parts.reduce((sum, part) => sum + spent(part), 0);
  const app = spent('server') + spent('worker') + spent('temporal');
  return {
    ...Object.fromEntries(parts.map((part) => [FIELDS[part], round(spent(part) / journeys)])),
    appCpuMsPerJourney: round(app / journeys),
    otherCpuPercent: round((100 * (after.busy - before.busy - ours)) / (after.all - before.all), 1),
  };
}
