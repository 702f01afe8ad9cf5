import * as fc from 'fast-check';
import { allNearest } from '../../../src/policy';

/** The whole table of the optimal string alignment distance. */
function distance(one: string, other: string): number {
  const table = [...one, ''].map(() => [...other, ''].map(() => 0));
  for (let row = 0; row <= one.length; row++) {
    for (let column = 0; column <= other.length; column++) {
      const ways = [row === 0 && column === 0 ? 0 : Infinity];
      if (row > 0) ways.push(table[row - 1][column] + 1);
      if (column > 0) ways.push(table[row][column - 1] + 1);
      if (row > 0 && column > 0) ways.push(table[row - 1][column - 1] + (one[row - 1] === other[column - 1] ? 0 : 1));
      const exchanged = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (exchanged) ways.push(table[row - 2][column - 2] + 1);
      table[row][column] = Math.min(...ways);
    }
  }
  return table[one.length][other.length];
}

test('the nearest candidates are those with the fewest edits, as in the whole table', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 12 });
  fc.assert(fc.property(word, fc.array(word, { maxLength: 6 }), (text, candidates) => {
    const distances = candidates.map((candidate) => distance(text, candidate));
    const least = Math.min(...distances);
    const expected = least > Math.max(1, Math.floor(text.length / 3)) ? [] : candidates.filter((_, place) => distances[place] === least);
    expect(allNearest(text, candidates)).toEqual(expected);
  }), { seed: 20261127, numRuns: 2_000 });
});
