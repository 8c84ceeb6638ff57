import type { Member } from './answers';
import type { Form } from './compile';
import { type Group, within } from './compile-expression';
import { nodesOf } from './expression';
import { comparisonsIn, expressionsOf, fieldProbes, type Probes } from './probe-fields';
import { readerOf } from './reading';

/** People of every kind that the criteria tell apart. */
interface Kinds {
  readonly members: readonly Member[];
  readonly isWhole: boolean;
}

/** No more kinds of people than this, and no more households. */
const MOST_KINDS = 400;
const MOST_HOUSEHOLDS = 300;
/** So many more people of one kind are tried at once. */
const MORE = 4;

/**
 * Households to try: all there are, of the kinds that the criteria tell apart, when they are few; otherwise what is near
 * to the present one, with one person less, changed, or some more of one kind.
 */
export function peopleProbes(form: Form, group: Group, now: readonly Member[]): Probes {
  const { members: kinds, isWhole } = kindsOf(form, group);
  const all = everyHousehold(kinds, group.max);
  if (all) return { values: all, isWhole };
  const others = now.map((_, index) => now.filter((__, at) => at !== index));
  const changed = now.flatMap((member, index) =>
    kinds.map((kind) => now.map((one, at) => (at === index ? { ...member, ...kind } : one))),
  );
  const more = kinds.flatMap((kind) =>
    Array.from({ length: MORE }, (_, n) => [...now, ...Array<Member>(n + 1).fill(kind)]),
  );
  const households = [now, [], ...others, ...changed, ...more].filter((list) => list.length <= group.max);
  return { values: households, isWhole: false };
}

/** Every list of up to `max` people of these kinds, the shortest first; null when there are too many. */
function everyHousehold(kinds: readonly Member[], max: number): readonly (readonly Member[])[] | null {
  const all: (readonly Member[])[] = [[]];
  let longest: readonly (readonly Member[])[] = [[]];
  for (let length = 1; length <= max; length += 1) {
    if (all.length + longest.length * kinds.length > MOST_HOUSEHOLDS) return null;
    longest = longest.flatMap((list) => kinds.map((kind) => [...list, kind]));
    all.push(...longest);
  }
  return all;
}

/** All combinations of the fields' probes, within reason; found once for a form. */
function kindsOf(form: Form, group: Group): Kinds {
  const known = kinds.get(form) ?? new Map<string, Kinds>();
  kinds.set(form, known);
  const found = known.get(group.code) ?? combinations(form, group);
  known.set(group.code, found);
  return found;
}
const kinds = new WeakMap<Form, Map<string, Kinds>>();

function combinations(form: Form, group: Group): Kinds {
  const wheres = [
    ...expressionsOf(form)
      .flatMap(nodesOf)
      .flatMap((node) => (node.op === 'count' && node.group === group.code && node.where ? [node.where] : [])),
    ...form.snapshot.scales
      .filter((scale) => scale.group === group.code)
      .flatMap((scale) => scale.steps.flatMap((step) => step.where ?? [])),
  ];
  const about = within(group, form.meaning);
  const nobody = readerOf(group.fields)({});
  let members: readonly Member[] = [{}];
  let isWhole = true;
  for (const field of group.fields) {
    const probes = fieldProbes(field, comparisonsIn(wheres, field.code), nobody, about);
    isWhole &&= probes.isWhole;
    members = members.flatMap((member) => probes.values.map((value) => ({ ...member, [field.code]: value })));
    if (members.length <= MOST_KINDS) continue;
    isWhole = false;
    members = sample(members);
  }
  return { members, isWhole };
}

/** Evenly chosen, so that every value of every field is likely to stay among them. */
function sample(members: readonly Member[]): readonly Member[] {
  const step = members.length / MOST_KINDS;
  return Array.from({ length: MOST_KINDS }, (_, index) => members[Math.floor(index * step)] ?? {});
}
