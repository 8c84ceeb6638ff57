/** node scripts/run.mjs <file.ts> [arguments]: runs one of the project's TypeScript programs. */
import { resolve } from 'node:path';
import { fail, requireInstalled, root } from './install.mjs';
import { runTypeScript } from './run-typescript.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) fail('Which program? For example: node scripts/run.mjs scripts/verify-journal.ts');
requireInstalled();
process.chdir(root);
await runTypeScript(resolve(root, file), args);
