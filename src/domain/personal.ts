import { z } from 'zod';

/** What kind of personal value a field holds; the vault keeps it with the ciphertext. */
export type PersonalKind = 'beneficiary' | 'note' | 'reason' | 'summary' | 'answers';

declare const PERSONAL: unique symbol;
/** A value that must be sealed before anything else sees it: a type nobody can store or log by mistake. */
export type Personal<T> = T & { readonly [PERSONAL]: true };

/** Marks a schema's values as personal: the journal seals them and hands rules only an id (invariant 3). */
export function personal<S extends z.ZodType>(kind: PersonalKind, schema: S) {
  return schema.transform((value) => value as Personal<z.output<S>>).meta({ personal: kind }) as unknown as z.ZodType<
    Personal<z.output<S>>,
    z.input<S>
  >;
}

/** A personal free text, at most `max` characters. */
export const personalText = (kind: PersonalKind, max = 4000) => personal(kind, z.string().trim().min(1).max(max));

/** The kind of personal value behind a field's schema (optional and nullable ones too), if it is one. */
export function personalKind(schema: unknown): PersonalKind | undefined {
  let one = schema as z.ZodType | undefined;
  while (one) {
    const kind = z.globalRegistry.get(one)?.['personal'];
    if (kind) return kind as PersonalKind;
    one = (one as unknown as { _zod: { def: { innerType?: z.ZodType } } })._zod.def.innerType;
  }
  return undefined;
}

type IsPersonal<T> = NonNullable<T> extends { readonly [PERSONAL]: true } ? true : false;

/** A command's data once sealed: every personal field `x` has become `xRef`, the id of an encrypted row. */
export type Sealed<T> = {
  [K in keyof T as IsPersonal<T[K]> extends true ? `${K & string}Ref` : K]: IsPersonal<T[K]> extends true
    ? string | Extract<T[K], undefined>
    : T[K];
};
