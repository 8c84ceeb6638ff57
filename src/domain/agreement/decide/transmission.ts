import { dayAfter, endOf, startOf } from '../../calendar/years';
import { isDone, oweDispatch } from '../../dispatch/dispatch';
import type { Attachment, DispatchOrder } from '../../dispatch/types';
import { transmissionKey } from '../dates';
import type { AgreementEntryData, AgreementFact, SignatureRecord } from '../entries';
import type { AgreementState, CommitmentTerms, OwedCommitment } from '../state';
import {
  type Context,
  everybody,
  fact,
  type Handler,
  happened,
  notice,
  type Outcome,
  refused,
  structure,
} from './outcome';

type Term = NonNullable<AgreementState['term']>;

/** The generated document and, after it, each file that was signed or scanned: who keeps them says their media type. */
export function attachments(document: string, signatures: readonly SignatureRecord[]): readonly Attachment[] {
  const files = [...new Set(signatures.map((one) => one.document))].filter((one) => one !== document);
  return [document, ...files].map((hash, index) => ({
    document: hash,
    name: index === 0 ? 'accordo' : `accordo-firmato-${index}`,
    mediaType: index === 0 ? 'application/pdf' : 'application/octet-stream',
  }));
}

/**
 * A message to the central directorate, with the communication directorate in visible copy: the only place where one to
 * either is made, so none ever leaves without the other (message of 2021).
 */
export function toDirectorates(
  { policy, startsOn, endsOn, signedOn }: Term,
  order: Pick<DispatchOrder, 'key' | 'from' | 'attachments'> & { readonly title: string; readonly protocol: string },
): AgreementFact {
  const { central, communication } = policy.transmission;
  const { title, protocol, ...rest } = order;
  return fact(
    'dispatch-owed',
    oweDispatch({
      ...rest,
      recipients: [
        { key: 'central', ...central, as: 'to' },
        { key: 'communication', ...communication, as: 'cc' },
      ],
      template: 'agreement-transmission',
      variables: { title, protocol, signedOn, startsOn, endsOn },
    }).data,
  );
}

function send({ command, state, facts }: Context<'transmit'> | Context<'transmit-again'>): Outcome {
  const { term, signing } = state;
  if (!term || !signing) return refused(command, 'stage');
  const owed = toDirectorates(term, {
    key: `transmission-${state.transmissions + 1}`,
    from: facts.offices.from,
    attachments: attachments(signing.document, signing.signatures),
    title: state.title,
    protocol: signing.protocol,
  });
  return happened({ ...owed, data: { ...owed.data, stage: 'signed' } } as AgreementFact);
}

/** The signed agreement leaves for both directorates, as soon as the last signature is in. */
export const transmit: Handler<'transmit'> = (context) =>
  context.state.transmissions > 0 ? refused(context.command, 'already-done') : send(context);

/** Once more, after the directorate sent it back: another message, with the same term. */
export const transmitAgain: Handler<'transmit-again'> = (context) => send(context);

/** What follows once both directorates have it, each with its proof: the entry to add, if it does. */
export function arrived(state: AgreementState): readonly AgreementFact[] {
  const dispatch = state.dispatches[transmissionKey(state)];
  if (state.stage !== 'signed' || !dispatch || !isDone(dispatch)) return [];
  return [fact('transmission-complete', { number: state.transmissions, stage: 'transmitted' })];
}

/** The directorate sends a wrong one back, with its reasons: on its way still, or there already. */
export const returnTransmission: Handler<'return-transmission'> = ({ command, state, data }) => {
  if (state.transmissions === 0) return refused(command, 'not-transmitted');
  if (state.confirmedAt !== null) return refused(command, 'already-confirmed');
  return happened(fact('transmission-returned', { reason: data.reason, stage: 'returned' }), [
    notice(state, 'returned', structure(state), 'agreement-returned', {
      channel: 'own',
      variables: { reason: data.reason },
    }),
  ]);
};

const confirmed = (by: AgreementEntryData['transmission-confirmed']['by']): Outcome =>
  happened(fact('transmission-confirmed', { by }));

/** The directorate has looked at it. */
export const confirmTransmission: Handler<'confirm-transmission'> = ({ command, state }) =>
  state.confirmedAt === null ? confirmed('person') : refused(command, 'already-done');

/** It said nothing in time: what both directorates have with proof runs on (rule of our own: the text was reviewed before). */
export const lapseConfirmation: Handler<'lapse'> = () => confirmed('silence');

/** Commitments that begin on a day: numbered after those there are, each with its own day. */
export function owedFrom(day: string, terms: readonly CommitmentTerms[], before = 0): readonly OwedCommitment[] {
  return terms.map((one, index) => ({ ...one, number: before + index + 1, dueOn: dayAfter(day, one.dueDays) }));
}

/** In force from its start on, and with it what its clauses commit each signatory to: numbered, each with its day. */
export const activate: Handler<'activate'> = ({ command, state, now }) => {
  const { term, text } = state;
  if (!term || state.confirmedAt === null) return refused(command, 'not-confirmed', undefined, 'transmission');
  if (startOf(term.startsOn) > now) return refused(command, 'too-early');
  if (endOf(term.endsOn) <= now) return refused(command, 'stage', undefined, 'term');
  const commitments = owedFrom(term.startsOn, text?.commitments ?? []);
  return happened(
    fact('activated', { commitments, stage: 'active' }),
    everybody(state, 'active', 'agreement-active', { variables: { endsOn: term.endsOn } }),
  );
};
