import * as fc from 'fast-check';
import { minifyJson, policySize } from '../../src/policy';

test('white space between tokens is removed, white space in strings stays', () => {
  expect(minifyJson('{\n\t"a b" : [ 1, "x \\" y" ]\r\n}')).toBe('{"a b":[1,"x \\" y"]}');
});

test('the order of keys and the spelling of numbers stay', () => {
  expect(minifyJson('{"10": 1.0, "2": 1e1}')).toBe('{"10":1.0,"2":1e1}');
});

test('any indented document becomes compact', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(1, 4, '\t'), (value, indent) => {
    expect(minifyJson(JSON.stringify(value, undefined, indent))).toBe(JSON.stringify(value));
  }));
});

test('size counts characters after minifying', () => {
  expect(policySize('{ "a": "ü" }')).toBe(9);
});
