/** The control endpoint as tests, the journey and rehearsals use it. */

import type { z } from 'zod';
import type { Listed } from './control';
import type { mailToSendShape } from './outgoing-mail';
import type { EVERYBODY, SomeSwitches } from './switches';

/** A message to send; what may be left out has a default. */
export type Mail = z.input<typeof mailToSendShape>;

/** Speaks to a running provider. Every method throws when it is refused. */
export class ProviderClient {
  /** @param url such as `http://127.0.0.1:12080` */
  constructor(private readonly url: string) {}

  /** Sets switches of one recipient, or of everybody (`*`), in place of what was set for them. */
  async set(who: string | typeof EVERYBODY, switches: SomeSwitches): Promise<void> {
    await this.ask('PUT', ['switches', who], switches);
  }

  /** Puts every switch at rest. */
  async reset(): Promise<void> {
    await this.ask('DELETE', ['switches']);
  }

  /** Sends as a mailbox of the provider. @returns the Message-ID, with angle brackets */
  async send(mail: Mail): Promise<string> {
    const { messageId } = (await (await this.ask('POST', ['messages'], mail)).json()) as { messageId: string };
    return messageId;
  }

  /** Puts any bytes into a mailbox, as they are. */
  async drop(mailbox: string, message: Buffer): Promise<void> {
    await this.ask('POST', ['mailboxes', mailbox], { message: message.toString('base64') });
  }

  /** What a mailbox got, in the order of its arrival. */
  async list(mailbox: string): Promise<Listed[]> {
    return (await (await this.ask('GET', ['mailboxes', mailbox])).json()) as Listed[];
  }

  /** One message of a mailbox, as it was delivered. */
  async read(mailbox: string, number: number): Promise<Buffer> {
    return Buffer.from(await (await this.ask('GET', ['mailboxes', mailbox, String(number)])).arrayBuffer());
  }

  private async ask(method: string, path: readonly string[], body?: unknown): Promise<Response> {
    const response = await fetch(`${this.url}/${path.map(encodeURIComponent).join('/')}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) throw new Error(`The PEC provider answered ${response.status}: ${await response.text()}`);
    return response;
  }
}
