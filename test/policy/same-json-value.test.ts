import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { type JsonValue, sameJson, sameJsonValue } from '../../src/policy';

test('agrees with the comparison of Node.js', () => {
  const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>;
  const copy = (json: JsonValue) => JSON.parse(JSON.stringify(json));
  fc.assert(fc.property(value, value, (one, other) => sameJsonValue(one, other) === isDeepStrictEqual(copy(one), copy(other))));
  fc.assert(fc.property(value, (one) => sameJsonValue(one, JSON.parse(JSON.stringify(one)))));
});

test.each<[JsonValue, JsonValue, boolean]>([
  [{ a: 1, b: [2, null] }, { b: [2, null], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [{ a: 1 }, { a: 1, b: 1 }, false],
  [{ a: 1, b: 1 }, { a: 1, c: 1 }, false],
  [[], {}, false],
  [null, {}, false],
  ['1', 1, false],
])('%j beside %j: %s', (one, other, same) => {
  expect(sameJsonValue(one, other)).toBe(same);
});

test.each([
  ['{"a":1,"b":2}', ' {"b":2, "\\u0061":1}', true],
  ['{"a":1}', '{"a":2}', false],
  ['{"a":2}', '{"a":1,"a":2}', false],
  ['{"b":{"a":1,"\\u0061":2}}', '{"b":{"a":2}}', false],
  ['{"a":1,"a":2}', '{"a":1,"a":2}', true],
  ['{', '{', true],
  ['{', '{ ', false],
])('the texts %s and %s: %s', (one, other, same) => {
  expect([sameJson(one, other), sameJson(other, one)]).toEqual([same, same]);
});
