import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../../platform/failure';
import type { Say } from '../../platform/progress';
import type { Player } from '../cast';
import { type AgreementPage, agreementPage, type FrameworkPage, frameworkPage } from './shapes';

const PATIENCE_MS = 60_000;

/** Asks again and again until there is an answer. Throws Failure saying what did not come. */
export async function until<T>(what: () => string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Failure(`Waited a minute in vain for ${what()}.`);
    await sleep(200);
  }
}

/** An agreement or a framework agreement as people work on it over HTTP. */
export class Desk<Page extends AgreementPage | FrameworkPage> {
  private constructor(
    private readonly base: string,
    private readonly parse: (answer: unknown) => Page,
    private readonly say: Say,
  ) {}

  static local(id: string, say: Say): Desk<AgreementPage> {
    return new Desk(`/api/agreements/${id}`, (answer) => agreementPage.parse(answer).data, say);
  }

  static framework(id: string, say: Say): Desk<FrameworkPage> {
    return new Desk(`/api/framework-agreements/${id}`, (answer) => frameworkPage.parse(answer).data, say);
  }

  /** The page as somebody sees it. */
  async page({ client }: Player): Promise<Page> {
    return this.parse(await client.get(this.base));
  }

  /** Gives a command as somebody. */
  async give({ client, me }: Player, command: string, data: object = {}): Promise<void> {
    await client.post(`${this.base}/commands/${command}`, data);
    this.say(`  ✓ ${command}: ${me.name}`);
  }

  /** Brings a file as somebody; `rest` is what goes in the address. */
  async bring(
    { client, me }: Player,
    command: string,
    file: { readonly mediaType: string; readonly content: Uint8Array },
    rest: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const query = new URLSearchParams(rest).toString();
    await client.upload(`${this.base}/uploads/${command}${query === '' ? '' : `?${query}`}`, file);
    this.say(`  ✓ ${command} (${file.mediaType}): ${me.name}`);
  }

  /** A file of it. */
  file({ client }: Player, path: string): Promise<Buffer> {
    return client.download(`${this.base}/${path}`);
  }

  /** Waits until the page is as it should be. */
  async becomes(who: Player, what: string, is: (page: Page) => boolean): Promise<Page> {
    let stage = '';
    const page = await until(
      () => `${what} (it is ${stage})`,
      async () => {
        const seen = await this.page(who);
        stage = seen.stage;
        return is(seen) && seen;
      },
    );
    this.say(`  ✓ ${what}`);
    return page;
  }
}
