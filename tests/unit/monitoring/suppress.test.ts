import { suppressSmall } from '../../../src/domain/monitoring/suppress';

const told = (...people: number[]) => suppressSmall(people.map((one) => ({ people: one }))).map((cell) => cell.people);

test('fewer than five people are not told, nobody is', () => {
  expect(told(12, 0, 5)).toEqual([12, 0, 5]);
  expect(told(4, 3, 12)).toEqual([null, null, 12]);
});

test('one hidden number hides the smallest of the others, or the total would tell it', () => {
  expect(told(4, 9, 30)).toEqual([null, null, 30]);
  expect(told(30, 1, 0)).toEqual([null, null, 0]);
  expect(told(2)).toEqual([null]);
});
