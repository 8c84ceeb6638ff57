/** npm run bench <name> [-- options]: runs one of the benches. bench/README.md says what each measures. */
import { SettingsError } from '../config/settings';
import { Failure, messageOf } from '../scripts/platform/failure';
import { onTerminal } from '../scripts/platform/progress';
import { benchJourney } from './journey/bench';
import { benchPublic } from './public/bench';
import { benchQuestionnaire } from './questionnaire/bench';

const BENCHES: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  journey: benchJourney,
  public: benchPublic,
  questionnaire: benchQuestionnaire,
};

async function main([name = '', ...args]: readonly string[]): Promise<void> {
  const bench = BENCHES[name];
  if (bench === undefined) throw new Failure(`Which bench? npm run bench ${Object.keys(BENCHES).join(' | ')}`);
  await bench(args);
}

main(process.argv.slice(2)).then(
  () => process.exit(process.exitCode ?? 0),
  (error: unknown) => {
    const isForPeople = error instanceof Failure || error instanceof SettingsError;
    onTerminal(`\n${isForPeople ? messageOf(error) : error instanceof Error ? error.stack : String(error)}`);
    process.exit(1);
  },
);
