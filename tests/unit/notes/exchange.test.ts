import fc from 'fast-check';
import { applyDispatch, oweDispatch } from '../../../src/domain/dispatch/dispatch';
import type { NoteFact } from '../../../src/domain/notes/entries';
import {
  acceptNote,
  applyNotes,
  complete,
  dismissMessage,
  missing,
  type NoteOutcome,
  type Notes,
  openExchange,
  proposeMessage,
  reached,
  recordNote,
  signNote,
} from '../../../src/domain/notes/exchange';
import type { ProposedMessage } from '../../../src/domain/notes/types';
import type { Entry } from '../../../src/domain/process';
import { Outbox } from '../../support/dispatch/outbox';
import { hash, PROVEN, receipt } from '../../support/dispatch/receipts';

const CLOSED: Notes = { exchange: null, proposed: [] };
const OPEN: Notes = { exchange: openExchange('party/1', ['party/2', 'party/3'], 5), proposed: [] };
const PEC_OF_2 = 'Due@pec.example';

const message = (change: Partial<ProposedMessage> = {}): ProposedMessage => ({
  message: 41,
  document: hash('a'),
  sender: 'due@pec.example',
  at: 9,
  checks: PROVEN,
  ...change,
});
const OF = hash('d');
const SIGNED = { document: hash('b'), report: hash('c'), of: OF, signatures: [PROVEN] };
const OURS = { dispatch: 'note-1', printed: OF };
const AS_PRINTED = { allowed: true, printed: OF };

const rule = (outcome: NoteOutcome): string | undefined =>
  'rule' in outcome ? [outcome.rule, outcome.field].filter(Boolean).join(' ') : undefined;

function then(notes: Notes, outcome: NoteOutcome): Notes {
  if ('rule' in outcome) throw new Error(outcome.rule);
  return outcome.facts.reduce((state, fact) => applyNotes(state, entryOf(fact)), notes);
}
const entryOf = (fact: NoteFact): Entry & NoteFact => ({
  ...fact,
  version: 2,
  schema: 1,
  at: 77,
  actor: { kind: 'system', id: 'system:pec' },
});
const proposed = (change: Partial<ProposedMessage> = {}, notes = OPEN): Notes =>
  then(notes, proposeMessage(notes, message(change)));

describe('incoming messages', () => {
  test('proposed once, even after it was accepted; dismissed with a reason, it is gone', () => {
    const notes = proposed();
    expect(notes.proposed).toEqual([message()]);
    expect(rule(proposeMessage(notes, message()))).toBe('already-done message');
    const accepted = then(notes, acceptNote(notes, { message: 41, from: 'party/2' }, PEC_OF_2));
    expect(rule(proposeMessage(accepted, message()))).toBe('already-done message');
    expect(then(notes, dismissMessage(notes, { message: 41, reason: 'pubblicità' })).proposed).toEqual([]);
    expect(rule(dismissMessage(notes, { message: 42, reason: 'pubblicità' }))).toBe('unknown message');
  });
});

describe('a note by PEC', () => {
  test('proven by its envelope, from the Party’s own address', () => {
    const notes = proposed();
    const { exchange, proposed: left } = then(notes, acceptNote(notes, { message: 41, from: 'party/2' }, PEC_OF_2));
    expect(exchange?.received).toEqual({
      'party/2': { at: 77, evidence: { kind: 'pec', message: 41, document: hash('a'), checks: PROVEN } },
    });
    expect([left, exchange && missing(exchange)]).toEqual([[], ['party/3']]);
  });

  test.each([
    ['stage', { ...proposed(), exchange: null }, 'party/2', PEC_OF_2],
    ['unknown from', proposed(), 'party/1', PEC_OF_2],
    ['unknown from', proposed(), 'party/9', PEC_OF_2],
    ['unknown message', OPEN, 'party/2', PEC_OF_2],
    ['no-pec from', proposed(), 'party/2', null],
    ['other-sender from', proposed(), 'party/2', 'tre@pec.example'],
    ['envelope-unproven message', proposed({ checks: { ...PROVEN, integrity: 'failed' } }), 'party/2', PEC_OF_2],
    ['envelope-unproven message', proposed({ checks: { ...PROVEN, signer: 'not-checked' } }), 'party/2', PEC_OF_2],
    ['envelope-unproven message', proposed({ checks: { ...PROVEN, chain: 'failed' } }), 'party/2', PEC_OF_2],
  ] as const)('refused as %s', (expected, notes, from, pec) => {
    expect(rule(acceptNote(notes, { message: 41, from }, pec))).toBe(expected);
  });

  test('one from each', () => {
    const first = proposed();
    const notes = proposed({ message: 42 }, then(first, acceptNote(first, { message: 41, from: 'party/2' }, PEC_OF_2)));
    expect(rule(acceptNote(notes, { message: 42, from: 'party/2' }, PEC_OF_2))).toBe('already-done from');
  });
});

describe('a note by document', () => {
  const note = { ...SIGNED, from: 'party/2' };
  test('only where it is allowed, and signed', () => {
    expect(rule(recordNote(OPEN, note, { allowed: false, printed: OF }))).toBe('note-by-pec');
    expect(rule(recordNote(OPEN, { ...note, signatures: [] }, AS_PRINTED))).toBe('note-unsigned signatures');
    for (const printed of [hash('e'), null])
      expect(rule(recordNote(OPEN, note, { allowed: true, printed }))).toBe('other-document document');
    const { exchange } = then(OPEN, recordNote(OPEN, note, AS_PRINTED));
    expect(exchange?.received['party/2']?.evidence).toEqual({
      kind: 'document',
      document: hash('b'),
      report: hash('c'),
    });
    expect(rule(recordNote({ ...OPEN, exchange }, note, AS_PRINTED))).toBe('already-done from');
  });
});

describe('our own note', () => {
  test('only one that somebody signed, once', () => {
    expect(rule(signNote(CLOSED, SIGNED, OURS))).toBe('stage');
    expect(rule(signNote(OPEN, { ...SIGNED, signatures: [] }, OURS))).toBe('note-unsigned signatures');
    for (const check of ['integrity', 'signer'] as const)
      expect(rule(signNote(OPEN, { ...SIGNED, signatures: [PROVEN, { ...PROVEN, [check]: 'failed' }] }, OURS))).toBe(
        'note-unsigned signatures',
      );
    for (const printed of [hash('e'), null])
      expect(rule(signNote(OPEN, SIGNED, { ...OURS, printed }))).toBe('other-document document');
    const notes = then(OPEN, signNote(OPEN, SIGNED, OURS));
    expect(notes.exchange?.ownNote).toEqual({ document: hash('b'), report: hash('c'), dispatch: 'note-1' });
    expect(rule(signNote(notes, SIGNED, OURS))).toBe('already-done');
  });
});

test('an exchange is complete when each other’s note is in and ours has reached every other', () => {
  const box = new Outbox(null);
  const order = {
    key: 'note-1',
    from: null,
    recipients: ['party/2', 'party/3'].map(
      (key) => ({ key, address: `${key.replace('/', '.')}@pec.example`, as: 'to', channel: 'pec' }) as const,
    ),
    template: 'renewal-note',
    variables: {},
    attachments: [],
  };
  box.dispatches = applyDispatch(
    {},
    { ...oweDispatch(order), version: 1, schema: 1, at: 5, actor: { kind: 'system', id: 'x' } },
  );
  const id = box.handOver({ dispatch: 'note-1', channel: 'pec', attempt: 1 });
  const arrive = (party: string): void => {
    const to = `${party.replace('/', '.')}@pec.example`;
    box.give('record-receipt', { dispatch: 'note-1', receipt: receipt('avvenuta-consegna', id, to) });
  };
  let notes = then(OPEN, signNote(OPEN, SIGNED, OURS));
  const stands = () => {
    if (!notes.exchange) throw new Error('no exchange');
    const { exchange } = notes;
    return [
      complete(exchange, box.dispatches),
      ...exchange.others.map((other) => reached(exchange, box.dispatches, other)),
    ];
  };
  const note = (from: string) => {
    notes = then(notes, recordNote(notes, { ...SIGNED, from }, AS_PRINTED));
  };
  note('party/2');
  arrive('party/3');
  expect(stands()).toEqual([false, false, true]);
  arrive('party/2');
  expect(stands()).toEqual([false, true, true]);
  note('party/3');
  expect(stands()).toEqual([true, true, true]);
  expect(
    complete({ ...openExchange('party/1', ['party/2'], 5), received: notes.exchange?.received ?? {} }, box.dispatches),
  ).toBe(false);
});

test('no order, gap or repetition of entries is ever rejected (invariant 9)', () => {
  const facts: readonly NoteFact[] = [
    { type: 'window-opened', data: { own: 'party/1', others: ['party/2'] } },
    { type: 'note-signed', data: { document: hash('b'), report: hash('c'), dispatch: 'note-1' } },
    { type: 'message-proposed', data: message() },
    { type: 'message-dismissed', data: { message: 41, reason: 'altro' } },
    {
      type: 'note-received',
      data: { from: 'party/2', evidence: { kind: 'pec', message: 41, document: hash('a'), checks: PROVEN } },
    },
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...facts), { maxLength: 12 }), (some) => {
      const { exchange } = some.map(entryOf).reduce(applyNotes, CLOSED);
      if (exchange) complete(exchange, {});
    }),
  );
});
