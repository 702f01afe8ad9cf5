import { adapter, listed, refused } from './answering-adapter';
import { NO_ANSWER, type OrganizationsPort } from '../../src/organizations';
import { fromSdkError } from '../../src/organizations/sdk-calls';

// The requests and results of each method are written out, because nothing else distinguishes one ID from another.
const UNIT = { Id: 'ou-1', Arn: 'arn:ou', Name: 'Unit' };
const ACCOUNT = { Id: '1', Arn: 'arn:account', Name: 'log', Email: 'log@example.com', State: 'ACTIVE', JoinedTimestamp: 2 };
const POLICY = { Id: 'p-1', Arn: 'arn:policy', Type: 'TAG_POLICY', Name: 'Tags', Description: 'text', AwsManaged: true };
const STATUS = {
  Id: 'car-1', AccountName: 'log', State: 'FAILED', RequestedTimestamp: 1, CompletedTimestamp: 3, AccountId: '1', FailureReason: 'EMAIL_ALREADY_EXISTS',
};
const ORGANIZATION = {
  Id: 'o-1', Arn: 'arn:o', FeatureSet: 'ALL', MasterAccountId: '9', MasterAccountArn: 'arn:master', MasterAccountEmail: 'root@example.com',
};
const HANDSHAKE = {
  Id: 'h-1',
  State: 'OPEN',
  RequestedTimestamp: 1,
  ExpirationTimestamp: 2,
  Parties: [{ Type: 'ORGANIZATION', Id: 'o-1' }, { Type: 'ACCOUNT', Id: '1' }],
  Resources: [{ Type: 'PARENT_HANDSHAKE', Value: 'h-0' }],
};
const TAG = { Key: 'team', Value: 'blue' };

const unit = { id: 'ou-1', arn: 'arn:ou', name: 'Unit' };
const account = { id: '1', arn: 'arn:account', name: 'log', email: 'log@example.com', state: 'ACTIVE', joinedAt: 2_000 };
const policy = { id: 'p-1', arn: 'arn:policy', type: 'TAG_POLICY', name: 'Tags', description: 'text', awsManaged: true };
const status = {
  id: 'car-1', accountName: 'log', state: 'FAILED', requestedAt: 1_000, completedAt: 3_000, accountId: '1', failureReason: 'EMAIL_ALREADY_EXISTS',
};
const organization = {
  id: 'o-1', arn: 'arn:o', featureSet: 'ALL', managementAccountId: '9', managementAccountArn: 'arn:master', managementAccountEmail: 'root@example.com',
};

const handshake = { id: 'h-1', state: 'OPEN', requestedAt: 1_000, expiresAt: 2_000, accountId: '1', parentId: 'h-0' };

type Method = (port: OrganizationsPort) => Promise<unknown>;

test.each<[operation: string, method: Method, input: object, body: object, result: unknown]>([
  ['DescribeOrganization', (port) => port.describeOrganization(), {}, { Organization: ORGANIZATION }, organization],
  ['CreateOrganization', (port) => port.createOrganization('ALL'), { FeatureSet: 'ALL' }, { Organization: ORGANIZATION }, organization],
  ['DeleteOrganization', (port) => port.deleteOrganization(), {}, {}, undefined],
  ['EnableAllFeatures', (port) => port.enableAllFeatures(), {}, { Handshake: HANDSHAKE }, handshake],
  ['AcceptHandshake', (port) => port.acceptHandshake('h-1'), { HandshakeId: 'h-1' }, {}, undefined],
  ['CancelHandshake', (port) => port.cancelHandshake('h-1'), { HandshakeId: 'h-1' }, {}, undefined],
  ['EnablePolicyType', (port) => port.enablePolicyType('r-1', 'TAG_POLICY'), { RootId: 'r-1', PolicyType: 'TAG_POLICY' }, {}, undefined],
  ['DisablePolicyType', (port) => port.disablePolicyType('r-1', 'TAG_POLICY'), { RootId: 'r-1', PolicyType: 'TAG_POLICY' }, {}, undefined],
  ['CreateOrganizationalUnit', (port) => port.createOrganizationalUnit('r-1', 'Unit', [TAG]),
    { ParentId: 'r-1', Name: 'Unit', Tags: [TAG] }, { OrganizationalUnit: UNIT }, unit],
  ['DescribeOrganizationalUnit', (port) => port.describeOrganizationalUnit('ou-1'), { OrganizationalUnitId: 'ou-1' }, { OrganizationalUnit: UNIT }, unit],
  ['UpdateOrganizationalUnit', (port) => port.updateOrganizationalUnit('ou-1', 'Unit'), { OrganizationalUnitId: 'ou-1', Name: 'Unit' }, {}, undefined],
  ['DeleteOrganizationalUnit', (port) => port.deleteOrganizationalUnit('ou-1'), { OrganizationalUnitId: 'ou-1' }, {}, undefined],
  ['ListParents', (port) => port.findParent('1'), { ChildId: '1' }, { Parents: [{ Id: 'ou-1', Type: 'ORGANIZATIONAL_UNIT' }] }, 'ou-1'],
  ['CreateAccount', (port) => port.createAccount({ email: 'log@example.com', accountName: 'log', roleName: 'Role', iamUserAccessToBilling: 'DENY', tags: [TAG] }),
    { Email: 'log@example.com', AccountName: 'log', RoleName: 'Role', IamUserAccessToBilling: 'DENY', Tags: [TAG] }, { CreateAccountStatus: STATUS }, status],
  ['DescribeCreateAccountStatus', (port) => port.describeCreateAccountStatus('car-1'), { CreateAccountRequestId: 'car-1' }, { CreateAccountStatus: STATUS }, status],
  ['DescribeAccount', (port) => port.describeAccount('1'), { AccountId: '1' }, { Account: ACCOUNT }, account],
  ['MoveAccount', (port) => port.moveAccount('1', 'r-1', 'ou-1'), { AccountId: '1', SourceParentId: 'r-1', DestinationParentId: 'ou-1' }, {}, undefined],
  ['CloseAccount', (port) => port.closeAccount('1'), { AccountId: '1' }, {}, undefined],
  ['RemoveAccountFromOrganization', (port) => port.removeAccountFromOrganization('1'), { AccountId: '1' }, {}, undefined],
  ['CreatePolicy', (port) => port.createPolicy({ type: 'TAG_POLICY', name: 'Tags', description: 'text', content: '{}' }, [TAG]),
    { Type: 'TAG_POLICY', Name: 'Tags', Description: 'text', Content: '{}', Tags: [TAG] }, { Policy: { PolicySummary: POLICY } }, policy],
  ['DescribePolicy', (port) => port.describePolicy('p-1'), { PolicyId: 'p-1' }, { Policy: { PolicySummary: POLICY, Content: '{}' } }, { ...policy, content: '{}' }],
  ['UpdatePolicy', (port) => port.updatePolicy('p-1', { name: 'New', description: 'more', content: '{}' }),
    { PolicyId: 'p-1', Name: 'New', Description: 'more', Content: '{}' }, {}, undefined],
  ['DeletePolicy', (port) => port.deletePolicy('p-1'), { PolicyId: 'p-1' }, {}, undefined],
  ['AttachPolicy', (port) => port.attachPolicy('p-1', 'ou-1'), { PolicyId: 'p-1', TargetId: 'ou-1' }, {}, undefined],
  ['DetachPolicy', (port) => port.detachPolicy('p-1', 'ou-1'), { PolicyId: 'p-1', TargetId: 'ou-1' }, {}, undefined],
  ['EnableAWSServiceAccess', (port) => port.enableServiceAccess('sso.amazonaws.com'), { ServicePrincipal: 'sso.amazonaws.com' }, {}, undefined],
  ['DisableAWSServiceAccess', (port) => port.disableServiceAccess('sso.amazonaws.com'), { ServicePrincipal: 'sso.amazonaws.com' }, {}, undefined],
  ['RegisterDelegatedAdministrator', (port) => port.registerDelegatedAdministrator('1', 'sso.amazonaws.com'),
    { AccountId: '1', ServicePrincipal: 'sso.amazonaws.com' }, {}, undefined],
  ['DeregisterDelegatedAdministrator', (port) => port.deregisterDelegatedAdministrator('1', 'sso.amazonaws.com'),
    { AccountId: '1', ServicePrincipal: 'sso.amazonaws.com' }, {}, undefined],
  ['TagResource', (port) => port.tagResource('ou-1', [TAG]), { ResourceId: 'ou-1', Tags: [TAG] }, {}, undefined],
  ['UntagResource', (port) => port.untagResource('ou-1', ['team']), { ResourceId: 'ou-1', TagKeys: ['team'] }, {}, undefined],
])('%s is sent once with its input through the wrapper, and its answer is read', async (operation, method, input, body, result) => {
  const { port, sent, around } = adapter({ body });
  expect(await method(port)).toEqual(result);
  expect([sent, around]).toEqual([[{ operation, input }], [operation]]);
});

const PAGE = { MaxResults: 20 };

test.each<[operation: string, list: (port: OrganizationsPort) => AsyncIterable<unknown>, input: object, page: object, values: unknown[]]>([
  ['ListRoots', (port) => port.listRoots(), PAGE, { Roots: [{ Id: 'r-1', Arn: 'arn:r', Name: 'Root', PolicyTypes: [{ Type: 'TAG_POLICY', Status: 'ENABLED' }] }] },
    [{ id: 'r-1', arn: 'arn:r', name: 'Root', policyTypes: [{ type: 'TAG_POLICY', status: 'ENABLED' }] }]],
  ['ListOrganizationalUnitsForParent', (port) => port.listOrganizationalUnitsForParent('r-1'), { ParentId: 'r-1', ...PAGE }, { OrganizationalUnits: [UNIT] }, [unit]],
  ['ListAccounts', (port) => port.listAccounts(), PAGE, { Accounts: [ACCOUNT] }, [account]],
  ['ListAccountsForParent', (port) => port.listAccountsForParent('r-1'), { ParentId: 'r-1', ...PAGE }, { Accounts: [ACCOUNT] }, [account]],
  ['ListCreateAccountStatus', (port) => port.listCreateAccountStatus(['FAILED'], 2), { States: ['FAILED'], ...PAGE }, { CreateAccountStatuses: [STATUS] }, [status]],
  ['ListPolicies', (port) => port.listPolicies('TAG_POLICY'), { Filter: 'TAG_POLICY', ...PAGE }, { Policies: [POLICY] }, [policy]],
  ['ListPoliciesForTarget', (port) => port.listPoliciesForTarget('r-1', 'TAG_POLICY'), { TargetId: 'r-1', Filter: 'TAG_POLICY', ...PAGE }, { Policies: [POLICY] }, [policy]],
  ['ListTargetsForPolicy', (port) => port.listTargetsForPolicy('p-1'), { PolicyId: 'p-1', ...PAGE },
    { Targets: [{ TargetId: 'r-1', Arn: 'arn:r', Name: 'Root', Type: 'ROOT' }] }, [{ id: 'r-1', arn: 'arn:r', name: 'Root', type: 'ROOT' }]],
  ['ListAWSServiceAccessForOrganization', (port) => port.listServiceAccess(), PAGE,
    { EnabledServicePrincipals: [{ ServicePrincipal: 'sso.amazonaws.com', DateEnabled: 5 }] }, [{ servicePrincipal: 'sso.amazonaws.com', enabledAt: 5_000 }]],
  ['ListDelegatedAdministrators', (port) => port.listDelegatedAdministrators('sso.amazonaws.com'), { ServicePrincipal: 'sso.amazonaws.com', ...PAGE },
    { DelegatedAdministrators: [{ Id: '1', DelegationEnabledDate: 5 }] }, [{ accountId: '1', enabledAt: 5_000 }]],
  ['ListDelegatedServicesForAccount', (port) => port.listDelegatedServicesForAccount('1'), { AccountId: '1', ...PAGE },
    { DelegatedServices: [{ ServicePrincipal: 'sso.amazonaws.com', DelegationEnabledDate: 5 }] }, [{ servicePrincipal: 'sso.amazonaws.com', enabledAt: 5_000 }]],
  ['ListHandshakesForOrganization', (port) => port.listHandshakesForOrganization('ENABLE_ALL_FEATURES'),
    { Filter: { ActionType: 'ENABLE_ALL_FEATURES' }, ...PAGE }, { Handshakes: [HANDSHAKE] }, [handshake]],
  ['ListTagsForResource', (port) => port.listTags('r-1'), { ResourceId: 'r-1' }, { Tags: [TAG] }, [TAG]],
])('%s is read page by page, and a page without a list is empty', async (operation, list, input, page, values) => {
  const pages = [{ body: { ...page, NextToken: 'more' } }, { body: { NextToken: 'last' } }, { body: page }];
  const readings = operation === 'ListTagsForResource' ? 2 : 1;
  const { port, sent, around } = adapter(...Array.from({ length: readings }, () => pages).flat());
  const all = operation === 'ListCreateAccountStatus' ? values : [...values, ...values];
  expect(await listed(list(port))).toEqual(all);
  const reading = [input, { ...input, NextToken: 'more' }, { ...input, NextToken: 'last' }].slice(0, operation === 'ListCreateAccountStatus' ? 2 : 3);
  const inputs = Array.from({ length: readings }, () => reading).flat();
  expect(sent).toEqual(inputs.map((each) => ({ operation, input: each })));
  expect(around).toEqual(inputs.map(() => operation));
});

test('members that the service omits have a default value', async () => {
  const sparse = async (body: object, list: (port: OrganizationsPort) => AsyncIterable<unknown>) => (
    (await listed(list(adapter({ body }).port)))[0]);
  expect(await sparse({ Roots: [{ Id: 'r-1' }] }, (port) => port.listRoots())).toMatchObject({ policyTypes: [] });
  expect(await sparse({ Accounts: [{ Id: '1' }] }, (port) => port.listAccounts())).toMatchObject({ state: 'ACTIVE', joinedAt: 0 });
  expect(await sparse({ Accounts: [{ Id: '1', State: 'CLOSED', Status: 'SUSPENDED' }] }, (port) => port.listAccounts())).toMatchObject({ state: 'CLOSED' });
  expect(await sparse({ Policies: [{ Id: 'p-1' }] }, (port) => port.listPolicies('TAG_POLICY'))).toMatchObject({ description: '', awsManaged: false });
  expect(await sparse({ Tags: [{ Key: 'k' }] }, (port) => port.listTags('1'))).toEqual({ Key: 'k', Value: '' });
  expect(await sparse({ EnabledServicePrincipals: [{}] }, (port) => port.listServiceAccess())).toMatchObject({ enabledAt: 0 });
  expect(await sparse({ DelegatedAdministrators: [{}] }, (port) => port.listDelegatedAdministrators())).toMatchObject({ enabledAt: 0 });
  expect(await sparse({ DelegatedServices: [{}] }, (port) => port.listDelegatedServicesForAccount('1'))).toMatchObject({ enabledAt: 0 });
  expect(await sparse({ CreateAccountStatuses: [{ Id: 'car-1' }] }, (port) => port.listCreateAccountStatus([], 1)))
    .toEqual({ id: 'car-1', accountName: '', state: undefined, requestedAt: 0, completedAt: undefined, accountId: undefined, failureReason: undefined });
  expect(await adapter({ body: { Policy: { PolicySummary: { Id: 'p-1' } } } }).port.describePolicy('p-1')).toMatchObject({ content: '' });
});

test('a list ends after the requested maximum of pages', async () => {
  const pages = Array.from({ length: 3 }, () => ({ body: { CreateAccountStatuses: [STATUS], NextToken: 'more' } }));
  const { port, sent } = adapter(...pages);
  expect(await listed(port.listCreateAccountStatus(['FAILED'], 2))).toHaveLength(2);
  expect(sent).toHaveLength(2);
});

test('the error of a refused page has its operation', async () => {
  await expect(listed(adapter(refused('ParentNotFoundException')).port.listAccountsForParent('ou-1')))
    .rejects.toMatchObject({ operation: 'ListAccountsForParent', code: 'ParentNotFound' });
});

describe('an error of the SDK', () => {
  const client = { $fault: 'client', message: 'No.' } as const;

  test.each([
    ['a throttle of each name', ['Throttling', 'ThrottlingException', 'ThrottledRequest', 'RequestThrottled', 'RequestLimitExceeded', 'SlowDown'], {}, 'TooManyRequests'],
    ['an unknown refusal', ['SomethingNewException'], {}, 'SomethingNew'],
    ['a refusal whose name only contains the word Exception', ['ExceptionLimit'], {}, 'ExceptionLimit'],
    ['missing credentials', ['CredentialsProviderError'], { $fault: undefined }, 'CredentialsProviderError'],
    ['a fault of the service', ['ServiceException'], { $fault: 'server' }, 'Service'],
    ['a status of 500', ['Unknown'], { $fault: undefined, $metadata: { httpStatusCode: 500 } }, 'Service'],
    ['a status of 499', ['Unknown'], { $fault: undefined, $metadata: { httpStatusCode: 499 } }, NO_ANSWER],
    ['a lost connection', ['TimeoutError'], { $fault: undefined }, NO_ANSWER],
  ])('that is %s has its code', (_, names, more, code) => {
    for (const name of names) expect(fromSdkError('ListRoots', { ...client, name, ...more })).toMatchObject({ operation: 'ListRoots', code });
  });

  test('keeps its message, and for a lost connection the code of the network', () => {
    expect(fromSdkError('ListRoots', { ...client, name: 'X' }).message).toBe('No.');
    expect(fromSdkError('ListRoots', Object.assign(new Error('hang up'), { code: 'ECONNRESET' })).message).toBe('ECONNRESET: hang up');
    expect(fromSdkError('ListRoots', new TypeError('broken')).message).toBe('TypeError: broken');
    expect(fromSdkError('ListRoots', 'text').message).toBe('Error: text');
    expect(fromSdkError('ListRoots', undefined).message).toBe('Error: undefined');
  });

  test('has the reason without the text after a colon, or no reason', () => {
    expect(fromSdkError('ListRoots', { ...client, name: 'InvalidInputException', Reason: 'INVALID_PATTERN:X' }).label).toBe('InvalidInput (INVALID_PATTERN)');
    expect(fromSdkError('ListRoots', { ...client, name: 'InvalidInputException' }).label).toBe('InvalidInput');
  });
});
