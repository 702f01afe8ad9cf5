import { summaryOfRehearsal } from '../../../src/cli/rehearse/summary-of-rehearsal';
import type { RehearsalResult } from '../../../src/rehearsal';

const ENDED = {
  succeeded: true, stacks: [], resources: [], calls: [], virtualSeconds: 3, warnings: [], organization: null, differences: [],
} as unknown as RehearsalResult;

test('a deployment that ends as the code says has succeeded', () => {
  expect(summaryOfRehearsal(ENDED, null)).toMatchObject({ succeeded: true, failures: [] });
});

test('an account that cannot be removed to the end stays, and the summary names the reason', () => {
  const call = (error: object | null) => ({ operation: 'RemoveAccountFromOrganization', writing: true, atSeconds: 1, request: { AccountId: '111122223333' }, error });
  const refused = call({ code: 'ConstraintViolationException', reason: 'MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED' });
  const warnings = (calls: object[]) => summaryOfRehearsal({ ...ENDED, calls } as RehearsalResult, null).warnings;
  expect(warnings([refused, refused])).toEqual([expect.stringMatching(/^RemoveAccountFromOrganization is refused for .* stays where it is: ConstraintViolationException, MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED\. An account that/)]);
  expect(warnings([refused, call(null)])).toEqual([]);
});

test('a deployment that ends with another organization than the code says has failed', () => {
  expect(summaryOfRehearsal(ENDED, null, { differing: ['The name of policy a is b, not a'] })).toMatchObject({
    succeeded: false, failures: ['The organization is not what the code says at the end: The name of policy a is b, not a.'],
  });
});

test('tags that mark existing resources as managed are counted, without those that the code lists and those that the service refused', () => {
  const tagging = (keys: string[], error: object | null = null) => ({
    operation: 'TagResource', writing: true, atSeconds: 1, request: { ResourceId: '1', Tags: keys.map((Key) => ({ Key, Value: 'x' })) }, error,
  });
  const calls = [
    tagging(['cdk-aws-organizations:owner', 'cdk-aws-organizations:was:team', 'team']), tagging(['team']), tagging(['cdk-aws-organizations:owner'], { code: 'TooManyRequests' }),
  ];
  expect(summaryOfRehearsal({ ...ENDED, calls } as unknown as RehearsalResult, null).ownershipTags).toBe(2);
  expect(summaryOfRehearsal(ENDED, null)).not.toHaveProperty('ownershipTags');
});
