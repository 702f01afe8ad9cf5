import { stackMetadata } from '../../../src/assembly/deployment/stack-metadata';

const TYPE = 'cdk-aws-organizations:exemption';
const OTHER = 'cdk-aws-organizations:row';

/** The metadata of a stack with entries in its manifest and in a file with this text. */
const metadataOf = (text: string, inManifest?: unknown) => (
  stackMetadata({ type: 'aws:cloudformation:stack', metadata: inManifest, additionalMetadataFile: 'more.json' }, { directory: '/assembly', read: () => text }));

const file = (...types: string[]) => JSON.stringify({ '/Stack/Construct': types.map((type, index) => ({ type, data: { index } })) });

test('the data of a type comes from the manifest and from the file, in this order', () => {
  const metadata = metadataOf(file(TYPE, OTHER, TYPE), { '/Stack': [{ type: TYPE, data: 'manifest' }, { type: OTHER }] });

  expect(metadata(TYPE)).toEqual(['manifest', { index: 0 }, { index: 2 }]);
  expect(metadata(OTHER)).toEqual([undefined, { index: 1 }]);
  expect(metadata('aws:cdk:asset')).toEqual([]);
});

test.each([
  ['a letter', file(TYPE).replace('exemption', '\\u0065xemption')],
  ['a letter with an upper-case code', file(TYPE).replace('organizations', '\\u006Frganizations')],
  ['every character', file(TYPE).replace(TYPE, [...TYPE].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))],
])('a type in which %s is escaped is found', (_what, text) => {
  expect(text).not.toContain(TYPE);
  expect(metadataOf(text)(TYPE)).toEqual([{ index: 0 }]);
});

test('a type with a slash is found where the slash is escaped', () => {
  expect(metadataOf(file('a/b').replace('a/b', 'a\\/b'))('a/b')).toEqual([{ index: 0 }]);
});

test('a file that cannot be parsed is refused as soon as it matters', () => {
  const metadata = metadataOf(`${file(TYPE)}}`);

  expect(metadata(OTHER)).toEqual([]);
  expect(() => metadata(TYPE)).toThrow(/^This file is not valid JSON\. Given: .*more\.json/);
});

test('a key that occurs twice is refused as soon as it matters', () => {
  const metadata = metadataOf(`{"/Stack":[{"type":"${OTHER}","type":"${TYPE}"}]}`);

  expect(() => metadata(OTHER)).toThrow('An object in this file has the same key twice');
  expect(() => metadata(TYPE)).toThrow('An object in this file has the same key twice');
  expect(metadata('aws:cdk:asset')).toEqual([]);
});

test('a stack without a file has the metadata of its manifest', () => {
  const read = () => {
    throw new Error('nothing is read');
  };
  expect(stackMetadata({ type: 'aws:cloudformation:stack', metadata: { a: [{ type: TYPE, data: 1 }, 'x'], b: 'y' } }, { directory: '/', read })(TYPE)).toEqual([1]);
});
