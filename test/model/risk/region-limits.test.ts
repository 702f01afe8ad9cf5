import { runInNewContext } from 'node:vm';
import type { FlatOrganization, FlatTarget } from '../../../src/model/diff/flat-organization';
import { regionLimits } from '../../../src/model/risk/rules/region-limits';

const REGION = 'eu-central-1';

/** An account whose root has a service control policy that denies Regions by this operator and pattern. */
function organization(operator: string, pattern: string): FlatOrganization {
  const target = (kind: FlatTarget['kind'], id: string, more: Partial<FlatTarget> = {}): FlatTarget => (
    { kind, id, name: id, email: '', state: '', tags: {}, attachedPolicies: [], ...more });
  const type = 'SERVICE_CONTROL_POLICY' as const;
  const content = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition: { [operator]: { 'aws:RequestedRegion': pattern } } }],
  });
  return {
    managementAccountId: '111111111111',
    targets: new Map([
      ['r-ab12', target('root', 'r-ab12', { attachedPolicies: [{ id: 'p-12345678', name: 'Regions', type, awsManaged: false }] })],
      ['222222222222', target('account', '222222222222', { parentId: 'r-ab12' })],
    ]),
    policies: new Map([['p-12345678', { id: 'p-12345678', name: 'Regions', type, content }]]),
  } as unknown as FlatOrganization;
}

test.each([
  ['StringLike', 'eu-*', ['Regions']],
  ['StringLike', 'eu-central-?', ['Regions']],
  ['StringLike', 'eu.central.1', []],
  ['StringLike', 'us-*', []],
  ['StringNotLike', 'eu-*', []],
  ['StringNotLike', 'us-*', ['Regions']],
  ['StringEquals', 'eu-*', []],
])('%s "%s" limits the Region as the service compares them', (operator, pattern, limits) => {
  expect(regionLimits(organization(operator, pattern), '222222222222', REGION)).toEqual(limits);
});

test('a pattern of many wildcards does not stop a review', () => {
  const hostile = organization('StringLike', `${'*'.repeat(60)}x`);
  const limits = () => regionLimits(hostile, '222222222222', REGION);
  expect(runInNewContext('limits()', { limits }, { timeout: 10_000 })).toEqual([]);
});
