import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { listed } from './answering-adapter';
import * as plain from '../../src/organizations';
import { SdkStack } from '../../src/organizations/stacks/sdk-adapter';

/**
 * The bundle of the handlers replaces parts of the SDK. Each call here uses the adapters with the whole SDK and the bundled ones.
 * Both have to send the same request and return the same result.
 */
type Adapters = typeof plain & { readonly SdkStack: typeof SdkStack };

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object | string;
}

interface SentRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: object;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array | string;
}

type Port = 'organizations' | 'accounts' | 'stacks';
type Call = [port: Port, method: string, ...args: unknown[]];

const NOW = new Date('2026-03-01T12:00:00Z');

let bundled: Adapters;

beforeAll(() => {
  jest.useFakeTimers({ now: NOW, doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask', 'clearTimeout', 'setInterval'] });
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(__dirname, 'bundle-adapters.ts')], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  const loaded = { exports: {} };
  new Function('module', 'exports', 'require', stdout)(loaded, loaded.exports, require);
  bundled = loaded.exports as Adapters;
});

afterAll(() => jest.useRealTimers());

/** The requests of a call, and its result or error. */
async function run(adapters: Adapters, [port, method, ...args]: Call, answers: readonly Answer[], region = 'eu-west-1'): Promise<unknown[]> {
  const left = [...answers];
  const requests: unknown[] = [];
  const config = {
    region,
    maxAttempts: 1,
    // The CommonJS files of a client may have a different version than its ES modules.
    defaultUserAgentProvider: async () => [['test', '1']] as [string, string][],
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret', sessionToken: 'token' },
    requestHandler: {
      handle: async (request: SentRequest) => {
        requests.push(comparable(request));
        const { status = 200, headers = {}, body } = left.shift()!;
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        return { response: { statusCode: status, headers: { ...headers }, body: Buffer.from(text) } as never };
      },
    },
  };
  const organizations = adapters.organizationsClient(config);
  const accounts = adapters.accountManagementClient(config);
  const stacks = new adapters.SdkStack(config);
  for (const client of [organizations, accounts, (stacks as unknown as { client: typeof organizations }).client]) withFixedId(client);
  const ports = {
    organizations: new adapters.SdkOrganizations(organizations), accounts: new adapters.SdkAccountManagement(accounts), stacks,
  };
  try {
    const result: unknown = (ports[port] as unknown as Record<string, (...all: unknown[]) => unknown>)[method](...args);
    const isList = typeof result === 'object' && Symbol.asyncIterator in result!;
    const value = isList ? await listed(result as AsyncIterable<unknown>) : await result;
    return [...requests, value];
  } catch (error) {
    const { name, message, operation, code, reason } = error as plain.OrganizationsError;
    return [...requests, { name, message, operation, code, reason }];
  }
}

/** Replaces the random identifier, which is part of the signature. */
function withFixedId(client: { readonly middlewareStack: { addRelativeTo(middleware: never, options: never): void } }): void {
  const middleware = (next: (args: unknown) => unknown) => (args: { request: SentRequest }) => {
    args.request.headers['amz-sdk-invocation-id'] = 'id';
    return next(args);
  };
  client.middlewareStack.addRelativeTo(middleware as never, { name: 'fixedId', relation: 'after', toMiddleware: 'retryMiddleware' } as never);
}

function comparable({ method, hostname, path, query, headers, body }: SentRequest): unknown {
  return { method, hostname, path, query, headers, body: typeof body === 'string' ? body : new TextDecoder().decode(body) };
}

async function expectSame(call: Call, answers: readonly Answer[], region?: string): Promise<unknown[]> {
  const expected = await run({ ...plain, SdkStack }, call, answers, region);
  expect(await run(bundled, call, answers, region)).toEqual(expected);
  return expected;
}

const TAGS = [{ Key: 'team', Value: 'blü "\u{1F600}\ud800' }];
const HANDSHAKE = {
  Id: 'h-1',
  State: 'OPEN',
  RequestedTimestamp: 1.5,
  ExpirationTimestamp: 1_760_000_000.123,
  Parties: [{ Type: 'ORGANIZATION', Id: 'o-1' }, { Type: 'ACCOUNT', Id: '1' }],
  Resources: [{ Type: 'PARENT_HANDSHAKE', Value: 'h-0', Resources: [] }, { Type: 'NOTES', Value: 'note' }],
};
const ACCOUNT = { Id: '1', Arn: 'arn:account', Name: 'log', Email: 'log@example.com', Status: 'ACTIVE', JoinedTimestamp: 2 };
const STATUS = { Id: 'car-1', AccountName: 'log', State: 'FAILED', RequestedTimestamp: 1, CompletedTimestamp: 3, FailureReason: 'EMAIL_ALREADY_EXISTS' };
const POLICY = { Id: 'p-1', Arn: 'arn:policy', Type: 'TAG_POLICY', Name: 'Tags', Description: null, AwsManaged: true };

/** One answer for all operations. Each operation reads the members of its own schema. */
const ANSWER = {
  Organization: { Id: 'o-1', Arn: 'arn:o', FeatureSet: 'ALL', MasterAccountId: '9', MasterAccountArn: 'arn:m', MasterAccountEmail: 'm@example.com' },
  OrganizationalUnit: { Id: 'ou-1', Arn: 'arn:ou', Name: 'Unit' },
  OrganizationalUnits: [{ Id: 'ou-1', Arn: 'arn:ou', Name: 'Unit' }],
  Roots: [{ Id: 'r-1', Arn: 'arn:r', Name: 'Root', PolicyTypes: [{ Type: 'TAG_POLICY', Status: 'ENABLED' }] }],
  Parents: [{ Id: 'r-1', Type: 'ROOT' }],
  Handshake: HANDSHAKE,
  Handshakes: [HANDSHAKE],
  Account: ACCOUNT,
  Accounts: [ACCOUNT],
  CreateAccountStatus: STATUS,
  CreateAccountStatuses: [STATUS],
  Policy: { PolicySummary: POLICY, Content: '{"a":1}' },
  Policies: [POLICY],
  Targets: [{ TargetId: 'r-1', Arn: 'arn:r', Name: 'Root', Type: 'ROOT' }],
  EnabledServicePrincipals: [{ ServicePrincipal: 'sso.amazonaws.com', DateEnabled: 5 }],
  DelegatedAdministrators: [{ Id: '1', DelegationEnabledDate: 6 }],
  DelegatedServices: [{ ServicePrincipal: 'sso.amazonaws.com', DelegationEnabledDate: 7 }],
  ResourcePolicy: { Content: '{}', ResourcePolicySummary: { Id: 'rp-1', Arn: 'arn:rp' } },
  Tags: TAGS,
  AccountId: '1',
  AccountName: 'log',
  AccountState: 'ACTIVE',
  PrimaryEmail: 'log@example.com',
  Status: 'PENDING',
  UpdatedAt: 2,
  AlternateContact: { Name: 'Ann', Title: 'Head', EmailAddress: 'ann@example.com', PhoneNumber: '+49 1', AlternateContactType: 'BILLING' },
  ContactInformation: { FullName: 'Ann', City: 'Bonn', PostalCode: '53111', CountryCode: 'DE', PhoneNumber: '+49 1', AddressLine1: 'Street 1' },
  RegionName: 'af-south-1',
  RegionOptStatus: 'ENABLING',
  Regions: [{ RegionName: 'af-south-1', RegionOptStatus: 'ENABLED' }],
};

const ORGANIZATIONS: readonly [method: string, ...args: unknown[]][] = [
  ['describeOrganization'],
  ['createOrganization', 'ALL'],
  ['deleteOrganization'],
  ['enableAllFeatures'],
  ['listHandshakesForOrganization', 'ENABLE_ALL_FEATURES'],
  ['acceptHandshake', 'h-1'],
  ['cancelHandshake', 'h-1'],
  ['listRoots'],
  ['enablePolicyType', 'r-1', 'TAG_POLICY'],
  ['disablePolicyType', 'r-1', 'TAG_POLICY'],
  ['createOrganizationalUnit', 'r-1', 'Unit', TAGS],
  ['describeOrganizationalUnit', 'ou-1'],
  ['updateOrganizationalUnit', 'ou-1', 'Unit'],
  ['deleteOrganizationalUnit', 'ou-1'],
  ['listOrganizationalUnitsForParent', 'r-1'],
  ['findParent', '1'],
  ['createAccount', { email: 'log@example.com', accountName: 'log', roleName: undefined, iamUserAccessToBilling: 'DENY', tags: TAGS }],
  ['describeCreateAccountStatus', 'car-1'],
  ['listCreateAccountStatus', ['FAILED', 'SUCCEEDED'], 2],
  ['describeAccount', '1'],
  ['listAccounts'],
  ['listAccountsForParent', 'r-1'],
  ['moveAccount', '1', 'r-1', 'ou-1'],
  ['closeAccount', '1'],
  ['removeAccountFromOrganization', '1'],
  ['listInvitations'],
  ['inviteAccount', { party: { type: 'ACCOUNT', id: '1' }, notes: 'note', tags: [] }],
  ['createPolicy', { type: 'TAG_POLICY', name: 'Tags', description: '', content: '{\n\t"a": "é\\u2028"}\u2028' }, TAGS],
  ['describePolicy', 'p-1'],
  ['updatePolicy', 'p-1', { name: 'New', description: undefined, content: '{}' }],
  ['deletePolicy', 'p-1'],
  ['listPolicies', 'TAG_POLICY'],
  ['listPoliciesForTarget', 'r-1', 'TAG_POLICY'],
  ['listTargetsForPolicy', 'p-1'],
  ['attachPolicy', 'p-1', 'ou-1'],
  ['detachPolicy', 'p-1', 'ou-1'],
  ['listServiceAccess'],
  ['enableServiceAccess', 'sso.amazonaws.com'],
  ['disableServiceAccess', 'sso.amazonaws.com'],
  ['listDelegatedAdministrators', undefined],
  ['listDelegatedServicesForAccount', '1'],
  ['registerDelegatedAdministrator', '1', 'sso.amazonaws.com'],
  ['deregisterDelegatedAdministrator', '1', 'sso.amazonaws.com'],
  ['describeResourcePolicy'],
  ['putResourcePolicy', '{}', TAGS],
  ['deleteResourcePolicy'],
  ['listTags', 'r-1'],
  ['tagResource', 'ou-1', TAGS],
  ['untagResource', 'ou-1', ['team', 'cost']],
];

const CONTACT = { name: 'Ann', title: 'Head', emailAddress: 'ann@example.com', phoneNumber: '+49 1' };

const ACCOUNTS: readonly [method: string, ...args: unknown[]][] = [
  ['getAccountInformation', undefined],
  ['putAccountName', 'log', '1'],
  ['getPrimaryEmail', '1'],
  ['getPrimaryEmailUpdateStatus', '1'],
  ['startPrimaryEmailUpdate', '1', 'new@example.com'],
  ['getAlternateContact', 'BILLING', '1'],
  ['putAlternateContact', 'BILLING', CONTACT, '1'],
  ['deleteAlternateContact', 'SECURITY', undefined],
  ['getContactInformation', '1'],
  ['putContactInformation', { fullName: 'Änn', city: 'Bonn', unknown: 'left out', websiteUrl: undefined }, '1'],
  ['listRegions', '1', ['ENABLED', 'DISABLED']],
  ['getRegionOptStatus', 'af-south-1', '1'],
  ['enableRegion', 'af-south-1', '1'],
  ['disableRegion', 'af-south-1', undefined],
];

test('the calls of this test include every method of the adapters', () => {
  const methods = (type: { readonly prototype: object }) => (
    Object.getOwnPropertyNames(type.prototype).filter((name) => !['constructor', 'call', 'list', 'found'].includes(name)).sort());
  expect(ORGANIZATIONS.map(([method]) => method).sort()).toEqual(methods(plain.SdkOrganizations));
  expect(ACCOUNTS.map(([method]) => method).sort()).toEqual(methods(plain.SdkAccountManagement));
});

test.each([...ORGANIZATIONS.map((call): Call => ['organizations', ...call]), ...ACCOUNTS.map((call): Call => ['accounts', ...call])])(
  'the bundled adapter of %s sends and reads %s as the adapter with the whole SDK does', async (...call) => {
    await expectSame(call, [{ body: { ...ANSWER, NextToken: 'more' } }, { body: ANSWER }]);
    await expectSame(call, [{ body: '' }]);
  });

const stackAnswer = (operation: string, inner: string): Answer => (
  { body: `<?xml version="1.0"?><${operation}Response xmlns="x"><${operation}Result>${inner}</${operation}Result></${operation}Response>` });
const STACK = `<StackId>id</StackId><StackStatus>UPDATE_IN_PROGRESS</StackStatus><DisableRollback>true</DisableRollback>
  <CreationTime>2026-01-01T00:00:00Z</CreationTime><LastUpdatedTime>2026-02-01T00:00:00.25Z</LastUpdatedTime>
  <Parameters><member><ParameterKey>a&amp;b</ParameterKey><ParameterValue>1</ParameterValue></member></Parameters>`;

test.each<[method: string, answer: Answer]>([
  ['describe', stackAnswer('DescribeStacks', `<Stacks><member>${STACK}</member></Stacks>`)],
  ['listResources', stackAnswer('ListStackResources', `<StackResourceSummaries><member><LogicalResourceId>A</LogicalResourceId>
    <LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member></StackResourceSummaries>`)],
  ['listEvents', stackAnswer('DescribeStackEvents', `<StackEvents><member><LogicalResourceId>A</LogicalResourceId><PhysicalResourceId>p-1</PhysicalResourceId>
    <ResourceType>Custom::X</ResourceType><ResourceStatus>DELETE_IN_PROGRESS</ResourceStatus></member></StackEvents>`)],
  ['deploymentBeganAt', stackAnswer('DescribeStackEvents', `<StackEvents><member><PhysicalResourceId>a/b c</PhysicalResourceId>
    <ResourceStatus>UPDATE_IN_PROGRESS</ResourceStatus><Timestamp>2026-01-01T00:00:00Z</Timestamp></member></StackEvents>`)],
  ['continuesFailure', stackAnswer('DescribeStackEvents', `<StackEvents><member><PhysicalResourceId>a/b c</PhysicalResourceId>
    <ResourceStatus>UPDATE_IN_PROGRESS</ResourceStatus></member><member><PhysicalResourceId>a/b c</PhysicalResourceId>
    <ResourceStatus>UPDATE_FAILED</ResourceStatus></member></StackEvents>`)],
  ['currentTemplate', stackAnswer('GetTemplate', '<TemplateBody>{"Resources":{}}</TemplateBody>')],
])('the bundled adapter of stacks sends and reads %s as the adapter with the whole SDK does', async (method, answer) => {
  const [, result] = await expectSame(['stacks', method, 'a/b c'], [answer]);
  expect(result).toBeTruthy();
});

test.each<[name: string, method: string, answer: Answer, result: object | undefined]>([
  ['escaped text', 'currentTemplate',
    stackAnswer('GetTemplate', '<TemplateBody>{&quot;a&quot;:&quot;&lt;&#x2028;&#8232;&apos;&amp;amp;&gt;&quot;}</TemplateBody>'), { a: "<\u2028\u2028'&amp;>" }],
  ['a CDATA section', 'currentTemplate', stackAnswer('GetTemplate', '<TemplateBody>{"a":<![CDATA["<b>&amp;</b>"}]]></TemplateBody>'), { a: '<b>&amp;</b>' }],
  ['line ends of Windows', 'currentTemplate', stackAnswer('GetTemplate', '<TemplateBody>{\r\n"a":\r1}</TemplateBody>\r\n'), { a: 1 }],
  ['comments and instructions', 'currentTemplate',
    stackAnswer('GetTemplate', '<!-- <TemplateBody> --><?x y?><TemplateBody>{<!-- b -->"a":1}</TemplateBody>'), { a: 1 }],
  ['a document type', 'currentTemplate', { body: '<!DOCTYPE a><a><GetTemplateResult><TemplateBody>{}</TemplateBody></GetTemplateResult></a>' }, {}],
  ['attributes', 'currentTemplate', stackAnswer('GetTemplate', '<TemplateBody a="1>2" b=\'"/>\'>{}</TemplateBody >'), {}],
  ['no template', 'currentTemplate', stackAnswer('GetTemplate', '<TemplateBody/>'), undefined],
  ['an empty list', 'listResources', stackAnswer('ListStackResources', '<StackResourceSummaries/>'), []],
  ['no list', 'listResources', stackAnswer('ListStackResources', ''), []],
  ['a list without items', 'listResources', stackAnswer('ListStackResources', '<StackResourceSummaries>\n</StackResourceSummaries>'), []],
  ['several items, one of them empty', 'listResources', stackAnswer('ListStackResources', `<StackResourceSummaries>
    <member><LogicalResourceId>A</LogicalResourceId><DriftInformation/></member><member/><member>
<LogicalResourceId>B</LogicalResourceId>
</member>
    </StackResourceSummaries>`), [{ logicalId: 'A' }, { logicalId: '' }, { logicalId: 'B' }]],
  ['a blank value', 'listResources', stackAnswer('ListStackResources',
    '<StackResourceSummaries><member><LogicalResourceId> </LogicalResourceId></member></StackResourceSummaries>'), [{ logicalId: ' ' }]],
  ['a stack in express mode', 'describe', stackAnswer('DescribeStacks', `<Stacks><member><StackId>a</StackId>
    <DeploymentConfig><Mode>EXPRESS</Mode></DeploymentConfig></member></Stacks>`), { rollbackDisabled: true }],
  ['a stack in express mode with rollback', 'describe', stackAnswer('DescribeStacks', `<Stacks><member><StackId>a</StackId>
    <DeploymentConfig><Mode>EXPRESS</Mode><DisableRollback>false</DisableRollback></DeploymentConfig></member></Stacks>`), { rollbackDisabled: false }],
  ['an empty stack', 'describe', stackAnswer('DescribeStacks', '<Stacks><member/></Stacks>'), { id: '', rollbackDisabled: false }],
])('both read %s of an answer in XML', async (_, method, answer, result) => {
  const [, read] = await expectSame(['stacks', method, 'a'], [answer]);
  if (result === undefined) expect(read).toMatchObject({ name: 'StackError', code: 'NotJson' });
  else expect(read).toMatchObject(result);
});

test.each(['<html>', '<a', '<a></b>', '</a>', 'text', '<!-- a', '<a><![CDATA[</a>', '  '])(
  'both adapters get no answer if CloudFormation answers %s', async (body) => {
    for (const status of [200, 503]) {
      const runs = await Promise.all([{ ...plain, SdkStack }, bundled].map((adapters) => run(adapters, ['stacks', 'describe', 'a'], [{ status, body }])));
      expect(runs.map(([, error]) => error)).toMatchObject([{ name: 'StackError', code: 'NoAnswer' }, { name: 'StackError', code: 'NoAnswer' }]);
    }
  });

test('an answer that is not XML is quoted', async () => {
  const [, error] = await run(bundled, ['stacks', 'describe', 'a'], [{ status: 503, body: '<html><body>Busy</html>' }]);
  expect(error).toMatchObject({ message: expect.stringContaining('is not XML: </html> closes no element (given: <html><body>Busy</html>)') });
});

test('both adapters refuse a time that is none', async () => {
  const answer = stackAnswer('DescribeStacks', '<Stacks><member><LastUpdatedTime>now</LastUpdatedTime></member></Stacks>');
  for (const adapters of [{ ...plain, SdkStack }, bundled]) {
    expect((await run(adapters, ['stacks', 'describe', 'a'], [answer]))[1]).toMatchObject({ name: 'StackError', code: 'NoAnswer' });
  }
});

test.each<[name: string, answer: Answer]>([
  ['a refusal that the model of the service has', { status: 400, body: { __type: 'InvalidInputException', Message: 'No.', Reason: 'INVALID_PATTERN:X' } }],
  ['a refusal with a namespace', { status: 400, body: { __type: 'com.amazonaws.organizations#PolicyNotAttachedException', message: 'No.' } }],
  ['a refusal without a message', { status: 400, body: { __type: 'AccountNotFoundException' } }],
  ['a refusal that the model does not have', { status: 400, body: { __type: 'SomethingNewException', Message: 'No.' } }],
  ['a throttle', { status: 400, body: { __type: 'TooManyRequestsException', Type: 'RATE', Message: 'Slow down.' } }],
  ['a refusal in a header', { status: 404, headers: { 'x-amzn-ErrorType': 'ResourceNotFoundException:http://x/' }, body: { message: 'None.' } }],
  ['a refusal in a header and in the body', {
    status: 400,
    headers: { 'x-amzn-errortype': 'ValidationException' },
    body: { code: 'Other', __type: 'Third', message: 'No.', reason: 'fieldValidationFailed', fieldList: [{ name: 'a', message: 'b' }] },
  }],
  ['a fault of the service', { status: 500, body: { __type: 'ServiceException', Message: 'Later.' } }],
  ['a fault of AWS Account Management', { status: 500, headers: { 'x-amzn-errortype': 'InternalServerException' }, body: { message: 'Later.' } }],
  ['a fault without a body', { status: 503, body: '' }],
  ['an answer that is not JSON', { status: 503, body: '<html>' }],
  ['an answer without an end', { status: 200, body: '{"Organization":' }],
])('%s becomes the same error as with the whole SDK', async (_, answer) => {
  for (const call of [['organizations', 'describeOrganization'], ['accounts', 'getAccountInformation', '1']] satisfies Call[]) {
    const [, error] = await expectSame(call, [answer]);
    expect(error).toMatchObject({ name: 'OrganizationsError' });
  }
});

test.each<[name: string, answer: Answer]>([
  ['a stack that does not exist', { status: 400, body: '<ErrorResponse><Error><Code>ValidationError</Code><Message>a does not exist</Message></Error></ErrorResponse>' }],
  ['a refusal', { status: 403, body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>' }],
  ['a modeled refusal', { status: 404, body: '<ErrorResponse><Error><Code>ChangeSetNotFound</Code><Message>No.</Message></Error></ErrorResponse>' }],
  ['a refusal without a body', { status: 404, body: '' }],
  ['a fault', { status: 503, body: '<ErrorResponse><Error><Message>Busy.</Message></Error></ErrorResponse>' }],
])('%s becomes the same error of CloudFormation as with the whole SDK', async (_, answer) => {
  await expectSame(['stacks', 'describe', 'a'], [answer]);
});

test.each([
  'us-east-1', 'cn-north-1', 'us-gov-west-1', 'us-iso-east-1', 'us-isob-east-1', 'eu-isoe-west-1', 'eusc-de-east-1', 'aws-global', 'zz-new-1',
])(
  'the bundled adapters find the same endpoints in %s as the adapters with the whole SDK', async (region) => {
    await expectSame(['organizations', 'deleteOrganization'], [{ body: {} }], region);
    await expectSame(['accounts', 'putAccountName', 'a'], [{ body: {} }], region);
    await expectSame(['stacks', 'currentTemplate', 'a'], [stackAnswer('GetTemplate', '')], region);
  });
