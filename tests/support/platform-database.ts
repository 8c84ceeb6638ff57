import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '../../config/settings';
import { inProject } from '../../scripts/platform/paths';
import { createDatabase, ensureTemplate, type TestDatabase } from './databases';
import { testEnvironment } from './environment';
import { servers } from './servers';

/** The password of the demo's people, where a database has them. */
export const DEMO_PASSWORD = 'Prova-2026-prova';

// In a process of its own: Strapi leaves things on the global scope that jest rightly complains of.
const PREPARE = `require('@strapi/strapi').createStrapi({ appDir: process.argv[1], distDir: process.argv[2] })
  .load().then((strapi) => strapi.destroy()).catch((error) => { console.error(error); process.exit(1); });`;

async function copyOf(template: string, settings: Environment): Promise<TestDatabase> {
  await ensureTemplate(template, async (url) => {
    const env = { ...process.env, ...testEnvironment(url, settings) };
    await promisify(execFile)(process.execPath, ['-e', PREPARE, inProject(), servers().dist], {
      env,
      cwd: inProject(),
    });
  });
  return createDatabase(template);
}

/** A database as the server leaves it after its first start: schema, constraints, reference content; no demo people. */
export const platformDatabase = () => copyOf('platform_template', { DEMO: 'false' });

/** The same with the demo told: cases in every stage, whose mails of the past were not sent. */
export const demoDatabase = () => copyOf('demo_template', { DEMO: 'true', DEMO_PASSWORD });
