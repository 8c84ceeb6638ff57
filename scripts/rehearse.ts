/**
 * npm run rehearse -- --agreement <id> [--policy <id>] [--until <date>]: what would happen to a local agreement, or to a
 * framework agreement (by its code), if nobody did anything: each state, reminder and message, with its day. With another
 * policy, what would be otherwise: of a term by its code, had it been signed under that one; of a deadline as `deadline/<id>`,
 * were it in force from now on and what runs moved onto it. Nothing is written.
 */
import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { SettingsError } from '../config/settings';
import { ROME } from '../src/domain/calendar/rome';
import type { Instant } from '../src/domain/process';
import { type Difference, differences, type Line, linesOf } from '../src/domain/rehearsal/lines';
import { type NameOf, namesNeeded, sentenceOf } from '../src/domain/rehearsal/words';
import { namesOf } from '../src/http/names';
import { foldStream } from '../src/journal/look';
import { namedPolicies, type OtherPolicy, policyNamed } from '../src/journal/other-policies';
import { rehearseStream } from '../src/journal/rehearse';
import type { Journal } from '../src/journal/types';
import { openJournal } from './journal';
import { Failure } from './platform/failure';

const YEARS_AHEAD = 5;

const shown = (at: Instant): string =>
  DateTime.fromMillis(at, { zone: ROME, locale: 'it' }).toFormat('dd/LL/yyyy HH:mm');

/** The end of a day in Rome. Throws Failure on anything but YYYY-MM-DD. */
function endOf(date: string): Instant {
  const day = DateTime.fromFormat(date, 'yyyy-MM-dd', { zone: ROME });
  if (!day.isValid) throw new Failure(`--until ${date} is not a date: write it as 2027-05-29.`);
  return day.endOf('day').toMillis();
}

/** The stream an id names: a local agreement's, or a framework agreement's by its code. Throws Failure. */
async function streamOf(journal: Journal, id: string): Promise<string> {
  for (const stream of [`agreement/${id}`, `framework/${id}`]) {
    if (/^[\w/-]+$/.test(stream) && (await foldStream(journal, stream)).entries.length > 0) return stream;
  }
  throw new Failure(`There is no agreement ${id}: the register (GET /api/agreements) has their ids.`);
}

/** The policy of that name. Throws Failure, naming those there are. */
async function policyOf({ db }: Journal, name: string): Promise<OtherPolicy> {
  const policy = await policyNamed(db, name);
  if (policy) return policy;
  const known = await namedPolicies(db);
  const list = known.map((one) => `  ${one.name}  ${one.what}, from ${one.validFrom}`).join('\n');
  throw new Failure(`There is no policy ${name}. There are:\n${list}`);
}

const MARKS: Readonly<Record<Difference['change'], string>> = { same: ' ', moved: '~', gone: '-', new: '+' };

function print(process: string, names: NameOf, lines: readonly Line[], other: readonly Line[] | undefined): string {
  const said = (line: Line) => sentenceOf('it', process, line, names);
  if (!other) return lines.map((line) => `${shown(line.at)}  ${said(line)}`).join('\n');
  return differences(lines, other)
    .map(({ line, change, movedTo }) => {
      const moved = movedTo === undefined ? '' : `  → ${shown(movedTo)}`;
      return `${MARKS[change]} ${shown(line.at)}  ${said(line)}${moved}`;
    })
    .join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { agreement: { type: 'string' }, policy: { type: 'string' }, until: { type: 'string' } },
  });
  const { agreement, policy: name } = values;
  if (agreement === undefined) throw new Failure('Say which agreement: npm run rehearse -- --agreement <id>.');
  const from = Date.now();
  const until = values.until ? endOf(values.until) : DateTime.fromMillis(from).plus({ years: YEARS_AHEAD }).toMillis();
  if (until < from) throw new Failure('--until is in the past: a rehearsal begins now.');
  const journal = openJournal();
  try {
    const stream = await streamOf(journal, agreement);
    const policy = name === undefined ? undefined : await policyOf(journal, name);
    const now = await rehearseStream(journal, { stream, from, until });
    const other = policy && (await rehearseStream(journal, { stream, from, until, policy }));
    const process = stream.slice(0, stream.indexOf('/'));
    const [lines, others] = [linesOf(now), other && linesOf(other)];
    const names = await namesOf(journal.db, namesNeeded([...lines, ...(others ?? [])]));
    const text = print(process, names, lines, others);
    say(text === '' ? 'Nothing would happen by itself.' : text);
    if (!now.complete || other?.complete === false) say('… cut short: too many steps.');
  } finally {
    await journal.db.destroy();
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch((error: unknown) => {
  const isForPeople = error instanceof Failure || error instanceof SettingsError;
  process.stderr.write(`${isForPeople ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
