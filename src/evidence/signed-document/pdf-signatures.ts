import { fieldsOf, type Held, listAt, pagesOf, widgetsOf } from './pdf-document';
import { type PdfRevision, resolve } from './pdf-revisions';
import { as, nameAt, type PdfDictionary } from './pdf-values';

/** Where a signature is shown: the page, the first being 1, and its rectangle in the page's units. */
export interface Appearance {
  readonly page: number;
  readonly rectangle: readonly number[];
}

/**
 * A signature of a PDF, over all bytes from the first to `end` but those of its contents, which `gap` begins and `after`
 * follows. `claimedAt` (/M) in milliseconds.
 */
export interface PdfSignature {
  readonly form: 'signature' | 'timestamp';
  readonly cms: Uint8Array;
  readonly gap: number;
  readonly after: number;
  readonly end: number;
  readonly claimedAt: number | null;
  readonly appearances: readonly Appearance[];
}

/** The bytes a signature is over; made when asked for, since each may be as large as the file. */
export const signedBytes = (file: Uint8Array, { gap, after, end }: PdfSignature): Uint8Array =>
  Buffer.concat([file.subarray(0, gap), file.subarray(after, end)]);

/** The forms in which the CMS signs the bytes themselves (ISO 32000-2 §12.8.3.3); the older ones sign a SHA-1 of them. */
const FORMS: Readonly<Record<string, PdfSignature['form']>> = {
  'ETSI.CAdES.detached': 'signature',
  'adbe.pkcs7.detached': 'signature',
  'ETSI.RFC3161': 'timestamp',
};

/**
 * The signatures of a PDF, in the order in which they were put; null if one of them is not over all of the file up to
 * the end of its revision with only its own contents left out (ISO 32000-1 §12.8.1), or of another form. Fields that
 * nobody signed are passed over. Throws PdfUnreadable.
 */
export function signaturesOf(file: Uint8Array, revisions: readonly PdfRevision[]): readonly PdfSignature[] | null {
  const last = revisions.at(-1);
  if (last === undefined) return [];
  const signatures: PdfSignature[] = [];
  for (const field of fieldsOf(last)) {
    const value = field.dictionary.entries.get('V');
    if (value === undefined || value === null) continue;
    const dictionary = as('dictionary', resolve(last, value));
    const holder = last.objects.get(as('reference', value)?.number ?? field.number);
    if (dictionary === null || holder === undefined) return null;
    const signature = read(file, revisions, holder.revision, dictionary);
    if (signature === null) return null;
    signatures.push({ ...signature, appearances: appearancesOf(last, field) });
  }
  return signatures.sort((a, b) => a.end - b.end);
}

function read(
  file: Uint8Array,
  revisions: readonly PdfRevision[],
  index: number,
  dictionary: PdfDictionary,
): Omit<PdfSignature, 'appearances'> | null {
  const contents = as('string', dictionary.entries.get('Contents'));
  const [start, gap, after, length, more] = as('array', dictionary.entries.get('ByteRange'))?.items ?? [];
  const form = FORMS[nameAt(dictionary, 'SubFilter') ?? ''];
  if (contents === null || form === undefined || typeof length !== 'number' || more !== undefined) return null;
  if (start !== 0 || gap !== contents.from || after !== contents.to) return null;
  const end = after + length;
  const [revision, next] = [revisions[index], revisions[index + 1]];
  if (revision === undefined || end < revision.end || end > file.length) return null;
  if (next === undefined ? end !== file.length : /[^\r\n]/.test(latin1(file.subarray(revision.end, end)))) return null;
  return {
    form,
    cms: Buffer.from(contents.bytes, 'latin1'),
    gap,
    after,
    end,
    claimedAt: timeOf(as('string', dictionary.entries.get('M'))?.bytes ?? ''),
  };
}

function appearancesOf(revision: PdfRevision, field: Held): readonly Appearance[] {
  const widgets = widgetsOf(revision, field);
  return pagesOf(revision).flatMap((page, index) =>
    listAt(revision, page.dictionary, 'Annots').flatMap((annotation) => {
      const widget = widgets.find(({ number }) => number === as('reference', annotation)?.number);
      if (widget === undefined) return [];
      const sides = listAt(revision, widget.dictionary, 'Rect').map((side) => resolve(revision, side));
      const rectangle = sides.filter((side) => typeof side === 'number');
      const [left = 0, bottom = 0, right = 0, top = 0] = rectangle;
      return left === right || bottom === top ? [] : [{ page: index + 1, rectangle }];
    }),
  );
}

/** A date of a PDF (ISO 32000-1 §7.9.4) in milliseconds, or null. Without a zone it is taken as UTC. */
function timeOf(text: string): number | null {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d))?/.exec(text);
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, zone = '+00', zoneMinute = '00'] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}:${zoneMinute}`);
  return Number.isNaN(time) ? null : time;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
