import { DEEPEST_JSON, isTooDeep } from '../../src/contract';

const nested = (levels: number, kind: 'lists' | 'objects'): unknown => {
  let value: unknown = 'a';
  for (let level = 0; level < levels; level++) value = kind === 'lists' ? ['b', value] : { first: 'b', second: value };
  return value;
};

test.each(['lists', 'objects'] as const)('%s are too deep above the limit, and a far deeper value does not exhaust the stack', (kind) => {
  const levels = [DEEPEST_JSON, DEEPEST_JSON + 1, DEEPEST_JSON + 2, 200_000];
  expect(levels.map((each) => isTooDeep(nested(each, kind)))).toEqual([false, false, true, true]);
});

test('a value without objects and lists has no depth, nor has one of many short branches', () => {
  const wide = Array.from({ length: 1_000 }, () => [[], {}]);
  expect([null, undefined, 'a', 1, [], {}, wide].filter((value) => isTooDeep(value))).toEqual([]);
});
