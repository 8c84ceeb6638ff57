import { brotliCompressSync, constants } from 'node:zlib';
import { z } from 'zod';
import { inLanguage } from '../../domain/questionnaire/in-language';
import { LANGUAGES, type Snapshot } from '../../domain/questionnaire/snapshot';
import { openEndpoint } from '../endpoint';
import { notFound } from '../errors';
import { snapshotOf, type Version, versionInForce } from './in-force';

type Language = (typeof LANGUAGES)[number];

/** What was frozen never changes, so its text is made and compressed once. A few versions and languages: it stays small. */
const made = new Map<string, { readonly plain: Buffer; readonly compressed: Buffer }>();
const MOST = 30;

function bodyOf({ number, hash }: Version, language: Language, snapshot: Snapshot) {
  const plain = Buffer.from(JSON.stringify({ version: { number, hash }, snapshot: inLanguage(snapshot, language) }));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  return { plain, compressed: brotliCompressSync(plain, { params }) };
}

/**
 * The questionnaire in force, in one language, for anyone: it is answered on their own device (message of 2021, last
 * part: anonymous, without signing in).
 */
export const showQuestionnaire = openEndpoint(
  {
    name: 'show',
    method: 'GET',
    path: '/public/questionnaire',
    summary: 'The questionnaire in force, in one language, to be answered on the device that asks for it',
    status: 200,
    query: z.strictObject({ language: z.enum(LANGUAGES).default('it') }),
    answer: z.object({ version: z.object({ number: z.int(), hash: z.string() }), snapshot: z.unknown() }),
    errors: ['not-found'],
    // Asked for again each time: a correction reaches everybody at once.
    caching: 'public, no-cache',
  },
  async ({ strapi, ctx, query: { language } }) => {
    const db = strapi.db.connection;
    const version = await versionInForce(db);
    if (!version) throw notFound();
    const key = `${version.hash}-${version.number}-${language}`;
    let body = made.get(key);
    if (!body) {
      body = bodyOf(version, language, (await snapshotOf(db, version.id)) as Snapshot);
      if (made.size >= MOST) made.clear();
      made.set(key, body);
    }
    ctx.set('ETag', `"${key}"`);
    ctx.vary('Accept-Encoding');
    ctx.type = 'json';
    if (ctx.acceptsEncodings('br', 'identity') !== 'br') return body.plain;
    ctx.set('Content-Encoding', 'br');
    return body.compressed;
  },
);
