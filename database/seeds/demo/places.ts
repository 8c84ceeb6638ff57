import type { Knex } from 'knex';
import { DAY, localDate } from '../../../src/domain/calendar/rome';
import type { Instant } from '../../../src/domain/process';
import type { Reference } from '../reference/reference';
import { ensureRow, findOrWrite } from '../rows';
import { network } from './network';

/** An association's row id and its sites'. */
export interface PlaceRow {
  readonly id: number;
  readonly siteIds: readonly number[];
}

const AGE = 400 * DAY;

/** The term of a demo agreement: since a year and more, within its framework's term while that lasts. */
function termOf({ framework }: Reference, now: Instant): { readonly startsOn: string; readonly endsOn: string | null } {
  const { startsOn, endsOn } = framework;
  const start = localDate(now - AGE);
  return {
    startsOn: startsOn !== null && startsOn > start ? startsOn : start,
    // Past the framework's end the demo goes on all the same, with no end of its own.
    endsOn: endsOn !== null && endsOn > localDate(now) ? endsOn : null,
  };
}

/** Writes the invented associations with their sites, each under a local agreement in force; rows by key. */
export async function seedPlaces(
  db: Knex,
  reference: Reference,
  now: Instant,
): Promise<Readonly<Record<string, PlaceRow>>> {
  const places: Record<string, PlaceRow> = {};
  const { startsOn, endsOn } = termOf(reference, now);
  for (const { key, name, party, territory: code, sites } of network.associations) {
    const territory = reference.territories[code];
    if (!territory) throw new RangeError(`no territory ${code}`);
    const partyId = party === null ? null : partyOf(reference, party);
    const rest = { party_id: partyId, email: `info@${key}.example`, pec: `${key}@pec.${key}.example`, active: true };
    const id = await ensureRow(db, 'associations', { territory_id: territory.id, name }, rest);
    const siteIds: number[] = [];
    for (const site of sites) {
      const more = { address: site.address, territory_id: territory.id, active: true };
      siteIds.push(await ensureRow(db, 'sites', { association_id: id, name: site.name }, more));
    }
    await db.transaction((trx) =>
      ensureAgreement(trx, { name, associationId: id, territory, reference, startsOn, endsOn }),
    );
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

interface LocalAgreement {
  readonly name: string;
  readonly associationId: number;
  readonly territory: Reference['territories'][string];
  readonly reference: Reference;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

/** With who signed it in one transaction: those are linked when it is written, and who is taken out later stays out. */
async function ensureAgreement(trx: Knex.Transaction, agreement: LocalAgreement): Promise<void> {
  const { name, associationId, territory, reference, startsOn, endsOn } = agreement;
  await trx.raw(`select set_config('inps.journal', 'on', true)`);
  const { id: agreement_id, isNew } = await findOrWrite(
    trx,
    'agreements',
    { kind: 'local', structure_id: territory.structureId, title: `Accordo locale di prova: ${name}` },
    {
      status: 'active',
      framework_id: reference.framework.id,
      territory_id: territory.id,
      owed: false,
      attention: false,
      renewals: 0,
      deviations: 0,
      stage_since: trx.fn.now(),
      opened_at: trx.fn.now(),
      signed_on: startsOn,
      starts_on: startsOn,
      ends_on: endsOn ?? '2099-12-31',
    },
  );
  if (!isNew) return;
  for (const [kind, id] of [
    ['association', associationId],
    ['municipality', territory.municipalityId],
  ] as const) {
    await ensureRow(
      trx,
      'agreement_members',
      { agreement_id, signatory: `${kind}/${id}` },
      { kind, [`${kind}_id`]: id },
    );
  }
}
