/** What a PDF file is made of (ISO 32000-1 §7.3). Strings hold one character a byte; names are without their solidus. */
export type PdfValue =
  | null
  | boolean
  | number
  | PdfName
  | PdfString
  | PdfReference
  | PdfStream
  | PdfArray
  | PdfDictionary;

export interface PdfName {
  readonly kind: 'name';
  readonly name: string;
}

/** `from` and `to`: where its text begins and ends in the file, brackets included. */
export interface PdfString {
  readonly kind: 'string';
  readonly bytes: string;
  readonly from: number;
  readonly to: number;
}

export interface PdfReference {
  readonly kind: 'reference';
  readonly number: number;
  readonly generation: number;
}

/** `data`: its bytes as they are in the file, not decoded. */
export interface PdfStream {
  readonly kind: 'stream';
  readonly dictionary: PdfDictionary;
  readonly data: Uint8Array;
}

export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}

export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
}

/** What is no PDF as this room reads it. Its message is for developers and names no content. */
export class PdfUnreadable extends Error {
  override readonly name = 'PdfUnreadable';
}

type Kinded = Exclude<PdfValue, null | boolean | number>;

/** The value if it is of this kind, else null. */
export function as<K extends Kinded['kind']>(
  kind: K,
  value: PdfValue | undefined,
): Extract<Kinded, { kind: K }> | null {
  return typeof value === 'object' && value !== null && value.kind === kind
    ? (value as Extract<Kinded, { kind: K }>)
    : null;
}

/** The name a dictionary has under this key, or null. */
export const nameAt = (dictionary: PdfDictionary, key: string): string | null =>
  as('name', dictionary.entries.get(key))?.name ?? null;

/** Whether two values say the same, however they are written. References are the same if they name the same object. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || a.kind !== b.kind) return false;
  if (a.kind === 'name') return a.name === as('name', b)?.name;
  if (a.kind === 'string') return a.bytes === as('string', b)?.bytes;
  if (a.kind === 'reference') {
    const other = as('reference', b);
    return a.number === other?.number && a.generation === other.generation;
  }
  if (a.kind === 'array') {
    const items = as('array', b)?.items ?? [];
    return a.items.length === items.length && a.items.every((item, index) => sameValue(item, items[index]));
  }
  if (a.kind === 'stream') {
    const other = as('stream', b);
    return other !== null && sameValue(a.dictionary, other.dictionary) && Buffer.from(a.data).equals(other.data);
  }
  return differingKeys(a, b as PdfDictionary).length === 0;
}

/** The keys under which two dictionaries do not say the same. */
export const differingKeys = (a: PdfDictionary, b: PdfDictionary): readonly string[] =>
  [...new Set([...a.entries.keys(), ...b.entries.keys()])].filter(
    (key) => !sameValue(a.entries.get(key), b.entries.get(key)),
  );
