import type { Instant } from '../../../src/domain/process';
import { clocksAt } from '../../../src/journal/policies';
import { workingDaysAround } from './days';
import { network } from './network';
import { type Hiring, type SeededUser, seedPeople } from './people';
import { type PlaceRow, seedPlaces } from './places';
import type { Place, TerritoryDesk, World } from './world';

/** What the invented network is written with. */
export interface Settling extends Omit<Hiring, 'places'> {
  readonly now: Instant;
}

/** Writes the invented network, and gives it as the stories speak of it. */
export async function seedWorld(demo: Settling): Promise<World> {
  const { db, reference, now } = demo;
  const places = await seedPlaces(db, reference);
  const seeded = await seedPeople({ ...demo, places });
  const desks: Record<string, TerritoryDesk> = {};
  for (const [code, { id }] of Object.entries(reference.territories)) {
    desks[code] = {
      days: workingDaysAround(now, (await clocksAt(db, id, now)).calendar),
      structure: only(seeded, ({ user }) => user.territory === code && user.role === 'structure'),
      referent: only(seeded, ({ user }) => user.territory === code && user.role === 'referent'),
      consultants: all(seeded, ({ user }) => user.territory === code && user.role === 'consultant'),
    };
  }
  return {
    places: network.associations.map(({ key, territory }) => placeHere(key, territory, places[key], seeded)),
    desks,
    directorate: only(seeded, ({ user }) => user.role === 'directorate'),
    benefits: reference.benefits,
    texts: reference.texts,
    questionnaireVersionId: reference.questionnaireVersionId,
  };
}

function placeHere(key: string, territory: string, row: PlaceRow | undefined, seeded: readonly SeededUser[]): Place {
  if (!row) throw new RangeError(`no association ${key}`);
  const here = seeded.filter(({ user }) => user.association === key);
  return {
    ...row,
    key,
    territory,
    manager: only(here, ({ user }) => user.role === 'manager'),
    operators: all(here, ({ user }) => user.role === 'operator' && !user.departed),
    departed: here.find(({ user }) => user.departed)?.person ?? null,
  };
}

type Which = (one: SeededUser) => boolean;

function all(seeded: readonly SeededUser[], which: Which): readonly SeededUser['person'][] {
  return seeded.filter(which).map((one) => one.person);
}

function only(seeded: readonly SeededUser[], which: Which): SeededUser['person'] {
  const [first] = all(seeded, which);
  if (!first) throw new RangeError('somebody is missing in the demo');
  return first;
}
