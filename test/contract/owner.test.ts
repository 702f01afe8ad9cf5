import {
  attachedTagKey, isAttachedTagKeyOf, isOtherRegion, isSameOwner, ownerOfStack, ownerTagValue, parseOwnerTagValue,
  retainedAttachmentsTagKey, rootTagsKey, stackOwner,
} from '../../src/contract';

test('the owner of a stack is the name and the Region of its ARN, in every partition', () => {
  expect(ownerOfStack('arn:aws:cloudformation:eu-west-1:111111111111:stack/Org/1f2e')).toBe('Org@eu-west-1');
  expect(ownerOfStack('arn:aws-us-gov:cloudformation:us-gov-west-1:111111111111:stack/Org/1f2e')).toBe('Org@us-gov-west-1');
});

test.each([
  ['Org@eu-west-1', 'Org@eu-west-1', true, false],
  ['Org@eu-west-1', 'Org@us-east-1', false, true],
  ['Org@eu-west-1', 'Other@eu-west-1', false, false],
  ['Org', 'Org@us-east-1', true, false],
  ['Org', 'Other@us-east-1', false, false],
])('%s and %s are one owner: %s, one stack name in two Regions: %s', (one, other, same, twoRegions) => {
  expect([isSameOwner(one, other), isSameOwner(other, one)]).toEqual([same, same]);
  expect([isOtherRegion(one, other), isOtherRegion(other, one)]).toEqual([twoRegions, twoRegions]);
});

test.each([
  { owner: 'Org@eu-west-1', adopted: false },
  { owner: 'Org@eu-west-1', adopted: true },
  { owner: 'Org@eu-west-1', adopted: true, formerParentId: 'ou-ab12-12345678', notedAt: 1_700_000_000_000 },
  { owner: 'Org@eu-west-1', adopted: false, found: true, formerParentId: 'r-ab12', notedAt: 1_700_000_000_000 },
])('an owner tag is read as it was written: %j', (ownership) => {
  expect(parseOwnerTagValue(ownerTagValue(ownership))).toEqual({ formerParentId: undefined, ...ownership });
});

test.each([attachedTagKey, retainedAttachmentsTagKey, rootTagsKey])('two stacks whose long names begin alike do not share a tag key (%p)', (keyOf) => {
  const long = 'x'.repeat(127);
  const keys = [stackOwner(`${long}a`, 'eu-west-1'), stackOwner(`${long}b`, 'eu-west-1'), stackOwner(`${long}a`, 'us-east-1')].map(keyOf);
  expect(new Set(keys).size).toBe(3);
  for (const key of keys) expect(key).toMatch(/^[a-z:/@.x-]{96,}\.[0-9a-f]{16}$/);
  expect(keys.map(({ length }) => length)).toEqual([128, 128, 128]);
  expect(keyOf('Org@eu-west-1')).toMatch(/\/Org@eu-west-1$/);
});

test('a stack without a Region recognizes its tags of any Region', () => {
  const key = attachedTagKey('Org@eu-west-1');
  expect([isAttachedTagKeyOf('Org', key), isAttachedTagKeyOf('Org@eu-west-1', key)]).toEqual([true, true]);
  expect([isAttachedTagKeyOf('Or', key), isAttachedTagKeyOf('Org@us-east-1', key)]).toEqual([false, false]);
});
