import type { Result } from '../../../src/domain/questionnaire/compile';

/** A finished questionnaire as it is counted: what the answers pointed to, never an answer. */
export interface Count {
  /** The version's hash. */
  readonly version: string;
  readonly territory: string | null;
  /** Where the link that was followed was seen. */
  readonly tag: string | null;
  readonly results: Readonly<Record<string, Result>>;
}

/** Answers encrypted under a key that stays in the printed code. */
export interface Sealed {
  readonly locator: string;
  readonly version: string;
  readonly ciphertext: string;
}

/** Counts a finished questionnaire; that it could not be counted concerns nobody who is looking for help. */
export async function sendCount(count: Count): Promise<void> {
  await post('/api/public/counters', count).catch(() => undefined);
}

/** What came of it: kept, until when if it was said; or the locator is taken; or it could not be kept. */
export type Keeping = { readonly until: string | null } | 'taken' | 'failed';

/** Hands sealed answers over. */
export async function sendSealed(sealed: Sealed): Promise<Keeping> {
  const answer = await post('/api/public/sealed-answers', sealed).catch(() => undefined);
  if (answer?.status === 409) return 'taken';
  if (answer?.status !== 201) return 'failed';
  const body: unknown = await answer.json().catch(() => null);
  return { until: untilOf(body) };
}

function untilOf(body: unknown): string | null {
  const { data } = (body ?? {}) as { readonly data?: { readonly until?: unknown } };
  return typeof data?.until === 'string' ? data.until : null;
}

function post(address: string, body: unknown): Promise<Response> {
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
}
