import type { Person } from '../../../src/domain/network/actor';
import type { WorkingDays } from './days';

/** An association of the demo, with its people as they sign in. */
export interface Place {
  readonly key: string;
  readonly id: number;
  readonly territory: string;
  readonly siteIds: readonly number[];
  readonly manager: Person;
  readonly operators: readonly Person[];
  /** The operator who has left, where there is one. */
  readonly departed: Person | null;
}

/** A territory's INPS side. */
export interface TerritoryDesk {
  readonly days: WorkingDays;
  readonly structure: Person;
  readonly referent: Person;
  readonly consultants: readonly Person[];
}

/** All that the stories speak of, by key. */
export interface World {
  readonly places: readonly Place[];
  readonly desks: Readonly<Record<string, TerritoryDesk>>;
  /** Of the central directorate. */
  readonly directorate: Person;
  readonly benefits: Readonly<Record<string, number>>;
  readonly texts: { readonly consent: number; readonly proxy: number };
  readonly questionnaireVersionId: number;
}

/** The place with that key, or that row id. Throws RangeError when there is none. */
export function placeOf(world: World, key: string | number): Place {
  const found = world.places.find((place) => place.key === key || place.id === key);
  if (!found) throw new RangeError(`no association ${key} in the demo`);
  return found;
}

/** The INPS side of a territory, by its code. Throws RangeError when there is none. */
export function deskOf(world: World, territory: string): TerritoryDesk {
  const desk = world.desks[territory];
  if (!desk) throw new RangeError(`no territory ${territory} in the demo`);
  return desk;
}
