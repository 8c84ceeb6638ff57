import { z } from 'zod';
import { BY_UPLOAD } from '../../domain/agreement/commands';
import type { AgreementState } from '../../domain/agreement/state';
import { hostOf } from '../../journal/append';
import { getDocument, putDocument } from '../../journal/documents';
import type { Call } from '../endpoint';
import { endpoint } from '../endpoint';
import { ApiError } from '../errors';
import { giveTo } from '../give';
import { documentId, idempotencyKey, ifMatch } from '../input';
import { journalOf } from '../journal';
import { FILE_TYPES, readFile } from '../uploads';
import { examineAndKeep } from './examine';
import { seesAgreement } from './list';
import { noteOf, printOnce } from './print';
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

/** The PDF that was to be signed. Throws ApiError `refused` when nothing waits to be signed. */
async function expectedOf(
  { strapi }: Pick<Call<never, never, never, never>, 'strapi'>,
  state: AgreementState,
  command: UploadName,
  { from }: Query,
): Promise<Buffer> {
  const db = strapi.db.connection;
  const stored = async (hash: string | undefined): Promise<Buffer> => {
    const found = hash === undefined ? null : await getDocument(db, hash);
    if (!found) throw new ApiError('refused', NOTHING_TO_SIGN);
    return found.content;
  };
  switch (command) {
    case 'record-signature':
    case 'record-handwritten-signature':
      return stored(state.signing?.document);
    case 'record-addendum-signature':
      return stored(state.addenda.filter((one) => one.state === 'signing').at(-1)?.document);
    case 'sign-note':
    case 'record-note': {
      const note = noteOf(state, command === 'record-note' ? (from ?? '') : undefined);
      if (!note) throw new ApiError('refused', NOTHING_TO_SIGN);
      return (await printOnce(db, note)).pdf;
    }
  }
}

const NOTHING_TO_SIGN = { key: 'rule.nothing-to-sign', rule: 'nothing-to-sign', source: 'Regola della piattaforma' };

/** A field that this command needs beside its file. Throws ApiError `malformed` naming it. */
function required<T>(value: T | undefined, field: string): T {
  if (value !== undefined) return value;
  throw new ApiError('malformed', { field, faults: [{ field, key: 'invalid.required', values: {} }] });
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
    params: z.object({ id: documentId, command: z.enum(NAMES) }),
    query,
    headers: z.object({ 'idempotency-key': idempotencyKey, 'if-match': ifMatch.optional() }),
    takes: FILE_TYPES,
    answer: z.object({ data: agreementSummary }),
    errors: [
      'unauthenticated',
      'forbidden',
      'not-found',
      'stale',
      'key-reused',
      'refused',
      'too-large',
      'unsupported-type',
    ],
  },
  async ({ strapi, ctx, params, query: given, headers, correlation }, { actor }) => {
    const { host, state: before } = await seenAgreement(strapi, actor, params.id);
    // Who may not give the command sends no file: nothing of it is read.
    if (!(host.process.may(actor, before) as readonly string[]).includes(params.command)) {
      throw new ApiError('refused', { ...NOTHING_TO_SIGN });
    }
    const expected = await expectedOf({ strapi }, before, params.command, given);
    const file = await readFile(ctx);
    const data = await dataOf(params.command, file);
    const stream = `agreement/${params.id}`;
    const state = await giveTo<AgreementState>(strapi, {
      actor,
      stream,
      command: params.command,
      data,
      key: headers['idempotency-key'],
      correlation,
      expected: headers['if-match'],
      isVisible: (db) => seesAgreement(db, actor, params.id),
    });
    ctx.set('ETag', `"${state.version}"`);
    return { data: summaryOf(hostOf(journalOf(strapi), stream), state, actor) };

    async function dataOf(command: UploadName, brought: Awaited<ReturnType<typeof readFile>>): Promise<unknown> {
      if (command === 'record-handwritten-signature') {
        if (brought.mediaType !== 'application/pdf') throw new ApiError('unsupported-type', { field: 'content-type' });
        const document = await putDocument(strapi.db.connection, brought.mediaType, brought.content);
        const [one] = required(given.signatories, 'signatories');
        return { signatory: one, signedOn: required(given.signedOn, 'signedOn'), document };
      }
      const examined = await examineAndKeep(strapi, brought, expected, Date.now());
      switch (command) {
        case 'record-signature':
        case 'record-addendum-signature':
          return {
            signatories: required(given.signatories, 'signatories'),
            signedOn: required(given.signedOn, 'signedOn'),
            ...examined,
          };
        case 'sign-note':
          return examined;
        case 'record-note': {
          const { document, report, signatures } = examined;
          return { from: required(given.from, 'from'), document, report, signatures };
        }
      }
    }
  },
);
