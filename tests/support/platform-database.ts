import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inProject } from '../../scripts/platform/paths';
import { createDatabase, ensureTemplate, type TestDatabase } from './databases';
import { testEnvironment } from './environment';
import { servers } from './servers';

const TEMPLATE = 'platform_template';

// In a process of its own: Strapi leaves things on the global scope that jest rightly complains of.
const PREPARE = `require('@strapi/strapi').createStrapi({ appDir: process.argv[1], distDir: process.argv[2] })
  .load().then((strapi) => strapi.destroy()).catch((error) => { console.error(error); process.exit(1); });`;

/** A database as the server leaves it after its first start: schema, constraints, reference content; no demo people. */
export async function platformDatabase(): Promise<TestDatabase> {
  await ensureTemplate(TEMPLATE, async (url) => {
    const env = { ...process.env, ...testEnvironment(url, { DEMO: 'false' }) };
    await promisify(execFile)(process.execPath, ['-e', PREPARE, inProject(), servers().dist], {
      env,
      cwd: inProject(),
    });
  });
  return createDatabase(TEMPLATE);
}
