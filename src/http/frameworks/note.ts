import type { Knex } from 'knex';
import { noteOf } from '../../domain/framework/note';
import type { FrameworkState } from '../../domain/framework/state';
import { printOnce } from '../agreements/print';

/** INPS's note for the renewal under way, printed once and for good, to be signed; null when none is under way. */
export async function frameworkNote(db: Knex, state: FrameworkState): Promise<Buffer | null> {
  const note = noteOf(state);
  return note && (await printOnce(db, note)).pdf;
}
