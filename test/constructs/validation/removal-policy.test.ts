import { RemovalPolicies, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Account, AccountRemoval, Organization, OrganizationalUnit, type OrganizationProps } from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

function appWith(removal?: AccountRemoval) {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', { allowAccountClosure: true, allowAccountRemoval: true });
  const account = new Account(stack, 'Account', { parent: organization.root, accountName: 'one', email: 'one@example.com', removal });
  return { stack, organization, account };
}

const ACCOUNT_PROBLEM = '[Test/Account] The removal policy of the account asks CloudFormation to delete it, which no deployment does '
  + '(given: "DeletionPolicy: Delete"). Set removal to AccountRemoval.close(), AccountRemoval.removeFromOrganization() or AccountRemoval.moveTo(), '
  + 'or keep the removal policy off the account (excludeResourceTypes: Custom::OrganizationsAccount).';
const ORGANIZATION_PROBLEM = '[Test/Organization] It takes two keys to delete the organization: its removal policy asks CloudFormation to delete it, and it does '
  + 'not allow that (given: "allowDeletion: false"). Keep the removal policy off the organization (excludeResourceTypes: Custom::OrganizationsOrganization), '
  + 'or set allowDeletion: true on it.';

test('applyRemovalPolicy(DESTROY) is refused for an account and for the organization, since no deployment would delete them', () => {
  const { stack, organization, account } = appWith();
  account.applyRemovalPolicy(RemovalPolicy.DESTROY);
  organization.applyRemovalPolicy(RemovalPolicy.DESTROY);
  expect(synthesisProblems(stack)).toEqual([ORGANIZATION_PROBLEM, ACCOUNT_PROBLEM]);
});

test('a removal policy for the whole stack applies to the account and the organization, and is refused as well', () => {
  const { stack } = appWith();
  RemovalPolicies.of(stack).destroy();
  expect(synthesisProblems(stack)).toEqual([ORGANIZATION_PROBLEM, ACCOUNT_PROBLEM]);
});

test('a removal policy that excludes both resource types, as the messages advise, is accepted', () => {
  const { stack } = appWith();
  RemovalPolicies.of(stack).destroy({ excludeResourceTypes: ['Custom::OrganizationsAccount', 'Custom::OrganizationsOrganization'] });
  expect(synthesisProblems(stack)).toEqual([]);
});

test.each([RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE])('applyRemovalPolicy(%s) is accepted, since the account and the organization stay anyway', (policy) => {
  const { stack, organization, account } = appWith();
  account.applyRemovalPolicy(policy);
  organization.applyRemovalPolicy(policy);
  expect(synthesisProblems(stack)).toEqual([]);
  for (const type of ['Custom::OrganizationsAccount', 'Custom::OrganizationsOrganization']) {
    const [{ DeletionPolicy }] = Object.values(Template.fromStack(stack).findResources(type));
    expect(['Retain', 'RetainExceptOnCreate']).toContain(DeletionPolicy);
  }
});

test.each([
  ['close', () => AccountRemoval.close()],
  ['removeFromOrganization', () => AccountRemoval.removeFromOrganization()],
  ['moveTo', (unit: OrganizationalUnit) => AccountRemoval.moveTo(unit)],
])('a removal policy that prevents the Delete of AccountRemoval.%s() is refused', (method, removal) => {
  const problemsUnder = (policy: RemovalPolicy) => {
    const stack = testStack();
    const { root } = new Organization(stack, 'Organization', { allowAccountClosure: true, allowAccountRemoval: true });
    const unit = new OrganizationalUnit(stack, 'Unit', { parent: root, organizationalUnitName: 'unit' });
    const account = new Account(stack, 'Account', { parent: root, accountName: 'one', email: 'one@example.com', removal: removal(unit) });
    account.applyRemovalPolicy(policy);
    return synthesisProblems(stack);
  };
  expect(problemsUnder(RemovalPolicy.DESTROY)).toEqual([]);
  expect(problemsUnder(RemovalPolicy.RETAIN)).toEqual([
    `[Test/Account] The removal policy of the account keeps CloudFormation from the Delete with which AccountRemoval.${method}() begins `
    + '(given: "DeletionPolicy: Retain"). Keep the removal policy off the account, or set removal to AccountRemoval.retain().',
  ]);
});

function organizationWith(props: OrganizationProps) {
  const stack = testStack();
  new Organization(stack, 'Organization', props);
  return stack;
}

test('an adopted organization with both keys for its deletion is refused', () => {
  expect(synthesisProblems(organizationWith({ adopt: true, allowDeletion: true, removalPolicy: RemovalPolicy.DESTROY }))).toEqual([
    '[Test/Organization] The removal policy of the organization asks CloudFormation to delete it, but an adopted organization is never deleted '
    + '(given: "adopt: true"). Leave out adopt: true, or the removal policy and allowDeletion.',
  ]);
});

test.each<OrganizationProps>([
  { adopt: true }, { adopt: true, allowDeletion: true }, { allowDeletion: true, removalPolicy: RemovalPolicy.DESTROY },
])('an organization with %j is accepted', (props) => {
  expect(synthesisProblems(organizationWith(props))).toEqual([]);
});

interface Statement {
  readonly Sid?: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** The statements of all roles and of their policies that allow deleting an organization. */
function deletionStatements(stack: Stack): Statement[] {
  interface Document { readonly PolicyDocument: { readonly Statement: Statement[] } }
  const template = Template.fromStack(stack);
  const roles = Object.values(template.findResources('AWS::IAM::Role')) as { Properties: { Policies?: Document[] } }[];
  const policies = Object.values(template.findResources('AWS::IAM::Policy')) as { Properties: Document }[];
  return [...roles.flatMap(({ Properties: { Policies = [] } }) => Policies), ...policies.map(({ Properties }) => Properties)]
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .filter(({ Action }) => [Action].flat().includes('organizations:DeleteOrganization'));
}

test('only allowDeletion gives the role of the handlers the permission for DeleteOrganization', () => {
  const allowed = deletionStatements(organizationWith({ allowDeletion: true }));
  expect(allowed).toEqual([{ Sid: 'DeleteOrganization', Effect: 'Allow', Action: 'organizations:DeleteOrganization', Resource: '*' }]);
  const others: OrganizationProps = { allowAccountClosure: true, allowAccountRemoval: true, allowPolicyTypeDisabling: true };
  for (const props of [{}, { allowDeletion: false }, others]) expect(deletionStatements(organizationWith(props))).toEqual([]);
});

test('the resource requests the deletion only with both keys', () => {
  const resourceOf = (props: OrganizationProps) => Object.values(Template.fromStack(organizationWith(props)).findResources('Custom::OrganizationsOrganization'))[0];
  expect(resourceOf({ allowDeletion: true, removalPolicy: RemovalPolicy.DESTROY })).toMatchObject({ Properties: { AllowDeletion: true }, DeletionPolicy: 'Delete' });
  const { Properties, DeletionPolicy } = resourceOf({ allowDeletion: true });
  expect([Properties.AllowDeletion, DeletionPolicy]).toEqual([undefined, 'RetainExceptOnCreate']);
});
