import { App, NestedStack, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, AccountRemoval, Organization, OrganizationalUnit, type OrganizationalUnitProps, Policy, PolicySet, PolicyType, ServiceControlPolicy } from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

function start() {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  const unit = (id: string, props: Partial<OrganizationalUnitProps> = {}) => (
    new OrganizationalUnit(stack, id, { parent: root, organizationalUnitName: id, ...props }));
  return { stack, root, unit };
}

test('the destination of accounts is written with the logical ID of its resource, which the deployment may recreate', () => {
  const { stack, unit } = start();
  unit('Old', { moveAccountsTo: unit('Parking') });
  expect(synthesisProblems(stack)).toEqual([]);
  const units = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsOrganizationalUnit'));
  expect(units.find(({ Properties }) => Properties.Name === 'Old')?.Properties.MoveAccountsTo)
    .toEqual({ ParentId: { Ref: expect.stringMatching(/^Parking/) }, ParentLogicalId: expect.stringMatching(/^Parking/) });
});

test('a destination with a destination of its own is written with it, for units and accounts, if the handlers see both', () => {
  const { stack, root, unit } = start();
  const nested = new NestedStack(stack, 'Nested');
  const sibling = new Stack(App.of(stack), 'Sibling', { env: { account: stack.account, region: stack.region } });
  const last = unit('Last', { moveAccountsTo: root });
  const middle = unit('Middle', { moveAccountsTo: last });
  const [old, elsewhere] = [nested, sibling].map((scope) => new OrganizationalUnit(scope, `Old in ${scope.node.id}`, { parent: root, moveAccountsTo: middle }));
  new Account(stack, 'Shop', { parent: old, email: 'shop@example.com', removal: AccountRemoval.moveTo(middle) });
  expect(synthesisProblems(stack)).toEqual([]);
  const idOf = (id: string) => ({ ParentId: { Ref: expect.stringMatching(new RegExp(`^${id}`)) }, ParentLogicalId: expect.stringMatching(new RegExp(`^${id}`)) });
  const toRoot = { ParentId: { 'Fn::GetAtt': [expect.stringMatching(/^Organization/), 'RootId'] } };
  const [removal] = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsAccount')).map(({ Properties }) => Properties.Removal);
  expect(removal).toEqual({ Action: 'MoveAccount', ...idOf('Middle'), IfRemoved: { ...idOf('Last'), IfRemoved: toRoot } });
  const placeOf = ({ stack: of }: OrganizationalUnit) => (
    Object.values(Template.fromStack(of).findResources('Custom::OrganizationsOrganizationalUnit')).map(({ Properties }) => Properties.MoveAccountsTo)[0]);
  const ofParameter = { Ref: expect.stringMatching(/^reference/) };
  expect(placeOf(old)).toEqual({ ParentId: ofParameter, IfRemoved: { ParentId: ofParameter, IfRemoved: { ParentId: ofParameter } } });
  expect(placeOf(elsewhere)).toEqual({ ParentId: { 'Fn::ImportValue': expect.any(String) } });
});

test('an OU with a destination for its accounts comes after its policies, so that it is deleted before them', () => {
  const { stack, unit, root } = start();
  const [moving, staying] = [unit('Moving', { moveAccountsTo: root }), unit('Staying')];
  const statements = [new PolicyStatement({ effect: Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] })];
  const own = new ServiceControlPolicy(stack, 'Own', { statements });
  const set = new PolicySet(stack, 'Set', { statements });
  const foreign = Policy.fromPolicyId(stack, 'Foreign', 'p-12345678', PolicyType.SERVICE_CONTROL_POLICY);
  for (const each of [moving, staying]) {
    [own, foreign].forEach((policy) => each.attachPolicy(policy));
    each.attachPolicySet(set);
  }
  expect(synthesisProblems(stack)).toEqual([]);
  const units = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsOrganizationalUnit'));
  const dependenciesOf = ({ organizationalUnitName }: OrganizationalUnit) => (
    units.find(({ Properties }) => Properties.Name === organizationalUnitName)?.DependsOn);
  expect(dependenciesOf(moving)).toEqual([expect.stringMatching(/^Own/), expect.stringMatching(/^Set/)]);
  expect(dependenciesOf(staying)).toBeUndefined();
});

test('the root, the parent and an OU outside the app may be destinations of accounts', () => {
  const { stack, root, unit } = start();
  const parent = unit('Parent', { moveAccountsTo: root });
  unit('Child', { parent, moveAccountsTo: parent });
  unit('Other', { moveAccountsTo: OrganizationalUnit.fromOrganizationalUnitId(stack, 'Imported', 'ou-ab12-12345678') });
  expect(synthesisProblems(stack)).toEqual([]);
});

test('moveAccountsTo is refused for an adopted OU, and so is the OU itself as destination', () => {
  const { stack, unit } = start();
  const itself = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Imported', 'ou-ab12-12345678');
  unit('Old', { adopt: true, organizationalUnitId: 'ou-ab12-12345678', moveAccountsTo: itself });
  expect(synthesisProblems(stack)).toEqual([
    '[Test/Old] The accounts of the organizational unit are to be moved to itself, or to one below it, which is deleted first (given: "Test/Imported"). '
    + 'Set moveAccountsTo to its parent, the root or an organizational unit that stays.',
    '[Test/Old] The organizational unit is adopted, so that it is never deleted, and its accounts are never moved '
    + '(given: "adopt: true, moveAccountsTo: Test/Imported"). Take moveAccountsTo out, and move the accounts by their constructs or by hand.',
  ]);
});

test('moveAccountsTo with a destination in another organization is refused', () => {
  const { stack, unit } = start();
  const other = Organization.fromOrganizationAttributes(stack, 'Elsewhere', { organizationId: 'o-exampleorg2', rootId: 'r-zz99' });
  unit('Old', { moveAccountsTo: other.root });
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining('The accounts of the organizational unit are to be moved to another organization')]);
});

test('a removal policy that keeps CloudFormation from the Delete is refused with moveAccountsTo', () => {
  const { stack, root, unit } = start();
  unit('Old', { moveAccountsTo: root }).applyRemovalPolicy(RemovalPolicy.RETAIN);
  unit('Kept').applyRemovalPolicy(RemovalPolicy.RETAIN);
  expect(synthesisProblems(stack)).toEqual([
    '[Test/Old] The removal policy of the organizational unit keeps CloudFormation from the Delete with which moveAccountsTo begins '
    + '(given: "DeletionPolicy: Retain"). Keep the removal policy off the organizational unit, or take moveAccountsTo out.',
  ]);
});
