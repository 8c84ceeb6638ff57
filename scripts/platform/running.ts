import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Child, stopLeftover } from './child';
import { Failure } from './failure';
import type { DataFolder } from './paths';
import { birthOf } from './process-identity';
import type { Say } from './progress';

const processShape = z.object({ name: z.string(), pid: z.number(), birth: z.string() });
const recordShape = z.object({ owner: processShape, parts: z.array(processShape) });

type Running = z.output<typeof recordShape>;

/** The platform's hold on a data folder: one `npm start` at a time, and a record of what it started. */
export interface Hold {
  /** Notes a started process, so that a later start can recognise it if this one is killed. */
  note(child: Child): void;
  release(): void;
}

/** Whether a platform runs from this folder now. */
export function isRunning(folder: DataFolder): boolean {
  const record = read(folder);
  return record !== undefined && lives(record.owner);
}

/**
 * Takes hold of a data folder. What an earlier start that was killed left running is stopped first: the processes it
 * noted, if they are still the same, and no other.
 * @throws Failure when another start holds the folder
 */
export async function takeHold(folder: DataFolder, say: Say): Promise<Hold> {
  const record = read(folder);
  if (record !== undefined && lives(record.owner)) throw alreadyRunning(record.owner.pid);
  if (record !== undefined) await stopParts(record, say);
  rmSync(folder.running, { force: true });
  const current: Running = {
    owner: { name: 'npm start', pid: process.pid, birth: birthOf(process.pid) ?? '' },
    parts: [],
  };
  mkdirSync(folder.root, { recursive: true });
  const write = (flag: string) => writeFileSync(folder.running, `${JSON.stringify(current, null, 2)}\n`, { flag });
  try {
    write('wx');
  } catch {
    // Two starts at the same moment: the other one wrote first.
    throw alreadyRunning(read(folder)?.owner.pid);
  }
  return {
    note: ({ name, pid }) => {
      current.parts.push({ name, pid, birth: birthOf(pid) ?? '' });
      write('w');
    },
    release: () => rmSync(folder.running, { force: true }),
  };
}

async function stopParts({ parts }: Running, say: Say): Promise<void> {
  for (const part of [...parts].reverse().filter(lives)) {
    say(`  stopping ${part.name}, left behind by a start that was killed (process ${part.pid})`);
    await stopLeftover(part.pid, part.birth);
  }
}

function read(folder: DataFolder): Running | undefined {
  if (!existsSync(folder.running)) return undefined;
  try {
    return recordShape.parse(JSON.parse(readFileSync(folder.running, 'utf8')));
  } catch {
    // Killed while writing: nothing in it can be trusted, and busy ports will tell if something was left.
    return undefined;
  }
}

function lives({ pid, birth }: { pid: number; birth: string }): boolean {
  return birth !== '' && birthOf(pid) === birth;
}

function alreadyRunning(pid: number | undefined): Failure {
  return new Failure(
    `The platform is already running (process ${pid ?? 'unknown'}): stop it with Ctrl-C where it was started.`,
  );
}
