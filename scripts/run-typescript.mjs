import { pathToFileURL } from 'node:url';

/** Runs a TypeScript file in this process, as if it had been given to node with these arguments. */
export async function runTypeScript(file, args) {
  process.argv = [process.execPath, file, ...args];
  await import('tsx');
  await import(pathToFileURL(file).href);
}
