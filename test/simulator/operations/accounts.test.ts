import { Harness, MANAGEMENT } from '../harness';

const DAY_MS = 24 * 3600 * 1000;
const create = (email: string) => ({ Email: email, AccountName: 'name' });

function outcome(harness: Harness, id: string) {
  const { State, FailureReason, AccountId } = harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: id }).CreateAccountStatus;
  return { State, FailureReason, AccountId };
}

test('an account takes 3 to 60 seconds, then it is in the root with its tags', () => {
  const harness = new Harness();
  const root = harness.organization();
  const { CreateAccountStatus: status } = harness.call('CreateAccount', { ...create('a@example.com'), Tags: [{ Key: 'a', Value: 'b' }] });

  harness.now += 2999;
  expect(outcome(harness, status.Id)).toEqual({ State: 'IN_PROGRESS' });
  expect(harness.all('ListAccounts', 'Accounts')).toHaveLength(1);
  harness.now += 57_001;
  const { State, AccountId } = outcome(harness, status.Id);
  expect(State).toBe('SUCCEEDED');
  expect(harness.call('ListParents', { ChildId: AccountId }).Parents).toEqual([{ Id: root, Type: 'ROOT' }]);
  expect(harness.call('ListTagsForResource', { ResourceId: AccountId }).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
});

test('an address that is taken fails later, also when the other request is in progress or the account elsewhere', () => {
  const harness = new Harness();
  harness.organization();
  harness.account('one');
  const state = { ...harness.simulator.state(), addressesTakenElsewhere: ['gone@example.com'] };
  harness.simulator.reset(state);

  const ids = ['ONE@example.com', 'gone@example.com', 'new@example.com', 'new@example.com']
    .map((email) => harness.call('CreateAccount', create(email)).CreateAccountStatus.Id);
  harness.now += 60_000;

  expect(ids.map((id) => outcome(harness, id).FailureReason)).toEqual(['EMAIL_ALREADY_EXISTS', 'EMAIL_ALREADY_EXISTS', undefined, 'EMAIL_ALREADY_EXISTS']);
  expect(harness.all('ListAccounts', 'Accounts').map(({ Email }) => Email)).toEqual(['management@example.com', 'one@example.com', 'new@example.com']);
  expect(harness.all('ListCreateAccountStatus', 'CreateAccountStatuses', { States: ['FAILED'] })).toHaveLength(3);
});

test('five creations can be in progress', () => {
  const harness = new Harness();
  harness.organization();
  for (let number = 0; number < 5; number++) harness.call('CreateAccount', create(`a${number}@example.com`));

  expect(harness.error('CreateAccount', create('a6@example.com'))).toBe('ConstraintViolationException ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED');
  harness.now += 60_000;
  expect(harness.call('CreateAccount', create('a6@example.com')).CreateAccountStatus.State).toBe('IN_PROGRESS');
});

test('what a creation refuses at once', () => {
  const harness = new Harness({ limits: { accounts: 1 }, finalizingMs: 1000 });
  harness.organization();

  expect(harness.error('CreateAccount', create('a@example.com'))).toBe('FinalizingOrganizationException');
  harness.now += 1000;
  expect(harness.error('CreateAccount', create('a@example.com'))).toBe('ConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED');
  expect(harness.error('CreateAccount', create('no address'))).toBe('InvalidInputException INVALID_PATTERN');
  expect(harness.error('CreateAccount', { ...create('a@example.com'), RoleName: 'AWSServiceRoleForX' })).toBe('InvalidInputException INVALID_ROLE_NAME');
  expect(harness.error('CreateAccount', { Email: 'a@example.com', AccountName: 'é' })).toBe('InvalidInputException INVALID_PATTERN');
});

test('a move names the true source and a destination that exists', () => {
  const harness = new Harness();
  const root = harness.organization();
  const [unit, other] = [harness.unit(root, 'A'), harness.unit(root, 'B')];
  const AccountId = harness.account('one');
  const move = (SourceParentId: string, DestinationParentId: string) => ({ AccountId, SourceParentId, DestinationParentId });

  expect(harness.error('MoveAccount', move(unit, other))).toBe('SourceParentNotFoundException');
  expect(harness.error('MoveAccount', move(root, `ou-${root.slice(2)}-zzzzzzzz`))).toBe('DestinationParentNotFoundException');
  expect(harness.error('MoveAccount', move(root, 'r-zzzzz'))).toBe('InvalidInputException MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS');
  harness.call('MoveAccount', move(root, unit));
  expect(harness.error('MoveAccount', move(unit, unit))).toBe('DuplicateAccountException');
  expect(harness.call('DescribeAccount', { AccountId }).Account.Paths)
    .toEqual([`${harness.simulator.state().organization?.id}/${root}/${unit}/${AccountId}/`]);
});

test('closing is asynchronous, and 90 days later the account is gone but its address taken', () => {
  const harness = new Harness();
  harness.organization();
  const AccountId = harness.account('one');
  const states = () => {
    const { State, Status } = harness.call('DescribeAccount', { AccountId }).Account;
    return [State, Status];
  };

  harness.call('CloseAccount', { AccountId });
  expect(states()).toEqual(['PENDING_CLOSURE', 'PENDING_CLOSURE']);
  expect(harness.error('CloseAccount', { AccountId })).toBe('ConflictException');
  harness.now += 120_000;
  expect(states()).toEqual(['CLOSED', 'SUSPENDED']);
  expect(harness.error('CloseAccount', { AccountId })).toBe('AccountAlreadyClosedException');
  harness.now += 90 * DAY_MS;
  expect(harness.error('DescribeAccount', { AccountId })).toBe('AccountNotFoundException');
  expect(harness.simulator.state().addressesTakenElsewhere).toEqual(['one@example.com']);
});

test('closures are limited, in progress and in 30 days, and not for the management account', () => {
  const harness = new Harness({ limits: { accountClosuresInProgress: 1, accountClosuresIn30Days: 1 } });
  harness.organization();
  const [first, second] = [harness.account('one'), harness.account('two')];
  harness.call('CloseAccount', { AccountId: first });

  expect(harness.error('CloseAccount', { AccountId: second })).toBe('ConstraintViolationException CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED');
  harness.now += 120_000;
  expect(harness.error('CloseAccount', { AccountId: second })).toBe('ConstraintViolationException CLOSE_ACCOUNT_QUOTA_EXCEEDED');
  harness.now += 30 * DAY_MS;
  harness.call('CloseAccount', { AccountId: second });
  expect(harness.error('CloseAccount', { AccountId: MANAGEMENT })).toBe('ConstraintViolationException CANNOT_CLOSE_MANAGEMENT_ACCOUNT');
});

test('an account is removed when it is old enough and no delegated administrator', () => {
  const harness = new Harness();
  harness.organization();
  const AccountId = harness.account('one');
  const ServicePrincipal = 'config.amazonaws.com';
  harness.call('EnableAWSServiceAccess', { ServicePrincipal });
  harness.call('RegisterDelegatedAdministrator', { AccountId, ServicePrincipal });

  const refusals = [harness.error('RemoveAccountFromOrganization', { AccountId })];
  harness.call('DeregisterDelegatedAdministrator', { AccountId, ServicePrincipal });
  refusals.push(harness.error('RemoveAccountFromOrganization', { AccountId }));
  harness.now += 4 * DAY_MS;
  harness.call('RemoveAccountFromOrganization', { AccountId });

  expect(refusals).toEqual([
    'ConstraintViolationException CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG', 'ConstraintViolationException WAIT_PERIOD_ACTIVE',
  ]);
  expect(harness.error('DescribeOrganization', {}, AccountId)).toBe('AWSOrganizationsNotInUseException');
  expect(harness.error('RemoveAccountFromOrganization', { AccountId: MANAGEMENT })).toBe('MasterCannotLeaveOrganizationException');
});
