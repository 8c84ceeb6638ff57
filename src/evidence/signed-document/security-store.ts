import { inflateSync } from 'node:zlib';
import { answerIn, type CameAlong, certificateIn, listIn } from '../attributes';
import { catalogueOf, listAt } from './pdf-document';
import { type PdfRevision, resolve } from './pdf-revisions';
import { as, type PdfDictionary, type PdfStream, type PdfValue } from './pdf-values';

/** The largest certificate, list or answer read, and all together, in bytes (rules of our own): a file may bring any. */
const LARGEST = 2 * 1024 * 1024;
const LARGEST_TOGETHER = 4 * LARGEST;
/** More of a kind are not read. */
const MOST = 64;

/**
 * What a PDF's store for long-term validation holds (DSS, ETSI EN 319 142-1 §5.4.2): proves nothing by being there, each is
 * examined as what comes with a signature is. What cannot be read, or is too large, is left out.
 */
export function securityStoreOf(revision: PdfRevision): CameAlong {
  const store = as('dictionary', resolve(revision, catalogueOf(revision).dictionary.entries.get('DSS')));
  if (store === null) return { certificates: [], lists: [], answers: [] };
  let left = LARGEST_TOGETHER;
  const bytesAt = (key: string): readonly Uint8Array[] =>
    listAt(revision, store, key)
      .slice(0, MOST)
      .flatMap((value) => {
        const bytes = contentOf(revision, as('stream', resolve(revision, value)), Math.min(left, LARGEST));
        left -= bytes?.length ?? 0;
        return bytes ?? [];
      });
  return {
    certificates: bytesAt('Certs').flatMap(certificateIn),
    answers: bytesAt('OCSPs').flatMap(answerIn),
    lists: bytesAt('CRLs').flatMap(listIn),
  };
}

/** A stream's bytes, stored as they are or deflated; null when stored otherwise, or larger than so many bytes. */
function contentOf(revision: PdfRevision, stream: PdfStream | null, most: number): Uint8Array | null {
  if (stream === null) return null;
  const filters = filtersOf(revision, stream.dictionary);
  if (filters.length === 0) return stream.data.length > most ? null : stream.data;
  if (filters.length > 1 || filters[0] !== 'FlateDecode' || stream.dictionary.entries.has('DecodeParms')) return null;
  try {
    return inflateSync(stream.data, { maxOutputLength: Math.max(most, 1) });
  } catch {
    return null;
  }
}

function filtersOf(revision: PdfRevision, dictionary: PdfDictionary): readonly (string | undefined)[] {
  const filter: PdfValue = resolve(revision, dictionary.entries.get('Filter'));
  if (filter === null) return [];
  return (as('array', filter)?.items ?? [filter]).map((one) => as('name', one)?.name);
}
