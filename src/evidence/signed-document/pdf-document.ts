import { type PdfRevision, referenceAt, resolve } from './pdf-revisions';
import {
  as,
  nameAt,
  type PdfArray,
  type PdfDictionary,
  type PdfReference,
  PdfUnreadable,
  type PdfValue,
} from './pdf-values';

const NOTHING: PdfArray = { kind: 'array', items: [] };
/** More pages, fields or items are refused (a rule of our own: a tree of pages may lead back to itself). */
const MOST_PAGES = 2000;
const MOST_FIELDS = 192;
const MOST_ITEMS = 10_000;

/** The object a dictionary is in, and what it says. */
export interface Held {
  readonly number: number;
  readonly dictionary: PdfDictionary;
}

/** The document's catalogue (ISO 32000-1 §7.7.2). Throws PdfUnreadable without one. */
export const catalogueOf = (revision: PdfRevision): Held => held(revision, referenceAt(revision.trailer, 'Root'));

/** The pages in their order (§7.7.3). Throws PdfUnreadable when the tree is none. */
export function pagesOf(revision: PdfRevision): readonly Held[] {
  const pages: Held[] = [];
  const left = [referenceAt(catalogueOf(revision).dictionary, 'Pages')];
  for (let steps = 0; left.length > 0; steps += 1) {
    if (steps > MOST_PAGES) throw new PdfUnreadable('too many pages');
    const node = held(revision, left.shift());
    if (nameAt(node.dictionary, 'Type') === 'Page') pages.push(node);
    else left.unshift(...listAt(revision, node.dictionary, 'Kids').map((kid) => reference(kid)));
  }
  return pages;
}

/** The items of an array a dictionary has, itself or by a reference; none when it has no such key. */
export function listAt(revision: PdfRevision, dictionary: PdfDictionary, key: string): readonly PdfValue[] {
  if (!dictionary.entries.has(key)) return NOTHING.items;
  const list = as('array', resolve(revision, dictionary.entries.get(key)));
  if (list === null) throw new PdfUnreadable(`${key} is no array`);
  if (list.items.length > MOST_ITEMS) throw new PdfUnreadable(`too many ${key}`);
  return list.items;
}

/** The form (§12.7.2), or null when there is none. */
export const formOf = (revision: PdfRevision): PdfDictionary | null =>
  as('dictionary', resolve(revision, catalogueOf(revision).dictionary.entries.get('AcroForm')));

/** The form's fields at its top, in their order. Throws PdfUnreadable when one is not an object of its own. */
export function fieldsOf(revision: PdfRevision): readonly Held[] {
  const form = formOf(revision);
  const fields = form === null ? [] : listAt(revision, form, 'Fields');
  if (fields.length > MOST_FIELDS) throw new PdfUnreadable('too many fields');
  return fields.map((field) => held(revision, field));
}

/** The widgets that show a field: itself, or its kids. */
export function widgetsOf(revision: PdfRevision, field: Held): readonly Held[] {
  return field.dictionary.entries.has('Kids')
    ? listAt(revision, field.dictionary, 'Kids').map((kid) => held(revision, kid))
    : [field];
}

/** The dictionary a reference names. Throws PdfUnreadable when there is none. */
export function held(revision: PdfRevision, value: PdfValue | undefined): Held {
  const dictionary = as('dictionary', resolve(revision, value));
  if (dictionary === null) throw new PdfUnreadable('no dictionary where there must be one');
  return { number: reference(value).number, dictionary };
}

function reference(value: PdfValue | undefined): PdfReference {
  const found = as('reference', value);
  if (found === null) throw new PdfUnreadable('not a reference');
  return found;
}
