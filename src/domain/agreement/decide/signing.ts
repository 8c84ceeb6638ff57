import { localDate } from '../../calendar/rome';
import { yearsAfter } from '../../calendar/years';
import type { Checks } from '../../evidence/checks';
import type { Rejection } from '../../process';
import type { AgreementFact, SignatureRecord } from '../entries';
import type { AgreementState } from '../state';
import { signable } from './drafting';
import { associations, type Context, fact, type Handler, happened, notice, type Outcome, refused } from './outcome';

/**
 * Opens the signing of a text that may be signed: like its model, or approved word for word; under a framework in force, and
 * with the PDF generated from that text under this protocol number.
 */
export const openSigning: Handler<'open-signing'> = ({ command, state, data, facts }) => {
  const { text } = state;
  if (!text) return refused(command, 'no-text');
  if (!signable(state)) return refused(command, 'not-approved');
  if (!facts.framework?.inForce) return refused(command, 'framework-over', undefined, 'coherence');
  if (text.signatories.length < 2) return refused(command, 'nobody-signs', undefined, 'local');
  if (facts.printed === null) return refused(command, 'not-printed', 'protocol', 'platform');
  const keys = text.signatories.map((one) => one.key);
  const order = data.mode === 'ordered' ? (data.order ?? []) : [];
  if (data.mode === 'ordered' && !sameKeys(order, keys))
    return refused(command, 'order-incomplete', 'order', 'platform');
  const { mode, protocol } = data;
  const { textHash } = text;
  return happened(
    fact('signing-opened', { mode, order, protocol, textHash, document: facts.printed, stage: 'signing' }),
  );
};

function sameKeys(some: readonly string[], all: readonly string[]): boolean {
  return some.length === all.length && all.every((key) => some.includes(key));
}

/** Called off, with what was signed so far: it stays in the journal and counts for nothing. */
export const cancelSigning: Handler<'cancel-signing'> = ({ data }) =>
  happened(fact('signing-cancelled', { reason: data.reason, stage: 'ready-to-sign' }));

/** Who has not signed yet, in the order of the text or, where it binds, of the signing. */
export function unsigned({ text, signing }: Pick<AgreementState, 'text' | 'signing'>): readonly string[] {
  const done = new Set(signing?.signatures.flatMap((one) => one.signatories));
  const all = signing?.mode === 'ordered' ? signing.order : (text?.signatories ?? []).map((one) => one.key);
  return all.filter((key) => !done.has(key));
}

/** What was found in a signed file: of each signature what was examined, and what tells it from others. */
interface Found {
  readonly signatories: readonly string[];
  readonly signatures: readonly Checks[];
  readonly signatureIds: readonly string[];
}

/**
 * What keeps signatures from counting: none in the file for somebody named, one counted already for somebody else (each counts
 * once, a rule of our own: a file may hold those of the files before it), or signed bytes that are not those signed.
 */
export function signatureFault(
  command: 'record-signature' | 'record-addendum-signature',
  found: Found,
  before: readonly SignatureRecord[],
): Rejection | undefined {
  const { signatories, signatures, signatureIds } = found;
  if (new Set(signatureIds).size < signatories.length) return refused(command, 'signatures-missing', 'signatories');
  const digital = before.filter((one) => one.how === 'digital');
  const different = new Set([...digital.flatMap((one) => one.signatureIds), ...signatureIds]);
  const counted = digital.flatMap((one) => one.signatories).length + signatories.length;
  if (different.size < counted) return refused(command, 'signatures-counted', 'signatories');
  if (!signatures.every((one) => one.integrity === 'passed')) return refused(command, 'signature-broken', 'document');
  return undefined;
}

type Recording = Context<'record-signature'> | Context<'record-handwritten-signature'>;

/** What makes any signature of this signing inadmissible, whoever's and however made. */
function inadmissible({ command, state, facts, now }: Recording, record: SignatureRecord): Rejection | undefined {
  const { text, signing } = state;
  if (!text || !signing) return refused(command, 'stage');
  if (signing.textHash !== text.textHash || !signable(state))
    return refused(command, 'not-approved', undefined, 'review');
  const { signedOn, signatories } = record;
  const left = unsigned(state);
  const known = signatories.every((key) => text.signatories.some((one) => one.key === key));
  if (!known || new Set(signatories).size < signatories.length) return refused(command, 'unknown', 'signatories');
  if (!signatories.every((key) => left.includes(key))) return refused(command, 'already-signed', 'signatories');
  const next = left.slice(0, signatories.length);
  if (signing.mode === 'ordered' && !signatories.every((key) => next.includes(key)))
    return refused(command, 'out-of-order', 'signatories', 'platform');
  if (signedOn > localDate(now)) return refused(command, 'future', 'signedOn');
  if (signedOn < signing.openedOn) return refused(command, 'before-signing', 'signedOn', 'platform');
  if (!facts.framework || signedOn > facts.framework.endsOn)
    return refused(command, 'framework-over', 'signedOn', 'coherence');
  return undefined;
}

/** Records what is admissible. */
function recorded(context: Recording, record: SignatureRecord): Outcome {
  const { state } = context;
  const signature = fact('signature-recorded', record);
  if (unsigned(state).length > record.signatories.length) return happened(signature);
  return happened([signature, ...lastSignature(context, record)], toldOfSigning(state));
}

/**
 * What the last signature brings: the term runs from the last day anybody signed on, for the years of the text, and its
 * last day is the corresponding one. The policy in force then is kept whole, and the framework's end as it is today.
 */
function lastSignature({ state, facts }: Recording, record: SignatureRecord): readonly AgreementFact[] {
  const { text, signing } = state;
  const { framework } = facts;
  if (!text || !signing || !framework) return [];
  const days = [...signing.signatures, record].map((one) => one.signedOn).sort();
  const signedOn = days.at(-1) ?? record.signedOn;
  const { endsOn: frameworkEndsOn, policy } = framework;
  const aligned = frameworkEndsOn === state.frameworkEndsOn ? [] : [fact('end-aligned', { frameworkEndsOn })];
  const termEndsOn = yearsAfter(signedOn, text.terms.years);
  return [...aligned, fact('signed', { signedOn, startsOn: signedOn, termEndsOn, policy, stage: 'signed' })];
}

function toldOfSigning(state: AgreementState) {
  const variables = { protocol: state.signing?.protocol ?? '' };
  return associations({ ...state, bound: state.text?.signatories ?? [] }).map((id) =>
    notice(state, `signed-${id}`, { managersOf: id }, 'agreement-signed', { variables }),
  );
}

/**
 * A signed document came in: whoever signed it is named, and the bytes they signed are the PDF generated from the approved
 * text. Integrity must hold; the other checks are kept as they are, whatever they say.
 */
export const recordSignature: Handler<'record-signature'> = (context) => {
  const { command, state, data } = context;
  if (data.of !== state.signing?.document) return refused(command, 'other-document', 'document', 'review');
  const { signatories, signedOn, document, report, signatures: checks, signatureIds } = data;
  const record: SignatureRecord = { signatories, how: 'digital', signedOn, document, report, checks, signatureIds };
  const rejection = inadmissible(context, record) ?? signatureFault(command, data, state.signing?.signatures ?? []);
  return rejection ?? recorded(context, record);
};

/** By hand, on paper, from its scan: for private signatories only; public bodies sign digitally or the agreement is void. */
export const recordHandwrittenSignature: Handler<'record-handwritten-signature'> = (context) => {
  const { command, state, data } = context;
  const signatory = state.text?.signatories.find((one) => one.key === data.signatory);
  if (signatory && !signatory.private) return refused(command, 'digital-only', 'signatory');
  const { signedOn, document } = data;
  const nothing = { report: null, checks: [], signatureIds: [] };
  const record: SignatureRecord = { signatories: [data.signatory], how: 'handwritten', signedOn, document, ...nothing };
  return inadmissible(context, record) ?? recorded(context, record);
};
