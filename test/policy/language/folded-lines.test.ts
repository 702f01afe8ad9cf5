import { foldedLines, PolicyLanguageError } from '../../../src/policy';

const lines = (number: number) => Array.from({ length: number }, (_, index) => `line ${index + 1}`);

test('a long list is folded, with the number of the other lines', () => {
  expect(foldedLines(lines(1_020))).toEqual([...lines(20), '… and 1,000 more']);
});

test('a list that would be as long as the folded one stays whole', () => {
  expect(foldedLines(lines(21))).toEqual(lines(21));
});

test('an error about 600 problems has a message of 21 lines, and lists all problems in a property', () => {
  const error = new PolicyLanguageError(Array.from({ length: 600 }, (_, index) => ({ path: `Statement[${index}]`, what: 'is wrong', advice: 'Correct it.' })));

  expect(error.message.split('\n')).toHaveLength(21);
  expect(error.message).toMatch(/… and 580 more$/);
  expect(error.problems).toHaveLength(600);
});
