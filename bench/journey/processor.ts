import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The processes of a level, by their numbers; PostgreSQL's is its first process, whose children are its sessions. */
export interface Pids {
  readonly server: number;
  readonly worker: number;
  readonly temporal: number;
  readonly postgres: number;
}

export type Part = keyof Pids | 'driver';

/** Processor time spent until now, in milliseconds: by part, and of the whole machine. */
export interface ProcessorTime {
  readonly parts: Readonly<Record<Part, number>>;
  /** All the time there was, and what of it was not idle. */
  readonly all: number;
  readonly busy: number;
}

const isMeasurable = existsSync('/proc/self/stat');
const tick = isMeasurable ? 1000 / Number(execFileSync('getconf', ['CLK_TCK'])) : 0;

/** Reads it from /proc; undefined where there is none (macOS). */
export function processorTime(pids: Pids): ProcessorTime | undefined {
  if (!isMeasurable) return undefined;
  const machine = readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/).slice(1, 9).map(Number) ?? [];
  const all = machine.reduce((sum, ticks) => sum + ticks, 0) * tick;
  const idle = ((machine[3] ?? 0) + (machine[4] ?? 0)) * tick;
  const own = process.cpuUsage();
  const parts = {
    server: timeOf(pids.server),
    worker: timeOf(pids.worker),
    temporal: timeOf(pids.temporal),
    postgres: postgresTime(pids.postgres),
    driver: (own.user + own.system) / 1000,
  };
  return { parts, all, busy: all - idle };
}

/** PostgreSQL's processor time, its sessions' included, in milliseconds; zero where it cannot be known. */
export function postgresTime(pid: number): number {
  if (!isMeasurable) return 0;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), fields: statOf(name) }))
    .filter((one) => one.pid === pid || one.fields?.[1] === String(pid))
    .reduce((sum, { fields }) => sum + total(fields), 0);
}

const timeOf = (pid: number): number => total(statOf(String(pid)));

/** Own time and that of children already gone, so that sessions that ended still count. */
function total(fields: readonly string[] | undefined): number {
  return (fields?.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) ?? 0) * tick;
}

/** The fields after the command, which is in parentheses and may hold some itself. */
function statOf(pid: string): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
