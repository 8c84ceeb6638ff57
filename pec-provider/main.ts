/**
 * The PEC provider for development, until it is told to stop. Its environment: PEC_PROVIDER_FOLDER, PEC_PROVIDER_KEY,
 * PEC_SMTP_PORT, PEC_IMAP_PORT (where imap-server.py listens), PEC_CONTROL_PORT. `scripts/platform` starts both.
 */
import { z } from 'zod';
import { startProvider } from './provider';

const port = z.coerce.number().int().min(1).max(65_535);
const shape = z.object({
  PEC_PROVIDER_FOLDER: z.string().min(1),
  PEC_PROVIDER_KEY: z.string().min(16),
  PEC_SMTP_PORT: port,
  PEC_IMAP_PORT: port,
  PEC_CONTROL_PORT: port,
});

async function main(): Promise<void> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The PEC provider for development does not run in production: name real mailboxes in PEC_MAILBOXES instead.',
    );
  }
  const given = shape.parse(process.env);
  const stop = await startProvider({
    folder: given.PEC_PROVIDER_FOLDER,
    key: given.PEC_PROVIDER_KEY,
    ports: { smtp: given.PEC_SMTP_PORT, imap: given.PEC_IMAP_PORT, control: given.PEC_CONTROL_PORT },
    complain: say,
  });
  const end = () => void stop().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  // A test that is killed stops nothing of what it started.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, 1_000);
}

function say(what: string): void {
  process.stderr.write(`${what}\n`);
}

main().catch((error: Error) => {
  say(error.message);
  process.exit(1);
});
