import type { Quantity, Test } from './quantity';
import type { Reading } from './reading';
import type { Truth } from './truth';

/** A truth that several criteria ask for: worked out once a reading, and kept in a place of the reading's own. */
export function keptTest(place: number, test: Test): Test {
  return (reading) => {
    const known = reading[place] as Truth | undefined;
    if (known !== undefined) return known;
    const truth = test(reading);
    keep(reading, place, truth);
    return truth;
  };
}

/** The same of a quantity, whose two ends stand in this place and the next. */
export function keptQuantity(place: number, quantity: Quantity): Quantity {
  return (reading, into) => {
    const low = reading[place] as number | undefined;
    if (low !== undefined) {
      into.low = low;
      into.high = reading[place + 1] as number;
      return;
    }
    quantity(reading, into);
    keep(reading, place, into.low);
    keep(reading, place + 1, into.high);
  };
}

/** The one thing that is ever written into a reading; it says nothing that was not in it. */
function keep(reading: Reading, place: number, value: number): void {
  (reading as unknown[])[place] = value;
}
