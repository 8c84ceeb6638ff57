import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type BuildEnvironmentOptions, build, defineConfig, type Plugin } from 'vite';

const inWeb = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Writes into the service worker what it keeps, and a name that changes when any of it does. */
const shellOfWorker: Plugin = {
  name: 'shell-of-worker',
  generateBundle(_options, bundle) {
    const worker = Object.values(bundle).find((one) => one.fileName === 'sw.js');
    if (worker?.type !== 'chunk') throw new Error('the service worker was not built');
    const assets = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
    const shell = ['./', 'icon.svg', ...assets.sort()];
    const hash = createHash('sha256').update(shell.join('\n'));
    for (const file of ['index.html', 'public/icon.svg']) hash.update(readFileSync(inWeb(file)));
    worker.code = worker.code
      .replace('__SHELL__', JSON.stringify(shell))
      .replace('__RELEASE__', JSON.stringify(hash.digest('hex').slice(0, 16)));
  },
};

/** Puts beside each file what the server sends instead to whoever can read it: `name.br`, `name.gz`. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = '' }) {
    const params = { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(html|js|css|svg)$/.test(name)) continue;
      const whole = readFileSync(join(dir, name));
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(whole, { params }));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(whole, { level: constants.Z_BEST_COMPRESSION }));
    }
  },
};

/** How both are built. */
const BUILD = {
  target: 'es2020',
  // Nothing is written into the page: its policy allows no inline script, and images are files.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
} satisfies BuildEnvironmentOptions;

/**
 * Builds the operators' page after the public ones, into a folder of its own: in one build the two would share pieces, and
 * who answers on a phone would fetch what is for a desk.
 */
const deskBuild: Plugin = {
  name: 'desk-build',
  async writeBundle({ dir = inWeb('dist') }) {
    await build({
      configFile: false,
      root: inWeb('.'),
      base: '/operatori/',
      logLevel: 'warn',
      plugins: [compressed],
      build: {
        ...BUILD,
        outDir: join(dir, 'operatori'),
        emptyOutDir: true,
        rollupOptions: { input: { desk: inWeb('operatori.html') } },
      },
    });
  },
};

// biome-ignore lint/style/noDefaultExport: Vite asks for it.
export default defineConfig({
  root: inWeb('.'),
  base: '/questionario/',
  plugins: [shellOfWorker, compressed, deskBuild],
  build: {
    ...BUILD,
    outDir: inWeb('dist'),
    emptyOutDir: true,
    rollupOptions: {
      input: { main: inWeb('index.html'), sw: inWeb('src/sw/worker.ts') },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
});
