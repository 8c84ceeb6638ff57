import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { compileForm, evaluate } from '../../src/domain/questionnaire/compile';

/** What of ours is timed. */
export interface Engine {
  readonly compileForm: typeof compileForm;
  readonly evaluate: typeof evaluate;
}

/**
 * Ours as one file, as a browser gets it. File by file, as programs of this project run, every constant that is imported
 * is looked up each time, and that would be measured instead.
 */
export function bundledEngine(): Engine {
  const folder = mkdtempSync(join(tmpdir(), 'questionnaire-'));
  try {
    const outfile = join(folder, 'engine.cjs');
    const entry = join(__dirname, '../../src/domain/questionnaire/compile.ts');
    buildSync({ entryPoints: [entry], outfile, bundle: true, format: 'cjs', platform: 'node', logLevel: 'silent' });
    return createRequire(outfile)(outfile) as Engine;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
