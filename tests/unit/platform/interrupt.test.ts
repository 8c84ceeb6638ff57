import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { inProject } from '../../../scripts/platform/paths';

/** A program that says when it can be interrupted, takes a moment to stop, and says when it has. */
function program(): ChildProcess {
  const source = `
    const { onInterruption } = require('./scripts/platform/interrupt');
    onInterruption(async () => {
      console.log('stopping');
      await new Promise((done) => setTimeout(done, 300));
      console.log('stopped');
    }, 130);
    setInterval(() => undefined, 1000);
    console.log('ready');`;
  const args = ['--require', 'tsx/cjs', '--eval', source];
  return spawn(process.execPath, args, { cwd: inProject(), stdio: ['ignore', 'pipe', 'inherit'] });
}

async function interrupted(child: ChildProcess, ...signals: NodeJS.Signals[]): Promise<unknown> {
  let said = '';
  const ended = once(child, 'close');
  child.stdout?.on('data', (chunk) => {
    const before = said;
    said += String(chunk);
    if (said.includes('ready') && !before.includes('ready')) child.kill(signals[0]);
    // The terminal sends a signal, and npm sends it again while we stop.
    if (said.includes('stopping') && !before.includes('stopping')) for (const one of signals.slice(1)) child.kill(one);
  });
  const [code, signal] = await ended;
  return { said: said.trim().split('\n'), code, signal };
}

test.each([
  ['twice from the terminal and npm', ['SIGINT', 'SIGINT']],
  ['by a terminal that closes', ['SIGHUP', 'SIGTERM']],
] as const)('interrupted %s, a program stops whole and only once', async (_, signals) => {
  const outcome = await interrupted(program(), ...signals);
  expect(outcome).toEqual({ said: ['ready', 'stopping', 'stopped'], code: 130, signal: null });
});
