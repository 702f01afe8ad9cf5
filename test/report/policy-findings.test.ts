import { organization, policy } from './page/sample-organization';
import type { Organization, Policy } from '../../src/model';
import { policyFindings } from '../../src/report/policy-findings';

const deny = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*', ...more }] });
const CODE: Organization['code'] = { owners: ['Org'], guardedActions: [], withoutFullAwsAccess: [] };
const rules = (policies: Policy[], code?: Organization['code']) => policyFindings(organization([], policies, { code })).map(({ policyId, rule }) => `${policyId} ${rule}`);

test('findings of all policies come with their policy, errors first', () => {
  const findings = policyFindings(organization([], [
    policy('typo', deny({ Action: 's3:GetObjcet' })), policy('effect', deny({ Effect: 'deny' })), policy('fine', deny({})),
    policy('tags', { tag: {} }, 'TAG_POLICY'),
  ]));
  expect(findings.map(({ policyId, rule, severity }) => [policyId, rule, severity])).toEqual([
    ['p-effect', 'policy-syntax', 'error'], ['p-tags', 'management-keys', 'error'], ['p-typo', 'unknown-action', 'warning'],
  ]);
  expect(findings[2].text).toContain('names an action that s3 does not have: "s3:GetObjcet". Did you mean "s3:GetObject"?');
});

test.each<[string, object, string[]]>([
  ['a resource', { Resource: '${Org.Bucket}' }, ['resource-arn', 'variable-syntax']],
  ['a service', { Action: '${Org.Service}:*' }, ['policy-syntax']],
  ['a value', { Condition: { IpAddress: { 'aws:SourceIp': '${Org.Office}' } } }, ['condition-value']],
])('a reference of code is not judged as %s, which the same text in a live organization is', (_, more, found) => {
  const named = policy('named', deny(more));
  expect(rules([named], CODE)).toEqual([]);
  expect(rules([named])).toEqual(found.map((rule) => `p-named ${rule}`));
});

test('an import and a part of a reference are references, and a literal that looks like one is none', () => {
  const of = (resource: string) => rules([policy('named', deny({ Resource: resource }))], CODE);
  expect(['${Fn::ImportValue/Org:Ant}', '${Fn::Select/1/<Fn::Split/%003A/<Org.Role.Arn>>}', '${AWS::StackId/Org}'].map(of)).toEqual([[], [], []]);
  expect(of('${!Org.Bucket}')).toEqual(['p-named resource-arn', 'p-named variable-syntax']);
});

test('a policy variable is no reference', () => {
  expect(rules([policy('named', deny({ Condition: { StringEquals: { 'aws:PrincipalTag/team': '${aws:PrincipalTeam}' } } }))], CODE)).toEqual(['p-named unknown-condition-key']);
});

test('references count for nothing in the size, since their length is not known', () => {
  const reference = '${Org.Account}';
  const long = (length: number) => {
    const rest = JSON.stringify(deny({ Resource: 'arn:aws:s3:::' })).length;
    return policy('long', deny({ Resource: `arn:aws:s3:::${'x'.repeat(length - rest)}${reference}` }));
  };
  expect(rules([long(10_240)], CODE)).toEqual([]);
  expect(rules([long(10_241)], CODE)).toEqual(['p-long policy-size']);
});

test('the size of a policy set says nothing', () => {
  const set = { ...policy('set', deny({ Resource: `arn:aws:s3:::${'x'.repeat(11_000)}` })), id: 'policy-set/${Org.Set}' };
  expect(rules([set], CODE)).toEqual([]);
});

test('a policy of a type that this version does not know is not judged', () => {
  expect(rules([policy('new', { anything: true }, 'NEW_POLICY' as never), policy('typo', deny({ Action: 's3:GetObjcet' }))])).toEqual(['p-typo unknown-action']);
});
