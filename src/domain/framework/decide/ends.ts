import { localDate } from '../../calendar/rome';
import { endOf } from '../../calendar/years';
import { termOver } from '../dates';
import { tellTable } from './messages';
import { fact, type Handler, happened, notice, refused } from './outcome';

/** Its last day is over. */
export const expire: Handler<'expire'> = ({ command, state, now }) => {
  const { term } = state;
  if (!term) return refused(command, 'stage');
  if (termOver(term) > now) return refused(command, 'too-early');
  return happened(
    [fact('framework-ended', { end: 'expired' })],
    [notice(state, 'ended', 'own', 'framework-expired', { endsOn: term.endsOn })],
  );
};

/**
 * Ends before its term, at the end of a day, today or later, and the technical table is told. One that was never in force ends
 * at once. Announced again, the later word counts.
 */
export const terminate: Handler<'terminate'> = ({ command, state, data, facts, now }) => {
  const { reason, on } = data;
  const announced = fact('termination-announced', { reason, on });
  if (on < localDate(now)) return refused(command, 'past-day', 'on');
  if (!state.term) return happened([announced, fact('framework-ended', { end: 'terminated' })]);
  if (on > state.term.endsOn) return refused(command, 'after-end', 'on', 'term');
  if (on === state.termination?.on && reason === state.termination.reason) return refused(command, 'already-done');
  if (on === state.termination?.on) return happened([announced]);
  const news = { template: 'framework-told-ending', variables: { endsOn: on } } as const;
  return happened([announced, ...tellTable(state, facts, news)]);
};

/** The day announced is over. */
export const endEarly: Handler<'end-early'> = ({ command, state, now }) => {
  const { termination } = state;
  if (!termination) return refused(command, 'already-done');
  if (endOf(termination.on) > now) return refused(command, 'too-early');
  return happened(
    [fact('framework-ended', { end: 'terminated' })],
    [notice(state, 'ended', 'own', 'framework-terminated', { endsOn: termination.on })],
  );
};
