/** npm start: makes sure everything is installed, then hands over to the platform, in this same process. */
import { join } from 'node:path';
import { installIfStale, requireNode, root } from './install.mjs';
import { runTypeScript } from './run-typescript.mjs';

requireNode();
installIfStale();
process.chdir(root);
await runTypeScript(join(root, 'scripts', 'platform', 'main.ts'), process.argv.slice(2));
