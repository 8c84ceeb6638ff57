import type { Knex } from 'knex';
import type { Reference } from '../reference/reference';
import { ensureRow } from '../rows';
import { network } from './network';

/** An association's row id and its sites'. */
export interface PlaceRow {
  readonly id: number;
  readonly siteIds: readonly number[];
}

/** Writes the invented associations with their sites; rows by key. */
export async function seedPlaces(db: Knex, reference: Reference): Promise<Readonly<Record<string, PlaceRow>>> {
  const places: Record<string, PlaceRow> = {};
  for (const { key, name, party, territory: code, sites } of network.associations) {
    const territory = reference.territories[code];
    if (!territory) throw new RangeError(`no territory ${code}`);
    const partyId = party === null ? null : partyOf(reference, party);
    const rest = { party_id: partyId, email: `info@${key}.example`, pec: `info@${key}.pec.example`, active: true };
    const id = await ensureRow(db, 'associations', { territory_id: territory.id, name }, rest);
    const siteIds: number[] = [];
    for (const site of sites) {
      const more = { address: site.address, territory_id: territory.id, active: true };
      siteIds.push(await ensureRow(db, 'sites', { association_id: id, name: site.name }, more));
    }
    places[key] = { id, siteIds };
  }
  return places;
}

/** Throws RangeError on a code that is no Party's. */
function partyOf({ parties }: Reference, code: string): number {
  const id = parties[code];
  if (id === undefined) throw new RangeError(`no Party ${code}`);
  return id;
}
