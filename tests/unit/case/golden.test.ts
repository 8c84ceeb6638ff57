import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { caseProcess } from '../../../src/domain/case/process';
import { caseRows } from '../../../src/domain/case/rows';
import type { Entry } from '../../../src/domain/process';
import { HISTORIES } from '../../support/domain/histories';

/**
 * Golden journals (invariant 9): histories as a release wrote them, with the state and the rows they gave. Every later
 * release must read them to the same. `UPDATE_GOLDEN=1` (then `npm run format`) rewrites the present version's; a released version's are never
 * touched again: what changed since is for `upcast` to bridge.
 */
const ROOT = join(__dirname, '../../golden/journals');

if (process.env['UPDATE_GOLDEN'] === '1') {
  mkdirSync(join(ROOT, version), { recursive: true });
  for (const [name, tell] of Object.entries(HISTORIES)) {
    const { stream, entries, state } = tell();
    const text = JSON.stringify({ stream, entries, state, rows: caseRows(state) }, null, 1);
    writeFileSync(join(ROOT, version, `${name}.json`), `${text}\n`);
  }
}

const files = readdirSync(ROOT).flatMap((release) =>
  readdirSync(join(ROOT, release)).map((name) => join(release, name)),
);

test('this version has its golden journals', () => {
  for (const name of Object.keys(HISTORIES))
    expect([name, existsSync(join(ROOT, version, `${name}.json`))]).toEqual([name, true]);
});

test.each(files)('%s is read as it was', (file) => {
  const golden = JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
  const state = caseProcess.fold(
    golden.stream,
    golden.entries.map((entry: Entry) => caseProcess.upcast(entry)),
  );
  expect(JSON.parse(JSON.stringify(state))).toEqual(golden.state);
  expect(JSON.parse(JSON.stringify(caseRows(state)))).toEqual(golden.rows);
});
