import fc from 'fast-check';
import type { DispatchCommandName, DispatchDataOf } from '../../../src/domain/dispatch/commands';
import { applyDispatch, type Dispatches, dispatchAgenda, oweDispatch } from '../../../src/domain/dispatch/dispatch';
import { RECEIPT_KINDS, type Receipt } from '../../../src/domain/dispatch/types';
import { CENTRAL, type DispatchEntry, MAIL, ORDER, Outbox, PARTY, PEC } from '../../support/dispatch/outbox';
import { receipt } from '../../support/dispatch/receipts';
import { DAY, HOUR } from '../../support/domain/time';

const anyReceipt = (ids: readonly string[]): fc.Arbitrary<Receipt> =>
  fc
    .record({
      kind: fc.constantFrom(...RECEIPT_KINDS),
      reference: fc.constantFrom(...ids),
      recipient: fc.constantFrom(CENTRAL, PARTY, null),
      at: fc.nat(5),
    })
    .map(({ kind, reference, recipient, at }) => receipt(kind, reference, recipient, { at }));

/** A message of which a first and a second try left, in states a crash may leave them in. */
function sent(begunOnly: boolean): Outbox {
  const box = new Outbox();
  const id = begunOnly ? box.begin(PEC) : box.handOver(PEC);
  box.give('record-receipt', { dispatch: ORDER.key, receipt: receipt('errore-consegna', id, PARTY) });
  box.give('resend-dispatch', { dispatch: ORDER.key, recipient: 'party/2' });
  box.handOver({ ...PEC, attempt: 2 });
  return box;
}
const IDS = [1, 2].map((attempt) => new Outbox(null).idOf({ ...PEC, attempt }));

const withReceipts = (box: Outbox, receipts: readonly Receipt[]): Dispatches =>
  receipts.reduce((dispatches, one, index) => {
    const data = { dispatch: ORDER.key, receipt: one };
    const actor = { kind: 'system', id: 'system:pec' } as const;
    const version = box.entries.length + index + 1;
    return applyDispatch(dispatches, { type: 'receipt-recorded', data, version, schema: 1, at: box.now, actor });
  }, box.dispatches);

/** All that a set of receipts decides: the receipts themselves stand in the order they came. */
const decided = (dispatches: Dispatches) =>
  Object.values(dispatches).map(({ receipts, ...rest }) => ({
    ...rest,
    receipts: receipts.map((one) => one.id).sort(),
  }));

test('any order and duplication of a set of receipts gives the same standing', () => {
  const shuffled = fc.uniqueArray(anyReceipt(IDS), { maxLength: 12, selector: (one) => one.id }).chain((set) =>
    fc.record({
      set: fc.constant(set),
      other: fc
        .tuple(
          fc.shuffledSubarray(set, { minLength: set.length }),
          set.length ? fc.array(fc.constantFrom(...set)) : fc.constant([]),
        )
        .map(([all, more]) => [...all, ...more]),
      begunOnly: fc.boolean(),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ set, other, begunOnly }) => {
      const box = sent(begunOnly);
      expect(decided(withReceipts(box, other))).toEqual(decided(withReceipts(box, set)));
    }),
    { numRuns: 500 },
  );
});

type Step = { [C in DispatchCommandName]: readonly [C, DispatchDataOf<C>, number] }[DispatchCommandName];
const leg = fc.record({
  dispatch: fc.constant(ORDER.key),
  channel: fc.constantFrom('pec' as const, 'mail' as const),
  attempt: fc.constantFrom(1, 1, 1, 2, 2, 3),
});
const to = fc.record({
  dispatch: fc.constant(ORDER.key),
  recipient: fc.constantFrom(...ORDER.recipients.map((one) => one.key)),
});
const gap = fc.constantFrom(0, HOUR, DAY);
const ids = [1, 2, 3].map((attempt) => new Outbox(null).idOf({ ...PEC, attempt }));
const box = new Outbox(null);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(
    fc.constant('begin-dispatch' as const),
    leg.map((of) => ({ ...of, document: 'd'.repeat(64), messageId: box.idOf(of) })),
    gap,
  ),
  fc.tuple(fc.constant('hand-over-dispatch' as const), leg, gap),
  fc.tuple(
    fc.constant('put-off-dispatch' as const),
    leg.map((of) => ({ ...of, code: '450', retryAt: 0 })),
    gap,
  ),
  fc.tuple(
    fc.constant('refuse-dispatch' as const),
    leg.map((of) => ({ ...of, code: '550' })),
    gap,
  ),
  fc.tuple(fc.constant('raise-dispatch-alarm' as const), leg, gap),
  fc.tuple(
    fc.constant('record-receipt' as const),
    anyReceipt(ids).map((one) => ({ dispatch: ORDER.key, receipt: one })),
    gap,
  ),
  fc.tuple(fc.constant('resend-dispatch' as const), to, gap),
  fc.tuple(
    fc.constant('record-protocol' as const),
    to.map((one) => ({ ...one, protocol: 'INPS.1', on: '2026-03-02' })),
    gap,
  ),
  fc.tuple(fc.constant('acknowledge-dispatch' as const), to, gap),
) as fc.Arbitrary<Step>;

const PROOFS = ['receipt-recorded', 'protocol-recorded', 'dispatch-acknowledged'];

test('whatever is given: nothing done without proof, no leg handed over twice, no alarm before its time or twice', () => {
  const seen = { done: 0, alarmed: 0, again: 0 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const told = new Outbox();
      for (const [name, data, wait] of steps) {
        told.now += wait;
        const due = dispatchAgenda(told.dispatches);
        if (told.refusal(name, data as never) !== undefined) continue;
        told.give(name, data as never);
        if (name !== 'raise-dispatch-alarm') continue;
        expect(due.filter((item) => item.at <= told.now).map((item) => item.command.data)).toContainEqual(data);
      }
      checkProofs(told.entries);
      const named = (type: DispatchEntry['type']) => told.entries.filter((entry) => entry.type === type);
      const legs = (type: DispatchEntry['type']) =>
        named(type).map(({ data }) => `${'channel' in data && data.channel} ${'attempt' in data && data.attempt}`);
      for (const type of ['dispatch-handed-over', 'dispatch-alarmed'] as const)
        expect(new Set(legs(type)).size).toBe(legs(type).length);
      // A PEC leaves again under the same name only when the server said that it did not take it.
      for (const of of new Set(legs('dispatch-begun').filter((one) => one.startsWith('pec'))))
        expect(count(legs('dispatch-begun'), of)).toBeLessThanOrEqual(count(legs('dispatch-put-off'), of) + 1);
      for (const one of told.dispatch.recipients) {
        expect([one.key, one.standing === 'done']).toEqual([one.key, one.proof !== null]);
        if (one.channel === 'mail' && one.proof) expect(one.proof.kind).toBe('acknowledgement');
        if (one.channel === 'register' && one.proof) expect(one.proof.kind).toBe('protocol');
      }
      seen.done += told.dispatch.recipients.filter((one) => one.standing === 'done').length;
      seen.alarmed += named('dispatch-alarmed').length;
      seen.again += named('dispatch-sent-again').length;
    }),
    { numRuns: 700, seed: 11 },
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

const count = (all: readonly string[], one: string): number => all.filter((other) => other === one).length;

/** Without the entries that prove anything, nothing is done. */
function checkProofs(entries: readonly DispatchEntry[]): void {
  const unproven = entries.filter((entry) => !PROOFS.includes(entry.type)).reduce(applyDispatch, {});
  for (const { recipients } of Object.values(unproven))
    expect(recipients.map((one) => one.standing)).not.toContain('done');
}

test('no order, gap or repetition of entries is ever rejected (invariant 9)', () => {
  const told = sent(false);
  told.give('acknowledge-dispatch', { dispatch: ORDER.key, recipient: 'communication' });
  told.begin(MAIL);
  told.give('put-off-dispatch', { ...MAIL, code: '450', retryAt: told.now });
  told.give('refuse-dispatch', { ...MAIL, code: '550' });
  told.give('record-protocol', { dispatch: ORDER.key, recipient: 'registry', protocol: 'INPS.1', on: '2026-03-02' });
  told.now += DAY;
  told.give('raise-dispatch-alarm', PEC);
  const types = new Set(told.entries.map((entry) => entry.type));
  expect(types.size).toBe(10);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...told.entries), { maxLength: 30 }), (entries) => {
      dispatchAgenda(entries.reduce(applyDispatch, {}));
    }),
  );
});

test('a key names one message for ever', () => {
  const told = sent(false);
  const fact = oweDispatch({ ...ORDER, recipients: [] });
  const entry = {
    ...fact,
    version: 99,
    schema: 1,
    at: told.now,
    actor: { kind: 'system', id: 'system:follow' },
  } as const;
  expect(applyDispatch(told.dispatches, entry)).toBe(told.dispatches);
});
