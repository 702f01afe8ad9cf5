import * as fc from 'fast-check';
import { hunks, lineDiff } from '../../src/report/line-diff';

const shown = (before: string | undefined, after: string | undefined) => lineDiff(before, after).map(({ sign, text }) => `${sign}${text}`);

test.each([
  ['nothing changes', 'a\nb', 'a\nb', [' a', ' b']],
  ['a line comes', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['a line goes', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
  ['a line changes', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a line moves', 'a\nb\nc', 'b\nc\na', ['-a', ' b', ' c', '+a']],
  ['all is new', undefined, 'a\nb', ['+a', '+b']],
  ['all is gone', 'a', undefined, ['-a']],
  ['a line is doubled', 'a', 'a\na', [' a', '+a']],
])('%s', (_what, before, after, expected) => {
  expect(shown(before, after)).toEqual(expected);
});

test('either text can be read from the difference, and as many lines stay as can', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
  fc.assert(fc.property(texts, texts, (before, after) => {
    const lines = lineDiff(before.join('\n'), after.join('\n'));
    expect(lines.filter(({ sign }) => sign !== '+').map(({ text }) => text)).toEqual(before);
    expect(lines.filter(({ sign }) => sign !== '-').map(({ text }) => text)).toEqual(after);
    expect(lines.filter(({ sign }) => sign === ' ').length).toBe(commonLength(before, after));
  }), { seed: 20_261_124 });
});

test('very long texts are shown as a whole, old and new', () => {
  const text = (sign: string) => Array.from({ length: 1_500 }, (_, index) => `${sign}${index}`).join('\n');
  const lines = lineDiff(`same\n${text('a')}`, `same\n${text('b')}`);
  expect([lines[0], lines[1], lines[1_501]]).toEqual([{ sign: ' ', text: 'same' }, { sign: '-', text: 'a0' }, { sign: '+', text: 'b0' }]);
});

/** By trying every pair, without a table. */
function commonLength(one: readonly string[], other: readonly string[]): number {
  let best: number[] = other.map(() => 0);
  for (const line of one) {
    const next = [...best];
    other.forEach((each, index) => {
      const before = index === 0 ? 0 : Math.max(...best.slice(0, index));
      if (each === line) next[index] = Math.max(best[index], before + 1);
    });
    best = next;
  }
  return Math.max(...best);
}

test.each<[string, string, string, string[]]>([
  ['what is far from a difference is counted', 'a\nb\nc\nd\ne\nf\ng', 'a\nb\nc\nd\ne\nf\nx', ['@3 lines unchanged', ' d', ' e', ' f', '-g', '+x']],
  ['a line alone is shown', 'a\nb\nc\nd\ne', 'a\nb\nc\nd\nx', [' a', ' b', ' c', ' d', '-e', '+x']],
  ['two differences near each other are one hunk', 'a\n1\n2\n3\n4\nb', 'x\n1\n2\n3\n4\ny', ['-a', '+x', ' 1', ' 2', ' 3', ' 4', '-b', '+y']],
])('hunks: %s', (_, before, after, expected) => {
  expect(hunks(lineDiff(before, after)).map(({ sign, text }) => `${sign}${text}`)).toEqual(expected);
});
