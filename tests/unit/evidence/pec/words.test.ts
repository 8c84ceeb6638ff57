import { RECEIPT_KINDS } from '../../../../src/domain/dispatch/types';
import it from '../../../../src/domain/messages/it.json';
import { PEC_REASONS } from '../../../../src/evidence/pec/reasons';

const under = (prefix: string): string[] =>
  Object.keys(it).flatMap((key) => (key.startsWith(`${prefix}.`) ? [key.slice(prefix.length + 1)] : []));

test('every kind of message and every reason has its words, and no other', () => {
  const kinds = [...RECEIPT_KINDS, 'sent', 'envelope', 'anomaly', 'ordinary', 'unreadable'];
  expect(under('pec-kind')).toEqual(kinds.sort());
  expect(under('pec-reason')).toEqual([...PEC_REASONS].sort());
});
