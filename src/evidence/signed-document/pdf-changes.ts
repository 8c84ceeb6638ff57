import { catalogueOf, fieldsOf, formOf, type Held, held, listAt, pagesOf, widgetsOf } from './pdf-document';
import { type PdfRevision, resolve } from './pdf-revisions';
import { isOfStructure, type Structure, sameStructure, structureOf } from './pdf-structure';
import { as, differingKeys, nameAt, type PdfDictionary, type PdfValue, sameValue } from './pdf-values';

/** What signing may add to the catalogue: nothing of it is shown but the form, which is looked at apart. */
const CATALOGUE = ['AcroForm', 'Extensions', 'DSS', 'Perms', 'Version', 'Metadata'];
/** The keys a form of signatures may have: no XFA, which is another document, and no order of calculation. */
const FORM = ['Fields', 'SigFlags', 'DR', 'DA', 'NeedAppearances'];
/** What filling an empty field of signature may change. */
const FILLED = ['V', 'AP', 'MK', 'F', 'M', 'DA'];
/** The keys of the store of certificates and answers for long-term validation (ETSI EN 319 142-1 §5.4.2.2). */
const SECURITY_STORE = ['Type', 'VRI', 'Certs', 'CRLs', 'OCSPs'];

/**
 * Whether the revisions after the first ones (`base`: how many are ours) do nothing but sign. A rule of our own, from
 * how documents are changed behind a signature ("shadow attacks", NDSS 2021). Checked, at the end of each revision:
 * - the catalogue differs from ours in the keys above only, and is the same object;
 * - each of our pages differs in its annotations only, and these only by widgets of signatures put after those there;
 * - the form holds fields of signatures only, put after those there, none with an action;
 * - what is read aloud is as it was, but for those widgets at its end;
 * - no other object of ours has another value. Of those that updates added, a later one may change the form, lists of
 *   fields and annotations, metadata, the store for long-term validation, and a field of signature that was still empty.
 * Not checked: what a signature's own appearance shows, and what it lies over; how large it may be, `coversPage` says. Throws PdfUnreadable.
 */
export function onlySigned(revisions: readonly PdfRevision[], base: number): boolean {
  const ours = revisions[base - 1];
  if (ours === undefined) return false;
  const pages = pagesOf(ours);
  return revisions.every((now, index) => {
    const before = revisions[index - 1];
    if (index < base || before === undefined) return true;
    const widgets = new Set(fieldsOf(now).flatMap((field) => widgetsOf(now, field).map(({ number }) => number)));
    const structure = structureOf(before);
    return (
      ['Root', 'Info'].every((key) => sameValue(now.trailer.entries.get(key), ours.trailer.entries.get(key))) &&
      [...now.changed].every((number) => mayChange(number, before, now, ours, pages, structure)) &&
      within(differingKeys(catalogueOf(ours).dictionary, catalogueOf(now).dictionary), CATALOGUE) &&
      pages.every((page) => samePage(page, before, now, ours, widgets)) &&
      onlySignatures(before, now, ours) &&
      sameStructure(before, now, widgets)
    );
  });
}

/**
 * Whether what signatures show, signed or waiting to be, takes up more than half of one of our pages (a rule of our own: a
 * text could be laid over ours). `now`: a revision that `onlySigned` has let pass. Throws PdfUnreadable.
 */
export function coversPage(ours: PdfRevision, now: PdfRevision): boolean {
  const areaOf = (sides: readonly PdfValue[]): number => {
    const [left = 0, bottom = 0, right = 0, top = 0] = sides.map((side) => Number(resolve(now, side)));
    return Math.abs((right - left) * (top - bottom));
  };
  return pagesOf(ours).some((page) => {
    const had = listAt(ours, page.dictionary, 'Annots').length;
    const added = listAt(now, again(now, page), 'Annots').slice(had);
    const areas = added.map((widget) => areaOf(listAt(now, held(now, widget).dictionary, 'Rect')));
    const whole = areaOf(listAt(ours, page.dictionary, 'MediaBox'));
    // What is no number compares as false, so it is asked whether they fit.
    return !(areas.reduce((sum, area) => sum + area, 0) <= whole / 2);
  });
}

/**
 * Whether a revision only adds what proves the signatures before it for longer: the store of certificates, lists and
 * answers of PAdES-LT (ETSI EN 319 142-1 §5.4), which a signing program may put after the last signature, with the date of
 * the change. To be asked of revisions that `onlySigned` has let pass.
 */
export function onlyEvidence(before: PdfRevision, now: PdfRevision): boolean {
  const [old, catalogue] = [catalogueOf(before), catalogueOf(now)];
  const store = as('dictionary', resolve(now, catalogue.dictionary.entries.get('DSS')));
  if (store === null || !within([...store.entries.keys()], SECURITY_STORE)) return false;
  if (!within(differingKeys(old.dictionary, catalogue.dictionary), ['DSS', 'Extensions', 'Metadata'])) return false;
  const seats = ['DSS', 'Metadata'].map((key) => catalogue.dictionary.entries.get(key));
  const known = [...seats, now.trailer.entries.get('Info')]
    .flatMap((value) => as('reference', value)?.number ?? [])
    .filter((number) => !isShown(number, before));
  const added = reached(now, [store, ...seats]);
  return [...now.changed].every((number) =>
    before.objects.has(number) ? number === catalogue.number || known.includes(number) : added.has(number),
  );
}

/** Whether pages or form lead to an object, or are it. */
function isShown(number: number, revision: PdfRevision): boolean {
  const { dictionary } = catalogueOf(revision);
  return reached(revision, [dictionary.entries.get('Pages'), dictionary.entries.get('AcroForm')]).has(number);
}

/** The numbers of the objects these values lead to, not by way of the catalogue. */
function reached(revision: PdfRevision, values: readonly (PdfValue | undefined)[]): ReadonlySet<number> {
  const found = new Set([catalogueOf(revision).number]);
  const left = [...values];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (value.kind === 'array') for (const item of value.items) left.push(item);
    if (value.kind === 'stream') left.push(value.dictionary);
    if (value.kind === 'dictionary') for (const item of value.entries.values()) left.push(item);
    if (value.kind === 'reference' && !found.has(value.number)) {
      found.add(value.number);
      left.push(resolve(revision, value));
    }
  }
  return found;
}

function mayChange(
  number: number,
  before: PdfRevision,
  now: PdfRevision,
  ours: PdfRevision,
  pages: readonly Held[],
  structure: Structure | null,
): boolean {
  const old = before.objects.get(number)?.value;
  const value = now.objects.get(number)?.value;
  // What is new is seen only through what is looked at anyway: catalogue, pages, form.
  if (old === undefined || value === undefined || sameValue(old, value)) return true;
  const catalogue = catalogueOf(before);
  const points = (dictionary: PdfDictionary | null, key: string): boolean =>
    as('reference', dictionary?.entries.get(key))?.number === number;
  const [was, is] = [as('dictionary', old), as('dictionary', value)];
  if (number === catalogue.number || pages.some((page) => page.number === number)) return is !== null;
  if (points(ours.trailer, 'Info')) return is !== null;
  if (points(catalogueOf(ours).dictionary, 'Metadata')) return isMetadata(value);
  if (isOfStructure(number, structure, now)) return true;
  if (ours.objects.has(number)) return false;
  if (points(catalogue.dictionary, 'Metadata')) return isMetadata(value) && !isShown(number, before);
  if (as('array', old) !== null && as('array', value) !== null) {
    return points(formOf(before), 'Fields') || pages.some((page) => points(again(before, page), 'Annots'));
  }
  if (was === null || is === null) return false;
  if (points(catalogue.dictionary, 'AcroForm')) return within([...was.entries.keys()], FORM);
  if (points(catalogue.dictionary, 'DSS')) return within([...was.entries.keys(), ...is.entries.keys()], SECURITY_STORE);
  if (nameAt(was, 'FT') !== 'Sig') return false;
  return isNamed(was, is) || (!was.entries.has('V') && within(differingKeys(was, is), FILLED));
}

function samePage(
  page: Held,
  before: PdfRevision,
  now: PdfRevision,
  ours: PdfRevision,
  widgets: ReadonlySet<number>,
): boolean {
  if (!within(differingKeys(page.dictionary, again(now, page)), ['Annots'])) return false;
  const [old, annotations] = [before, now].map((revision) => listAt(revision, again(revision, page), 'Annots'));
  return addedTo(old, annotations, (added) => {
    const { number, dictionary } = held(now, added);
    return !ours.objects.has(number) && widgets.has(number) && nameAt(dictionary, 'Subtype') === 'Widget';
  });
}

function onlySignatures(before: PdfRevision, now: PdfRevision, ours: PdfRevision): boolean {
  const form = formOf(now);
  if (form === null) return formOf(before) === null;
  if (!within([...form.entries.keys()], FORM) || form.entries.get('NeedAppearances') === true) return false;
  const [old, fields] = [before, now].map((revision) => {
    const its = formOf(revision);
    return its === null ? [] : listAt(revision, its, 'Fields');
  });
  return addedTo(old, fields, () => true) && fieldsOf(now).every((field) => isSignatureField(now, ours, field));
}

function isSignatureField(now: PdfRevision, ours: PdfRevision, field: Held): boolean {
  const widgets = widgetsOf(now, field);
  return (
    !ours.objects.has(field.number) &&
    nameAt(field.dictionary, 'FT') === 'Sig' &&
    widgets.every((widget) => widget === field || isPlainWidget(widget)) &&
    [field, ...widgets].every(({ dictionary }) => !dictionary.entries.has('A') && !dictionary.entries.has('AA'))
  );
}

/** A widget apart from its field is no field of another kind, and has none under it. */
const isPlainWidget = ({ dictionary }: Held): boolean =>
  !dictionary.entries.has('Kids') && ['Sig', null].includes(nameAt(dictionary, 'FT'));

/** Whether an annotation only has its type said, which it may go without (ISO 32000-1 §12.5.2) and some programs put. */
const isNamed = (was: PdfDictionary, is: PdfDictionary): boolean =>
  within(differingKeys(was, is), ['Type']) && !was.entries.has('Type') && nameAt(is, 'Type') === 'Annot';

/** A page of ours as it stands at a revision. */
const again = (revision: PdfRevision, { number }: Held): PdfDictionary =>
  held(revision, { kind: 'reference', number, generation: revision.objects.get(number)?.generation ?? 0 }).dictionary;

const isMetadata = (value: PdfValue): boolean => {
  const stream = as('stream', value);
  return (
    stream !== null &&
    nameAt(stream.dictionary, 'Type') === 'Metadata' &&
    nameAt(stream.dictionary, 'Subtype') === 'XML'
  );
};

const within = (keys: readonly string[], allowed: readonly string[]): boolean =>
  keys.every((key) => allowed.includes(key));

/** Whether a list begins with all of the old one, and each item after it is as asked. */
const addedTo = (
  old: readonly PdfValue[] = [],
  list: readonly PdfValue[] = [],
  allowed: (added: PdfValue) => boolean,
): boolean =>
  old.every((value, index) => sameValue(value, list[index])) && list.slice(old.length).every((value) => allowed(value));
