import type { Field } from '../../../src/domain/questionnaire/snapshot';
import { NONE, readForm } from '../../../web/src/fields/read-form';

const asked = { code: 'x', text: { it: 'x' }, help: null, why: null };
const AMOUNT: Field = { ...asked, kind: 'amount', min: 0, max: 100_000 };
const NUMBER: Field = { ...asked, kind: 'number', min: 1, max: 20 };
const DATE: Field = { ...asked, kind: 'date' };
const SEVERAL: Field = {
  ...asked,
  kind: 'choices',
  options: [
    { code: 'a', text: {} },
    { code: 'b', text: {} },
  ],
};

function filled(values: Readonly<Record<string, string | readonly string[]>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) data.append(name, one);
  return data;
}
const reading = (field: Field, values: Readonly<Record<string, string | readonly string[]>>) =>
  readForm(field, filled(values));

test.each([
  ['9360', 9360],
  ['9.360', 9360],
  ['9,360', 9360],
  ['9 360 €', 9360],
  ["9'360", 9360],
  ['9.360,50', 9361],
  ['9360.49', 9360],
  ['٩٣٦٠', 9360],
  ['۹۳۶۰', 9360],
  ['0', 0],
])('an amount written as %s is %i euros', (answer, value) => {
  expect(reading(AMOUNT, { answer })).toEqual({ value });
});

test.each(['', '-5', '9.36.0', 'novemila', '1e4', '200000', '9,3600'])(
  'an amount written as "%s" is refused',
  (answer) => {
    expect(reading(AMOUNT, { answer })).toEqual({ fault: 'fault.amount', values: { min: 0, max: 100_000 } });
  },
);

test('a number is whole and within its bounds', () => {
  expect(reading(NUMBER, { answer: ' 20 ' })).toEqual({ value: 20 });
  for (const answer of ['0', '21', '1.5', '1,5', 'due'])
    expect(reading(NUMBER, { answer })).toEqual({ fault: 'fault.number', values: { min: 1, max: 20 } });
});

test('a date is a day there was, with its whole year', () => {
  expect(reading(DATE, { day: '7', month: '3', year: '1961' })).toEqual({ value: '1961-03-07' });
  expect(reading(DATE, { day: '٢٧', month: '٠٣', year: '١٩٦١' })).toEqual({ value: '1961-03-27' });
  const wrong = [
    ['30', '2', '1961'],
    ['7', '3', '61'],
    ['', '3', '1961'],
    ['7', '13', '1961'],
  ];
  for (const [day = '', month = '', year = ''] of wrong)
    expect(reading(DATE, { day, month, year })).toEqual({ fault: 'fault.date' });
});

test('of several options some, or none of them said so; nothing chosen is not an answer', () => {
  expect(reading(SEVERAL, { answer: ['a', 'b'] })).toEqual({ value: ['a', 'b'] });
  expect(reading(SEVERAL, { answer: NONE })).toEqual({ value: [] });
  expect(reading(SEVERAL, {})).toEqual({ fault: 'fault.choose-some' });
});

test('yes and no are answers, and neither is not', () => {
  const question: Field = { ...asked, kind: 'yes-no' };
  expect(reading(question, { answer: 'yes' })).toEqual({ value: true });
  expect(reading(question, { answer: 'no' })).toEqual({ value: false });
  expect(reading(question, {})).toEqual({ fault: 'fault.choose' });
});
