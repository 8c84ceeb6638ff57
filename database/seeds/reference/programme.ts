import type { Knex } from 'knex';
import { z } from 'zod';
import programmeData from '../data/programme.json';
import { ensureRow } from '../rows';

const line = z.string().min(1).max(160);

/**
 * Message 4144/2020, § 3: the structures where the programme began, in the message's order and as it names them, the
 * mailbox to which each sends the names of its referents and the day by which.
 */
export const programme = z
  .strictObject({
    source: line,
    nominations: z.strictObject({ to: z.email(), by: z.iso.date() }),
    territories: z
      .array(
        z.strictObject({
          structure: line,
          code: z.string().regex(/^[a-z]+$/),
          name: line,
          region: line,
          patronDay: z.string().regex(/^\d{2}-\d{2}$/),
          /** Whose day it is, for who reads the file. */
          patron: line,
          /** The Comune as it signs, with the code ISTAT gives it. */
          municipality: z.strictObject({ name: line, istatCode: z.string().regex(/^\d{6}$/) }),
        }),
      )
      .length(7),
  })
  .parse(programmeData);

/** The ids the other seeds refer to, by territory code. */
export type Territories = Readonly<
  Record<string, { readonly id: number; readonly structureId: number; readonly municipalityId: number }>
>;

/** Writes the seven pilot territories, each with its structure and its Comune. Their certified addresses are invented. */
export async function seedProgramme(db: Knex): Promise<Territories> {
  const territories: Record<string, Territories[string]> = {};
  const { to, by } = programme.nominations;
  for (const { code, name, region, patronDay, structure, municipality } of programme.territories) {
    const rest = { name, region, patron_day: patronDay, metropolitan_area: name, pilot: true };
    const id = await ensureRow(db, 'territories', { code }, rest);
    territories[code] = {
      id,
      // By territory and not by name: a structure renamed by the directorate is still its territory's only one.
      structureId: await ensureRow(
        db,
        'structures',
        { territory_id: id },
        { name: structure, pec: `struttura.${code}@pec.inps.example`, nomination_mailbox: to, nominations_due_on: by },
      ),
      municipalityId: await ensureRow(
        db,
        'municipalities',
        { istat_code: municipality.istatCode },
        { name: municipality.name, territory_id: id, pec: `protocollo@comune-${code}.pec.example` },
      ),
    };
  }
  return territories;
}
