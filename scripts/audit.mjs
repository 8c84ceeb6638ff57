/**
 * npm audit with a memory: high and critical findings fail, except those reviewed in audit-reviewed.json. A reviewed
 * finding says why it does not concern us and until when that was believed; past its date it counts again. A registry
 * that does not answer is asked twice more; then the check fails, unless AUDIT_OFFLINE=allow says it may pass unheard.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';

const PAUSES_MS = [5_000, 15_000];

/**
 * Resolves to `{ ok, text }`: whether the findings are acceptable, and what to show.
 * @param ask gives npm's report, or undefined when there was no answer
 * @param rest waits so many milliseconds
 */
export async function audit(ask = readReport, rest = (ms) => new Promise((done) => setTimeout(done, ms))) {
  const report = await answered(ask, rest);
  if (report === undefined) return unheard(process.env.AUDIT_OFFLINE === 'allow');
  const reviewed = JSON.parse(readFileSync(join(root, 'scripts', 'audit-reviewed.json'), 'utf8'));
  const today = new Date().toISOString().slice(0, 10);
  const accepted = new Set(reviewed.filter(({ until }) => until >= today).map(({ advisory }) => advisory));
  const found = advisories(report);
  const open = found.filter(({ advisory }) => !accepted.has(advisory));
  const gone = [...accepted].filter((advisory) => !found.some((one) => one.advisory === advisory));
  const lines = [
    ...open.map(({ severity, name, title, url }) => `${severity}: ${name}: ${title} (${url})`),
    ...gone.map((advisory) => `${advisory} is no longer reported: take it out of scripts/audit-reviewed.json`),
  ];
  return { ok: open.length === 0, text: lines.join('\n') };
}

async function answered(ask, rest) {
  for (const pause of [...PAUSES_MS, undefined]) {
    const report = await ask();
    // Without an answer npm reports an error, in JSON too.
    if (report?.vulnerabilities !== undefined) return report;
    if (pause !== undefined) await rest(pause);
  }
  return undefined;
}

function unheard(isAllowed) {
  const what = 'THE AUDIT DID NOT RUN: the registry did not answer it, asked three times.';
  return isAllowed
    ? { ok: true, text: `WARNING: ${what} KNOWN VULNERABILITIES WERE NOT LOOKED FOR (AUDIT_OFFLINE allows it).` }
    : { ok: false, text: `${what} Try again later; AUDIT_OFFLINE=allow lets the check pass without it, and says so.` };
}

function advisories({ vulnerabilities }) {
  const serious = Object.values(vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((cause) => typeof cause === 'object' && ['high', 'critical'].includes(cause.severity))
    .map(({ severity, name, title, url }) => ({ severity, name, title, url, advisory: url.split('/').at(-1) }));
  return [...new Map(serious.map((one) => [one.advisory, one])).values()];
}

async function readReport() {
  const npm = process.env.npm_execpath;
  const args = ['audit', '--json', '--audit-level=high'];
  const [command, rest] = npm === undefined ? ['npm', args] : [process.execPath, [npm, ...args]];
  const child = spawn(command, rest, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks = [];
  child.stdout.on('data', (chunk) => chunks.push(chunk));
  await new Promise((done) => child.once('close', done).once('error', done));
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}
