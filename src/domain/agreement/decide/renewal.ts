import { endOf } from '../../calendar/years';
import { oweDispatch } from '../../dispatch/dispatch';
import type { DispatchOrder, DispatchRecipient } from '../../dispatch/types';
import {
  acceptNote as accept,
  dismissMessage as dismiss,
  recordNote as record,
  signNote as sign,
} from '../../notes/exchange';
import { exchangeOf, mayRenew, renewedEnd, renewedUntil, windowOpensAt } from '../dates';
import type { AgreementFact } from '../entries';
import { DIRECTORATE, everybody, fact, type Handler, happened, notice, refused, structure } from './outcome';

type Addressed = { readonly key: string; readonly pec: string };

const toPec = ({ key, pec }: Addressed): DispatchRecipient => ({ key, address: pec, as: 'to', channel: 'pec' });
const owe = (order: DispatchOrder): AgreementFact => fact('dispatch-owed', oweDispatch(order).data);

/**
 * The renewal is prepared ahead of the end: each of the other signatories is asked for its note, by PEC where it has one;
 * the structure asks the rest itself. Notes are legal acts: nothing here writes one for anybody.
 */
export const openWindow: Handler<'open-window'> = ({ command, state, facts, now }) => {
  const { term } = state;
  const opensAt = windowOpensAt(state);
  if (!term || opensAt === null) return refused(command, 'no-renewal');
  if (opensAt > now) return refused(command, 'too-early');
  const days = { endsOn: term.endsOn, renewedUntil: renewedUntil(state) };
  const own = `structure/${state.structureId}`;
  const others = state.bound.filter((one) => one.key !== own);
  const asked = others.flatMap(({ key }): Addressed[] => {
    const pec = facts.addresses[key];
    return pec ? [{ key, pec }] : [];
  });
  const unreached = others.filter((one) => !asked.some(({ key }) => key === one.key));
  const requests = asked.map((one, index) =>
    owe({
      key: `note-request-${index + 1}`,
      from: facts.offices.from,
      recipients: [toPec(one)],
      template: 'note-request',
      variables: { title: state.title, ...days },
      attachments: [],
    }),
  );
  const opened = fact('window-opened', { own, others: others.map((one) => one.key), stage: 'renewal-window' });
  const variables = { parties: unreached.map((one) => one.name).join(', ') };
  return happened(
    [opened, ...requests],
    [
      ...everybody(state, 'window', 'agreement-window', { variables: days }),
      ...(unreached.length === 0
        ? []
        : [notice(state, 'no-pec', structure(state), 'agreement-no-pec', { channel: 'own', variables })]),
    ],
  );
};

/**
 * Our own note, signed: it leaves for everybody still bound, by PEC; who has none gets it by hand, and the protocol number
 * of its register is the proof.
 */
export const signNote: Handler<'sign-note'> = ({ command, state, data, facts }) => {
  const { term } = state;
  const exchange = exchangeOf(state);
  if (!term || !exchange) return refused(command, 'stage');
  if (exchange.others.length === 0 || state.termination) return refused(command, 'no-renewal');
  const days = { endsOn: term.endsOn, renewedUntil: renewedUntil(state) };
  const dispatch = 'note-1';
  const outcome = sign({ exchange, proposed: state.proposed }, data, { dispatch, printed: facts.printed });
  if ('rule' in outcome) return outcome;
  const recipients = exchange.others.map((key): DispatchRecipient => {
    const pec = facts.addresses[key];
    return pec ? toPec({ key, pec }) : { key, address: '', as: 'to', channel: 'register' };
  });
  const carried = owe({
    key: dispatch,
    from: facts.offices.from,
    recipients,
    template: 'renewal-note',
    variables: { title: state.title, ...days },
    attachments: [{ document: data.document, name: 'nota-di-rinnovo', mediaType: 'application/octet-stream' }],
  });
  return happened([...outcome.facts, carried]);
};

/** An incoming PEC is the note of one of the others, proven by its envelope. */
export const acceptNote: Handler<'accept-note'> = ({ state, data, facts }) => {
  const outcome = accept(
    { exchange: exchangeOf(state), proposed: state.proposed },
    data,
    facts.addresses[data.from] ?? null,
  );
  return 'rule' in outcome ? outcome : happened(outcome.facts);
};

/** The note of who has no PEC, as a signed document. */
export const recordNote: Handler<'record-note'> = ({ state, data, facts }) => {
  const outcome = record({ exchange: exchangeOf(state), proposed: state.proposed }, data, {
    allowed: !facts.addresses[data.from],
    printed: facts.printed,
  });
  return 'rule' in outcome ? outcome : happened(outcome.facts);
};

/** Somebody looked at a message: it is no note. */
export const dismissMessage: Handler<'dismiss-message'> = ({ state, data }) => {
  const outcome = dismiss(state, data);
  return 'rule' in outcome ? outcome : happened(outcome.facts);
};

/** Renewed once and for as long ("per una sola volta e per uguale periodo"), every note in before the term was over. */
export const renew: Handler<'renew'> = ({ command, state }) => {
  const { term } = state;
  if (!term || state.notesCompleteAt === null) return refused(command, 'notes-missing');
  if (state.notesCompleteAt >= endOf(term.endsOn)) return refused(command, 'term-over', undefined, 'term');
  if (!mayRenew(state)) return refused(command, 'no-renewal');
  const termEndsOn = renewedEnd(term);
  const variables = { endsOn: renewedUntil(state) };
  return happened(fact('renewed', { termEndsOn, stage: 'renewed' }), [
    ...everybody(state, 'renewed', 'agreement-renewed', { variables }),
    notice(state, 'renewed-directorate', DIRECTORATE, 'agreement-renewed', { variables }),
  ]);
};
