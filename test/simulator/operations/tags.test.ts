import { Harness } from '../harness';

test('tags are added by key and taken off by key, on everything that can have them', () => {
  const harness = new Harness();
  const root = harness.organization();
  const content = '{"Statement":{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"organizations:ListAccounts","Resource":"*"}}';
  const resourcePolicy = harness.call('PutResourcePolicy', { Content: content }).ResourcePolicy.ResourcePolicySummary.Id;
  for (const ResourceId of [root, harness.unit(root, 'A'), harness.account('one'), harness.policy('A'), resourcePolicy]) {
    harness.call('TagResource', { ResourceId, Tags: [{ Key: 'a', Value: '1' }, { Key: 'b', Value: '' }] });
    harness.call('TagResource', { ResourceId, Tags: [{ Key: 'a', Value: '2' }] });
    harness.call('UntagResource', { ResourceId, TagKeys: ['b', 'absent'] });

    expect(harness.all('ListTagsForResource', 'Tags', { ResourceId })).toEqual([{ Key: 'a', Value: '2' }]);
  }
});

test('fifty tags are allowed and come in pages of twenty', () => {
  const harness = new Harness();
  const ResourceId = harness.organization();
  const Tags = Array.from({ length: 50 }, (_, number) => ({ Key: `key ${number}`, Value: 'x' }));
  harness.call('TagResource', { ResourceId, Tags });

  expect(harness.call('ListTagsForResource', { ResourceId }).Tags).toHaveLength(20);
  expect(harness.all('ListTagsForResource', 'Tags', { ResourceId })).toEqual(Tags);
  expect(harness.error('TagResource', { ResourceId, Tags: [{ Key: 'more', Value: '' }] })).toBe('ConstraintViolationException MAX_TAG_LIMIT_EXCEEDED');
  expect(harness.error('TagResource', { ResourceId: 'r-zzzz', Tags: [] })).toBe('TargetNotFoundException');
});

test('a token belongs to one list', () => {
  const harness = new Harness();
  const root = harness.organization();
  for (let number = 0; number < 3; number++) harness.unit(root, `${number}`);
  const { NextToken } = harness.call('ListChildren', { ParentId: root, ChildType: 'ORGANIZATIONAL_UNIT', MaxResults: 2 });

  expect(harness.call('ListChildren', { ParentId: root, ChildType: 'ORGANIZATIONAL_UNIT', MaxResults: 1, NextToken }).Children).toHaveLength(1);
  expect(harness.error('ListChildren', { ParentId: root, ChildType: 'ACCOUNT', NextToken })).toBe('InvalidInputException INVALID_NEXT_TOKEN');
  expect(harness.error('ListAccounts', { NextToken: 'made up' })).toBe('InvalidInputException INVALID_NEXT_TOKEN');
  expect(harness.error('ListAccounts', { MaxResults: 21 })).toBe('InvalidInputException MAX_VALUE_EXCEEDED');
});
