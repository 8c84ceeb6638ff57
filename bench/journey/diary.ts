import type { Knex } from 'knex';
import type { Adviser, Desk } from './prepare';

const SLOT_MINUTES = 15;

/**
 * Keeps a slot about to begin for every journey that wants one. The rules accept no booking in the past and no consult
 * held before its start, so a free consultant's one availability is moved to begin `lead` milliseconds from now: by SQL,
 * since publishing it is no step of the journey and is not timed. Slots begin on whole seconds, so that consultants of
 * one territory who begin together are each as good as the other and the platform may choose.
 */
export class Diary {
  private readonly free = new Map<number, Adviser[]>();
  private turn = 0;

  constructor(
    private readonly db: Knex,
    private readonly desks: readonly Desk[],
    private readonly advisers: readonly Adviser[],
    private readonly lead: number,
  ) {
    for (const one of advisers) this.release(one);
  }

  /** Reserves a consultant for the next desk whose territory has a free one; undefined when all are waiting. */
  reserve(): { readonly desk: Desk; readonly adviser: Adviser } | undefined {
    for (let tries = 0; tries < this.desks.length; tries += 1) {
      const desk = this.desks[this.turn++ % this.desks.length];
      const adviser = desk && this.free.get(desk.territoryId)?.shift();
      if (desk && adviser) return { desk, adviser };
    }
    return undefined;
  }

  /** Opens the reserved consultant's diary a moment from now; when the slot begins. */
  async open({ id }: Adviser): Promise<number> {
    const start = Math.ceil((Date.now() + this.lead) / 1000) * 1000;
    await this.db.raw(`update availabilities set starts_at = ?, ends_at = ? where consultant_id = ?`, [
      new Date(start),
      new Date(start + SLOT_MINUTES * 60_000),
      id,
    ] as (Date | number)[]);
    return start;
  }

  /**
   * Another free consultant of the same territory for a booking that lost its slot, or the same one when there is none.
   * Whether the first one was booked by somebody else is not known: they are left aside for the rest of the level.
   */
  replace(adviser: Adviser): Adviser {
    return this.free.get(adviser.territoryId)?.shift() ?? adviser;
  }

  /** Who of the territory's consultants the platform chose. */
  async chosen(caseId: string): Promise<Adviser> {
    const row = await this.db('consults')
      .where({ document_id: `${caseId}.consult.1` })
      .first<{ consultant_id: number } | undefined>('consultant_id');
    const adviser = this.advisers.find(({ id }) => id === row?.consultant_id);
    if (!adviser) throw new Error(`nobody known holds the consult of ${caseId}`);
    return adviser;
  }

  /** The consultant can be booked again. */
  release(adviser: Adviser): void {
    const waiting = this.free.get(adviser.territoryId) ?? [];
    waiting.push(adviser);
    this.free.set(adviser.territoryId, waiting);
  }
}
