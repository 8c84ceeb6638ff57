import { noteText } from '../agreement-text/note-text';
import type { PrintableText } from '../agreement-text/types';
import { renewedEnd } from './dates';
import type { FrameworkState } from './state';

/** INPS's note for the renewal under way, to be signed; null when none is under way. */
export function noteOf({ exchange, term, title, parties }: FrameworkState): PrintableText | null {
  const writer = parties.find((one) => one.own);
  if (exchange === null || term === null || !writer) return null;
  return noteText({ agreementTitle: title, endsOn: term.endsOn, newEndsOn: renewedEnd(term), writer: writer.name });
}
