import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { delimiter, join } from 'node:path';
import type { PlatformSettings } from '../../config/settings';
import { type Child, type Children, waitUntilReady } from './child';
import { inProject } from './paths';
import { obtainPymap } from './pymap';

/** A PEC provider for development to start, on loopback: an IMAP server, and beside it what delivers into it. */
export interface PecProviderSpec {
  /** Where its mail and certificates are kept. */
  folder: string;
  /** Passwords of its mailboxes are made from it. */
  key: string;
  ports: PecPorts;
  logFile: string;
}

/** Where the provider listens. */
export interface PecPorts {
  smtp: number;
  imap: number;
  control: number;
}

/** Where the embedded provider listens, by the settings. */
export function pecPorts({ PEC_SMTP_PORT, PEC_IMAP_PORT, PEC_CONTROL_PORT }: PlatformSettings): PecPorts {
  return { smtp: PEC_SMTP_PORT, imap: PEC_IMAP_PORT, control: PEC_CONTROL_PORT };
}

/** Starts the IMAP server, empty. @throws Failure */
export async function startPecImap(
  children: Children,
  { folder, key, ports, logFile }: PecProviderSpec,
): Promise<Child> {
  const packages = await obtainPymap();
  const child = children.start({
    name: "The PEC provider's IMAP server",
    command: 'python3',
    args: [inProject('pec-provider', 'imap-server.py'), String(ports.imap), String(uidValidity(folder))],
    env: {
      ...process.env,
      PYTHONPATH: [packages, process.env.PYTHONPATH ?? ''].filter((one) => one !== '').join(delimiter),
      PYTHONDONTWRITEBYTECODE: '1',
      PEC_PROVIDER_KEY: key,
    },
    logFile,
  });
  await waitUntilReady(child, () => greets(ports.imap), 60_000);
  return child;
}

/** Starts the provider proper, which fills the IMAP server with what was kept. @throws Failure */
export async function startPecProvider(
  children: Children,
  { folder, key, ports, logFile }: PecProviderSpec,
): Promise<Child> {
  const child = children.start({
    name: 'The PEC provider',
    command: process.execPath,
    args: [inProject('scripts', 'run.mjs'), inProject('pec-provider', 'main.ts')],
    env: {
      ...process.env,
      PEC_PROVIDER_FOLDER: folder,
      PEC_PROVIDER_KEY: key,
      PEC_SMTP_PORT: String(ports.smtp),
      PEC_IMAP_PORT: String(ports.imap),
      PEC_CONTROL_PORT: String(ports.control),
    },
    cwd: inProject(),
    logFile,
  });
  await waitUntilReady(child, async () => (await fetch(`http://127.0.0.1:${ports.control}/healthz`)).ok, 60_000);
  return child;
}

/** UIDs mean the same messages for as long as the folder lives: it has a UIDVALIDITY of its own (RFC 3501 §2.3.1.1). */
function uidValidity(folder: string): number {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'uid-validity');
  if (!existsSync(file)) writeFileSync(file, String(Math.floor(Date.now() / 1000)));
  return Number(readFileSync(file, 'utf8'));
}

function greets(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.setTimeout(1_000);
    for (const event of ['error', 'timeout', 'close'] as const) socket.once(event, () => done(false));
    socket.once('data', () => {
      done(true);
      socket.destroy();
    });
  });
}
