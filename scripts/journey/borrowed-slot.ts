import { Failure } from '../platform/failure';
import type { Player } from './cast';
import { HttpFailure } from './client';

/** How long until the slot begins: enough to look it up and to book it. */
const LEAD = 6_000;
const SLOT_MINUTES = 15;

interface Availability {
  readonly id: string;
  readonly start: string;
  readonly end: string;
  readonly slotMinutes: number;
}

/** A slot about to begin, published by a consultant for this journey only. */
export interface BorrowedSlot {
  readonly consultant: Player;
  /** When it begins, in milliseconds. */
  readonly start: number;
  /** Takes it back and puts what was there before in its place. */
  giveBack(): Promise<void>;
}

/**
 * Nobody may say that a consult was held before it began, and a journey cannot wait for days: one of the consultants
 * publishes a slot that begins in a moment. What they had published over it is taken back meanwhile; who has a
 * consult booked there is left in peace and the next one is asked. @throws Failure when none can
 */
export async function borrowSlot(consultants: readonly Player[]): Promise<BorrowedSlot> {
  for (const consultant of consultants) {
    const start = soon();
    const removed = await makeRoom(consultant, start, start + SLOT_MINUTES * 60_000);
    if (removed !== undefined) return publish(consultant, start, removed);
  }
  throw new Failure(
    'Every demo consultant of the territory has a consult booked about now: try again in a quarter of an hour.',
  );
}

/** A whole second, but not a whole minute: slots of real diaries begin there, and another consultant could be chosen. */
function soon(): number {
  const second = Math.ceil((Date.now() + LEAD) / 1000) * 1000;
  return second % 60_000 === 0 ? second + 1000 : second;
}

/** Takes back what overlaps; what was taken back, or undefined (all put back) when a consult is booked under it. */
async function makeRoom({ client }: Player, start: number, end: number): Promise<Availability[] | undefined> {
  const { data } = await client.get<{ data: Availability[] }>('/api/availabilities?pageSize=100');
  const removed: Availability[] = [];
  for (const one of data.filter((other) => Date.parse(other.start) < end && Date.parse(other.end) > start)) {
    try {
      await client.delete(`/api/availabilities/${one.id}`);
      removed.push(one);
    } catch (error) {
      await putBack(client, removed);
      if (error instanceof HttpFailure && error.status === 409) return undefined;
      throw error;
    }
  }
  return removed;
}

async function publish(consultant: Player, start: number, removed: readonly Availability[]): Promise<BorrowedSlot> {
  const { client } = consultant;
  const body = { start: iso(start), end: iso(start + SLOT_MINUTES * 60_000), slotMinutes: SLOT_MINUTES };
  const { data } = await client.post<{ data: { id: string } }>('/api/availabilities', body);
  return {
    consultant,
    start,
    async giveBack() {
      try {
        await client.delete(`/api/availabilities/${data.id}`);
      } catch (error) {
        // A consult of a journey that broke off is still booked under it: the slot stays, and what it took the place of.
        if (error instanceof HttpFailure && error.status === 409) return;
        throw error;
      }
      await putBack(client, removed);
    },
  };
}

async function putBack(client: Player['client'], removed: readonly Availability[]): Promise<void> {
  for (const { start, end, slotMinutes } of removed) {
    if (Date.parse(end) > Date.now()) await client.post('/api/availabilities', { start, end, slotMinutes });
  }
}

const iso = (at: number): string => new Date(at).toISOString();
