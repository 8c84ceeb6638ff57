import { noteText } from '../agreement-text/note-text';
import type { PrintableText } from '../agreement-text/types';
import { renewedUntil } from './dates';
import type { AgreementState } from './state';

/**
 * The note of a signatory for the renewal under way, to be signed, the structure's where none is named; null when there is
 * none under way or it is not of those who write one.
 */
export function noteOf(state: AgreementState, from?: string): PrintableText | null {
  const { exchange, term } = state;
  if (exchange === null || term === null) return null;
  const key = from ?? exchange.own;
  if (key !== exchange.own && !exchange.others.includes(key)) return null;
  const writer = state.bound.find((one) => one.key === key);
  if (!writer) return null;
  return noteText({
    agreementTitle: state.title,
    endsOn: term.endsOn,
    newEndsOn: renewedUntil(state),
    writer: writer.name,
  });
}
