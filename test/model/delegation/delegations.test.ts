import type { Organization } from '../../../src/model';
import { delegationNotes, principalWords, rightsWords } from '../../../src/model/delegation/delegation-words';
import { type Delegation, delegationOfText, delegationsOf } from '../../../src/model/delegation/delegations';
import { live } from '../organizations';

const ONE = '111122223301';
const UNIT = 'ou-root-aaaaaaa1';
const PREFIX = 'arn:aws:organizations::999988887777:';
const read = (statement: object) => delegationOfText(JSON.stringify(statement))!;
const NOTHING: Delegation = {
  effect: '', principals: [], rights: [], policyTypes: [], targets: [], reachesRoot: false, reachesPolicies: false, policyTags: [],
};

describe('a resource policy', () => {
  test('has its statements in order, and one statement may stand without a list', () => {
    const statements = [{ Sid: 'A', Effect: 'Allow' }, { Sid: 'B', Effect: 'Deny' }];
    const expected: Delegation[] = [{ ...NOTHING, sid: 'A', effect: 'Allow' }, { ...NOTHING, sid: 'B', effect: 'Deny' }];
    expect(delegationsOf(JSON.stringify({ Statement: statements }))).toEqual(expected);
    expect(delegationsOf(JSON.stringify({ Statement: statements[1] }))).toEqual([expected[1]]);
    expect(delegationsOf(JSON.stringify({ Statement: [null, 'x', [], statements[0]] }))).toEqual([expected[0]]);
  });

  test.each([undefined, '', '{', 'null', '[]', '"text"', '{}', '{"Statement":"x"}'])('without statements delegates nothing: %s', (text) => {
    expect(delegationsOf(text)).toEqual([]);
  });

  test.each([undefined, '{', 'null', '[]', '5'])('has no statement that is no object: %s', (text) => {
    expect(delegationOfText(text)).toBeUndefined();
  });
});

test('an ID, an effect and other members of another form are left out', () => {
  expect(read({ Sid: '', Effect: 5, Principal: 5, Action: 5, Resource: 5, Condition: [] })).toEqual(NOTHING);
  expect(read({ Sid: 5, Condition: { StringEquals: 'x' } })).toEqual(NOTHING);
});

test.each<[unknown, string[]]>([
  ['*', ['*']],
  [{ AWS: '*' }, ['*']],
  [{ AWS: ONE }, [ONE]],
  [{ AWS: [`arn:aws:iam::${ONE}:root`, 'arn:aws-cn:iam::222233334444:role/A'] }, [ONE, '222233334444']],
  [{ AWS: 'arn:${AWS::Partition}:iam::${Org.Shop}:root' }, ['${Org.Shop}']],
  [{ AWS: 'arn:aws:iam::${Org/Nested.Shop:x}:role/A' }, ['${Org/Nested.Shop:x}']],
  [{ AWS: 'arn:aws:iam::${Org.Shop}' }, ['arn:aws:iam::${Org.Shop}']],
  [{ AWS: 'arn:aws:sts::111122223301:root' }, ['arn:aws:sts::111122223301:root']],
  [{ AWS: `see arn:aws:iam::${ONE}:root` }, [`see arn:aws:iam::${ONE}:root`]],
  [{ Service: 'sso.amazonaws.com' }, []],
])('the principals %j are %j', (Principal, principals) => {
  expect(read({ Principal }).principals).toEqual(principals);
});

test.each<[unknown, string[]]>([
  ['organizations:CreatePolicy', ['create']],
  ['organizations:UpdatePolicy', ['change']],
  ['organizations:DeletePolicy', ['delete']],
  ['organizations:AttachPolicy', ['attach']],
  ['organizations:DetachPolicy', ['detach']],
  ['organizations:EnablePolicyType', ['enable']],
  ['organizations:DisablePolicyType', ['disable']],
  ['organizations:TagResource', ['tag']],
  ['organizations:UntagResource', ['tag']],
  ['organizations:DescribePolicy', ['read']],
  ['ORGANIZATIONS:LISTROOTS', ['read']],
  [['organizations:DetachPolicy', 'organizations:ListRoots', 'organizations:CreatePolicy'], ['create', 'detach', 'read']],
  ['organizations:*tachPolicy', ['attach', 'detach']],
  ['*:?ist*', ['read']],
  ['organizations:ListSomethingNew', ['read']],
  ['organizations:D*', ['delete', 'detach', 'disable', 'read']],
  ['organizations:*', ['create', 'change', 'delete', 'attach', 'detach', 'enable', 'disable', 'tag', 'read']],
  ['*', ['create', 'change', 'delete', 'attach', 'detach', 'enable', 'disable', 'tag', 'read']],
  ['organizations:CreateAccount', []],
  ['iam:ListRoles', []],
  ['notorganizations:ListRoots', []],
])('the actions %j give the rights %j', (Action, rights) => {
  expect(read({ Action }).rights).toEqual(rights);
});

test.each<[unknown, Pick<Delegation, 'targets' | 'policyTypes' | 'reachesRoot'>]>([
  [`${PREFIX}root/o-example1234/r-root`, { targets: ['r-root'], policyTypes: [], reachesRoot: true }],
  [`${PREFIX}root/o-example1234/*`, { targets: ['root'], policyTypes: [], reachesRoot: true }],
  [`${PREFIX}ou/o-example1234/${UNIT}`, { targets: [UNIT], policyTypes: [], reachesRoot: false }],
  [`${PREFIX}account/o-example1234/*`, { targets: ['account'], policyTypes: [], reachesRoot: false }],
  [`${PREFIX}ou`, { targets: ['ou'], policyTypes: [], reachesRoot: false }],
  [
    [`${PREFIX}ou/o-example1234/*`, `${PREFIX}account/o-example1234/${ONE}`, `${PREFIX}account/o-example1234/${ONE}`],
    { targets: [ONE, 'ou'], policyTypes: [], reachesRoot: false },
  ],
  [`${PREFIX}handshake/o-example1234/*`, { targets: [], policyTypes: [], reachesRoot: false }],
  [`${PREFIX}policy/o-example1234/tag_policy/*`, { targets: [], policyTypes: ['TAG_POLICY'], reachesRoot: false }],
  [
    [`${PREFIX}policy/o-example1234/tag_policy/p-1`, `${PREFIX}policy/o-example1234/backup_policy/*`, `${PREFIX}policy/o-example1234/tag_policy/*`],
    { targets: [], policyTypes: ['BACKUP_POLICY', 'TAG_POLICY'], reachesRoot: false },
  ],
  [`${PREFIX}policy/o-example1234/*/p-1`, { targets: [], policyTypes: [], reachesRoot: false }],
  [`${PREFIX}policy/o-example1234/tag_polic?/p-1`, { targets: [], policyTypes: [], reachesRoot: false }],
  [`${PREFIX}policy`, { targets: [], policyTypes: [], reachesRoot: false }],
  ['arn:${AWS::Partition}:organizations::${AWS::AccountId}:ou/${Org.Organization}/${Org/Nested.Prod}', { targets: ['${Org/Nested.Prod}'], policyTypes: [], reachesRoot: false }],
  ['arn:${AWS::Partition}:organizations::${AWS::AccountId}:policy/${Org.Organization}/${Org.Type}/*', { targets: [], policyTypes: [], reachesRoot: false }],
  [['*', `${PREFIX}ou/o-example1234/${UNIT}`], { targets: [], policyTypes: [], reachesRoot: true }],
  [`${PREFIX}*`, { targets: [], policyTypes: [], reachesRoot: true }],
  [`${PREFIX}?u/o-example1234/${UNIT}`, { targets: [], policyTypes: [], reachesRoot: true }],
])('the resources %j are %j', (Resource, expected) => {
  expect(read({ Resource })).toMatchObject(expected);
});

test.each<[unknown, string[]]>([
  [{ StringEquals: { 'organizations:PolicyType': 'TAG_POLICY' } }, ['TAG_POLICY']],
  [{ StringLikeIfExists: { 'Organizations:policytype': ['TAG_POLICY', 'BACKUP_POLICY'] } }, ['BACKUP_POLICY', 'TAG_POLICY']],
  [{ 'ForAllValues:StringEquals': { 'organizations:PolicyType': ['TAG_POLICY'] } }, ['TAG_POLICY']],
  [{ 'ForAnyValue:StringLike': { 'organizations:PolicyType': ['TAG_POLICY'] } }, ['TAG_POLICY']],
  [{ Bool: { 'aws:SecureTransport': 'true' }, StringEquals: { 'aws:PrincipalTag/a': 'x', 'organizations:PolicyType': 'S3_POLICY' } }, ['S3_POLICY']],
  [{ StringNotEquals: { 'organizations:PolicyType': 'TAG_POLICY' } }, []],
  [{ 'NotForAnyValue:StringEquals': { 'organizations:PolicyType': 'TAG_POLICY' } }, []],
  [undefined, []],
])('the condition %j limits a statement to %j', (Condition, policyTypes) => {
  expect(read({ Condition }).policyTypes).toEqual(policyTypes);
});

test.each<[unknown, string[]]>([
  [{ StringEquals: { 'aws:ResourceTag/team': 'red' } }, ['team = red']],
  [{ StringLike: { 'aws:resourcetag/team': ['red', 'blue*'] } }, ['team = blue* or red']],
  [{ StringLike: { 'aws:ResourceTag/cdk-aws-organizations:owner': ['Policies@*', '${Org.Name}@eu-west-1'] } }, ['cdk-aws-organizations:owner = ${Org.Name}@eu-west-1 or Policies@*']],
  [{ StringEquals: { 'aws:ResourceTag/a': '${AWS::Region}', 'aws:ResourceTag/b': 'x' } }, ['a = ${AWS::Region}', 'b = x']],
  [{ StringLike: { 'aws:ResourceTag/cdk-aws-organizations:owner': ['Policies*', 'Policies@*'] } }, []],
  [{ StringLike: { 'aws:ResourceTag/cdk-aws-organizations:owner': '*@eu-west-1' } }, []],
  [{ StringLike: { 'aws:ResourceTag/team': '*' } }, []],
  [{ StringLike: { 'aws:ResourceTag/team': ['red', '?*'] } }, []],
  [{ StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }, []],
  [{ StringEqualsIfExists: { 'aws:ResourceTag/team': 'red' } }, []],
  [{ StringNotEquals: { 'aws:ResourceTag/team': 'red' } }, []],
  [{ 'ForAllValues:StringEquals': { 'aws:ResourceTag/team': 'red' } }, []],
  [{ StringEquals: { 'aws:RequestTag/team': 'red' } }, []],
  [{ Null: { 'aws:ResourceTag/team': 'false' } }, []],
  [{ StringEquals: { 'aws:ResourceTag/team': [] } }, []],
])('the condition %j limits a statement to policies with the tags %j', (Condition, policyTags) => {
  expect(read({ Condition }).policyTags).toEqual(policyTags);
});

test.each([
  ['*', true], [`${PREFIX}policy/o-example1234/tag_policy/*`, true], [`${PREFIX}*`, true], [`${PREFIX}ou/o-example1234/*`, false], [[], false],
])('the resource %j reaches policies: %s', (Resource, reachesPolicies) => {
  expect(read({ Resource }).reachesPolicies).toBe(reachesPolicies);
});

describe('a delegation in words', () => {
  const names: Readonly<Record<string, string>> = { [ONE]: 'Root/security', [UNIT]: 'Root/Workloads', same: 'same' };
  const nameOf = (id: string) => names[id];

  test.each<[string[], string]>([
    [[], 'nobody'],
    [['*'], 'every account that meets the conditions'],
    [[ONE], `account Root/security (${ONE})`],
    [['222233334444', 'same', ONE], `account 222233334444, account same and account Root/security (${ONE})`],
  ])('by %j is one by %s', (principals, words) => {
    expect(principalWords({ ...NOTHING, principals }, nameOf)).toBe(words);
  });

  test.each<[Partial<Delegation>, string]>([
    [{}, 'do nothing that can be delegated'],
    [{ rights: ['tag'] }, 'tag'],
    [{ rights: ['read'] }, 'read the organization'],
    [{ rights: ['enable', 'disable'] }, 'enable and disable policy types'],
    [{ rights: ['delete', 'create'] }, 'create and delete policies of all types'],
    [{ rights: ['change'], policyTypes: ['S3_POLICY'], policyTags: ['team = red'] }, 'change S3 policies with the tag team = red'],
    [{ rights: ['detach'] }, 'detach policies of all types on every target'],
    [{ rights: ['attach'], targets: ['root', 'ou', 'account'] }, 'attach policies of all types on the root, every organizational unit and every account'],
    [{ rights: ['attach'], targets: ['222233334444', UNIT] }, `attach policies of all types on 222233334444 and Root/Workloads (${UNIT})`],
    [{ rights: ['change'], policyTypes: ['AISERVICES_OPT_OUT_POLICY', 'NEW_POLICY', 'TAG_POLICY'] }, 'change AI services opt-out policies, NEW_POLICY documents and tag policies'],
    [
      { rights: ['create', 'change', 'delete', 'attach', 'detach', 'enable', 'tag', 'read'], policyTypes: ['S3_POLICY'], targets: ['account'] },
      'create, change and delete S3 policies; attach and detach S3 policies on every account; enable policy types; tag; read the organization',
    ],
  ])('with %j may %s', (delegation, words) => {
    expect(rightsWords({ ...NOTHING, ...delegation }, nameOf)).toBe(words);
  });

  test('names the targets of the organization by their paths', () => {
    const statement = { Effect: 'Deny', Principal: { AWS: ONE }, Action: 'organizations:AttachPolicy', Resource: `${PREFIX}root/o-example1234/r-root` };
    const organization = (resourcePolicy?: Organization['resourcePolicy']) => (
      live.organization({ root: { accounts: [live.account('security', 1)] }, more: { ...(resourcePolicy ? { resourcePolicy } : {}) } }));
    expect(delegationNotes(organization({ id: 'rp-1', content: JSON.stringify({ Statement: statement }), tags: {} }))).toEqual([
      { effect: 'Deny', who: `account Root/security (${ONE})`, what: 'attach policies of all types on Root (r-root)' },
    ]);
    expect(delegationNotes(organization())).toEqual([]);
  });
});
