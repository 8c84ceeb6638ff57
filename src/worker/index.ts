import { readSettings, SettingsError } from '../../config/settings';
import { createLog } from './log';
import { startWorker } from './worker';

/**
 * The worker's process: starts, works until told to stop, and leaves with 0 when it stopped in order. With
 * `--without-schedules` it works on a Temporal that has none.
 */
async function main(): Promise<void> {
  const settings = readSettings();
  const log = createLog(settings.logLevel);
  const worker = await startWorker(settings, log, { schedules: !process.argv.includes('--without-schedules') });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info('worker stopping', { signal });
      worker.stop().catch(() => {});
    });
  }
  await worker.finished;
}

main().catch((error: Error) => {
  process.stderr.write(`${error instanceof SettingsError ? error.message : error.stack}\n`);
  process.exit(1);
});
