import { join, resolve } from 'node:path';

/** The project's root folder. */
export const root = resolve(__dirname, '..', '..');

/** A path inside the project. */
export function inProject(...parts: string[]): string {
  return join(root, ...parts);
}

/** Where everything `npm start` creates lives. */
export interface DataFolder {
  root: string;
  postgres: string;
  temporal: string;
  mail: string;
  /** Mail and certificates of the PEC provider for development. */
  pec: string;
  logs: string;
  /** Generated secrets, readable by their owner only. */
  secrets: string;
  /** Record of the running platform: its process and the processes it started. */
  running: string;
}

/** The layout of a data folder; by default the project's own. */
export function dataFolder(folder: string = inProject('.data')): DataFolder {
  return {
    root: folder,
    postgres: join(folder, 'postgres'),
    temporal: join(folder, 'temporal'),
    mail: join(folder, 'mail'),
    pec: join(folder, 'pec'),
    logs: join(folder, 'logs'),
    secrets: join(folder, 'secrets.json'),
    running: join(folder, 'running.json'),
  };
}

/** Programs downloaded once, shared by `npm start` and `npm test`; `--fresh` spares them: they hold no data. */
export const toolsFolder: string = inProject('.data', 'tools');
