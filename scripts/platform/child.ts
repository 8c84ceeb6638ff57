import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { dirname } from 'node:path';
import { Failure } from './failure';
import { birthOf } from './process-identity';

/** A process we started, and the only way we stop it. */
export interface Child {
  name: string;
  /** Zero if it could not be started at all. */
  pid: number;
  logFile: string;
  /** Settles when the process has ended, however it ended, with a phrase saying how. */
  ended: Promise<string>;
  /** Asks it to end, insists after a while, and returns once it has. */
  stop(): Promise<void>;
}

/** What to start. */
export interface ChildSpec {
  name: string;
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  /** The process's output is appended here. */
  logFile: string;
  /** Run as another user; only root can. */
  uid?: number;
  gid?: number;
  /** What people wait for goes first: on a busy machine this process yields to the others. */
  background?: boolean;
  stopSignal?: NodeJS.Signals;
  /** How long it may take to end before it is killed, in milliseconds. */
  patience?: number;
}

/** Everything one platform has started; a process is known here from its first instant, ready or not. */
export class Children {
  private readonly alive: Child[] = [];
  private stopping = false;

  /** @param noted told of each process as soon as it runs */
  constructor(private readonly noted: (child: Child) => void = () => undefined) {}

  /**
   * Starts a process in a group of its own: Ctrl-C in a terminal reaches every process of the foreground group at
   * once, and parts that end all together cannot end in good order.
   */
  start(spec: ChildSpec): Child {
    if (this.stopping) throw new Failure('Stopped before everything was up.');
    mkdirSync(dirname(spec.logFile), { recursive: true });
    const log = openSync(spec.logFile, 'a');
    const { command, args, cwd, env, uid, gid } = spec;
    const started = spawn(command, args, { cwd, env, uid, gid, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    if (spec.background && started.pid !== undefined)
      setPriority(started.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    const ended = new Promise<string>((done) => {
      started.once('error', (error) => done(`could not be started: ${error.message}`));
      started.once('exit', (code, signal) =>
        done(signal === null ? `ended with code ${code}` : `was ended by ${signal}`),
      );
    });
    const stop = () => stopChild(started, ended, spec.stopSignal ?? 'SIGTERM', spec.patience ?? 20_000);
    const child = { name: spec.name, pid: started.pid ?? 0, logFile: spec.logFile, ended, stop };
    this.alive.push(child);
    void ended.then(() => this.alive.splice(this.alive.indexOf(child), 1));
    if (child.pid !== 0) this.noted(child);
    return child;
  }

  /** Stops everything in the reverse order of its start, and lets nothing else start. */
  async stopAll(): Promise<void> {
    this.stopping = true;
    for (const child of [...this.alive].reverse()) await child.stop();
  }
}

/**
 * Waits until `ready` answers true. If the process ends first or the time is over it is stopped, and the failure
 * quotes the end of its log.
 */
export async function waitUntilReady(child: Child, ready: () => Promise<boolean>, timeout: number): Promise<void> {
  let end: string | undefined;
  void child.ended.then((how) => {
    end = how;
  });
  const limit = performance.now() + timeout;
  for (;;) {
    if (await ready().catch(() => false)) return;
    if (end !== undefined) throw new Failure(`${child.name} ${end}.${lastLines(child.logFile)}`);
    if (performance.now() > limit) {
      await child.stop();
      const waited = Math.round(timeout / 1000);
      throw new Failure(`${child.name} was not ready after ${waited} seconds.${lastLines(child.logFile)}`);
    }
    await new Promise((next) => setTimeout(next, 150));
  }
}

/** The end of a log, laid out to be shown below a failure. */
export function lastLines(logFile: string, count = 10): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-count);
  return `\n    ${lines.join('\n    ')}\n  (the whole log: ${logFile})`;
}

/** Stops a process left behind by an earlier run, if it is still the same process. */
export async function stopLeftover(pid: number, birth: string, patience = 20_000): Promise<void> {
  if (birthOf(pid) !== birth) return;
  signalGroup(pid, 'SIGINT');
  const limit = performance.now() + patience;
  while (birthOf(pid) === birth) {
    if (performance.now() > limit) signalGroup(pid, 'SIGKILL');
    await new Promise((next) => setTimeout(next, 100));
  }
}

async function stopChild(child: ChildProcess, ended: Promise<string>, signal: NodeJS.Signals, patience: number) {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const insist = setTimeout(() => signalGroup(pid, 'SIGKILL'), patience);
  await ended;
  clearTimeout(insist);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is already gone.
  }
}
