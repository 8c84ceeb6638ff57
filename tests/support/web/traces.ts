import type { Page } from 'playwright-core';

/** Everything a browser may keep of a page, and where. */
export interface Traces {
  readonly storage: string;
  readonly databases: string;
  readonly caches: string;
  readonly history: { readonly length: number; readonly state: unknown };
  readonly address: string;
  readonly title: string;
  /** The page as it is, with what is in its fields. */
  readonly shown: string;
  readonly cookies: string;
}

/** Dumps what there is. */
export async function tracesOf(page: Page): Promise<Traces> {
  const traces = await page.evaluate(async () => {
    const kept: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        kept.push(request.url, (await (await cache.match(request))?.text()) ?? '');
    }
    const fields = [...document.querySelectorAll('input')].map((one) => `${one.value} ${one.checked}`);
    return {
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
      databases: JSON.stringify(await indexedDB.databases()),
      caches: kept.join('\n'),
      history: { length: history.length, state: history.state as unknown },
      address: location.href,
      title: document.title,
      shown: document.documentElement.outerHTML + fields.join('\n'),
    };
  });
  return { ...traces, cookies: JSON.stringify(await page.context().cookies()) };
}

/** What is in the page's memory, after what nobody needs any more was collected. */
export async function memoryOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}
