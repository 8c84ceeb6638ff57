import { owedLegs } from '../../../src/domain/dispatch/dispatch';
import { Outbox } from '../../support/dispatch/outbox';

const of = { dispatch: 'transmission-1' };
const channels = (box: Outbox): readonly string[] => owedLegs(box.dispatches).map((leg) => leg.channel);

test('what everybody it goes to has already, with proof, is not handed over any more', () => {
  const box = new Outbox();
  expect(channels(box)).toEqual(['pec', 'mail']);
  box.give('acknowledge-dispatch', { ...of, recipient: 'communication' });
  expect(channels(box)).toEqual(['pec']);
  box.give('record-protocol', { ...of, recipient: 'central', protocol: 'PROVA.1', on: '2026-03-02' });
  expect(channels(box)).toEqual(['pec']);
  box.give('record-protocol', { ...of, recipient: 'party/2', protocol: 'PROVA.2', on: '2026-03-02' });
  expect(channels(box)).toEqual([]);
});
