import * as fc from 'fast-check';
import { parseJson } from '../../src/policy';

test.each([
  ['{', 'line 1, column 2: a key in double quotes is expected, found the end of the text'],
  ['', 'line 1, column 1: a value is expected, found the end of the text'],
  ['{"a": 1,}', 'line 1, column 8: there is a comma before "}", where nothing follows'],
  ['{"a": 1\n "b": 2}', 'line 2, column 2: a comma or "}" is expected, found "\\""'],
  ['{"a" 1}', 'line 1, column 6: a colon is expected after the key "a", found "1"'],
  ["{'a': 1}", 'line 1, column 2: a key in double quotes is expected, found "\'"'],
  ['{"a": yes}', 'line 1, column 7: a value is expected, found "y"'],
  ['["a]', 'line 1, column 2: the string is not closed, or holds a line break or an unknown escape'],
  ['{"a":1,\n"a":2}', 'line 2, column 1: the key "a" is given twice in the same object'],
  ['{"b":[{"Action":1,"\\u0041ction":2}]}', 'line 1, column 19: the key "Action" is given twice in the same object'],
  ['{}\n{}', 'line 2, column 1: "{" follows the end of the document'],
])('%j is refused with the place and the reason', (text, message) => {
  expect(() => parseJson(text)).toThrow(message);
});

test.each([['lists', '[', 501], ['objects', '{"a":', 2501]])('%s that are nested too deeply are refused with the place', (_, open, column) => {
  expect(() => parseJson(open.repeat(200_000))).toThrow(`line 1, column ${column}: objects and lists are nested in more than 500 levels`);
});

test('the depth limit counts the nesting of one place, not of the whole document', () => {
  expect(parseJson(`[${'[],'.repeat(1_000)}[]]`)).toHaveLength(1_001);
  expect(() => parseJson('['.repeat(500) + ']'.repeat(500))).not.toThrow();
});

test('the output of JSON.stringify is read back', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
    const text = JSON.stringify(value, undefined, indent);
    expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(JSON.parse(text)));
  }));
});

test('a text is accepted exactly if JSON.parse accepts it', () => {
  const pieces = fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', '-', '0', '1e5', 'true', 'nul', ' ', '"');
  fc.assert(fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
    const text = parts.join('');
    const verdict = (parse: (text: string) => unknown) => {
      try {
        parse(text);
        return 'accepted';
      } catch (error) {
        return /given twice/.test((error as Error).message) ? 'accepted' : 'refused';
      }
    };
    if (verdict(parseJson) !== verdict(JSON.parse)) {
      // A duplicate key ends the parsing early, before a later mistake.
      expect(() => parseJson(text)).toThrow('given twice');
    }
  }), { numRuns: 2000 });
});
