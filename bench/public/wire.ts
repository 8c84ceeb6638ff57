import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A port that leads to a server and counts what comes back: bytes as they were on the wire, headers and all. */
export interface Wire {
  readonly port: number;
  received(): number;
  stop(): void;
}

export async function openWire(to: number): Promise<Wire> {
  const sockets: Socket[] = [];
  let received = 0;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    sockets.push(near, far);
    far.on('data', (chunk) => {
      received += chunk.length;
    });
    near.pipe(far).pipe(near);
    // The browser hangs up as it likes.
    for (const one of [near, far]) one.on('error', () => undefined);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    received: () => received,
    stop() {
      server.close();
      for (const one of sockets) one.destroy();
    },
  };
}
