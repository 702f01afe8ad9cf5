import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { type App, CfnParameter, Lazy, Stack, Tags } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Account,
  AccountProps,
  IParent,
  Organization,
  OrganizationalUnit,
  Policy,
  PolicyContent,
  PolicyProps,
  PolicyType,
  ServiceControlPolicy,
  TagPolicy,
  TrustedService,
} from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

type Case = [name: string, build: (stack: Stack, root: IParent) => void, ...problems: string[]];

const SCP = PolicyContent.fromString('{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}}');
/** A tag policy with 24 characters more than the given length. */
const long = (length: number, more = '') => PolicyContent.fromJson({ tags: { t: { tag_value: { '@@assign': ['x'.repeat(length - 22) + more] } } } });
const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'policy-'));
const BROKEN_FILE = path.join(FOLDER, 'broken.json');
fs.writeFileSync(BROKEN_FILE, '\uFEFF{\n  "a": 1,\n}');
afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

let number = 0;
const account = (stack: Stack, parent: IParent, props: Partial<AccountProps> = {}) =>
  new Account(stack, `Account${number++}`, { parent, accountName: 'one', email: `one${number}@example.com`, ...props });
const unit = (stack: Stack, parent: IParent, name = 'unit') =>
  new OrganizationalUnit(stack, `Unit${number++}`, { parent, organizationalUnitName: name });
const policy = (stack: Stack, props: Partial<PolicyProps> = {}) =>
  new Policy(stack, `Policy${number++}`, { policyType: PolicyType.SERVICE_CONTROL_POLICY, content: SCP, ...props });
const tagged = (stack: Stack, root: IParent, tags: Record<string, string>) => {
  const target = account(stack, root);
  Object.entries(tags).forEach(([key, value]) => Tags.of(target).add(key, value));
};

const CASES: Case[] = [
  ['an account name that is too long', (stack, root) => account(stack, root, { accountName: 'x'.repeat(51) }),
    `The account name has 51 characters (given: "${'x'.repeat(51)}"). Use 1 to 50 characters.`],
  ['an account name that is empty', (stack, root) => account(stack, root, { accountName: '' }),
    'The account name has 0 characters (given: ""). Use 1 to 50 characters.'],
  ['an account name with letters that are not ASCII', (stack, root) => account(stack, root, { accountName: 'Köln' }),
    'The account name holds characters that AWS refuses (given: "Köln"). Use printable ASCII'],
  ['an email address without a domain', (stack, root) => account(stack, root, { email: 'somebody' }),
    'The email address of the account is not valid (given: "somebody"). Use an address like'],
  ['an email address that is too short', (stack, root) => account(stack, root, { email: 'a@b.c' }),
    'The email address has 5 characters (given: "a@b.c"). Use an address of 6 to 64 characters.'],
  ['an email address of two accounts, in upper or lower case', (stack, root) => {
    new Account(stack, 'A', { parent: root, accountName: 'a', email: 'Team@example.com' });
    new Account(stack, 'B', { parent: root, accountName: 'b', email: 'team@example.com' });
  }, '[Test/A] The email address is used by more than one account (by Test/B) (given: "Team@example.com"). Give each account',
  '[Test/B] The email address is used by more than one account (by Test/A) (given: "team@example.com"). Give each account'],
  ['a role name with a space', (stack, root) => account(stack, root, { accessRoleName: 'my role' }),
    'The name of the role in the new account is not valid (given: "my role"). Use 1 to 64 letters'],
  ['a role name that is reserved for AWS services', (stack, root) => account(stack, root, { accessRoleName: 'AWSServiceRoleForMe' }),
    'is reserved for roles that AWS services create (given: "AWSServiceRoleForMe"). Choose a name'],
  ['an organizational unit without a name', (stack, root) => unit(stack, root, ''),
    'The name of the organizational unit has 0 characters (given: ""). Use 1 to 128 characters.'],
  ['a second OU with the same name below the same parent', (stack, root) => {
    new OrganizationalUnit(stack, 'A', { parent: root, organizationalUnitName: 'same' });
    const b = new OrganizationalUnit(stack, 'B', { parent: root, organizationalUnitName: 'same' });
    unit(stack, b, 'same');
  }, '[Test/A] The name is used more than once below the same parent (by Test/B) (given: "same"). Give each',
  '[Test/B] The name is used more than once below the same parent (by Test/A) (given: "same"). Give each'],
  ['an OU at the sixth level', (stack, root) => {
    let parent = root;
    for (let level = 1; level <= 6; level++) parent = unit(stack, parent);
  }, 'The organizational unit is too deep below the root (given: "level 6"). Place it at most 5 levels below the root.'],
  ['an OU that may not be replaced below one that may', (stack, root) => {
    const parent = new OrganizationalUnit(stack, 'Up', { parent: root, organizationalUnitName: 'up', allowReplacement: true });
    new OrganizationalUnit(stack, 'Down', { parent, organizationalUnitName: 'down', allowReplacement: false });
  }, '[Test/Down] The organizational unit may not be replaced, but its parent may, which would replace it too '
  + '(given: "allowReplacement: false"). Leave allowReplacement out, so that it follows its parent, or remove it from the parent.'],
  ['an invalid ID of an adopted account or OU', (stack, root) => {
    account(stack, root, { accountId: '12345', adopt: true });
    new OrganizationalUnit(stack, 'Unit', { parent: root, organizationalUnitName: 'u', organizationalUnitId: 'r-ab12', adopt: true });
  }, 'This is not the ID of an account (given: "12345"). Give an ID that looks like', 'This is not the ID of an organizational unit (given: "r-ab12").'],
  ['an ID of an account or OU without adopt', (stack, root) => {
    account(stack, root, { accountId: '123456789012' });
    new OrganizationalUnit(stack, 'Unit', { parent: root, organizationalUnitName: 'u', organizationalUnitId: 'ou-ab12-abcdefgh', adopt: false });
  }, 'accountId names an existing resource, and only adopt: true takes one over (given: "123456789012"). Set adopt: true, or leave accountId out.',
  'organizationalUnitId names an existing resource, and only adopt: true takes one over (given: "ou-ab12-abcdefgh"). Set adopt: true, or leave'],
  ['a tag key of AWS', (stack, root) => tagged(stack, root, { 'aws:name': '1' }),
    'The tag key is reserved for AWS (given: "aws:name"). Choose a key that does not start with aws:.'],
  ['the tag key of this library', (stack, root) => tagged(stack, root, { 'cdk-aws-organizations:owner': 'me' }),
    'The tag key is reserved for the tags of this library (given: "cdk-aws-organizations:owner"). Choose another key'],
  ['a tag key with a character that is not allowed', (stack, root) => tagged(stack, root, { 'a;b': '1' }),
    'The tag key is not valid (given: "a;b"). Use 1 to 128 letters'],
  ['a tag value that is too long', (stack, root) => tagged(stack, root, { key: 'x'.repeat(257) }),
    `The value of the tag "key" is not valid (given: "${'x'.repeat(257)}"). Use at most 256 letters`],
  ['a set of fifty tags', (stack, root) => tagged(stack, root, Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`key${i}`, '']))),
    'There are too many tags (given: "50 tags"). Use at most 49; one more is taken by the tag "cdk-aws-organizations:owner".'],
  ['a tag of the root that is not valid', (_, root) => Tags.of(root).add('?', ''),
    '[Test/Organization/Root] The tag key is not valid (given: "?"). Use 1 to 128 letters'],
  ['an invalid service principal', (_stack, root) => (root.node.scope as Organization).enableTrustedService(TrustedService.of('guard duty')),
    'The service principal is not valid (given: "guard duty"). Give it as AWS documents it'],
  ['a delegation with an invalid service principal', (stack, root) => account(stack, root).delegateAdministration(TrustedService.of('guardduty')),
    'The service principal is not valid (given: "guardduty"). Give it as AWS documents it'],
  ['an unknown policy type', (stack) => policy(stack, { policyType: PolicyType.of('SCP') }),
    'AWS Organizations has no such policy type, or this version of the library does not know it (given: "SCP"). Use one of SERVICE_CONTROL_POLICY, '],
  ['a policy name that is too long', (stack) => policy(stack, { policyName: 'x'.repeat(129) }), 'The policy name has 129 characters (given: '],
  ['a description that is too long', (stack) => policy(stack, { description: 'x'.repeat(513) }),
    'The description of the policy has 513 characters (given: '],
  ['a second policy with the same type and name', (stack) => {
    new Policy(stack, 'A', { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: {} }), policyName: 'same' });
    new Policy(stack, 'B', { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: {} }), policyName: 'same' });
    policy(stack, { policyName: 'same' });
  }, '[Test/A] The policy name is used more than once for this type (by Test/B) (given: "same"). Give each policy',
  '[Test/B] The policy name is used more than once for this type (by Test/A) (given: "same"). Give each policy'],
  ['a text that is not JSON', (stack) => policy(stack, { content: PolicyContent.fromString('{"a":\n1 "b"}') }),
    'The policy is not valid JSON: line 2, column 3: a comma or "}" is expected, found "\\"" (given: "the text"). Correct it at that place.'],
  ['a policy with a duplicate key', (stack) => policy(stack, { content: PolicyContent.fromString('{"a": 1,\n"a": 2}') }),
    'The policy is not valid JSON: line 2, column 1: the key "a" is given twice in the same object (given: "a"). Correct it at that place.'],
  ['a text that is not an object', (stack) => policy(stack, { content: PolicyContent.fromString('[]') }),
    'The policy is not valid JSON: line 1, column 1: the document is not an object in braces (given: "the text").'],
  ['a file that is not JSON', (stack) => policy(stack, { content: PolicyContent.fromFile(BROKEN_FILE) }),
    `The policy is not valid JSON: line 2, column 9: there is a comma before "}", where nothing follows (given: "${BROKEN_FILE}").`],
  ['a file that does not exist', (stack) => policy(stack, { content: PolicyContent.fromFile('no/such.json') }),
    'The file of the policy cannot be read: ENOENT'],
  ['an empty document', (stack) => policy(stack, { content: PolicyContent.fromJson({}) }),
    'The policy is empty (given: "{}"). Give it at least one element.'],
  ['a policy that is too long', (stack) => policy(stack, { policyType: PolicyType.TAG_POLICY, content: long(10_000) }),
    'The policy is longer than the 10000 characters that its type may have, white space not counted: 10024. Shorten it'],
  ['a policy that is too long even without values that are known only at deployment', (stack) => policy(stack, {
    policyType: PolicyType.TAG_POLICY, content: long(10_000, new CfnParameter(stack, 'P').valueAsString),
  }), 'white space not counted: 10025.'],
  ['a service control policy without a document', (stack) => new ServiceControlPolicy(stack, 'Policy', {}),
    'The service control policy has no document (given: "nothing"). Give guardrails or statements, a document, or content.'],
  ['a service control policy with two documents', (stack) => new ServiceControlPolicy(stack, 'Policy', { statements: [], content: SCP }),
    'The service control policy has more than one document (given: "statements, content"). Give exactly one'],
  ['a service control policy with a principal', (stack) => new ServiceControlPolicy(stack, 'Policy', {
    statements: [new iam.PolicyStatement({ actions: ['*'], resources: ['*'], principals: [new iam.AnyPrincipal()] })],
  }), 'Statement[0].Principal is not part of a service control policy: {"AWS":"*"}. Use a condition such as ArnLike on aws:PrincipalArn. (policy-syntax: https://'],
  ['a target with eleven service control policies', (stack, root) => Array.from({ length: 10 }, () => policy(stack).attachTo(root)),
    'Too many policies of the type SERVICE_CONTROL_POLICY are attached to one target (given: "11 policies, p-FullAWSAccess of AWS included"). Attach at most 10'],
  ['a policy that is attached twice', (stack, root) => {
    const twice = new ServiceControlPolicy(stack, 'Twice', { content: SCP });
    root.attachPolicy(twice);
    root.attachPolicy(twice);
  }, 'The policy is attached to the same target more than once (given: "Test/Twice"). Attach it once.'],
  ['a target without any policy', (_, root) => root.detachFullAwsAccess(),
    'FullAWSAccess is to be detached, but a target must keep at least one service control policy (given: "no other policy"). Attach'],
  ['a target with FullAWSAccess both attached and detached', (stack, root) => {
    root.attachPolicy(Policy.fromPolicyId(stack, 'FullAWSAccess', 'p-FullAWSAccess', PolicyType.SERVICE_CONTROL_POLICY));
    root.detachFullAwsAccess();
  }, 'FullAWSAccess is to be both attached and detached (given: "p-FullAWSAccess"). Do only one of the two.'],
  ['a second organization', (stack) => new Organization(stack, 'Second'),
    '[Test/Organization] The stack has more than one organization (by Test/Second)', '[Test/Second] The stack has more than one organization'],
  ['an invalid ID of an imported resource', (stack) => {
    Account.fromAccountId(stack, 'A', '12345');
    OrganizationalUnit.fromOrganizationalUnitId(stack, 'B', 'r-a1b2');
    Policy.fromPolicyId(stack, 'C', 'FullAWSAccess', PolicyType.SERVICE_CONTROL_POLICY);
    Organization.fromOrganizationAttributes(stack, 'D', { organizationId: 'x', rootId: 'y', managementAccountId: 'z' });
  }, '[Test/A] This is not the ID of an account (given: "12345"). Give an ID that looks like 123456789012.',
  '[Test/B] This is not the ID of an organizational unit (given: "r-a1b2")', '[Test/C] This is not the ID of a policy (given: "FullAWSAccess")',
  '[Test/D] This is not the ID of an organization (given: "x")', '[Test/D] This is not the ID of a root (given: "y")',
  '[Test/D] This is not the ID of an account (given: "z")'],
];

test.each(CASES)('%s is refused', (_, build, ...problems) => {
  const stack = testStack();
  build(stack, new Organization(stack, 'Organization').root);
  expect(synthesisProblems(stack)).toEqual(problems.map((problem) => expect.stringContaining(problem)));
});

test('synthesis reports all messages together', () => {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  account(stack, root, { accountName: '', email: 'x' });
  unit(stack, root, '');
  expect(synthesisProblems(stack)).toHaveLength(4);
});

test('a value that is known only at deployment is not checked', () => {
  const stack = testStack();
  const token = (id: string) => new CfnParameter(stack, id).valueAsString;
  const { root } = new Organization(stack, 'Organization');
  account(stack, root, { accountName: token('Name'), email: token('Email'), accessRoleName: token('Role') });
  account(stack, root, { email: token('OtherEmail') });
  const importedPolicy = Policy.fromPolicyId(stack, 'ImportedPolicy', token('PolicyId'), PolicyType.SERVICE_CONTROL_POLICY);
  Account.fromAccountId(stack, 'Imported', token('Id')).attachPolicy(importedPolicy);
  policy(stack, { content: PolicyContent.fromString(token('Content')) });
  Tags.of(account(stack, root)).add('key', token('Value'));
  expect(synthesisProblems(stack)).toEqual([]);
});

test('nine service control policies with FullAWSAccess, or ten without it, are accepted', () => {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  Array.from({ length: 9 }, () => policy(stack).attachTo(root));
  const target = account(stack, root);
  const allowed = PolicyContent.fromJson({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
  Array.from({ length: 10 }, () => policy(stack, { content: allowed }).attachTo(target));
  target.detachFullAwsAccess();
  expect(synthesisProblems(stack)).toEqual([]);
});

describe('when two stacks of the app attach policies to one target', () => {
  /** Problems of the first of two stacks that each attach some policies. */
  function problemsWith(here: number, there: number, detachedBy: 'here' | 'there' | 'neither'): string[] {
    const stack = testStack();
    new Organization(stack, 'Organization');
    const other = new Stack(stack.node.root as App, 'Other');
    const [target, same] = [stack, other].map((each) => OrganizationalUnit.fromOrganizationalUnitId(each, 'Target', 'ou-a1b2-exampleouid'));
    const content = PolicyContent.fromJson({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } });
    Array.from({ length: here }, () => policy(stack, { content }).attachTo(target));
    Array.from({ length: there }, () => policy(other, { content }).attachTo(same));
    if (detachedBy !== 'neither') (detachedBy === 'here' ? target : same).detachFullAwsAccess();
    return synthesisProblems(stack);
  }

  test.each([
    ['either', 'here' as const], ['the other', 'there' as const],
  ])('ten policies are accepted if %s one detaches FullAWSAccess', (_, detachedBy) => {
    expect(problemsWith(5, 5, detachedBy)).toEqual([]);
  });

  test('eleven policies are refused in both stacks although one of them detaches FullAWSAccess', () => {
    expect(problemsWith(5, 6, 'there')).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('(given: "11 policies, attached by other stacks: ')));
  });

  test('ten policies are refused in both stacks if neither of them detaches FullAWSAccess', () => {
    expect(problemsWith(5, 5, 'neither')).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('(given: "11 policies, p-FullAWSAccess of AWS included')));
  });

  test('nine policies are accepted if neither of them detaches FullAWSAccess', () => {
    expect(problemsWith(5, 4, 'neither')).toEqual([]);
  });
});

test('context values override quotas that AWS raised', () => {
  const stack = testStack({
    'cdk-aws-organizations:quota:accountNameLength': '60', 'cdk-aws-organizations:quota:TAG_POLICY.maxContentLength': 20_000,
  });
  account(stack, new Organization(stack, 'Organization').root, { accountName: 'x'.repeat(60) });
  policy(stack, { policyType: PolicyType.TAG_POLICY, content: long(15_000) });
  expect(synthesisProblems(stack)).toEqual([]);
});

test('an override that is not a number, or that names no quota, is refused', () => {
  const stack = testStack({ 'cdk-aws-organizations:quota:accountNameLength': 'many', 'cdk-aws-organizations:quota:accounts': 5 });
  new Organization(stack, 'Organization');
  expect(synthesisProblems(stack)).toEqual([
    expect.stringContaining('The context key "cdk-aws-organizations:quota:accountNameLength" does not hold a whole number of 0 or more (given: "many")'),
    expect.stringContaining('The context key "cdk-aws-organizations:quota:accounts" overrides a quota that is not known (given: "accounts"). Use one of '),
  ]);
});

test('a value that synthesis resolves is checked', () => {
  const stack = testStack();
  const late = (text: string) => Lazy.string({ produce: () => text });
  const { root } = new Organization(stack, 'Organization');
  new Account(stack, 'A', { parent: root, accountName: late(''), email: late('nonsense') });
  new Account(stack, 'B', { parent: root, accountName: 'b', email: late('Two@example.com') });
  new Account(stack, 'C', { parent: root, accountName: 'c', email: 'two@example.com' });
  new OrganizationalUnit(stack, 'D', { parent: root, organizationalUnitName: late('unit') });
  new OrganizationalUnit(stack, 'E', { parent: root, organizationalUnitName: late('unit') });
  new Policy(stack, 'F', { policyType: PolicyType.SERVICE_CONTROL_POLICY, content: SCP, policyName: late('base') });
  new Policy(stack, 'G', { policyType: PolicyType.SERVICE_CONTROL_POLICY, content: SCP, policyName: 'base' });
  const email = 'The email address is used by more than one account';
  const name = 'The name is used more than once below the same parent';
  expect(synthesisProblems(stack)).toEqual([
    '[Test/A] The account name has 0 characters', '[Test/A] The email address of the account is not valid (given: "nonsense")',
    `[Test/B] ${email} (by Test/C) (given: "Two@example.com")`, `[Test/C] ${email} (by Test/B) (given: "two@example.com")`,
    `[Test/D] ${name} (by Test/E) (given: "unit")`, `[Test/E] ${name} (by Test/D) (given: "unit")`,
    '[Test/F] The policy name is used more than once for this type (by Test/G) (given: "base")',
    '[Test/G] The policy name is used more than once for this type (by Test/F) (given: "base")',
  ].map((problem) => expect.stringContaining(problem)));
});

test('a service principal or policy type that is known only at deployment is refused when the method is called', () => {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization');
  const token = new CfnParameter(stack, 'Parameter').valueAsString;
  const service = TrustedService.of(token);
  const refused = (what: string, where: string) => new RegExp(`^\\[Test/${where}\\] The ${what} is known only at deployment \\(given: .*\\)\\. Give the text itself`);
  expect(() => organization.enableTrustedService(service)).toThrow(refused('service principal', 'Organization'));
  expect(() => organization.enablePolicyType(PolicyType.of(token))).toThrow(refused('policy type', 'Organization'));
  expect(() => Account.fromAccountId(stack, 'Imported', '123456789012').delegateAdministration(service)).toThrow(refused('service principal', 'Imported'));
});

// The CDK itself advises a CfnJson there, which no document of a policy can be.
test.each([
  ['an operator', (token: string) => ({ [token]: { 'aws:PrincipalArn': 'x' } })],
  ['a condition key', (token: string) => ({ ArnLike: { [`aws:PrincipalTag/${token}`]: 'x' } })],
])('%s in a document of the IAM language that is known only at deployment is refused', (_name, conditions) => {
  const stack = testStack();
  const token = new CfnParameter(stack, 'Key').valueAsString;
  const denial = { effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] };
  const statements = [new iam.PolicyStatement({ ...denial, conditions: conditions(token) })];
  const content = PolicyContent.fromPolicyDocument(new iam.PolicyDocument({ statements }));
  policy(stack, { policyType: PolicyType.SERVICE_CONTROL_POLICY, content });
  const problem = /A key of the policy is known only at deployment \(given: ".*\$\{Token\[.*Give the text itself/;
  expect(synthesisProblems(stack)).toEqual([expect.stringMatching(problem)]);
});

test('a key of a policy that is known only at deployment is refused, in typed properties and in JSON', () => {
  const stack = testStack();
  const tagKey = new CfnParameter(stack, 'Key').valueAsString;
  new TagPolicy(stack, 'Typed', { tags: [{ tagKey }] });
  policy(stack, { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: { stage: { [tagKey]: 'x' } } }) });
  policy(stack, { policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: { [Lazy.string({ produce: () => 'stage' })]: { tag_key: { '@@assign': 'Stage' } } } }) });
  const problems = synthesisProblems(stack);
  expect(problems).toHaveLength(2);
  for (const problem of problems) expect(problem).toContain('A key of the policy is known only at deployment (given: "${Token[');
});
