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

const denies = (action: string, condition: object, more: object = {}) => ({ Effect: 'Deny', Action: action, Resource: '*', Condition: condition, ...more });
const text = (name: string, ...statements: object[]) => policy(name, JSON.stringify({ Version: '2012-10-17', Statement: statements }));

/** An organization with real IDs, in which a policy at the unit has one document or another. */
function live(document: string | object): Organization {
  const guard = policy('guard', document, { id: 'p-guard0000' });
  const at = shop([guard], [guard]);
  const [place] = at.root.organizationalUnits;
  const accounts = [{ ...place.accounts[0], id: '999900001111' }];
  return { ...at, root: { ...at.root, organizationalUnits: [{ ...place, accounts }] } };
}

test.each<[string, string | object, string | object]>([
  ['a pattern of IDs', text('x', denies('s3:*', { StringLike: { 'aws:PrincipalAccount': '9999*' } })).content, text('x', denies('s3:GetObject', { StringEquals: { 'aws:RequestedRegion': 'x' } })).content],
  ['a pattern in an ARN', text('x', denies('s3:*', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::9999*:role/*' } })).content, text('x', denies('s3:GetObject', { StringEquals: { 'aws:RequestedRegion': 'x' } })).content],
  ['an ID as a number', text('x', denies('s3:*', { NumericGreaterThan: { 'aws:PrincipalAccount': '500000000000' } })).content, text('x', denies('s3:GetObject', { StringEquals: { 'aws:RequestedRegion': 'x' } })).content],
  [
    'an ID with an escaped digit', text('x', denies('s3:*', { StringEquals: { 'aws:PrincipalAccount': '999900001111' } })).content.replace('999900001111', '99990000111\\u0031'),
    text('x', denies('s3:GetObject', { StringEquals: { 'aws:RequestedRegion': 'x' } })).content,
  ],
  [
    'an operator that AWS does not have, so that neither text can be judged', text('x', denies('s3:*', { StringFoo: { 'aws:PrincipalAccount': 'x' } })).content,
    text('x', denies('ec2:RunInstances', { StringFoo: { 'aws:PrincipalAccount': 'x' } })).content,
  ],
  ['a pattern of addresses', text('x', denies('s3:*', {})).content, text('x', denies('s3:*', { StringNotLike: { 'aws:SourceIp': '10.*' } })).content],
  ['a wider pattern of addresses', text('x', denies('s3:*', { StringNotLike: { 'aws:SourceIp': '10.1.*' } })).content, text('x', denies('s3:*', { StringNotLike: { 'aws:SourceIp': '10.*' } })).content],
  ['a pattern of times', text('x', denies('s3:*', {})).content, text('x', denies('s3:*', { StringNotLike: { 'aws:CurrentTime': '2026-*' } })).content],
])('a change that loosens is found with %s', (_, before, after) => {
  expect(levelsOf(reviewOf(live(before), live(after)))).toEqual({ policyStatementsChanged: expect.arrayContaining(['loosens']) });
});

test('actions whose patterns have too many combinations may be let in', () => {
  const hostile = { Effect: 'Deny', Action: Array.from({ length: 16 }, (_, index) => `iam:*b${'?'.repeat(index + 1)}`), Resource: '*' };
  const except = (...NotAction: string[]) => text('x', { Effect: 'Deny', NotAction, Resource: '*' }, hostile).content;
  const review = reviewOf(live(except('s3:GetObject')), live(except('s3:GetObject', 'zzzz:VeryLongNameOfAnAction')));
  expect(levelsOf(review)).toEqual({ policyStatementsChanged: expect.arrayContaining(['loosens']) });
  expect(textReview(review)).toContain('for actions that are not in the action data');
});

describe('conditions on places', () => {
  const toA = (type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY', pattern: string) => policy('paths', {
    Version: '2012-10-17',
    Statement: [{ ...denies('s3:*', { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': pattern } }), ...(type === 'RESOURCE_CONTROL_POLICY' ? { Principal: '*' } : {}) }],
  }, { type });
  const moved = (paths: Policy, home: 'A' | 'B', atRoot = true) => {
    const full = [FULL_ACCESS, FULL_RESOURCE_ACCESS];
    const place = (name: string) => unit(name, {
      id: `ou-root-${name.toLowerCase()}aaaaaaa`,
      attachedPolicies: full,
      accounts: name === home ? [account('shop', { id: '999900001111', attachedPolicies: full })] : [],
    });
    return organization({
      root: { id: 'r-root', attachedPolicies: [...full, ...(atRoot ? [attached(paths)] : [])], organizationalUnits: [place('A'), place('B')] },
      policies: [paths],
      more: { id: 'o-exampleorgid', policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] },
    });
  };
  const levels = (paths: Policy, atRoot?: boolean) => levelsOf(reviewOf(moved(paths, 'A', atRoot), moved(paths, 'B', atRoot)));

  test.each(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const)('let a move loosen, whether %s names the former place', (type) => {
    expect(levels(toA(type, 'o-exampleorgid/r-root/ou-root-aaaaaaaa/*'))).toEqual({ accountMoved: ['loosens', 'tightens'] });
  });

  test('that do not tell the two places apart do not', () => {
    expect(levels(toA('SERVICE_CONTROL_POLICY', 'o-exampleorgid/r-root/*'))).toEqual({ accountMoved: ['neutral'] });
  });
});
