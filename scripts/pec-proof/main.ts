/**
 * npm run pec-proof -- <Message-ID or id> [--out <file>]: one file with a message of certified mail, its receipts, their
 * signatures and what they go back to. npm run pec-proof -- --verify <file> [--trust <pem>]: checks such a file, needing
 * neither database nor settings. Technical evidence, not legal conservation. Leaves with 1 if something failed, with 2
 * when it could not look.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readSettings } from '../../config/settings';
import { openDatabase } from '../../src/worker/adapters/database';
import { loadDotEnv, platformEnvironment } from '../platform/environment';
import { gatherProof } from './gather';
import { verifyProof } from './verify';

const MARKS = { passed: '✓', failed: '✗', 'not-checked': '–' } as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { out: { type: 'string' }, verify: { type: 'string' }, trust: { type: 'string' } },
    allowPositionals: true,
  });
  if (values.verify !== undefined) {
    await verify(values.verify, values.trust);
    return;
  }
  const [which] = positionals;
  if (which === undefined) throw new Error('name a message by its Message-ID or id, or a file with --verify');
  await make(which, values.out);
}

async function verify(file: string, trust: string | undefined): Promise<void> {
  const lines = await verifyProof(readFileSync(file, 'utf8'), trust === undefined ? null : readFileSync(trust, 'utf8'));
  for (const { check, text } of lines) process.stdout.write(`${MARKS[check]} ${text}\n`);
  const failed = lines.filter(({ check }) => check === 'failed').length;
  process.stdout.write(failed === 0 ? 'Nothing failed.\n' : `${failed} failed.\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function make(which: string, out: string | undefined): Promise<void> {
  loadDotEnv();
  const settings = readSettings(platformEnvironment().env);
  const db = openDatabase(settings.databaseUrl);
  try {
    const proof = await gatherProof(db, which, settings.pec.trust);
    const file = out ?? `pec-proof-${proof.message.document.slice(0, 12)}.json`;
    writeFileSync(file, `${JSON.stringify(proof, null, 2)}\n`, { flag: 'wx' });
    process.stdout.write(`${file}: the message and ${proof.receipts.length} receipts.\n`);
  } finally {
    await db.destroy();
  }
}

main().catch((error: Error) => {
  process.stderr.write(`The proof could not be looked at: ${error.message}\n`);
  process.exit(2);
});
