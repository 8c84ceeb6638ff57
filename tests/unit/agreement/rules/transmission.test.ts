import type { TermPolicy } from '../../../../src/domain/agreement/state';
import { agreementIn } from '../../../support/agreement/agreement-in';
import { POLICY_2024 } from '../../../support/agreement/facts';
import { deliver, handOver, receipt, sign } from '../../../support/agreement/steps';
import { ASSOCIATION, COMUNE, STRUCTURE, sha } from '../../../support/agreement/texts';
import type { ACTORS } from '../../../support/domain/actors';

const order = (story: ReturnType<typeof agreementIn>, key: string) => story.state.dispatches[key]?.order;

test('one message: to the central directorate, the communication directorate in visible copy, by the policy’s channels', () => {
  const story = agreementIn('signed');
  expect(order(story, 'transmission-1')).toEqual({
    key: 'transmission-1',
    from: 'struttura@pec.inps.example',
    recipients: [
      { key: 'central', ...POLICY_2024.transmission.central, as: 'to' },
      { key: 'communication', ...POLICY_2024.transmission.communication, as: 'cc' },
    ],
    template: 'agreement-transmission',
    variables: {
      title: 'Accordo locale n. 2 – Struttura di Prova',
      protocol: 'INPS.7000.02/03/2026.0000001',
      signedOn: '2026-03-02',
      startsOn: '2026-03-02',
      endsOn: '2027-03-02',
    },
    attachments: [
      { document: story.state.signing?.document, name: 'accordo', mediaType: 'application/pdf' },
      ...[STRUCTURE, COMUNE, ASSOCIATION].map((key, index) => ({
        document: sha(`signed by ${key}`),
        name: `accordo-firmato-${index + 1}`,
        mediaType: 'application/octet-stream',
      })),
    ],
  });
  expect(story.refusal('transmit')).toBe('already-done');
});

test('the policy in force at the signature holds, whatever is edited later', () => {
  const story = agreementIn('signing');
  sign(story, [STRUCTURE, COMUNE, ASSOCIATION]);
  const later: TermPolicy = {
    ...POLICY_2024,
    transmission: { ...POLICY_2024.transmission, central: { channel: 'mail', address: 'x@y.example' } },
  };
  story.give(
    'transmit',
    {},
    {
      facts: {
        framework: { id: 1, inForce: true, endsOn: '2028-06-04', model: null, policy: later },
      },
    },
  );
  expect(order(story, 'transmission-1')?.recipients[0]).toMatchObject(POLICY_2024.transmission.central);
});

test('it is done when both have it, each with the proof its channel has', () => {
  const story = agreementIn('signed');
  handOver(story, 'transmission-1');
  receipt(story, 'transmission-1', 'central');
  expect(story.state.stage).toBe('signed');
  story.give('acknowledge-dispatch');
  expect([story.state.stage, story.state.transmittedAt]).toEqual(['transmitted', story.now]);
  expect(story.types().slice(-2)).toEqual(['dispatch-acknowledged', 'transmission-complete']);
  expect(story.state.clocks['stage']?.subject).toBe('agreement-confirmation');
});

test('who a copy is for says that it came, and nobody for them', () => {
  const story = agreementIn('signed');
  handOver(story, 'transmission-1');
  const by = (actor: keyof typeof ACTORS, recipient: string) =>
    story.refusal('acknowledge-dispatch', { recipient }, { by: actor });
  expect(by('structure', 'central')).toBe('not-recipient recipient');
  expect(by('directorate', 'communication')).toBe('not-recipient recipient');
  expect(by('communication', 'central')).toBe('not-recipient recipient');
  expect(by('communication', 'communication')).toBeUndefined();
  expect(by('directorate', 'central')).toBeUndefined();
});

test('a failure is told to the structure, who sends it again to another address', () => {
  const story = agreementIn('signed');
  handOver(story, 'transmission-1');
  receipt(story, 'transmission-1', 'central', 'errore-consegna');
  expect(story.notices.at(-1)).toMatchObject({
    to: { structureOf: 1 },
    template: 'dispatch-failed',
    channel: 'own',
    variables: { addresses: 'inclusione@pec.inps.example' },
  });
  story.give('resend-dispatch', { address: 'altra@pec.inps.example' });
  deliver(story, 'transmission-1');
  expect(story.state.stage).toBe('transmitted');
});

describe('the directorate', () => {
  test('returns a wrong one with its reasons, on its way or there; it is sent again, as another message', () => {
    const early = agreementIn('signed');
    early.give('return-transmission');
    expect([early.state.stage, early.state.obligations.at(-2)?.state]).toEqual(['returned', 'ended']);
    const story = agreementIn('transmitted');
    const told = story.give('return-transmission');
    expect(told).toMatchObject([
      {
        to: { structureOf: 1 },
        template: 'agreement-returned',
        variables: { reason: expect.stringMatching(/pagina/) },
      },
    ]);
    expect(story.state.clocks['stage']?.subject).toBe('agreement-returned');
    story.give('transmit-again', {}, { at: '2026-03-05 09:00' });
    expect([story.state.stage, story.state.transmissions]).toEqual(['signed', 2]);
    expect(order(story, 'transmission-2')?.recipients).toEqual(order(story, 'transmission-1')?.recipients);
    expect(story.state.clocks['stage']).toMatchObject({ subject: 'agreement-transmission', startedAt: story.now });
    deliver(story, 'transmission-2');
    expect(story.state.stage).toBe('transmitted');
  });

  test('the first message, come late, completes nothing once it was returned', () => {
    const story = agreementIn('signed');
    handOver(story, 'transmission-1');
    story.give('return-transmission');
    receipt(story, 'transmission-1', 'central');
    story.give('acknowledge-dispatch');
    expect(story.state.stage).toBe('returned');
    story.give('transmit-again');
    expect([story.state.stage, story.state.transmittedAt]).toEqual(['signed', null]);
  });

  test('nothing is returned before it left, or after it was confirmed', () => {
    const signed = agreementIn('signing');
    sign(signed, [STRUCTURE, COMUNE, ASSOCIATION]);
    expect(signed.refusal('return-transmission')).toBe('not-transmitted');
    const story = agreementIn('transmitted');
    story.give('confirm-transmission');
    expect(story.refusal('return-transmission')).toBe('already-confirmed');
    expect(story.refusal('confirm-transmission')).toBe('already-done');
  });

  test('its silence confirms, and the obligation says that nobody did', () => {
    const story = agreementIn('transmitted');
    expect(story.refusal('activate')).toBe('not-confirmed');
    story.give('lapse', {}, { at: '2026-06-01 09:00' });
    expect(story.entries.at(-1)).toMatchObject({ type: 'transmission-confirmed', data: { by: 'silence' } });
    expect(story.state.obligations.at(-1)).toMatchObject({ subject: 'agreement-confirmation', state: 'ended' });
    story.give('activate');
    expect(story.state.stage).toBe('active');
  });
});
