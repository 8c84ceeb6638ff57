import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { Failure } from './failure';

/** Fails with one sentence if something already listens on a port. `setting` is the variable that moves it. */
export async function requireFreePort(port: number, what: string, setting: string, host = '127.0.0.1'): Promise<void> {
  const problem = await tryPort(port, host);
  if (problem === undefined) return;
  if (problem === 'EADDRINUSE') {
    throw new Failure(`Port ${port}, wanted by ${what}, is busy: stop what uses it or set ${setting} to another port.`);
  }
  throw new Failure(`Port ${port}, wanted by ${what}, cannot be opened (${problem}): set ${setting} to another port.`);
}

/** Below where Linux (32768) and macOS (49152) take ports for outgoing connections, which would snatch one chosen here. */
const FIRST = 15_000;
const LAST = 31_999;

/** As many different free ports as asked, held together so that none is given twice. */
export async function freePorts(count: number): Promise<number[]> {
  const held = await Promise.all(Array.from({ length: count }, holdFreePort));
  const ports = held.map((server) => (server.address() as { port: number }).port);
  await Promise.all(held.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

async function holdFreePort(): Promise<Awaited<ReturnType<typeof listen>>> {
  for (;;) {
    try {
      return await listen(randomInt(FIRST, LAST), '127.0.0.1');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
}

async function tryPort(port: number, host: string): Promise<string | undefined> {
  try {
    const server = await listen(port, host);
    await new Promise((done) => server.close(done));
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown error';
  }
}

function listen(port: number, host: string) {
  const server = createServer();
  return new Promise<typeof server>((done, fail) => {
    server.once('error', fail);
    server.listen({ port, host, exclusive: true }, () => done(server));
  });
}
