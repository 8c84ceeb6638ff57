import { localDate } from '../../calendar/rome';
import type { SignatureRecord } from '../entries';
import type { Addendum, AgreementState } from '../state';
import { type Context, fact, type Handler, happened, notice, type Outcome, refused, structure } from './outcome';
import { signatureFault } from './signing';
import { attachments, owedFrom, toDirectorates } from './transmission';

/**
 * Somebody of the territory joins a signed agreement, or leaves it. While notes are exchanged for its renewal nobody joins:
 * those who renew it must be those who were asked (rule of our own).
 */
export const proposeAddendum: Handler<'propose-addendum'> = ({ command, state, data, facts, now }) => {
  const { party, printed } = facts;
  const key = `${data.signatory.kind}/${data.signatory.id}`;
  const bound = state.bound.find((one) => one.key === key);
  if (openAddendum(state)) return refused(command, 'addendum-open', undefined, 'platform');
  if (data.change === 'leave' && !bound) return refused(command, 'not-bound', 'signatory');
  if (data.change === 'join' && bound) return refused(command, 'already-bound', 'signatory');
  if (data.change === 'join' && state.stage === 'renewal-window')
    return refused(command, 'renewal-under-way', 'change', 'platform');
  const signatory = bound ?? party;
  if (!signatory) return refused(command, 'unknown', 'signatory');
  if (printed === null) return refused(command, 'not-printed', 'protocol', 'platform');
  const { id, name, pec } = signatory;
  return happened(
    fact('addendum-proposed', {
      number: state.addenda.length + 1,
      change: data.change,
      signatory: { key, kind: data.signatory.kind, id, name, private: signatory.private, pec },
      protocol: data.protocol,
      document: printed,
      proposedOn: localDate(now),
    }),
  );
};

/** The addendum that waits for its signatures; one at a time, so that a signature is of no other. */
export function openAddendum({ addenda }: Pick<AgreementState, 'addenda'>): Addendum | undefined {
  return addenda.find((one) => one.state === 'signing');
}

/** Called off before it was signed by both. */
export const cancelAddendum: Handler<'cancel-addendum'> = ({ command, state, data }) => {
  const open = openAddendum(state);
  if (!open) return refused(command, 'no-addendum');
  return happened(fact('addendum-cancelled', { number: open.number, reason: data.reason }));
};

/** Signed by the structure and by who joins or leaves, digitally: in force when both are in, and transmitted as the agreement was. */
export const recordAddendumSignature: Handler<'record-addendum-signature'> = (context) => {
  const { command, state, data, now } = context;
  const open = openAddendum(state);
  if (!open) return refused(command, 'no-addendum');
  if (open.change === 'join' && state.stage === 'renewal-window')
    return refused(command, 'renewal-under-way', undefined, 'platform');
  if (data.of !== open.document) return refused(command, 'other-document', 'document');
  const { signatories, signedOn } = data;
  const left = unsignedOf(state, open);
  if (new Set(signatories).size < signatories.length) return refused(command, 'unknown', 'signatories');
  if (!signatories.every((key) => left.includes(key))) return refused(command, 'already-signed', 'signatories');
  const fault = signatureFault(command, data, open.signatures);
  if (fault) return fault;
  if (signedOn > localDate(now)) return refused(command, 'future', 'signedOn');
  if (signedOn < open.proposedOn) return refused(command, 'before-signing', 'signedOn', 'platform');
  return recorded(context, open, left.length === signatories.length);
};

function unsignedOf({ structureId }: AgreementState, { signatory, signatures }: Addendum): readonly string[] {
  const done = signatures.flatMap((one) => one.signatories);
  return [`structure/${structureId}`, signatory.key].filter((key) => !done.includes(key));
}

function recorded(
  { state, data, facts }: Context<'record-addendum-signature'>,
  open: Addendum,
  complete: boolean,
): Outcome {
  const { signatories, signedOn, document, report, signatures: checks, signatureIds } = data;
  const record: SignatureRecord = { signatories, how: 'digital', signedOn, document, report, checks, signatureIds };
  const signature = fact('addendum-signature-recorded', { ...record, number: open.number });
  const { term } = state;
  if (!complete || !term) return happened(signature);
  const all = [...open.signatures, record];
  const on =
    all
      .map((one) => one.signedOn)
      .sort()
      .at(-1) ?? signedOn;
  const owed = toDirectorates(term, {
    key: `addendum-${open.number}`,
    from: facts.offices.from,
    attachments: attachments(open.document, all),
    title: state.title,
    protocol: open.protocol,
  });
  const { kind, id } = open.signatory;
  const leaves = open.change === 'leave' && kind === 'association';
  const variables = { variables: { party: open.signatory.name } };
  const told = leaves
    ? [
        notice(state, `left-${id}`, { managersOf: id }, 'agreement-left', variables),
        notice(state, 'left-structure', structure(state), 'agreement-left', variables),
      ]
    : [];
  // What the clauses commit its like to, who joins owes too ("assume gli impegni"), its days counted from when it joined.
  const commitments = owedFrom(on, facts.assumed, state.commitments.length);
  return happened([signature, fact('addendum-in-force', { number: open.number, on, commitments }), owed], told);
}
