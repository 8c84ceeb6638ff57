/** The whole platform on one machine, until Ctrl-C. */
import { SettingsError } from '../../config/settings';
import { loadDotEnv } from './environment';
import { Failure } from './failure';
import { onInterruption } from './interrupt';
import { startPlatform } from './platform';
import { onTerminal } from './progress';
import { summary } from './summary';

async function main(args: readonly string[]): Promise<void> {
  const unknown = args.find((arg) => arg !== '--fresh');
  if (unknown !== undefined) throw new Failure(`npm start does not know ${unknown}: only --fresh, to start anew.`);
  loadDotEnv();
  let stop = async () => {};
  const interruption = onInterruption(async () => {
    onTerminal('\nStopping what was started…');
    await stop();
    onTerminal('Stopped.');
  }, 0);

  onTerminal('INPS per tutti');
  try {
    const platform = await startPlatform({
      fresh: args.includes('--fresh'),
      onStoppable: (stopAll) => {
        stop = stopAll;
      },
    });
    process.stdout.write(`${summary(platform.settings, platform.environment, platform.folder)}\n`);
    const end = await platform.broken;
    if (!interruption.came) {
      await platform.stop();
      throw new Failure(`${end} Everything else was stopped.`);
    }
  } catch (error) {
    if (!interruption.came) throw error;
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // A problem with a sentence of its own needs no stack; anything else is a fault of ours and does.
  const isForPeople = error instanceof Failure || error instanceof SettingsError;
  onTerminal(`\n${isForPeople ? error.message : error instanceof Error ? error.stack : String(error)}`);
  process.exit(1);
});
