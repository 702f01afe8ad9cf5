import { account, attached, denies, FULL, organization, policy, unit } from './small-organization';
import { OrganizationAccess, type AccessQuestion } from '../../../src/model';

const SHOP = '${Land.Shop}';
const TOOLS = '${Land/Nested.Tools}';

/** Code before its first deployment: IDs are references to the constructs. */
function code(statement: object, version = '2012-10-17'): OrganizationAccess {
  const only = policy('only', { ...denies(statement), Version: version });
  return new OrganizationAccess(organization({
    id: '${Land.Org.RootId}',
    attachedPolicies: [FULL, attached(only)],
    organizationalUnits: [unit('Workloads', '${Land.Workloads}', { accounts: [account('shop', SHOP), account('tools', TOOLS)] })],
  }, { id: '${Land.Org}', managementAccountId: '${Land.Org.ManagementAccountId}', policies: [only] }), false);
}

const unless = (operator: string, key: string, ...values: string[]) => ({ Action: 's3:*', Condition: { [operator]: { [key]: values } } });
const EVERYBODY: AccessQuestion = { action: 's3:GetObject' };

test.each<[string, object, string, string, string[]]>([
  ['an account is the one that a policy refers to', unless('StringNotEquals', 'aws:PrincipalAccount', TOOLS), 'tools', 'allowed', []],
  ['another account is not the one that a policy refers to', unless('StringNotEquals', 'aws:PrincipalAccount', TOOLS), 'shop', 'denied', []],
  ['an account may have an ID that a policy contains', unless('StringNotEquals', 'aws:PrincipalAccount', '111122223333'), 'shop', 'depends', [`the ID of ${SHOP}`]],
  ['an ID in a policy that makes no difference does not affect the verdict',
    unless('StringNotEquals', 'aws:PrincipalAccount', '111122223333', SHOP), 'shop', 'allowed', []],
  ['the organization is the one that a policy refers to', unless('StringNotEquals', 'aws:PrincipalOrgID', '${Land.Org}'), 'shop', 'allowed', []],
  ['the organization may have an ID that a policy contains', unless('StringNotEquals', 'aws:PrincipalOrgID', 'o-a1b2c3d4e5'), 'shop', 'depends', ['the ID of ${Land.Org}']],
  ['a unit is the one that a policy refers to',
    unless('ForAllValues:StringNotLike', 'aws:PrincipalOrgPaths', '${Land.Org}/${Land.Org.RootId}/${Land.Workloads}/*'), 'shop', 'allowed', []],
  ['the value of another construct is unknown', unless('StringNotEquals', 'aws:SourceVpc', '${Land.Vpc}'), 'shop', 'depends', ['aws:SourceVpc', '${Land.Vpc}']],
])('%s', (_what, statement, name, decision, missingInformation) => {
  const access = code(statement);
  expect(access.ask(access.find(name), EVERYBODY)).toMatchObject({ decision, missingInformation });
});

const PATH = 'o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*';
const WHOLE_PATH = ['the ID of ${Land.Org}', 'the ID of ${Land.Org.RootId}', 'the ID of ${Land.Workloads}'];

test.each<[string, object, string, string[]]>([
  ['a path in a policy', unless('ForAnyValue:StringNotLike', 'aws:PrincipalOrgPaths', PATH), 'depends', WHOLE_PATH],
  ['a path of the resource in a policy', { Action: 's3:*', Condition: { 'ForAnyValue:StringLike': { 'aws:ResourceOrgPaths': PATH } } }, 'depends', WHOLE_PATH],
  ['the IDs of an account and an organization in a policy', {
    Action: 's3:*',
    Condition: {
      StringEquals: { 'aws:PrincipalAccount': '111122223333', 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
    },
  }, 'depends', [`the ID of ${SHOP}`, 'the ID of ${Land.Org}']],
  ['the start of an account ID', { Action: 's3:*', Condition: { StringLike: { 'aws:PrincipalAccount': '12*' } } }, 'depends', [`the ID of ${SHOP}`]],
  ['the end of an account ID', unless('StringNotLike', 'aws:PrincipalAccount', '*7'), 'depends', [`the ID of ${SHOP}`]],
  ['the start of a unit’s ID', unless('ForAllValues:StringNotLike', 'aws:PrincipalOrgPaths', '*/ou-ab12-*'), 'depends', WHOLE_PATH],
  ['the start of an account ID in an ARN', unless('ArnNotLike', 'aws:PrincipalArn', 'arn:aws:iam::12*:role/Dev'), 'depends', [`the ID of ${SHOP}`]],
  ['a number that the account may be', { Action: 's3:*', Condition: { NumericLessThan: { 'aws:PrincipalAccount': '500000000000' } } }, 'depends', [`the ID of ${SHOP}`]],
  ['a pattern that every account ID matches', { Action: 's3:*', Condition: { StringLike: { 'aws:PrincipalAccount': '????????????' } } }, 'denied', []],
  ['a pattern that no account ID matches', unless('StringLike', 'aws:PrincipalAccount', 'x*'), 'allowed', []],
  ['a pattern that every organization ID matches', unless('StringNotLike', 'aws:PrincipalOrgID', 'o-*'), 'allowed', []],
  ['the path of another unit of the code', unless('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', '${Land.Org}/${Land.Org.RootId}/${Land.Workloads}/ou-*'), 'allowed', []],
])('a policy with %s has the expected verdict and dependencies', (_what, statement, decision, missingInformation) => {
  const access = code(statement);
  const question = { action: 's3:GetObject', principal: 'role/Dev', resource: 'arn:aws:s3:::b' };
  expect(access.ask(access.find('shop'), question)).toMatchObject({ decision, missingInformation });
});

test('a policy in which references are no variables cannot be judged', () => {
  const access = code(unless('StringNotEquals', 'aws:PrincipalAccount', TOOLS), '2008-10-17');
  expect(access.ask(access.find('tools'), EVERYBODY).missingInformation).toEqual([
    'policy only, which has references that only the deployment resolves (with "Version": "2012-10-17" it could be judged)',
  ]);
});

test('an ID in a policy never equals a stand-in', () => {
  const access = code(unless('StringNotEquals', 'aws:PrincipalAccount', ...Array.from({ length: 9 }, (_, index) => `00000000000${index}`)));
  expect(access.ask(access.find('shop'), EVERYBODY).decision).toBe('depends');
});

test('the answer shows references, not their stand-ins', () => {
  const access = code(unless('StringNotEquals', 'aws:PrincipalAccount', TOOLS));
  const answer = access.ask(access.find('shop'), { ...EVERYBODY, principal: 'role/Dev' });
  expect(answer.request.principal).toBe(`arn:aws:iam::${SHOP}:role/Dev`);
  expect(answer.matchedStatements).toMatchObject([{ policy: 'only', conditions: [{ values: [TOOLS], given: [SHOP] }] }]);
});

test('the policies of the parent of a unit outside the code are unknown', () => {
  const only = policy('only', denies({ Action: 's3:*' }));
  const access = new OrganizationAccess(organization({
    id: '',
    attachedPolicies: [],
    organizationalUnits: [unit('ou-ab12-11111111', 'ou-ab12-11111111', {
      organizationalUnits: [unit('Workloads', '${Land.Workloads}', { attachedPolicies: [FULL, attached(only)], accounts: [account('shop', SHOP)] })],
    })],
  }, { id: '', policies: [only], policyTypes: [] }), false);
  const ask = (action: string) => access.ask(access.find('ou-ab12-11111111/Workloads/shop'), { action });
  expect(ask('s3:GetObject').decision).toBe('denied');
  expect(ask('ec2:RunInstances')).toMatchObject({
    decision: 'depends', missingInformation: ['the policies attached to ou-ab12-11111111 and above it, which are not in the code'],
  });
});

test('the root above a unit outside the code has the policies of the code', () => {
  const only = policy('only', denies({ Action: 's3:*' }));
  const access = new OrganizationAccess(organization({
    attachedPolicies: [FULL, attached(only)],
    organizationalUnits: [unit('ou-ab12-11111111', 'ou-ab12-11111111', { accounts: [account('shop', SHOP)] })],
  }, { policies: [only] }), false);
  const ask = (action: string) => access.ask(access.find('ou-ab12-11111111/shop'), { action }).decision;
  expect([ask('s3:GetObject'), ask('ec2:RunInstances')]).toEqual(['denied', 'depends']);
});
