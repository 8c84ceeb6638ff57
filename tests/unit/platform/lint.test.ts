import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../../scripts/platform/paths';

const folder = mkdtempSync(join(tmpdir(), 'inps-per-tutti-lint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The lines in which the rule against clocks finds one. */
function clocksIn(lines: readonly string[]): string[] {
  const plugins = [inProject('scripts', 'lint', 'no-clock.grit')];
  writeFileSync(join(folder, 'biome.json'), JSON.stringify({ plugins, linter: { rules: { recommended: false } } }));
  writeFileSync(join(folder, 'rule.ts'), lines.join('\n'));
  const biome = inProject('node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const args = [biome, 'lint', '--reporter=json', `--config-path=${folder}`, 'rule.ts'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const found = `${stdout}${stderr}`;
  return [...found.matchAll(/"start":\{"line":(\d+)/g)].map(([, line]) => lines[Number(line) - 1] ?? '');
}

const clocks = [
  'Date.now();',
  'new Date();',
  'new Date;',
  'Date();',
  'performance.now();',
  'DateTime.now();',
  "DateTime.now().setZone('Europe/Rome');",
  'DateTime.local();',
  'DateTime.utc();',
  "DateTime.local({ zone: 'Europe/Rome' });",
];
const rules = ['new Date(0);', 'DateTime.utc(2026, 1, 1);', 'DateTime.local(2026, 1, 1);', 'DateTime.fromMillis(0);'];

test('every clock of the language and of luxon is found in a rule, and nothing else', () => {
  expect(clocksIn([...clocks, ...rules])).toEqual(clocks);
});
