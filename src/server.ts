import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createStrapi } from '@strapi/strapi';

/**
 * The server's process. Strapi's own command would do the same, but it loads a console with it, and with that Node's
 * `domain` module, which makes every promise of the process dearer (measured: a tenth of all processor time).
 */
const distDir = resolve(__dirname, '..');
createStrapi({ appDir: projectAbove(distDir), distDir })
  .start()
  .catch((error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });

/** The folder of package.json: what is built need not lie right below it. */
function projectAbove(folder: string): string {
  const above = dirname(folder);
  return existsSync(join(above, 'package.json')) || above === folder ? above : projectAbove(above);
}
