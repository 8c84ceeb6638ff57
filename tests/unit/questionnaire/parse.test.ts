import fc from 'fast-check';
import type { Expression } from '../../../src/domain/questionnaire/expression';
import { parseExpression } from '../../../src/domain/questionnaire/parse';
import { printExpression } from '../../../src/domain/questionnaire/print';
import { ExpressionError } from '../../../src/domain/questionnaire/tokens';
import { quantity, truth } from '../../support/questionnaire/arbitrary-expression';
import { snapshots } from '../../support/questionnaire/arbitrary-snapshot';

const answer = (code: string): Expression => ({ op: 'answer', code });
const number = (value: number): Expression => ({ op: 'number', value });

test.each<[string, Expression]>([
  ['homeless', answer('homeless')],
  ['has-isee', answer('has-isee')],
  [
    'isee <= $ADI_ISEE',
    { op: 'compare', sign: '<=', left: answer('isee'), right: { op: 'parameter', code: 'ADI_ISEE' } },
  ],
  [
    'a or b and not c',
    { op: 'or', parts: [answer('a'), { op: 'and', parts: [answer('b'), { op: 'not', part: answer('c') }] }] },
  ],
  ['(a or b) and c', { op: 'and', parts: [{ op: 'or', parts: [answer('a'), answer('b')] }, answer('c')] }],
  ['not not a', { op: 'not', part: { op: 'not', part: answer('a') } }],
  [
    '18 <= age < 60',
    {
      op: 'and',
      parts: [
        { op: 'compare', sign: '<=', left: number(18), right: answer('age') },
        { op: 'compare', sign: '<', left: answer('age'), right: number(60) },
      ],
    },
  ],
  ['citizenship is italian', { op: 'is', code: 'citizenship', options: ['italian'] }],
  ['citizenship in (italian, eu)', { op: 'is', code: 'citizenship', options: ['italian', 'eu'] }],
  ['support has shelter', { op: 'has', code: 'support', option: 'shelter' }],
  ['count(members)', { op: 'count', group: 'members', where: null }],
  [
    'count(members where age < 18 or cared-for)',
    {
      op: 'count',
      group: 'members',
      where: {
        op: 'or',
        parts: [{ op: 'compare', sign: '<', left: answer('age'), right: number(18) }, answer('cared-for')],
      },
    },
  ],
  ['days-since(job-ended)', { op: 'days-since', code: 'job-ended' }],
  ['indicated(ADI)', { op: 'indicated', benefit: 'ADI' }],
  [
    'a - b - 1',
    { op: 'difference', left: { op: 'difference', left: answer('a'), right: answer('b') }, right: number(1) },
  ],
  [
    'a + 2 * scale(ADI)',
    { op: 'sum', parts: [answer('a'), { op: 'product', parts: [number(2), { op: 'scale', code: 'ADI' }] }] },
  ],
  ['least(a, 1.5)', { op: 'least', parts: [answer('a'), number(1.5)] }],
  ['greatest(a)', { op: 'greatest', parts: [answer('a')] }],
])('%s', (text, tree) => {
  expect(parseExpression(text)).toEqual(tree);
});

test.each<[string, string, number]>([
  ['', 'unfinished', 0],
  ['   ', 'unfinished', 3],
  ['a and', 'unfinished', 5],
  ['a b', 'unexpected', 2],
  ['(a', 'unfinished', 2],
  ['a)', 'unexpected', 1],
  ['a <', 'unfinished', 3],
  ['a is', 'unfinished', 4],
  ['a is 3', 'unexpected', 5],
  ['a in ()', 'unexpected', 6],
  ['a in italian', 'unexpected', 5],
  ['and', 'unexpected', 0],
  ['a and or', 'unexpected', 6],
  ['not', 'unfinished', 3],
  ['count(a where)', 'unexpected', 13],
  ['count(where)', 'unexpected', 6],
  ['sum(a)', 'unexpected', 0],
  ['scale(adi)', 'unexpected', 6],
  ['ADI', 'unexpected', 0],
  ['a = "x"', 'unexpected', 4],
  ['$adi', 'unexpected', 0],
  ['18abc', 'unexpected', 2],
  ['1.', 'unexpected', 1],
  ['a & b', 'unexpected', 2],
  ['1234567890123 < a', 'unexpected', 12],
])('"%s" is %s at %i', (text, key, at) => {
  const error = thrownBy(text);
  expect(error).toBeInstanceOf(ExpressionError);
  expect(error).toMatchObject({ key, at });
});

test('what is too deep to be read is refused, not a lost stack', () => {
  for (const text of ['('.repeat(20_000), 'not '.repeat(20_000), 'least('.repeat(20_000)]) {
    expect(thrownBy(text)).toMatchObject({ key: 'too-deep' });
  }
});

const trees = snapshots({ questions: 5, isTiny: false }).chain(({ sections }) => {
  const words = {
    questions: sections.flatMap((one) => one.questions),
    parameters: ['FIGURE', 'ADI_ISEE'],
    scales: ['SCALE'],
    benefits: ['ADI', 'SFL'],
  };
  return fc.oneof(truth(words, 3), quantity(words, 3));
});

test('a tree that is printed is read again as the same tree', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      expect(parseExpression(printExpression(tree))).toEqual(tree);
    }),
    { numRuns: 500 },
  );
});

test('a text that is no criterion is an ExpressionError with a place in the text', () => {
  const pieces = [
    '(',
    ')',
    ',',
    'and',
    'not',
    'is',
    'a',
    'ADI',
    '$X',
    '<',
    '-',
    '3',
    '0.5',
    'count(',
    'where',
    'é',
    '"',
    '.',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((all) => all.join(' ')),
    // A whole one with a piece cut out.
    fc.tuple(trees.map(printExpression), fc.nat(), fc.nat(9)).map(([text, from, length]) => {
      const at = from % text.length;
      return text.slice(0, at) + text.slice(at + length);
    }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const error = thrownBy(text);
      if (error === null) return;
      expect(error).toBeInstanceOf(ExpressionError);
      const { at, found } = error as ExpressionError;
      expect(at).toBeGreaterThanOrEqual(0);
      expect(text.slice(at, at + found.length)).toBe(found);
    }),
    { numRuns: 1000 },
  );
});

function thrownBy(text: string): unknown {
  try {
    parseExpression(text);
    return null;
  } catch (error) {
    return error;
  }
}
