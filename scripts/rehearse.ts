/**
 * npm run rehearse -- --agreement <id> [--policy <id>] [--until <date>]: what would happen to a local agreement, or to a
 * framework agreement (by its code), if nobody did anything: each state, reminder and message, with its day. With another
 * policy, what would be otherwise: of a term by its code, had it been signed under that one; of a deadline as `deadline/<id>`,
 * were it in force from now on and what runs moved onto it. Nothing is written.
 */
import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { SettingsError } from '../config/settings';
import { shownRehearsal } from '../src/admin-config/rehearsal/page';
import type { ShownLine } from '../src/admin-config/rehearsal/shown';
import { ROME } from '../src/domain/calendar/rome';
import type { Instant } from '../src/domain/process';
import { foldStream } from '../src/journal/look';
import { namedPolicies } from '../src/journal/other-policies';
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

/** What to say of a policy there is none of: those there are. */
async function unknownPolicy({ db }: Journal, name: string | undefined): Promise<Failure> {
  const known = await namedPolicies(db);
  const list = known.map((one) => `  ${one.name}  ${one.what}, from ${one.validFrom}`).join('\n');
  return new Failure(`There is no policy ${name}. There are:\n${list}`);
}

const MARKS: Readonly<Record<ShownLine['change'], string>> = { same: ' ', moved: '~', gone: '-', new: '+' };

function print({ at, text, change, movedTo }: ShownLine, isCompared: boolean): string {
  const mark = isCompared ? `${MARKS[change]} ` : '';
  const moved = movedTo === null ? '' : `  → ${shown(movedTo)}`;
  return `${mark}${shown(at)}  ${text}${moved}`;
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
    const rehearsal = await shownRehearsal(journal, { stream, from, until, policy: name ?? null }, 'it');
    if (rehearsal === null) throw await unknownPolicy(journal, name);
    const { lines, isComplete } = rehearsal;
    const text = lines.map((line) => print(line, name !== undefined)).join('\n');
    say(text === '' ? 'Nothing would happen by itself.' : text);
    if (!isComplete) say('… cut short: too many steps.');
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
