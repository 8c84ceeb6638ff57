import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from './failure';
import type { Say } from './progress';

/** User and group numbers under which PostgreSQL runs; empty when it runs as ourselves. */
export interface PostgresUser {
  uid?: number;
  gid?: number;
}

/**
 * PostgreSQL refuses to run as root. As root we run it as the system's `postgres` user, creating it if it is missing:
 * the one thing the platform changes outside its folder, so it is said.
 */
export function postgresUser(say: Say): PostgresUser {
  if (process.getuid?.() !== 0) return {};
  if (!exists()) {
    say('    creating the system user "postgres", because PostgreSQL does not run as root');
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
    } catch {
      throw new Failure(
        'PostgreSQL does not run as root and the user "postgres" could not be created: run npm start as an ordinary user, or set DATABASE_URL.',
      );
    }
  }
  return { uid: id('-u'), gid: id('-g') };
}

/** Fails if `user` may not enter one of the folders that lead to `path`. */
export function requireReachable(path: string, { uid, gid }: PostgresUser): void {
  if (uid === undefined) return;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) {
      throw new Failure(
        `As root, PostgreSQL runs as the user "postgres", who may not enter ${folder}: move the project elsewhere, run npm start as an ordinary user, or set DATABASE_URL.`,
      );
    }
    if (folder === dirname(folder)) return;
  }
}

function exists(): boolean {
  try {
    id('-u');
    return true;
  } catch {
    return false;
  }
}

function id(option: '-u' | '-g'): number {
  return Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
}
