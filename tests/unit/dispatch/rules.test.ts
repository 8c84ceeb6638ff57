import {
  dispatchAgenda,
  dispatchNews,
  isDone,
  left,
  messageIdOf,
  needsAttention,
  owedLegs,
} from '../../../src/domain/dispatch/dispatch';
import { CENTRAL, MAIL, ORDER, Outbox, PARTY, PEC } from '../../support/dispatch/outbox';
import { PROVEN, receipt } from '../../support/dispatch/receipts';
import { ACTORS } from '../../support/domain/actors';
import { DAY, HOUR, rome } from '../../support/domain/time';

const again = { ...PEC, attempt: 2 };
const lost = (box: Outbox, id: string, recipient: string, at = 0) =>
  box.give('record-receipt', { dispatch: ORDER.key, receipt: receipt('errore-consegna', id, recipient, { at }) });
const delivered = (box: Outbox, id: string, recipient: string, at = 0) =>
  box.give('record-receipt', { dispatch: ORDER.key, receipt: receipt('avvenuta-consegna', id, recipient, { at }) });

describe('owing a message', () => {
  test('recipients by PEC share a leg, those by mail another, a register has none', () => {
    const box = new Outbox();
    expect(
      box.dispatch.legs.map(({ channel, addresses, recipients, state }) => [channel, addresses, recipients, state]),
    ).toEqual([
      ['pec', [CENTRAL, PARTY], ['central', 'party/2'], 'owed'],
      ['mail', ['comunicazione@inps.example'], ['communication'], 'owed'],
    ]);
    expect(owedLegs(box.dispatches)).toEqual([
      { ...PEC, notBefore: box.now },
      { ...MAIL, notBefore: box.now },
    ]);
    expect([box.standings, isDone(box.dispatch), left(box.dispatch)]).toEqual([
      'waiting waiting waiting waiting',
      false,
      false,
    ]);
  });

  test('two recipients at one address are written to once, and both have it', () => {
    const box = new Outbox({
      ...ORDER,
      recipients: ORDER.recipients.map((one) => (one.channel === 'pec' ? { ...one, address: CENTRAL } : one)),
    });
    expect(box.leg().addresses).toEqual([CENTRAL]);
    delivered(box, box.handOver(PEC), CENTRAL);
    expect(box.standings).toBe('done done waiting waiting');
  });

  test('a Message-ID names stream, message and try for ever', () => {
    expect(messageIdOf('framework/abc', { dispatch: 'note-1', channel: 'pec', attempt: 2 }, 'inps.example')).toBe(
      'framework.abc.note-1.pec-2@inps.example',
    );
  });
});

describe('handing over', () => {
  test('a PEC that was begun is never begun again by itself; mail is, under the same Message-ID', () => {
    const box = new Outbox();
    const [pec, mail] = [box.begin(PEC), box.begin(MAIL)];
    expect(box.refusal('begin-dispatch', { ...PEC, document: 'd'.repeat(64), messageId: pec })).toBe('already-done');
    expect(owedLegs(box.dispatches).map((leg) => leg.channel)).toEqual(['mail']);
    expect(box.refusal('begin-dispatch', { ...MAIL, document: 'd'.repeat(64), messageId: 'x@y' })).toBe(
      'unknown messageId',
    );
    expect(box.begin(MAIL)).toBe(mail);
  });

  test('it is handed over once, and only after it began', () => {
    const box = new Outbox();
    expect(box.refusal('hand-over-dispatch', PEC)).toBe('already-done');
    box.handOver(PEC);
    expect(box.refusal('hand-over-dispatch', PEC)).toBe('already-done');
    expect(box.refusal('refuse-dispatch', { ...PEC, code: '550' })).toBe('already-done');
    expect(box.refusal('put-off-dispatch', { ...PEC, code: '450', retryAt: box.now })).toBe('already-done');
    expect(left(box.dispatch)).toBe(false);
  });

  test('it has left once every leg has, and what is for a register is in it', () => {
    const box = new Outbox();
    box.handOver(PEC);
    box.handOver(MAIL);
    expect(left(box.dispatch)).toBe(false);
    box.give('record-protocol', {
      dispatch: ORDER.key,
      recipient: 'registry',
      protocol: 'INPS.2026.7',
      on: '2026-03-02',
    });
    expect([left(box.dispatch), isDone(box.dispatch)]).toEqual([true, false]);
  });

  test('put off, it waits for its time, for about two days in all; then it is refused', () => {
    const box = new Outbox();
    const begun = box.now;
    for (const minutes of [1, 5, 15, 60, 240, 480, 720, 1440]) {
      box.begin(PEC);
      const retryAt = box.now + minutes * 60_000;
      box.give('put-off-dispatch', { ...PEC, code: '450', retryAt });
      expect(box.refusal('begin-dispatch', { ...PEC, document: 'd'.repeat(64), messageId: box.idOf(PEC) })).toBe(
        'too-early',
      );
      expect([box.leg().state, box.leg().notBefore, box.leg().alarmAt]).toEqual(['owed', retryAt, null]);
      box.now = retryAt;
    }
    box.begin(PEC);
    const facts = box.give('put-off-dispatch', { ...PEC, code: '450', retryAt: box.now + 1 });
    expect(facts.map((fact) => fact.type)).toEqual(['dispatch-refused']);
    expect([box.standings, needsAttention(box.dispatch)]).toEqual(['failed failed waiting waiting', true]);
    expect(box.now - begun).toBeGreaterThan(2 * DAY);
  });

  test('what speaks of no message or try is unknown', () => {
    const box = new Outbox();
    expect(box.refusal('hand-over-dispatch', { ...PEC, dispatch: 'note-9' })).toBe('unknown dispatch');
    expect(box.refusal('hand-over-dispatch', again)).toBe('unknown attempt');
  });
});

describe('receipts', () => {
  test('the chain of one recipient: accepted, warned, delivered', () => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    const say = (
      kind: 'accettazione' | 'presa-in-carico' | 'preavviso-errore-consegna' | 'avvenuta-consegna',
      to: string | null,
    ) => {
      box.give('record-receipt', { dispatch: ORDER.key, receipt: receipt(kind, id, to) });
      return [box.leg().accepted, box.standings];
    };
    expect(say('accettazione', null)).toEqual([true, 'waiting waiting waiting waiting']);
    expect(say('presa-in-carico', CENTRAL)).toEqual([true, 'waiting waiting waiting waiting']);
    expect(say('preavviso-errore-consegna', CENTRAL)).toEqual([true, 'warned waiting waiting waiting']);
    expect(say('avvenuta-consegna', CENTRAL)).toEqual([true, 'done waiting waiting waiting']);
    expect(box.recipient('central').proof).toMatchObject({ kind: 'receipt', document: 'e'.repeat(64) });
  });

  test.each(['non-accettazione', 'rilevazione-virus'] as const)('%s of the whole fails it for all', (kind) => {
    const box = new Outbox();
    box.give('record-receipt', { dispatch: ORDER.key, receipt: receipt(kind, box.handOver(PEC), null) });
    expect(box.standings).toBe('failed failed waiting waiting');
    expect(box.leg().accepted).toBe(kind === 'non-accettazione' ? false : null);
  });

  test('a delivery is proof whatever errors say, the earliest of two', () => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    lost(box, id, CENTRAL);
    delivered(box, id, CENTRAL, 9);
    delivered(box, id, CENTRAL, 5);
    lost(box, id, CENTRAL, 7);
    expect(box.recipient('central')).toMatchObject({ standing: 'done', proof: { id: expect.stringContaining('.5.') } });
  });

  test.each(['integrity', 'signer', 'chain'] as const)('without %s it is no proof', (check) => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    for (const result of ['failed', 'not-checked'] as const) {
      const unproven = receipt('avvenuta-consegna', id, CENTRAL, { checks: { ...PROVEN, [check]: result } });
      expect(box.refusal('record-receipt', { dispatch: ORDER.key, receipt: unproven })).toBe(
        'receipt-unproven receipt.checks',
      );
    }
  });

  test('of an address that was not written to, of nobody, of another message, or twice: refused', () => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    const refusal = (one: ReturnType<typeof receipt>) =>
      box.refusal('record-receipt', { dispatch: ORDER.key, receipt: one });
    expect(refusal(receipt('errore-consegna', id, 'altri@pec.example'))).toBe('not-written-to receipt.recipient');
    expect(refusal(receipt('avvenuta-consegna', id, 'comunicazione@inps.example'))).toBe(
      'not-written-to receipt.recipient',
    );
    expect(refusal(receipt('avvenuta-consegna', id, null))).toBe('not-written-to receipt.recipient');
    expect(refusal(receipt('accettazione', 'another@pec.example', null))).toBe('unknown receipt.reference');
    delivered(box, id, CENTRAL);
    expect(refusal(receipt('avvenuta-consegna', id, CENTRAL))).toBe('already-done');
  });

  test('a receipt shows that a PEC found begun had left', () => {
    const box = new Outbox();
    const id = box.begin(PEC);
    const began = box.now;
    box.now += HOUR;
    box.give('record-receipt', { dispatch: ORDER.key, receipt: receipt('accettazione', id, null) });
    expect([box.leg().state, box.leg().handedOverAt]).toEqual(['handed-over', began]);
    expect(box.refusal('hand-over-dispatch', PEC)).toBe('already-done');
  });

  test('and that one the server seemed to put off must not leave again', () => {
    const box = new Outbox();
    const id = box.begin(PEC);
    box.give('put-off-dispatch', { ...PEC, code: 'ETIMEDOUT', retryAt: box.now + HOUR });
    box.give('record-receipt', { dispatch: ORDER.key, receipt: receipt('accettazione', id, null) });
    expect(owedLegs(box.dispatches)).toEqual([{ ...MAIL, notBefore: expect.any(Number) }]);
  });
});

describe('the alarm', () => {
  test('24 hours after it was handed over, by the clock and on any day, once', () => {
    const box = new Outbox();
    box.now = rome('2026-03-28 10:00');
    box.begin(PEC);
    expect(box.alarms).toEqual([box.now + DAY]);
    box.now += HOUR;
    box.give('hand-over-dispatch', PEC);
    expect(dispatchAgenda(box.dispatches)).toEqual([
      {
        key: 'transmission-1/pec-1/alarm',
        at: box.now + DAY,
        since: 3,
        command: { name: 'raise-dispatch-alarm', data: PEC },
      },
    ]);
    expect(box.refusal('raise-dispatch-alarm', PEC)).toBe('too-early');
    box.now += DAY;
    box.give('raise-dispatch-alarm', PEC);
    expect(box.refusal('raise-dispatch-alarm', PEC)).toBe('already-done');
    expect([box.alarms, needsAttention(box.dispatch)]).toEqual([[], true]);
  });

  test('of a PEC found begun it comes 24 hours after it began', () => {
    const box = new Outbox();
    box.begin(PEC);
    box.now += DAY;
    box.give('raise-dispatch-alarm', PEC);
    expect(box.refusal('resend-dispatch', { dispatch: ORDER.key, recipient: 'central' })).toBeUndefined();
  });

  test('none for what has arrived or failed for all, nor for mail; a warning is no word', () => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    box.handOver(MAIL);
    delivered(box, id, CENTRAL);
    box.give('record-receipt', { dispatch: ORDER.key, receipt: receipt('preavviso-errore-consegna', id, PARTY) });
    expect(box.alarms).toHaveLength(1);
    lost(box, id, PARTY);
    expect(box.alarms).toEqual([]);
  });
});

describe('sending again', () => {
  test('only what failed, or of which there was no word for a day', () => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    const ask = (recipient: string) => box.refusal('resend-dispatch', { dispatch: ORDER.key, recipient });
    expect(ask('central')).toBe('still-waiting recipient');
    delivered(box, id, CENTRAL);
    expect(ask('central')).toBe('already-done recipient');
    lost(box, id, PARTY);
    expect(ask('party/2')).toBeUndefined();
    expect([ask('registry'), ask('party/9')]).toEqual(['other-proof recipient', 'unknown recipient']);
  });

  test('to that recipient alone, at another address; a late error of the first try is not the second’s', () => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    lost(box, id, PARTY);
    box.give('resend-dispatch', { dispatch: ORDER.key, recipient: 'party/2', address: 'nuova@pec.example' });
    expect(box.leg(again)).toMatchObject({ recipients: ['party/2'], addresses: ['nuova@pec.example'], state: 'owed' });
    expect([box.recipient('party/2').standing, box.recipient('party/2').address]).toEqual([
      'waiting',
      'nuova@pec.example',
    ]);
    const second = box.handOver(again);
    lost(box, id, PARTY, 8);
    expect(box.recipient('party/2').standing).toBe('waiting');
    expect(
      box.refusal('record-receipt', { dispatch: ORDER.key, receipt: receipt('avvenuta-consegna', second, PARTY) }),
    ).toBe('not-written-to receipt.recipient');
    delivered(box, second, 'nuova@pec.example');
    expect(box.standings).toBe('waiting done waiting waiting');
  });

  test('a late delivery of the first try counts all the same', () => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    lost(box, id, PARTY);
    box.give('resend-dispatch', { dispatch: ORDER.key, recipient: 'party/2', address: 'nuova@pec.example' });
    delivered(box, id, PARTY);
    expect(box.recipient('party/2').standing).toBe('done');
  });

  test('the first try’s alarm does not ask for who is written to anew', () => {
    const box = new Outbox();
    const id = box.handOver(PEC);
    delivered(box, id, CENTRAL);
    lost(box, id, PARTY);
    box.give('resend-dispatch', { dispatch: ORDER.key, recipient: 'party/2' });
    expect(box.alarms).toEqual([]);
    box.now += HOUR;
    box.handOver(again);
    expect(box.alarms).toEqual([box.now + DAY]);
  });
});

describe('other proofs', () => {
  const record = (recipient: string, on = '2026-03-02') => ({
    dispatch: ORDER.key,
    recipient,
    protocol: 'INPS.2026.7',
    on,
  });

  test('a register by its protocol number only, ordinary mail by a confirmation only, a PEC by either', () => {
    const box = new Outbox();
    expect(box.refusal('acknowledge-dispatch', { dispatch: ORDER.key, recipient: 'registry' })).toBe(
      'other-proof recipient',
    );
    expect(box.refusal('record-protocol', record('communication'))).toBe('other-proof recipient');
    box.give('record-protocol', record('registry'));
    box.give('record-protocol', record('central'));
    for (const recipient of ['communication', 'party/2'])
      box.give('acknowledge-dispatch', { dispatch: ORDER.key, recipient }, ACTORS.directorate);
    expect(box.dispatch.recipients.map((one) => one.proof)).toEqual([
      { kind: 'protocol', number: 'INPS.2026.7', on: '2026-03-02' },
      { kind: 'acknowledgement', by: 'user:6' },
      { kind: 'acknowledgement', by: 'user:6' },
      { kind: 'protocol', number: 'INPS.2026.7', on: '2026-03-02' },
    ]);
    expect(isDone(box.dispatch)).toBe(true);
  });

  test('not of a day to come, nor before there was a message', () => {
    const box = new Outbox();
    expect(box.refusal('record-protocol', record('registry', '2026-03-03'))).toBe('future on');
    expect(box.refusal('record-protocol', record('registry', '2026-03-01'))).toBe('before-sending on');
  });

  test('they settle what had failed', () => {
    const box = new Outbox();
    lost(box, box.handOver(PEC), PARTY);
    box.give('record-protocol', record('party/2'));
    expect([box.recipient('party/2').standing, needsAttention(box.dispatch)]).toEqual(['done', false]);
  });
});

test('somebody is told of each failure and each alarm, once', () => {
  const box = new Outbox();
  const id = box.handOver(PEC);
  const told: unknown[] = [];
  const tell = (what: () => unknown) => {
    const before = box.dispatches;
    what();
    told.push(...dispatchNews(before, box.dispatches));
  };
  tell(() => lost(box, id, PARTY));
  tell(() => lost(box, id, PARTY, 3));
  box.now += DAY;
  tell(() => box.give('raise-dispatch-alarm', PEC));
  tell(() => box.give('resend-dispatch', { dispatch: ORDER.key, recipient: 'party/2' }));
  tell(() => box.give('refuse-dispatch', { ...again, code: '550' }));
  expect(told).toEqual([
    { kind: 'failed', dispatch: ORDER.key, addresses: [PARTY] },
    { kind: 'alarm', dispatch: ORDER.key, addresses: [CENTRAL] },
    { kind: 'failed', dispatch: ORDER.key, addresses: [PARTY] },
  ]);
});
