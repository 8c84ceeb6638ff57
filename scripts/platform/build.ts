import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildEnvironment, publicPath } from './build-environment';
import { type Children, lastLines } from './child';
import { Failure } from './failure';
import { digestOf } from './inputs';
import { inProject } from './paths';
import { type Say, step } from './progress';

/** The four things that are built. */
type Product = 'server' | 'admin' | 'workflows' | 'web';
type Digests = Partial<Record<Product, string>>;

const inputs: Readonly<Record<Product, readonly string[]>> = {
  server: ['src', 'config', 'database', 'tsconfig.json', 'package-lock.json'],
  admin: ['src/admin', 'config/admin.ts', 'package-lock.json'],
  workflows: ['src/workflows', 'src/domain', 'scripts/build-bundle.ts', 'package-lock.json'],
  web: [
    ...['web/src', 'web/public', 'web/index.html', 'web/operatori.html', 'web/vite.config.ts'],
    ...['src/domain', 'package-lock.json'],
  ],
};

/** A file whose presence shows that the product is there, by its path in the folder of what is built (see `placeOf`). */
const witnesses: Readonly<Record<Product, string>> = {
  server: 'config/server.js',
  admin: 'build/index.html',
  workflows: 'workflow-bundle.js',
  web: 'index.html',
};
const stampFile = '.inputs.json';

/** How to build. */
export interface BuildSpec {
  children: Children;
  logFile: string;
  /** Whether the administration panel is wanted: it takes a minute and a half and 2 GB. It can only be in `dist/`. */
  admin: boolean;
  /** Where what is built goes, but for the public pages, which are in `web/dist/`; `dist/` by default. */
  dist?: string;
}

/** Builds what does not correspond to its inputs any more; does nothing when all does. @throws Failure */
export async function buildStale(spec: BuildSpec, say: Say): Promise<void> {
  const dist = spec.dist ?? inProject('dist');
  mkdirSync(dist, { recursive: true });
  const done = readStamps(dist);
  const digests = {
    server: inputsOf('server'),
    admin: inputsOf('admin'),
    workflows: inputsOf('workflows'),
    web: inputsOf('web'),
  };
  const placeOf = (product: Product) => (product === 'web' ? inProject('web', 'dist') : dist);
  const isThere = (product: Product) => existsSync(join(placeOf(product), witnesses[product]));
  const stale = (product: Product) => done[product] !== digests[product] || !isThere(product);
  const build = async (label: string, args: readonly string[], ...products: Product[]) => {
    await step(say, label, () => runNode(args, spec));
    for (const product of products) done[product] = digests[product];
    writeFileSync(join(dist, stampFile), JSON.stringify(done));
  };

  const admin = spec.admin && stale('admin');
  const server = stale('server');
  if (server) clearServer(dist);
  if (admin) {
    // Strapi's build compiles the server as well.
    const label = 'Building the server and its administration panel (about two minutes, when they changed)';
    await build(label, ['node_modules/@strapi/strapi/bin/strapi.js', 'build'], 'server', 'admin');
  } else if (server) {
    const compiler = ['node_modules/typescript/bin/tsc', '--project', 'tsconfig.json', '--outDir', dist];
    await build('Compiling the server', compiler, 'server');
  }
  if (stale('workflows')) {
    const bundler = ['scripts/run.mjs', 'scripts/build-bundle.ts', join(dist, witnesses.workflows)];
    await build('Bundling the workflows', bundler, 'workflows');
  }
  if (stale('web')) {
    await build('Building the public pages', ['web/node_modules/vite/bin/vite.js', 'build', 'web'], 'web');
  }
}

/** What a product is built of, as one text: equal texts, nothing to build. */
export function inputsOf(product: Product): string {
  // The panel's pages name their parts by the path at which browsers reach them.
  return `${digestOf(inputs[product])}${product === 'admin' ? publicPath() : ''}`;
}

/** The compiler leaves behind what was deleted from the sources, and Strapi loads every file it finds. */
function clearServer(dist: string): void {
  const kept = new Set(['build', witnesses.workflows, stampFile]);
  for (const name of readdirSync(dist).filter((one) => !kept.has(one))) rmSync(join(dist, name), { recursive: true });
}

async function runNode(args: readonly string[], { children, logFile }: BuildSpec): Promise<void> {
  const [command, env] = [process.execPath, buildEnvironment()];
  const how = await children.start({ name: 'The build', command, args, env, cwd: inProject(), logFile }).ended;
  if (how !== 'ended with code 0') throw new Failure(`The build ${how}.${lastLines(logFile, 20)}`);
}

function readStamps(dist: string): Digests {
  try {
    return JSON.parse(readFileSync(join(dist, stampFile), 'utf8')) as Digests;
  } catch {
    return {};
  }
}
