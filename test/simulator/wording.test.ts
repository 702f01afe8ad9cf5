import { Harness, MANAGEMENT, SCP } from './harness';

/** The body of the error answer. */
function refusal(harness: Harness, operation: string, request: object): { __type: string; Message: string; Reason?: string } {
  try {
    harness.call(operation, request);
  } catch (error) {
    return error as { __type: string; Message: string; Reason?: string };
  }
  throw new Error(`${operation} should have failed.`);
}

const GUARDDUTY = 'guardduty.amazonaws.com';

test('errors have the messages of AWS where those are known', () => {
  const harness = new Harness();
  const root = harness.organization();
  const policy = harness.policy('A');

  const messages = {
    pattern: refusal(harness, 'DescribeAccount', { AccountId: '1234' }).Message,
    enumeration: refusal(harness, 'ListPolicies', { Filter: 'NO_POLICY' }).Message,
    principal: refusal(harness, 'EnableAWSServiceAccess', { ServicePrincipal: 'guardduty' }).Message,
    disabledType: refusal(harness, 'AttachPolicy', { PolicyId: policy, TargetId: root }).Message,
  };

  expect(messages).toEqual({
    pattern: 'You provided a value that does not match the required pattern.',
    enumeration: 'You specified an invalid value.',
    principal: 'You specified an unrecognized service principal.',
    disabledType: 'This operation can be performed only for enabled policy types.',
  });
});

test('refusals of the second closure, of the second registration and of other objects have the messages of AWS', () => {
  const harness = new Harness({ accountClosureMs: 0 });
  harness.organization(SCP);
  const [closed, member] = [harness.account('one'), harness.account('two')];
  harness.call('CloseAccount', { AccountId: closed });
  harness.now += 1_000;
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: GUARDDUTY });
  harness.call('RegisterDelegatedAdministrator', { AccountId: member, ServicePrincipal: GUARDDUTY });

  const messages = {
    closed: refusal(harness, 'CloseAccount', { AccountId: closed }).Message,
    registered: refusal(harness, 'RegisterDelegatedAdministrator', { AccountId: member, ServicePrincipal: GUARDDUTY }).Message,
    unregistered: refusal(harness, 'ListDelegatedServicesForAccount', { AccountId: closed }).Message,
    policy: refusal(harness, 'DescribePolicy', { PolicyId: 'p-12345678' }).Message,
  };

  expect(messages).toEqual({
    closed: 'You attempted to close an account that is already closed.',
    registered: 'The provided account is already a delegated administrator for your organization.',
    unregistered: 'The provided account is not a registered delegated administrator for your organization.',
    policy: "You specified a policy that doesn't exist.",
  });
});

test('the journal says what the message of AWS does not say', () => {
  const harness = new Harness();
  harness.organization();
  refusal(harness, 'DescribeAccount', { AccountId: '1234' });

  expect(harness.simulator.journal[1].error).toMatchObject({ detail: expect.stringMatching(/^AccountId does not match the pattern .*; it is "1234"\.$/) });
});

test('an attached policy is refused to be deleted in the words of AWS', () => {
  const harness = new Harness();
  const root = harness.organization(SCP);
  const policy = harness.policy('A');
  harness.call('AttachPolicy', { PolicyId: policy, TargetId: root });

  expect(refusal(harness, 'DeletePolicy', { PolicyId: policy }).Message)
    .toBe('The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.');
});

test('the tags of a policy that AWS manages cannot be listed', () => {
  const harness = new Harness();
  harness.organization(SCP);

  expect(refusal(harness, 'ListTagsForResource', { ResourceId: 'p-FullAWSAccess' })).toEqual({
    __type: 'InvalidInputException', Reason: 'INVALID_PATTERN', Message: 'You provided a value that does not match the required pattern.',
  });
});

test.each(['RegisterDelegatedAdministrator', 'DeregisterDelegatedAdministrator'])('%s refuses the management account', (operation) => {
  const harness = new Harness();
  harness.organization();
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: GUARDDUTY });

  expect(harness.error(operation, { AccountId: MANAGEMENT, ServicePrincipal: GUARDDUTY }))
    .toBe('ConstraintViolationException CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR');
});

test('delegated services of an account that is not in the organization are not found', () => {
  const harness = new Harness();
  harness.organization();

  expect(harness.error('ListDelegatedServicesForAccount', { AccountId: '999999999999' })).toBe('AccountNotFoundException');
});

test('a unit can be renamed to its own name', () => {
  const harness = new Harness();
  const unit = harness.unit(harness.organization(), 'Workloads');

  expect(harness.call('UpdateOrganizationalUnit', { OrganizationalUnitId: unit, Name: 'Workloads' }).OrganizationalUnit.Name).toBe('Workloads');
});
