import type { Knex } from 'knex';
import { noteText } from '../../domain/agreement-text/note-text';
import { renewedEnd } from '../../domain/framework/dates';
import type { FrameworkState } from '../../domain/framework/state';
import { printOnce } from '../agreements/print';

/** INPS's note for the renewal under way, printed once and for good, to be signed; null when none is under way. */
export async function frameworkNote(
  db: Knex,
  { exchange, term, title, parties }: FrameworkState,
): Promise<Buffer | null> {
  const writer = parties.find((one) => one.own);
  if (exchange === null || term === null || !writer) return null;
  const newEndsOn = renewedEnd(term);
  const note = noteText({ agreementTitle: title, endsOn: term.endsOn, newEndsOn, writer: writer.name });
  return (await printOnce(db, note)).pdf;
}
