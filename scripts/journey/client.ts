import { randomUUID } from 'node:crypto';
import http from 'node:http';

/** What a request carries beside its address. `correlation` is the request's own id, chosen by us. */
export interface Sent {
  readonly body?: unknown;
  readonly token?: string;
  readonly correlation?: string;
  /** A file in place of a body. */
  readonly file?: { readonly mediaType: string; readonly content: Uint8Array };
}

/** An answer that is no success, with what the server says of it. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  constructor(
    readonly request: string,
    readonly status: number,
    readonly code: string | undefined,
    readonly rule: string | undefined,
    text: string,
  ) {
    super(`${request} answered ${status}: ${text}`);
  }
}

/** One server over kept-alive connections, at most `connections` of them. Close it, or the process stays. */
export class Server {
  private readonly agent: http.Agent;
  constructor(
    readonly url: string,
    connections = 16,
  ) {
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  }

  /** Sends one request and reads its JSON. Throws HttpFailure for any status but 2xx. */
  async request<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
    const text = (await this.download(method, path, sent)).toString('utf8');
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Sends one request and reads what comes, byte for byte. Throws HttpFailure for any status but 2xx. */
  async download(method: string, path: string, sent: Sent = {}): Promise<Buffer> {
    const { status, content } = await this.send(method, path, sent, randomUUID());
    if (status >= 200 && status < 300) return content;
    const text = content.toString('utf8');
    const error = errorIn(text);
    // The path's own values stay out of the message: an error may be shown anywhere.
    throw new HttpFailure(`${method} ${path.split('?')[0]}`, status, error?.code, error?.rule, error?.message ?? text);
  }

  close(): void {
    this.agent.destroy();
  }

  private send(method: string, path: string, sent: Sent, key: string): Promise<{ status: number; content: Buffer }> {
    const json = sent.body === undefined ? undefined : Buffer.from(JSON.stringify(sent.body));
    const body = sent.file === undefined ? json : Buffer.from(sent.file.content);
    const type = sent.file?.mediaType ?? 'application/json';
    const headers: http.OutgoingHttpHeaders = {
      ...(body === undefined ? {} : { 'content-type': type, 'content-length': body.length }),
      ...(method === 'POST' ? { 'idempotency-key': key } : {}),
      ...(sent.token === undefined ? {} : { authorization: `Bearer ${sent.token}` }),
      ...(sent.correlation === undefined ? {} : { 'x-request-id': sent.correlation }),
    };
    return new Promise((resolve, reject) => {
      const request = http.request(new URL(path, this.url), { agent: this.agent, method, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, content: Buffer.concat(parts) }));
      });
      request.on('error', (error: NodeJS.ErrnoException) => {
        // A kept-alive connection the server had closed: the same request again, under the same idempotency key.
        if (request.reusedSocket && error.code === 'ECONNRESET') resolve(this.send(method, path, sent, key));
        else reject(error);
      });
      request.end(body);
    });
  }
}

interface ErrorText {
  readonly code?: string;
  readonly rule?: string;
  readonly message?: string;
}

function errorIn(text: string): ErrorText | undefined {
  try {
    return (JSON.parse(text) as { error?: ErrorText }).error;
  } catch {
    return undefined;
  }
}

interface Tokens {
  readonly jwt: string;
  readonly refreshToken: string;
}

/** An access token with less than this left is renewed before it is used, in milliseconds. */
const MARGIN = 60_000;

/** A signed-in person at a server: every request is theirs. The session is renewed before it runs out. */
export class Client {
  private renewing: Promise<void> | undefined;

  private constructor(
    private readonly server: Server,
    readonly email: string,
    private tokens: Tokens,
  ) {}

  /** Signs in with an address and a password. Throws HttpFailure when they are refused. */
  static async signIn(server: Server, email: string, password: string): Promise<Client> {
    const tokens = await server.request<Tokens>('POST', '/api/auth/local', { body: { identifier: email, password } });
    return new Client(server, email, tokens);
  }

  /** Renews the session if it is about to run out; every request does so by itself. */
  async ready(): Promise<void> {
    if (expiryOf(this.tokens.jwt) - Date.now() > MARGIN) return;
    this.renewing ??= this.renew().finally(() => {
      this.renewing = undefined;
    });
    await this.renewing;
  }

  get<T>(path: string): Promise<T> {
    return this.request<T>('GET', path);
  }

  post<T>(path: string, body: unknown, correlation?: string): Promise<T> {
    return this.request<T>('POST', path, { body, ...(correlation === undefined ? {} : { correlation }) });
  }

  /** Brings a file. */
  upload<T>(path: string, file: NonNullable<Sent['file']>): Promise<T> {
    return this.request<T>('POST', path, { file });
  }

  /** A file, byte for byte. */
  async download(path: string): Promise<Buffer> {
    await this.ready();
    return this.server.download('GET', path, { token: this.tokens.jwt });
  }

  delete(path: string): Promise<void> {
    return this.request<void>('DELETE', path);
  }

  private async request<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
    await this.ready();
    return this.server.request<T>(method, path, { ...sent, token: this.tokens.jwt });
  }

  private async renew(): Promise<void> {
    const { refreshToken } = this.tokens;
    this.tokens = await this.server.request<Tokens>('POST', '/api/auth/refresh', { body: { refreshToken } });
  }
}

/** When a token runs out, as it says itself. */
function expiryOf(jwt: string): number {
  const payload = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as { exp?: number };
  return (payload.exp ?? 0) * 1000;
}
