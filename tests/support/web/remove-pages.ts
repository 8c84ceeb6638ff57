import { rmSync } from 'node:fs';
import { PAGES } from './build-pages';

/** jest's global teardown of `web`. */
// biome-ignore lint/style/noDefaultExport: jest asks for it.
export default function removePages(): void {
  const folder = process.env[PAGES];
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
