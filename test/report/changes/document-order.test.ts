import { documentDiff } from '../../../src/report/changes/document-diff';
import { policy, sampleChanges } from '../sample-changes';

const { policyStatementsChanged: sample } = sampleChanges();
const diffOf = (before: object | string, after: object | string) => {
  const text = (value: object | string) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  const statements = [{ change: 'changed' as const, statement: 'A', effect: 'Deny', before: text(before), after: text(after) }];
  return documentDiff({ ...sample, policy: policy('p'), statements })!.filter(({ sign }) => sign === '+' || sign === '-').map(({ sign, text: line }) => `${sign}${line.trim()}`);
};

test('the order of keys and of the values in a list is no difference', () => {
  const before = { Sid: 'A', Effect: 'Deny', Action: ['s3:Get*', 's3:Put*'], Resource: '*', Condition: { StringEquals: { b: '1', a: '2' }, Bool: { c: 'true' } } };
  const after = { Condition: { Bool: { c: 'true' }, StringEquals: { a: '2', b: '3' } }, Resource: '*', Action: ['s3:Put*', 's3:Get*'], Effect: 'Deny', Sid: 'A' };
  expect(diffOf(before, after)).toEqual(['-"b": "1"', '+"b": "3"']);
});

test('two values that leave a list and one that comes are shown', () => {
  expect(diffOf({ Action: ['a:1', 'a:2', 'a:3'], Effect: 'Deny' }, { Effect: 'Deny', Action: ['a:4', 'a:2'] })).toEqual(['-"a:1",', '-"a:2",', '-"a:3"', '+"a:4",', '+"a:2"']);
});

test('a text in which a key is repeated is shown as it is', () => {
  const before = '{\n  "Action": "a:1",\n  "Action": "a:2"\n}';
  expect(diffOf(before, { Action: 'a:2' })).toEqual(['-"Action": "a:1",']);
});
