import {
  acceptNote as accept,
  dismissMessage as dismiss,
  proposeMessage as propose,
  signNote as sign,
} from '../../notes/exchange';
import { isOver, mayRenew, renewedEnd, termOver, windowOpensAt } from '../dates';
import { noteKey, requestNotes, sendNote, tellTable, untold } from './messages';
import { fact, type Handler, happened, notice, passedOn, refused } from './outcome';

/**
 * The window for the renewal opens: the other Parties are asked for their notes by PEC, the directorate to sign INPS's own, and
 * the technical table hears of it.
 * Who has no PEC is named to the directorate: the exchange is by PEC (message of 2021), so nothing else can prove a note.
 */
export const openWindow: Handler<'open-window'> = ({ command, state, facts, now }) => {
  const { term } = state;
  const opensAt = windowOpensAt(state);
  if (!term || opensAt === null) return refused(command, 'already-done');
  if (opensAt > now) return refused(command, 'too-early');
  if (termOver(term) <= now) return refused(command, 'term-over');
  const own = state.parties.find((party) => party.own)?.key ?? '';
  const others = state.parties.filter((party) => !party.own).map((party) => party.key);
  const days = { endsOn: term.endsOn, renewedUntil: renewedEnd(term) };
  const silent = facts.parties.filter((party) => others.includes(party.key) && party.pec === null);
  const parties = silent.map((party) => party.name).join(', ');
  return happened(
    [
      fact('window-opened', { own, others }),
      ...requestNotes(state, facts, others, days),
      ...tellTable(state, facts, { template: 'framework-told-window', variables: days }),
    ],
    [
      notice(state, 'window', 'own', 'framework-window', days),
      ...(silent.length === 0 ? [] : [notice(state, 'no-pec', 'own', 'framework-no-pec', { parties })]),
    ],
  );
};

/**
 * INPS's own note, signed: it leaves by PEC for every other Party, so each must have one. Not once the agreement is over, nor
 * once an early end was announced: it would say what is no longer meant.
 */
export const signNote: Handler<'sign-note'> = ({ command, state, data, facts, now }) => {
  if (isOver(state, now)) return refused(command, 'term-over');
  if (state.termination) return refused(command, 'no-renewal');
  const { term, exchange } = state;
  const answer = sign(state, data, { dispatch: noteKey(state), printed: facts.printed });
  if ('rule' in answer || !term || !exchange) return 'rule' in answer ? answer : refused(command, 'stage');
  const { others } = exchange;
  if (others.some((other) => !facts.parties.find((party) => party.key === other)?.pec))
    return refused(command, 'no-pec', 'parties');
  const days = { endsOn: term.endsOn, renewedUntil: renewedEnd(term) };
  return passedOn(answer, sendNote(state, facts, others, { document: data.document, ...days }));
};

/**
 * An incoming PEC is a Party's note: proven by its envelope, from that Party's own address. It counts from when somebody has
 * said so, so not once the agreement is over (rule of our own: until then nobody knows what the message is).
 */
export const acceptNote: Handler<'accept-note'> = ({ command, state, data, facts, now }) =>
  isOver(state, now)
    ? refused(command, 'term-over')
    : passedOn(accept(state, data, facts.parties.find((party) => party.key === data.from)?.pec ?? null));

/**
 * An incoming PEC seems to answer: the directorate says what it is. While notes are awaited it hears at once, for one that is
 * accepted after the end comes too late.
 */
export const proposeMessage: Handler<'propose-message'> = ({ state, data: message }) => {
  const channel = state.stage === 'renewal-window' ? 'own' : 'digest';
  return passedOn(
    propose(state, message),
    [],
    [notice(state, 'proposed', channel, 'pec-proposed', { sender: message.sender })],
  );
};

/** It is no note. */
export const dismissMessage: Handler<'dismiss-message'> = ({ state, data }) => passedOn(dismiss(state, data));

/**
 * Renewed for the same period, once every Party's note is in and ours has reached every other, as many times as the policy of
 * its signing says and no more (message of 2021: "per una sola volta e per uguale periodo"). All of it before the term was
 * over: who notices it later changes nothing.
 */
export const renew: Handler<'renew'> = ({ command, state, facts }) => {
  const { term, notesCompleteAt } = state;
  if (!term || notesCompleteAt === null) return refused(command, 'notes-missing');
  if (notesCompleteAt >= termOver(term)) return refused(command, 'term-over');
  if (!mayRenew(state)) return refused(command, 'already-done');
  const endsOn = renewedEnd(term);
  return happened(
    [
      fact('renewed', { endsOn }),
      ...tellTable(state, facts, { template: 'framework-told', variables: { startsOn: term.startsOn, endsOn } }),
    ],
    [notice(state, 'renewed', 'own', 'framework-renewed', { endsOn }), ...untold(state, facts)],
  );
};
