import { catalogueOf, type Held, held, listAt } from './pdf-document';
import { type PdfRevision, resolve } from './pdf-revisions';
import { as, differingKeys, nameAt, type PdfDictionary, PdfUnreadable, type PdfValue, sameValue } from './pdf-values';

/** What the root may say otherwise: how elements are found from a page, and names of roles, which are looked at apart. */
const ROOT = ['ParentTree', 'ParentTreeNextKey', 'RoleMap'];
const NO_ROLES: PdfDictionary = { kind: 'dictionary', entries: new Map() };
/** The keys of a node of a number tree (ISO 32000-1 §7.9.7). */
const NODE = ['Nums', 'Kids', 'Limits'];
/** A tree of numbers may lead back to itself: so many nodes and no more (a rule of our own). */
const MOST_NODES = 2000;

/** The parts of the logical structure (ISO 32000-1 §14.7) that signing may add to. */
export interface Structure {
  readonly root: Held;
  /** The one element under the root, which all others are under. */
  readonly whole: Held;
  /** By its number a page's list of elements, or a widget's element (the parent tree). */
  readonly parents: ReadonlyMap<number, PdfValue>;
  /** The objects the parent tree is made of. */
  readonly nodes: ReadonlySet<number>;
}

/**
 * Whether what is read aloud stayed as it was, and only widgets of signatures that are new joined it, as forms at its end:
 * so some programs sign an accessible document (ISO 14289-1 §7.18.1). Throws PdfUnreadable.
 */
export function sameStructure(before: PdfRevision, now: PdfRevision, widgets: ReadonlySet<number>): boolean {
  const [old, is] = [structureOf(before), structureOf(now)];
  if (old === null || is === null) return old === is;
  const isForm = (value: PdfValue | undefined): boolean => isNewForm(value, before, now, widgets);
  const [had, has] = [listAt(before, old.whole.dictionary, 'K'), listAt(now, is.whole.dictionary, 'K')];
  return (
    differingKeys(old.root.dictionary, is.root.dictionary).every((key) => ROOT.includes(key)) &&
    sameValue(rolesOf(before, old), rolesOf(now, is)) &&
    differingKeys(old.whole.dictionary, is.whole.dictionary).every((key) => key === 'K') &&
    had.every((kid, index) => sameValue(kid, has[index])) &&
    has.slice(had.length).every(isForm) &&
    [...old.parents].every(([key, value]) => sameValue(listed(before, value), listed(now, is.parents.get(key)))) &&
    [...is.parents].every(([key, value]) => old.parents.has(key) || isForm(value))
  );
}

/** Whether an object of a structure is one of those that `sameStructure` looks into, and stays one. */
export function isOfStructure(number: number, structure: Structure | null, now: PdfRevision): boolean {
  if (structure === null) return false;
  const value = now.objects.get(number)?.value;
  const node = as('dictionary', value);
  if (number === structure.root.number || number === structure.whole.number) return node !== null;
  if (!structure.nodes.has(number)) return false;
  return node === null ? as('array', value) !== null : [...node.entries.keys()].every((key) => NODE.includes(key));
}

/**
 * What signing may add to; null without a structure, or with one of several elements at its top, to which nothing may be
 * added then. Throws PdfUnreadable.
 */
export function structureOf(revision: PdfRevision): Structure | null {
  const seat = catalogueOf(revision).dictionary.entries.get('StructTreeRoot');
  if (seat === undefined) return null;
  const root = held(revision, seat);
  const kids = resolve(revision, root.dictionary.entries.get('K'));
  const [top, another] = as('array', kids)?.items ?? [root.dictionary.entries.get('K')];
  if (as('reference', top) === null || another !== undefined) return null;
  return { root, whole: held(revision, top), ...parentTree(revision, root.dictionary.entries.get('ParentTree')) };
}

function parentTree(revision: PdfRevision, top: PdfValue | undefined): Pick<Structure, 'parents' | 'nodes'> {
  const parents = new Map<number, PdfValue>();
  const nodes = new Set<number>();
  const note = (value: PdfValue | undefined): void => {
    const reference = as('reference', value);
    if (reference !== null) nodes.add(reference.number);
  };
  const left = top === undefined ? [] : [top];
  for (let steps = 0; left.length > 0; steps += 1) {
    if (steps > MOST_NODES) throw new PdfUnreadable('too many nodes');
    const value = left.pop();
    const node = as('dictionary', resolve(revision, value));
    if (node === null) throw new PdfUnreadable('no node where there must be one');
    for (const part of [value, node.entries.get('Nums'), node.entries.get('Kids')]) note(part);
    left.push(...listAt(revision, node, 'Kids'));
    const numbers = listAt(revision, node, 'Nums');
    for (let index = 0; index < numbers.length; index += 2) {
      const key = numbers[index];
      if (typeof key !== 'number' || parents.has(key)) throw new PdfUnreadable('no number, or one given twice');
      parents.set(key, numbers[index + 1] ?? null);
    }
  }
  return { parents, nodes };
}

/** The names the document has for roles of its own: none is the same as an empty list of them. */
const rolesOf = (revision: PdfRevision, { root }: Structure): PdfValue =>
  resolve(revision, root.dictionary.entries.get('RoleMap')) ?? NO_ROLES;

/** A list of elements, whether it stands in the tree or in an object of its own; an element stays a reference. */
function listed(revision: PdfRevision, value: PdfValue | undefined): PdfValue | undefined {
  return as('array', resolve(revision, value)) ?? value;
}

function isNewForm(
  value: PdfValue | undefined,
  before: PdfRevision,
  now: PdfRevision,
  widgets: ReadonlySet<number>,
): boolean {
  const number = as('reference', value)?.number;
  const form = as('dictionary', resolve(now, value));
  if (number === undefined || form === null || before.objects.has(number) || nameAt(form, 'S') !== 'Form') return false;
  const content = resolve(now, form.entries.get('K'));
  return (as('array', content)?.items ?? [content]).every((item) =>
    isWidget(as('dictionary', resolve(now, item)), widgets),
  );
}

const isWidget = (item: PdfDictionary | null, widgets: ReadonlySet<number>): boolean =>
  item !== null &&
  nameAt(item, 'Type') === 'OBJR' &&
  widgets.has(as('reference', item.entries.get('Obj'))?.number ?? -1);
