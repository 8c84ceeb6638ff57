import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { BY_UPLOAD } from '../../domain/agreement/commands';
import { noteOf } from '../../domain/agreement/note';
import { RULES, SOURCES } from '../../domain/agreement/rules';
import { standingsOf } from '../../domain/agreement/standing';
import type { AgreementState } from '../../domain/agreement/state';
import { documentHash, getDocument, putDocument } from '../../journal/documents';
import { endpoint } from '../endpoint';
import { ApiError, refusal } from '../errors';
import { byId, keyedAtVersion } from '../input';
import { type BroughtFile, FILE_TYPES } from '../uploads';
import { examine, fileRefusal } from './examine';
import { giveWithFile, nothingToSign } from './give-with-file';
import { seesAgreement } from './list';
import { printOnce } from './print';
import { seenAgreement, summaryOf } from './view';
import { agreementSummary } from './view-schema';

type UploadName = keyof typeof BY_UPLOAD;
const NAMES = Object.keys(BY_UPLOAD) as [UploadName, ...UploadName[]];
const signatory = z.string().regex(/^(?:structure|municipality|association)\/\d{1,9}$/);

/** What goes with a file, in the address: keys and a day, nothing of anybody's. */
const query = z.strictObject({
  /** Whose signatures the file holds, several divided by commas. */
  signatories: z
    .string()
    .max(2000)
    .transform((text) => text.split(','))
    .pipe(z.array(signatory).min(1).max(61))
    .optional(),
  signedOn: z.iso.date().optional(),
  from: signatory.optional(),
});
type Query = z.output<typeof query>;

/** A field that this command needs beside its file. Throws ApiError `malformed` naming it. */
function required<T>(value: T | undefined, field: string): T {
  if (value !== undefined) return value;
  throw new ApiError('malformed', { field, faults: [{ field, key: 'invalid.required', values: {} }] });
}

/** The one who signed by hand: a scan is of one signature. Throws ApiError `malformed`. */
function oneOf([first, second]: readonly string[]): string | undefined {
  if (second === undefined) return first;
  const faults = [{ field: 'signatories', key: 'invalid.too-many', values: { max: 1 } }];
  throw new ApiError('malformed', { field: 'signatories', faults });
}

/** What each command is told besides what was examined; read before the file is. Throws ApiError `malformed`. */
function askedOf(command: UploadName, given: Query): Readonly<Record<string, unknown>> {
  switch (command) {
    case 'record-signature':
    case 'record-addendum-signature':
      return {
        signatories: required(given.signatories, 'signatories'),
        signedOn: required(given.signedOn, 'signedOn'),
      };
    case 'record-handwritten-signature':
      return {
        signatory: oneOf(required(given.signatories, 'signatories')),
        signedOn: required(given.signedOn, 'signedOn'),
      };
    case 'record-note':
      return { from: required(given.from, 'from') };
    case 'sign-note':
      return {};
  }
}

/** The PDF that was to be signed. Throws ApiError `refused` when nothing waits to be signed. */
async function expectedOf(db: Knex, state: AgreementState, command: UploadName, { from }: Query): Promise<Buffer> {
  const stored = async (hash: string | undefined): Promise<Buffer> => {
    const found = hash === undefined ? null : await getDocument(db, hash);
    if (!found) throw nothingToSign();
    return found.content;
  };
  switch (command) {
    case 'record-signature':
    case 'record-handwritten-signature':
      return stored(state.signing?.document);
    case 'record-addendum-signature':
      return stored(state.addenda.find((one) => one.state === 'signing')?.document);
    case 'sign-note':
    case 'record-note': {
      const note = noteOf(state, command === 'record-note' ? from : undefined);
      if (!note) throw nothingToSign();
      return (await printOnce(db, note)).pdf;
    }
  }
}

/** A signature on paper, from its scan: nothing of it can be examined but that it is a PDF. Throws ApiError `refused`. */
function scanned({ mediaType, content }: BroughtFile) {
  if (mediaType !== 'application/pdf')
    throw new ApiError('unsupported-type', { key: 'error.scan-type', field: 'content-type' });
  if (content.subarray(0, 5).toString('latin1') !== '%PDF-') throw fileRefusal('unreadable');
  return {
    data: { document: documentHash(content) },
    keep: async (trx: Knex.Transaction) => {
      await putDocument(trx, mediaType, content);
    },
  };
}

/** What a file makes of its command. Throws ApiError as `examine` does. */
async function broughtTo(
  { strapi, state, command, given }: { strapi: Core.Strapi; state: AgreementState; command: UploadName; given: Query },
  file: BroughtFile,
) {
  if (command === 'record-handwritten-signature') return scanned(file);
  const { examined, signatureIds, keep } = await examine(
    file,
    await expectedOf(strapi.db.connection, state, command, given),
    Date.now(),
  );
  const isCounted = command === 'record-signature' || command === 'record-addendum-signature';
  return { data: isCounted ? { ...examined, signatureIds } : examined, keep };
}

/**
 * Brings a signed file: it is examined, kept whole with a report of what was examined, and only then is the command given.
 * Signatures by hand are kept as scans and recorded as such.
 */
export const upload = endpoint(
  {
    name: 'upload',
    method: 'POST',
    path: '/agreements/:id/uploads/:command',
    summary: 'Brings a signed file: PDF, or .p7m; what the command needs beside it is in the address',
    status: 200,
    params: byId.extend({ command: z.enum(NAMES) }),
    query,
    headers: keyedAtVersion,
    takes: FILE_TYPES,
    answer: z.object({ data: agreementSummary }),
    errors: ['unauthenticated', 'forbidden', 'not-found', 'stale', 'key-reused', 'conflict', 'refused'],
  },
  async ({ strapi, ctx, params: { id, command }, query: given, headers, correlation }, { actor }) => {
    const seen = await seenAgreement(strapi, actor, id);
    const { by, source } = RULES[command];
    if (!standingsOf(actor, seen.state).some((one) => by.includes(one))) {
      throw refusal({ rule: 'not-yours', source: SOURCES[source] });
    }
    const asked = askedOf(command, given);
    const state = await giveWithFile<AgreementState>(strapi, ctx, {
      seen,
      given: {
        actor,
        stream: `agreement/${id}`,
        command,
        key: headers['idempotency-key'],
        correlation,
        expected: headers['if-match'],
        isVisible: (db) => seesAgreement(db, actor, id),
      },
      dataOf: async (file) => {
        const { data, keep } = await broughtTo({ strapi, state: seen.state, command, given }, file);
        return { data: { ...asked, ...data }, keep };
      },
    });
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(seen.host, state, actor) };
  },
);
