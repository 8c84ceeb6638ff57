import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ProviderClient } from '../../pec-provider/client';
import { PLATFORM_MAILBOXES, TRUST_FILE } from '../../pec-provider/directory';
import { accessTo, type MailboxAccess } from '../../pec-provider/passwords';
import { Children } from '../../scripts/platform/child';
import { type PecPorts, startPecImap, startPecProvider as startProvider } from '../../scripts/platform/pec-provider';
import { freePorts } from '../../scripts/platform/ports';

/** A PEC provider under test. */
export interface PecProvider {
  /** The platform's mailboxes, as `PEC_MAILBOXES` lists them: the programme's first, then the structures'. */
  mailboxes: MailboxAccess[];
  /** How any other mailbox of the provider is reached, a Party's or a Comune's. */
  access(address: string): MailboxAccess;
  /** Path of the PEM its receipts are verified against, as in `PEC_TRUST`. */
  trustPem: string;
  ports: PecPorts;
  /** The passwords' key: given again with the same folder, the same provider starts again. */
  key: string;
  /** Switches, messages sent as somebody, what is in a mailbox. */
  control: ProviderClient;
  /** Stops both of its processes; what was delivered stays in the folder. */
  stop(): Promise<void>;
}

/**
 * Starts a provider on free ports, or the given ones, with its data in `folder`; everything of it is on loopback.
 * @throws Failure when it does not start, with the end of its log
 */
export async function startPecProvider(options: {
  folder: string;
  ports?: PecPorts;
  key?: string;
}): Promise<PecProvider> {
  const { folder, key = randomBytes(24).toString('base64url') } = options;
  const ports = options.ports ?? (await chosenPorts());
  const children = new Children();
  const spec = { folder, key, ports, logFile: join(folder, 'provider.log') };
  try {
    await startPecImap(children, spec);
    await startProvider(children, spec);
  } catch (error) {
    await children.stopAll();
    throw error;
  }
  const access = (address: string) => accessTo(address, key, ports);
  return {
    mailboxes: PLATFORM_MAILBOXES.map(access),
    access,
    trustPem: join(folder, TRUST_FILE),
    ports,
    key,
    control: new ProviderClient(`http://127.0.0.1:${ports.control}`),
    stop: () => children.stopAll(),
  };
}

async function chosenPorts(): Promise<PecPorts> {
  const [smtp = 0, imap = 0, control = 0] = await freePorts(3);
  return { smtp, imap, control };
}
