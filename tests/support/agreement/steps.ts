import { localDate } from '../../../src/domain/calendar/rome';
import { lastLeg } from '../../../src/domain/dispatch/standing';
import type { Instant } from '../../../src/domain/process';
import type { AgreementStory } from './agreement-story';
import { GOOD, signaturesOf } from './samples';
import { COMUNE, PEC, sha } from './texts';

const messageIdFor = (dispatch: string, channel: string, attempt: number): string =>
  `${dispatch}.${channel}-${attempt}@platform.example`;

/** Lets every owed try of a message leave now. */
export function handOver(story: AgreementStory, dispatch: string, at: Instant = story.now): void {
  for (const { channel, attempt, state } of story.state.dispatches[dispatch]?.legs ?? []) {
    if (state !== 'owed') continue;
    const leg = { dispatch, channel, attempt };
    const messageId = messageIdFor(dispatch, channel, attempt);
    story.give('begin-dispatch', { ...leg, document: sha(messageId), messageId }, { at });
    story.give('hand-over-dispatch', leg, { at });
  }
}

/** Records a receipt that speaks of one recipient of a message. */
export function receipt(
  story: AgreementStory,
  dispatch: string,
  recipient: string,
  kind: 'avvenuta-consegna' | 'errore-consegna' = 'avvenuta-consegna',
): void {
  const message = story.state.dispatches[dispatch];
  const leg = message && lastLeg(message, recipient);
  const to = message?.recipients.find((one) => one.key === recipient);
  if (!leg || !to) throw new Error(`no message ${dispatch} to ${recipient}`);
  const id = `${kind}.${recipient.replace('/', '-')}.${leg.messageId}`;
  story.give('record-receipt', {
    dispatch,
    receipt: {
      id,
      kind,
      reference: leg.messageId ?? '',
      recipient: to.address,
      at: story.now,
      document: sha(id),
      checks: GOOD,
    },
  });
}

/** Brings a message to each of its recipients with the proof its channel has: receipt, acknowledgement, protocol number. */
export function deliver(story: AgreementStory, dispatch: string, at: Instant = story.now): void {
  handOver(story, dispatch, at);
  for (const { key, channel, standing } of story.state.dispatches[dispatch]?.recipients ?? []) {
    if (standing === 'done') continue;
    if (channel === 'pec') receipt(story, dispatch, key);
    else if (channel === 'mail') story.give('acknowledge-dispatch', { dispatch, recipient: key });
    else {
      const proof = { protocol: 'COMUNE.2027.0001', on: localDate(story.now) };
      story.give('record-protocol', { dispatch, recipient: key, ...proof });
    }
  }
}

/** Records the signature of each who has not signed: digitally, or by hand where it may be. */
export function sign(story: AgreementStory, keys: readonly string[], at: Instant = story.now): void {
  const of = story.state.signing?.document ?? '';
  for (const key of keys) {
    const document = sha(`signed by ${key}`);
    const signedOn = localDate(at);
    const mayByHand = story.state.text?.signatories.find((one) => one.key === key)?.private;
    if (mayByHand) story.give('record-handwritten-signature', { signatory: key, signedOn, document }, { at });
    else {
      const examined = { document, of, report: sha(`report on ${key}`), ...signaturesOf(key) };
      story.give('record-signature', { signatories: [key], signedOn, ...examined }, { at });
    }
  }
}

/** The note of the Comune, as a PEC from its address. */
export function noteByPec(story: AgreementStory, message = 41): void {
  story.give('propose-message', { message, sender: PEC[COMUNE] ?? '', at: story.now });
  story.give('accept-note', { message, from: COMUNE });
}
