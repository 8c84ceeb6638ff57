import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { agreementProcess } from '../../../src/domain/agreement/process';
import { caseProcess } from '../../../src/domain/case/process';
import { digestProcess } from '../../../src/domain/digest/process';
import { frameworkProcess } from '../../../src/domain/framework/process';
import type { Entry, Fact, Row } from '../../../src/domain/process';
import { AGREEMENT_LIVES } from '../../support/agreement/histories';
import { DIGESTS } from '../../support/domain/digest-histories';
import { HISTORIES } from '../../support/domain/histories';
import { FRAMEWORKS } from '../../support/framework/histories';

/**
 * Golden journals (invariant 9): histories as a release wrote them, with the state and the rows they gave. Every later
 * release must read them to the same. `UPDATE_GOLDEN=1` (then `npm run format`) rewrites the present version's; a released version's are never
 * touched again: what changed since is for `upcast` to bridge.
 */
const ROOT = join(__dirname, '../../golden/journals');

const LIVES = { ...HISTORIES, ...AGREEMENT_LIVES, ...DIGESTS, ...FRAMEWORKS };

/** What reading a stream takes, by the process it is of: the golden journals of every one are read alike. */
interface Read {
  upcast(entry: Entry): Entry & Fact;
  fold(stream: string, entries: readonly (Entry & Fact)[]): unknown;
  rows(state: unknown): readonly Row[];
}
const READ: Readonly<Record<string, Read>> = {
  agreement: agreementProcess as Read,
  case: caseProcess as Read,
  digest: digestProcess as Read,
  framework: frameworkProcess as Read,
};
const readerOf = (stream: string): Read => {
  const read = READ[stream.slice(0, stream.indexOf('/'))];
  if (!read) throw new Error(`no process for ${stream}`);
  return read;
};

if (process.env['UPDATE_GOLDEN'] === '1') {
  mkdirSync(join(ROOT, version), { recursive: true });
  for (const [name, tell] of Object.entries(LIVES)) {
    const { stream, entries, state } = tell();
    const text = JSON.stringify({ stream, entries, state, rows: readerOf(stream).rows(state) }, null, 1);
    writeFileSync(join(ROOT, version, `${name}.json`), `${text}\n`);
  }
}

const files = readdirSync(ROOT).flatMap((release) =>
  readdirSync(join(ROOT, release)).map((name) => join(release, name)),
);

test('this version has its golden journals', () => {
  for (const name of Object.keys(LIVES))
    expect([name, existsSync(join(ROOT, version, `${name}.json`))]).toEqual([name, true]);
});

test.each(files)('%s is read as it was', (file) => {
  const golden = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
  const { upcast, fold, rows } = readerOf(golden.stream);
  const state = fold(golden.stream, golden.entries.map(upcast));
  expect(JSON.parse(JSON.stringify(state))).toEqual(golden.state);
  expect(JSON.parse(JSON.stringify(rows(state)))).toEqual(golden.rows);
});
