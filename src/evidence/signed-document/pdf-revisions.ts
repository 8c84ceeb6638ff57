import { PdfReader } from './pdf-reader';
import { as, type PdfDictionary, type PdfReference, PdfUnreadable, type PdfValue } from './pdf-values';

/** An indirect object, where it begins in the file and which revision (0 the first) gave it this value. */
export interface PdfObject {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
  readonly revision: number;
  readonly value: PdfValue;
}

/** The document as it stood at the end of a revision. `end`: the byte after its `%%EOF`, its line's end left out. */
export interface PdfRevision {
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly changed: ReadonlySet<number>;
  readonly trailer: PdfDictionary;
  readonly table: number;
  readonly end: number;
}

/** More updates are refused (a rule of our own: sixty signatures by PAdES-LTA, one after the other, make three each). */
const MOST_REVISIONS = 256;
/** Each revision holds them all, so more objects than this are refused (a rule of our own; an agreement has some hundreds). */
const MOST_OBJECTS = 20_000;

/**
 * Reads a PDF from its first byte to its last as revisions, each a run of objects, a cross-reference table and a trailer
 * (ISO 32000-1 §7.5.6), with nothing between them but white space and comments. Nothing is looked up by an offset the
 * file gives: what is there is read, and each table must say just that, so no reader can find other objects than these.
 * Refused, as no program needs them to sign a file that has none: cross-reference streams, object streams, encryption,
 * objects set free. Throws PdfUnreadable.
 */
export function readRevisions(file: Uint8Array): readonly PdfRevision[] {
  const reader = new PdfReader(file);
  if (!reader.sees('%PDF-')) throw new PdfUnreadable('not a PDF');
  const revisions: PdfRevision[] = [];
  do {
    if (revisions.length === MOST_REVISIONS) throw new PdfUnreadable('too many revisions');
    revisions.push(readRevision(reader, revisions.at(-1), revisions.length));
    reader.skip();
  } while (reader.at < file.length);
  return revisions;
}

/** What a value stands for: the object a reference names (null if there is none), else itself. */
export function resolve({ objects }: Pick<PdfRevision, 'objects'>, value: PdfValue | undefined): PdfValue {
  const reference = as('reference', value);
  if (reference === null) return value ?? null;
  const object = objects.get(reference.number);
  const inner = object?.generation === reference.generation ? object.value : null;
  return as('reference', inner) === null ? inner : null;
}

/** The reference a dictionary has under this key. Throws PdfUnreadable when there is none. */
export function referenceAt(dictionary: PdfDictionary, key: string): PdfReference {
  const reference = as('reference', dictionary.entries.get(key));
  if (reference === null) throw new PdfUnreadable(`no reference under ${key}`);
  return reference;
}

function readRevision(reader: PdfReader, before: PdfRevision | undefined, revision: number): PdfRevision {
  const objects = new Map(before?.objects);
  const changed = new Set<number>();
  for (;;) {
    reader.skip();
    if (reader.sees('xref')) break;
    const object = readObject(reader, revision);
    if (changed.has(object.number)) throw new PdfUnreadable('an object given twice');
    if (objects.size === MOST_OBJECTS) throw new PdfUnreadable('too many objects');
    objects.set(object.number, object);
    changed.add(object.number);
  }
  const table = reader.at;
  readTable(reader, before?.objects ?? new Map(), objects, changed);
  reader.skip();
  reader.expect('trailer');
  const trailer = as('dictionary', reader.value());
  if (trailer === null) throw new PdfUnreadable('no trailer');
  for (const key of ['XRefStm', 'Encrypt']) if (trailer.entries.has(key)) throw new PdfUnreadable(key);
  const size = trailer.entries.get('Size');
  // What is beyond the size is not there for some readers (§7.5.5).
  if (typeof size !== 'number' || [...objects.keys()].some((number) => number >= size)) {
    throw new PdfUnreadable('more objects than the trailer says');
  }
  if (trailer.entries.get('Prev') !== before?.table) throw new PdfUnreadable('another table before this');
  reader.skip();
  reader.expect('startxref');
  if (reader.integer() !== table) throw new PdfUnreadable('the table is elsewhere');
  // The mark of the end is a comment to the reader, which therefore must not pass over it.
  while (/\s/.test(String.fromCharCode(reader.file[reader.at] ?? 0))) reader.at += 1;
  reader.expect('%%EOF');
  return { objects, changed, trailer, table, end: reader.at };
}

function readObject(reader: PdfReader, revision: number): PdfObject {
  const offset = reader.at;
  const number = reader.integer();
  const generation = reader.integer();
  reader.skip();
  reader.expect('obj');
  let value = reader.value();
  reader.skip();
  const dictionary = as('dictionary', value);
  if (dictionary !== null && reader.sees('stream')) {
    value = { kind: 'stream', dictionary, data: readData(reader, dictionary.entries.get('Length')) };
    if (['XRef', 'ObjStm'].includes(as('name', dictionary.entries.get('Type'))?.name ?? '')) {
      throw new PdfUnreadable('objects in a stream');
    }
  }
  reader.skip();
  reader.expect('endobj');
  return { number, generation, offset, revision, value };
}

function readData(reader: PdfReader, length: PdfValue | undefined): Uint8Array {
  reader.expect('stream');
  if (reader.sees('\r')) reader.at += 1;
  reader.expect('\n');
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) {
    throw new PdfUnreadable('a stream without its length');
  }
  const data = reader.file.subarray(reader.at, reader.at + length);
  reader.at += length;
  while (reader.sees('\r') || reader.sees('\n')) reader.at += 1;
  reader.expect('endstream');
  return data;
}

/** A table (§7.5.4): names each object of this revision where it is, others only where they were, and sets none free. */
function readTable(
  reader: PdfReader,
  before: ReadonlyMap<number, PdfObject>,
  objects: ReadonlyMap<number, PdfObject>,
  changed: ReadonlySet<number>,
): void {
  const named = new Set<number>();
  reader.expect('xref');
  for (;;) {
    reader.skip();
    if (reader.sees('trailer')) break;
    const first = reader.integer();
    const count = reader.integer();
    for (let number = first; number < first + count; number += 1) {
      const offset = reader.integer();
      const generation = reader.integer();
      reader.skip();
      const free = reader.sees('f');
      reader.at += 1;
      if (named.has(number)) throw new PdfUnreadable('an object in the table twice');
      named.add(number);
      const object = objects.get(number);
      if (
        free
          ? object !== undefined || before.has(number)
          : object?.offset !== offset || object.generation !== generation
      ) {
        throw new PdfUnreadable('the table says otherwise');
      }
    }
  }
  if (![...changed].every((number) => named.has(number))) throw new PdfUnreadable('an object not in the table');
}
