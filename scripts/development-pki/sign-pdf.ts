import { catalogueOf, formOf, listAt, pagesOf } from '../../src/evidence/signed-document/pdf-document';
import { type PdfRevision, readRevisions } from '../../src/evidence/signed-document/pdf-revisions';
import type { PdfDictionary, PdfReference, PdfValue } from '../../src/evidence/signed-document/pdf-values';
import type { Identity } from './authority';
import { type SigningOptions, signDetached, timestampToken } from './sign';

/** What a signature in a PDF says besides; `rectangle` on the first page where it is shown, by default nowhere. */
export interface PdfSigning extends Omit<SigningOptions, 'signedAt'> {
  readonly name: string;
  readonly reason?: string;
  readonly signedAt?: Date;
  readonly rectangle?: readonly [number, number, number, number];
}

/** Room for the signature, in bytes. */
const ROOM = 12_000;

/**
 * Signs a PDF as PAdES does (ETSI EN 319 142-1, level B): one more update with a field, its widget on the first page and
 * the signature, over all but its own contents. A PDF that holds signatures keeps them. Throws PdfUnreadable on a PDF the
 * platform would not read either.
 */
export function signPdf(pdf: Uint8Array, identity: Identity, signing: PdfSigning): Promise<Uint8Array> {
  const { name, reason, signedAt = new Date(), rectangle = [0, 0, 0, 0] } = signing;
  const date = `D:${signedAt.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  const said = `/M (${date}) /Name ${text(name)}${reason === undefined ? '' : ` /Reason ${text(reason)}`}`;
  return addSignature(pdf, `/Type /Sig /SubFilter /ETSI.CAdES.detached ${said}`, rectangle, (signed) =>
    signDetached(signed, identity, { ...signing, signedAt: null }),
  );
}

/** A PDF with a document timestamp on top (ETSI EN 319 142-1 §5.4.3), by an identity of use `timestamp`. */
export const stampPdf = (pdf: Uint8Array, by: Identity, at: Date): Promise<Uint8Array> =>
  addSignature(pdf, '/Type /DocTimeStamp /SubFilter /ETSI.RFC3161', [0, 0, 0, 0], (signed) =>
    timestampToken(signed, by, at),
  );

async function addSignature(
  pdf: Uint8Array,
  said: string,
  rectangle: readonly number[],
  sign: (signed: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const last = readRevisions(pdf).at(-1) as PdfRevision;
  const next = Math.max(...last.objects.keys()) + 1;
  const [field, value, form] = [next, next + 1, next + 2];
  const page = pagesOf(last)[0];
  if (page === undefined) throw new RangeError('a PDF without a page');
  const catalogue = catalogueOf(last);
  const before = formOf(last);
  const fields = before === null ? [] : listAt(last, before, 'Fields');
  const annotations = listAt(last, page.dictionary, 'Annots');
  const widget = `/Type /Annot /Subtype /Widget /F 132 /Rect [${rectangle.join(' ')}] /P ${page.number} 0 R`;
  const file = Buffer.from(
    appended(pdf, last, [
      [catalogue.number, write(changed(catalogue.dictionary, 'AcroForm', refer(form)))],
      [page.number, write(changed(page.dictionary, 'Annots', list([...annotations, refer(field)])))],
      [field, `<< ${widget} /FT /Sig /T (Firma ${fields.length + 1}) /V ${value} 0 R >>`],
      [
        value,
        `<< ${said} /Filter /Adobe.PPKLite /ByteRange [${' '.repeat(40)}] /Contents <${'0'.repeat(2 * ROOM)}> >>`,
      ],
      [form, `<< /Fields ${write(list([...fields, refer(field)]))} /SigFlags 3 >>`],
    ]),
  );
  const contents = file.lastIndexOf('/Contents <') + '/Contents '.length;
  const after = contents + 2 * ROOM + 2;
  const range = `0 ${contents} ${after} ${file.length - after}`;
  file.write(range, file.lastIndexOf('/ByteRange [', contents) + '/ByteRange ['.length, 'latin1');
  const cms = Buffer.from(await sign(Buffer.concat([file.subarray(0, contents), file.subarray(after)])));
  if (cms.length > ROOM) throw new RangeError('no room for the signature');
  file.write(cms.toString('hex'), contents + 1, 'latin1');
  return file;
}

/**
 * A PDF with one more update that gives these objects (number and text) these values, and a table and trailer for them.
 * The tests forge with it, too.
 */
export function appended(
  pdf: Uint8Array,
  last: Pick<PdfRevision, 'trailer' | 'table' | 'objects'>,
  objects: readonly (readonly [number, string])[],
): Uint8Array {
  const parts = [Buffer.from(pdf)];
  let length = pdf.length;
  const add = (part: string): void => {
    parts.push(Buffer.from(part, 'latin1'));
    length += part.length;
  };
  if (pdf.at(-1) !== 0x0a) add('\n');
  const table: string[] = [];
  for (const [number, body] of objects) {
    table.push(`${number} 1\n${String(length).padStart(10, '0')} 00000 n \n`);
    add(`${number} 0 obj\n${body}\nendobj\n`);
  }
  const start = length;
  const size = Math.max(...last.objects.keys(), ...objects.map(([number]) => number)) + 1;
  const trailer = new Map([...last.trailer.entries, ['Size', size] as const, ['Prev', last.table] as const]);
  add(
    `xref\n${table.join('')}trailer\n${write({ kind: 'dictionary', entries: trailer })}\nstartxref\n${start}\n%%EOF\n`,
  );
  return Buffer.concat(parts);
}

/** A value as a PDF has it. Streams are objects of their own and not written here. */
export function write(value: PdfValue): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (value.kind === 'name') return `/${value.name.replace(/[^\w.+-]/g, hexOf)}`;
  if (value.kind === 'string') return `<${Buffer.from(value.bytes, 'latin1').toString('hex')}>`;
  if (value.kind === 'reference') return `${value.number} ${value.generation} R`;
  if (value.kind === 'array') return `[${value.items.map(write).join(' ')}]`;
  if (value.kind === 'stream') throw new RangeError('a stream is an object of its own');
  return `<< ${[...value.entries].map(([key, inner]) => `/${key} ${write(inner)}`).join(' ')} >>`;
}

const hexOf = (character: string): string => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
const refer = (number: number): PdfReference => ({ kind: 'reference', number, generation: 0 });
const list = (items: readonly PdfValue[]): PdfValue => ({ kind: 'array', items });
const changed = (dictionary: PdfDictionary, key: string, value: PdfValue): PdfDictionary => ({
  kind: 'dictionary',
  entries: new Map([...dictionary.entries, [key, value]]),
});
/** A text in UTF-16 (ISO 32000-1 §7.9.2.2). */
const text = (words: string): string => `<feff${Buffer.from(words, 'utf16le').swap16().toString('hex')}>`;
