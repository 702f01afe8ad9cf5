import fc from 'fast-check';
import { parseTemplate } from '../../src/assembly';
import { findRepeatedKey } from '../../src/assembly/repeated-key';
import { repeatedKey } from '../../src/policy';

const found = (text: string) => findRepeatedKey(text, JSON.parse(text));

test.each<[string, string, ReturnType<typeof found>]>([
  ['a key that comes twice', '{"a":1,\n"b":2,\n"a":3}', { key: 'a', line: 3 }],
  ['a key in another form', '{"Action":1,"\\u0041ction" : 2}', { key: 'Action', line: 1 }],
  ['a key of an object in a list', '[{"a":1},{"b":{"c":[],"c":{}}}]', { key: 'c', line: 1 }],
  ['a key with a quote and a backslash', '{"\\"\\\\":1,"\\"\\\\":2}', { key: '"\\', line: 1 }],
  ['the key __proto__', '{"__proto__":1,"__proto__":2}', { key: '__proto__', line: 1 }],
  ['equal keys of several objects', '{"a":{"a":1},"b":{"a":1}}', undefined],
  ['texts that look like keys', '{"a":"\\"b\\":1,\\"b\\":2","c":["d:","d:"],"__proto__":"{}"}', undefined],
])('of %s', (_name, text, expected) => {
  expect(found(text)).toEqual(expected);
});

test('agrees with the parser of policies', () => {
  const key = fc.constantFrom('a', 'b', '"', '\\', ':', '{');
  const written = key.chain((each) => fc.constantFrom(JSON.stringify(each), `"${[...each].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`));
  const { json } = fc.letrec<{ json: string }>((tie) => ({
    json: fc.oneof({ depthSize: 'small' }, written, fc.constantFrom('1', 'null'),
      fc.array(tie('json'), { maxLength: 3 }).map((items) => `[${items.join(' , ')}]`),
      fc.array(fc.tuple(written, tie('json')), { maxLength: 3 }).map((entries) => `{${entries.map((entry) => entry.join('\n : ')).join(',')}}`)),
  }));
  fc.assert(fc.property(json, (text) => (found(text)?.key === undefined) === (repeatedKey(text) === undefined)), { numRuns: 3_000 });
});

test('a template with such a key is refused, since CloudFormation may take the other value', () => {
  const role = (actions: string) => `{"Resources":{"Role":{"Type":"AWS::IAM::Role","Properties":{"Policies":[{${actions}}]}},"Other":{"Type":"T"}}}`;
  expect(() => parseTemplate(role('"Action":"*",\n"Action":"s3:Get*"'), 'Org.template.json'))
    .toThrow('An object in this file has the same key twice. Given: "Action" at line 2 of Org.template.json. Synthesize the app again.');
  expect(parseTemplate(role('"Action":"s3:Get*"'), 'Org.template.json').Resources.Role.Type).toBe('AWS::IAM::Role');
});

test('a large text is checked in a short time', () => {
  const text = JSON.stringify(Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`key${index}`, { Type: '"\\"{}:', more: [index] }])));
  // Of the processor, since the clock says nothing on a busy machine.
  const begin = process.cpuUsage();
  expect(found(text)).toBeUndefined();
  expect(process.cpuUsage(begin).user).toBeLessThan(5_000_000);
});
