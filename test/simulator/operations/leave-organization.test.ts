import { Harness, MANAGEMENT } from '../harness';

const DAY_MS = 86_400_000;

/** A member account that is old enough to leave. */
function memberOf(harness: Harness): string {
  harness.call('CreateOrganization');
  const { Id } = harness.call('CreateAccount', { AccountName: 'log', Email: 'log@example.com' }).CreateAccountStatus;
  harness.now += 60_000;
  const { AccountId } = harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: Id }).CreateAccountStatus;
  harness.now += 4 * DAY_MS;
  return AccountId;
}

test('a member account leaves, after which the organization is none of its own and its address stays taken', () => {
  const harness = new Harness();
  const member = memberOf(harness);
  harness.call('LeaveOrganization', {}, member);
  expect(harness.all('ListAccounts', 'Accounts').map(({ Id }) => Id)).toEqual([MANAGEMENT]);
  expect(harness.error('DescribeOrganization', {}, member)).toBe('AWSOrganizationsNotInUseException');
  expect(harness.error('LeaveOrganization', {}, member)).toBe('AWSOrganizationsNotInUseException');
  const { Id } = harness.call('CreateAccount', { AccountName: 'log', Email: 'Log@example.com' }).CreateAccountStatus;
  harness.now += 60_000;
  expect(harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: Id }).CreateAccountStatus)
    .toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
});

test('the management account cannot leave, and nobody can without an organization', () => {
  const harness = new Harness();
  expect(harness.error('LeaveOrganization')).toBe('AWSOrganizationsNotInUseException');
  harness.call('CreateOrganization');
  expect(harness.error('LeaveOrganization')).toBe('MasterCannotLeaveOrganizationException');
});

test('a member account cannot leave while it is too young, a delegated administrator or closed', () => {
  const harness = new Harness();
  const member = memberOf(harness);
  harness.now -= 4 * DAY_MS;
  expect(harness.error('LeaveOrganization', {}, member)).toBe('ConstraintViolationException WAIT_PERIOD_ACTIVE');
  harness.now += 4 * DAY_MS;
  const delegation = { AccountId: member, ServicePrincipal: 'guardduty.amazonaws.com' };
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: delegation.ServicePrincipal });
  harness.call('RegisterDelegatedAdministrator', delegation);
  expect(harness.error('LeaveOrganization', {}, member)).toBe('ConstraintViolationException CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG');
  harness.call('DeregisterDelegatedAdministrator', delegation);
  harness.call('CloseAccount', { AccountId: member });
  expect(harness.error('LeaveOrganization', {}, member)).toBe('ConstraintViolationException ACCOUNT_CANNOT_LEAVE_ORGANIZATION');
  expect(harness.all('ListAccounts', 'Accounts')).toHaveLength(2);
});
