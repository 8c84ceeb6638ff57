import type { Knex } from 'knex';
import type { SignatoryKey } from '../../domain/agreement-text/types';
import { one, run } from '../sql';

/** Somebody who signs beside the structure, as the registers have them today. */
export interface Registered {
  readonly key: SignatoryKey;
  readonly kind: 'municipality' | 'association';
  readonly id: number;
  readonly name: string;
  /** May sign by hand; public bodies sign digitally (L. 241/1990, art. 15, c. 2-bis). */
  readonly private: boolean;
  /** Lower case. */
  readonly pec: string | null;
}

/** A structure, as the registers have it today. */
export interface RegisteredStructure {
  readonly id: number;
  readonly territoryId: number;
  readonly territory: string;
  readonly name: string;
  readonly pec: string | null;
}

const REGISTERS = `
  select 'municipality' as kind, id, name, territory_id, false as private, lower(pec) as pec, true as active
  from municipalities
  union all
  select 'association', id, name, territory_id, true, lower(pec), active from associations`;

/** Who of these the registers know, whatever their territory; `at` says who may sign there: of it, and active. */
export async function registered(
  db: Knex,
  asked: readonly { readonly kind: Registered['kind']; readonly id: number }[],
  at: { readonly territoryId: number },
): Promise<readonly (Registered & { readonly maySign: boolean })[]> {
  const keys = asked.map(({ kind, id }) => `${kind}/${id}`);
  const { rows } = await run<Registered & { maySign: boolean }>(
    db,
    `select kind || '/' || id as key, kind, id, name, private, pec, active and territory_id = ? as "maySign"
     from (${REGISTERS}) registers where kind || '/' || id = any(?::text[])`,
    [at.territoryId, keys],
  );
  return rows;
}

/** A structure by its id, or null. */
export function structureOf(db: Knex, id: number): Promise<RegisteredStructure | null> {
  return one(
    db,
    `select s.id, s.territory_id as "territoryId", t.name as territory, s.name, lower(s.pec) as pec
     from structures s join territories t on t.id = s.territory_id where s.id = ?`,
    [id],
  );
}

/** The certified address each of these has in the registers today, lower case, by key; null where it has none. */
export async function addressesOf(
  db: Knex,
  keys: readonly SignatoryKey[],
): Promise<Readonly<Record<SignatoryKey, string | null>>> {
  const { rows } = await run<{ key: string; pec: string | null }>(
    db,
    `select kind || '/' || id as key, pec from (${REGISTERS}
       union all select 'structure', id, name, territory_id, false, lower(pec), true from structures) registers
     where kind || '/' || id = any(?::text[])`,
    [[...keys]],
  );
  return {
    ...Object.fromEntries(keys.map((key) => [key, null])),
    ...Object.fromEntries(rows.map((row) => [row.key, row.pec])),
  };
}
