import { Simulator, type SimulatorServer, startSimulatorServer } from '../../../src/simulator';

let server: SimulatorServer;
let simulator: Simulator;

beforeEach(async () => {
  simulator = new Simulator({ now: () => Date.UTC(2026, 0, 1), accountCreationMs: 0 });
  server = await startSimulatorServer(simulator);
});

afterEach(() => server.close());

/** As the SDK's REST-JSON serializer writes it. */
async function account(path: string, body: object, accessKeyId = 'AKIAEXAMPLE') {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'authorization': `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/account/aws4_request, SignedHeaders=host, Signature=00`,
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, type: response.headers.get('content-type'), error: response.headers.get('x-amzn-errortype'), body: await response.json() };
}

async function organizations(operation: string, request: object = {}) {
  const response = await fetch(server.url, {
    method: 'POST', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: JSON.stringify(request),
  });
  return response.json() as Promise<Record<string, never>>;
}

test('a member account is renamed in place, once trusted access is enabled', async () => {
  await organizations('CreateOrganization');
  const { CreateAccountStatus: { AccountId } } = await organizations('CreateAccount', { Email: 'a@example.com', AccountName: 'old' });
  const rename = () => account('/putAccountName', { AccountId, AccountName: 'new' });

  expect(await rename()).toEqual({
    status: 403,
    type: 'application/json',
    error: 'AccessDeniedException',
    body: { message: 'User is not authorized to perform: account:PutAccountName (Your organization must first enable trusted access with AWS Account Management.)' },
  });
  await organizations('EnableAWSServiceAccess', { ServicePrincipal: 'account.amazonaws.com' });
  expect(await rename()).toEqual({ status: 200, type: 'application/json', error: null, body: {} });

  expect((await organizations('DescribeAccount', { AccountId })).Account).toMatchObject({ Id: AccountId, Name: 'new' });
  expect((await account('/getAccountInformation', { AccountId })).body).toEqual({
    AccountId, AccountName: 'new', AccountState: 'ACTIVE', AccountCreatedDate: '2026-01-01T00:00:00.000Z',
  });
  expect(simulator.journal.map(({ operation, writing }) => `${operation} ${writing}`).slice(-2)).toEqual(['DescribeAccount false', 'GetAccountInformation false']);
});

test('an error has the status, the header and the fields that the SDK reads', async () => {
  const { status, error, body } = await account('/putAccountName', { AccountName: 'a<b' });
  const missing = await account('/getAlternateContact', { AlternateContactType: 'BILLING' });

  expect({ status, error }).toEqual({ status: 400, error: 'ValidationException' });
  expect(body).toEqual({ message: expect.stringContaining('AccountName'), reason: 'fieldValidationFailed', fieldList: [{ name: 'accountName', message: expect.any(String) }] });
  expect({ status: missing.status, error: missing.error }).toEqual({ status: 404, error: 'ResourceNotFoundException' });
});

test('what is no operation of the service is not found', async () => {
  const response = await fetch(`${server.url}/putAccountNames`, { method: 'POST', body: '{}' });
  const read = await fetch(`${server.url}/putAccountName`);

  expect([response.status, read.status]).toEqual([404, 404]);
  expect(await response.json()).toEqual({ message: expect.stringContaining('those of AWS Account Management to the path of their operation') });
  expect(simulator.journal).toEqual([]);
});

test('what was changed survives a saved state', async () => {
  const contact = { Name: 'Ann', Title: 'CFO', EmailAddress: 'ann@example.com', PhoneNumber: '+1 206 555 0100', AlternateContactType: 'BILLING' };
  await account('/putAlternateContact', contact);
  await account('/enableRegion', { RegionName: 'af-south-1' });
  const state = await (await fetch(`${server.url}/_simulator/state`)).text();

  await fetch(`${server.url}/_simulator/reset`, { method: 'POST' });
  expect((await account('/getAlternateContact', { AlternateContactType: 'BILLING' })).status).toBe(404);
  const put = await fetch(`${server.url}/_simulator/state`, { method: 'PUT', body: state });

  expect(put.status).toBe(200);
  expect((await account('/getAlternateContact', { AlternateContactType: 'BILLING' })).body).toEqual({ AlternateContact: contact });
  expect((await account('/getRegionOptStatus', { RegionName: 'af-south-1' })).body).toEqual({ RegionName: 'af-south-1', RegionOptStatus: 'ENABLING' });
});
