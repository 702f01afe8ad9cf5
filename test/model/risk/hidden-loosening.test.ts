import { type Organization, type Policy, reviewOf } from '../../../src/model';
import { textReview } from '../../../src/report';
import { account, attached, FULL_ACCESS, organization, policy, unit } from '../organizations';
import { levelsOf, scp } from './support';

const FULL_RESOURCE_ACCESS = { id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY' as const, awsManaged: true };
const everything = scp('everything', { Sid: 'Nothing', Action: '*' });
const perimeter = policy('perimeter', {
  Version: '2012-10-17',
  Statement: [{
    Sid: 'Ours', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorgid' } },
  }],
}, { type: 'RESOURCE_CONTROL_POLICY' });
const future = scp('future', { Sid: 'NoFuture', Action: 'newservice:*' });

function shop(all: Policy[], atUnit: Policy[]): Organization {
  const full = [FULL_ACCESS, FULL_RESOURCE_ACCESS];
  return organization({
    root: {
      attachedPolicies: full,
      organizationalUnits: [unit('Prod', { attachedPolicies: [...full, ...atUnit.map(attached)], accounts: [account('shop', { attachedPolicies: full })] })],
    },
    policies: all,
    more: { policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] },
  });
}

test.each<[string, Policy[], Policy[], Policy[], string, string]>([
  [
    'a resource control policy is detached below a service control policy that denies everything', [everything, perimeter], [everything, perimeter], [everything],
    'detached', 'more is possible: denied to fewer than before  171 actions: s3:*  (no longer Ours of perimeter)',
  ],
  [
    'a denial of a service is detached that the action data does not have', [future], [future], [],
    'detached', 'more is possible: was denied, is allowed, for actions that are not in the action data  1 action: newservice:*  (no longer NoFuture of future; now Statement[0] of FullAWSAccess, Statement[0] of RCPFullAWSAccess)',
  ],
  [
    'one of two denials is detached, and the other has an exception', [future, scp('other', { Sid: 'B', NotAction: ['newservice:B*', 's3:*', 'sts:*'] })],
    [future, scp('other', { Sid: 'B', NotAction: ['newservice:B*', 's3:*', 'sts:*'] })], [scp('other', { Sid: 'B', NotAction: ['newservice:B*', 's3:*', 'sts:*'] })],
    'detached', 'more is possible: was denied, is allowed, for actions that are not in the action data  1 action: newservice:*',
  ],
])('where %s, the change loosens', (_, all, before, after, kind, line) => {
  const review = reviewOf(shop(all, before), shop(all, after));
  expect(levelsOf(review)).toEqual({ [kind]: ['loosens'] });
  expect(textReview(review)).toContain(line.replace('171', String(review.impact[0].actions[0].count)));
});

test('a known action stands for new ones that change in the same way', () => {
  const s3 = scp('s3', { Sid: 'A', Action: 's3:*' });
  const { impact: [{ actions }] } = reviewOf(shop([s3], [s3]), shop([s3], []));
  expect(actions.map(({ service, newAction }) => [service, newAction])).toEqual([['s3', undefined]]);
});
