import type { Language, Snapshot } from '../../../src/domain/questionnaire/snapshot';

/** The questionnaire in force; its hash names it in what is sent. */
export interface Published {
  readonly version: { readonly number: number; readonly hash: string };
  readonly snapshot: Snapshot;
}

/** Somewhere one can go for help. */
export interface Place {
  readonly kind: 'site' | 'municipality';
  readonly name: string;
  readonly address: string | null;
  readonly organisation: string;
}

export interface Territory {
  readonly code: string;
  readonly name: string;
  readonly places: readonly Place[];
}

/** What the server said last, kept for when it can't be reached. No answer of anybody's is ever put there. */
const CACHE = 'questionnaire-data';

/** The questionnaire in a language; without a connection, as it was when it was last read. Throws when there is none. */
export function readQuestionnaire(language: Language): Promise<Published> {
  return read<Published>(`/api/public/questionnaire?language=${language}`);
}

/** Places by territory; as `readQuestionnaire`. */
export async function readPlaces(): Promise<readonly Territory[]> {
  return (await read<{ readonly territories: readonly Territory[] }>('/api/public/places')).territories;
}

async function read<T>(address: string): Promise<T> {
  // Not there where the page isn't served securely: then only the connection counts.
  const cache = 'caches' in globalThis ? await caches.open(CACHE) : undefined;
  const fresh = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' }).catch(() => undefined);
  if (fresh?.ok) {
    await cache?.put(address, fresh.clone());
    return (await fresh.json()) as T;
  }
  const known = await cache?.match(address);
  if (!known) throw new Error(`${address} could not be read`);
  return (await known.json()) as T;
}
