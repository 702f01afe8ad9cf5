import { Harness, MANAGEMENT } from '../harness';

const DAY_MS = 24 * 3600 * 1000;

test('there is no organization at first', () => {
  expect(new Harness().error('DescribeOrganization')).toBe('AWSOrganizationsNotInUseException');
});

test('a new organization has its management account in the root and no policy type enabled', () => {
  const harness = new Harness({ managementAccountId: '123456789012', managementAccountEmail: 'boss@example.com' });
  const root = harness.organization();

  expect(harness.error('CreateOrganization', {}, '123456789012')).toBe('AlreadyInOrganizationException');
  expect(harness.call('DescribeOrganization', {}, '123456789012').Organization).toMatchObject({
    FeatureSet: 'ALL',
    MasterAccountId: '123456789012',
    MasterAccountEmail: 'boss@example.com',
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  });
  expect(harness.call('ListAccountsForParent', { ParentId: root }, '123456789012').Accounts).toMatchObject([
    { Id: '123456789012', Email: 'boss@example.com', JoinedMethod: 'INVITED', State: 'ACTIVE' },
  ]);
  expect(harness.call('ListRoots', {}, '123456789012').Roots[0].PolicyTypes).toEqual([]);
});

test('an organization with member accounts cannot be deleted, one with units and policies can', () => {
  const harness = new Harness();
  const root = harness.organization();
  harness.unit(root, 'A');
  harness.policy('Guardrails');
  const account = harness.account('one');

  expect(harness.error('DeleteOrganization')).toBe('OrganizationNotEmptyException');
  harness.now += 4 * DAY_MS;
  harness.call('RemoveAccountFromOrganization', { AccountId: account });
  harness.call('DeleteOrganization');
  expect(harness.error('ListRoots')).toBe('AWSOrganizationsNotInUseException');
  expect(harness.simulator.state()).toMatchObject({ organization: null, accounts: [], addressesTakenElsewhere: ['one@example.com'] });
});

test('members read what they may and the management account does the rest', () => {
  const harness = new Harness();
  harness.organization();
  const member = harness.account('member');
  const delegate = harness.account('delegate');
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: 'config.amazonaws.com' });
  harness.call('RegisterDelegatedAdministrator', { AccountId: delegate, ServicePrincipal: 'config.amazonaws.com' });

  expect(harness.call('DescribeOrganization', {}, member).Organization.MasterAccountId).toBe(MANAGEMENT);
  expect(harness.error('ListAccounts', {}, member)).toBe('AccessDeniedException');
  expect(harness.call('ListAccounts', {}, delegate).Accounts).toHaveLength(3);
  expect(harness.error('CreateAccount', { Email: 'a@example.com', AccountName: 'a' }, delegate)).toBe('AccessDeniedException');
  expect(harness.error('ListAccounts', {}, '999999999999')).toBe('AWSOrganizationsNotInUseException');
});

test('the resource policy delegates what it names', () => {
  const harness = new Harness();
  harness.organization();
  const member = harness.account('member');
  const policy = { Name: 'A', Description: '', Type: 'TAG_POLICY', Content: '{"tags":{"a":{}}}' };
  const statement = (Action: unknown) => ({
    Content: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${member}:root` }, Action, Resource: '*' }] }),
  });

  expect(harness.error('CreatePolicy', policy, member)).toBe('AccessDeniedException');
  harness.call('PutResourcePolicy', statement(['organizations:CreatePolicy', 'organizations:List*']));
  expect(harness.call('CreatePolicy', policy, member).Policy.PolicySummary.Name).toBe('A');
  expect(harness.call('ListAccounts', {}, member).Accounts).toHaveLength(2);
  expect(harness.error('CreateOrganizationalUnit', { ParentId: 'r-abcd', Name: 'A' }, member)).toBe('AccessDeniedException');
  expect(harness.error('PutResourcePolicy', statement('organizations:CreateAccount')))
    .toBe('InvalidInputException UNSUPPORTED_ACTION_IN_RESOURCE_POLICY');
  expect(harness.error('PutResourcePolicy', { Content: '{' })).toBe('InvalidInputException INVALID_RESOURCE_POLICY_JSON');
  harness.call('DeleteResourcePolicy');
  expect(harness.error('DescribeResourcePolicy')).toBe('ResourcePolicyNotFoundException');
});

test('with consolidated billing there are no policies', () => {
  const harness = new Harness();
  harness.call('CreateOrganization', { FeatureSet: 'CONSOLIDATED_BILLING' });
  const root = harness.simulator.state().root?.id;

  expect(harness.error('EnablePolicyType', { RootId: root, PolicyType: 'TAG_POLICY' })).toBe('PolicyTypeNotAvailableForOrganizationException');
  expect(harness.error('EnableAWSServiceAccess', { ServicePrincipal: 'config.amazonaws.com' }))
    .toBe('ConstraintViolationException ORGANIZATION_NOT_IN_ALL_FEATURES_MODE');
});
