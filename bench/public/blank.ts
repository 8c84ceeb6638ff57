import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page on which there is one sentence and nothing else: what the browser and the machine cost by themselves. */
const PAGE = `<!doctype html>
<html lang="it">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="description" content="Una pagina vuota." />
    <title>Pagina vuota</title>
  </head>
  <body>
    <main><h1>Una pagina vuota.</h1></main>
  </body>
</html>
`;
/** Those of one body or one connection. */
const NOT_TAKEN = ['content-length', 'content-encoding', 'transfer-encoding', 'connection', 'keep-alive', 'date'];

/** Serves the blank page with the headers of ours. */
export async function openBlank(ours: string): Promise<{ readonly port: number; stop(): void }> {
  const { headers } = await fetch(ours);
  const taken = Object.fromEntries([...headers].filter(([name]) => !NOT_TAKEN.includes(name)));
  const server = createServer(({ url }, response) => {
    // Browsers ask for an icon too, and what is not found is an error on their console.
    if (url === '/questionario/') response.writeHead(200, taken).end(PAGE);
    else response.writeHead(204, taken).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, stop };
}
