import {
  CreateOrganizationalUnitCommand, CreateOrganizationCommand, CreateAccountCommand, ConstraintViolationException, DescribeAccountCommand,
  InvalidInputException, ListRootsCommand, OrganizationsClient, paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { Simulator, SimulatorServer, startSimulatorServer } from '../../src/simulator';

let now = Date.UTC(2026, 0, 1);
let server: SimulatorServer;
let client: OrganizationsClient;

function clientFor(accessKeyId: string): OrganizationsClient {
  return new OrganizationsClient({
    endpoint: server.url, region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey: 'secret' }, maxAttempts: 1,
  });
}

beforeEach(async () => {
  server = await startSimulatorServer(new Simulator({ now: () => now }));
  client = clientFor('AKIAEXAMPLE');
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

test('the SDK creates an organization and reads its root', async () => {
  const { Organization } = await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots = [] } = await client.send(new ListRootsCommand({}));

  expect(Organization?.Id).toMatch(/^o-[a-z0-9]{10}$/);
  expect(Roots).toEqual([{
    Id: expect.stringMatching(/^r-[0-9a-z]{4}$/),
    Arn: `arn:aws:organizations::111111111111:root/${Organization?.Id}/${Roots[0].Id}`,
    Name: 'Root',
    PolicyTypes: [],
  }]);
});

test('the SDK pages through 45 accounts', async () => {
  await client.send(new CreateOrganizationCommand({}));
  for (let number = 1; number < 45; number++) {
    await client.send(new CreateAccountCommand({ Email: `account-${number}@example.com`, AccountName: `account-${number}` }));
    now += 60_000;
  }

  const pages: number[] = [];
  const names = new Set<string | undefined>();
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
    pages.push(Accounts.length);
    Accounts.forEach(({ Name }) => names.add(Name));
  }

  expect(pages).toEqual([20, 20, 5]);
  expect(names.size).toBe(45);
});

test('times and states arrive as the SDK models them', async () => {
  await client.send(new CreateOrganizationCommand({}));

  const { Account } = await client.send(new DescribeAccountCommand({ AccountId: '111111111111' }));

  expect(Account).toMatchObject({ State: 'ACTIVE', Status: 'ACTIVE', JoinedMethod: 'INVITED', JoinedTimestamp: new Date(now) });
});

test('errors reach the SDK as their own classes with a reason', async () => {
  await client.send(new CreateOrganizationCommand({}));
  const { Roots = [] } = await client.send(new ListRootsCommand({}));
  let parent = Roots[0].Id;
  for (let depth = 1; depth <= 5; depth++) {
    const answer = await client.send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name: `depth ${depth}` }));
    parent = answer.OrganizationalUnit?.Id;
  }

  const tooDeep = await client.send(new CreateOrganizationalUnitCommand({ ParentId: parent, Name: 'depth 6' })).catch((error) => error);
  const noEmail = await client.send(new CreateAccountCommand({ Email: undefined, AccountName: 'x' })).catch((error) => error);

  expect(tooDeep).toBeInstanceOf(ConstraintViolationException);
  expect(tooDeep.Reason).toBe('OU_DEPTH_LIMIT_EXCEEDED');
  expect(noEmail).toBeInstanceOf(InvalidInputException);
  expect(noEmail.Reason).toBe('INPUT_REQUIRED');
});

test('an access key ID of twelve digits calls as that account', async () => {
  await client.send(new CreateOrganizationCommand({}));
  const outsider = clientFor('222222222222');

  const error = await outsider.send(new ListRootsCommand({})).catch((each) => each);
  outsider.destroy();

  expect(error.name).toBe('AWSOrganizationsNotInUseException');
});

test('a port that is taken is named', async () => {
  await expect(startSimulatorServer(new Simulator(), { port: server.port }))
    .rejects.toThrow(`cannot listen on port ${server.port} of 127.0.0.1: something else listens there. Choose another port`);
});

test('an answer that is dropped breaks the connection off, and one that is delayed comes late', async () => {
  const simulator = new Simulator({ now: () => now, faults: ['CreateOrganization:1:dropAnswer', 'ListRoots:1:delay=40'] });
  const faulty = await startSimulatorServer(simulator);
  const send = async (operation: string) => (await fetch(faulty.url, {
    method: 'POST', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: '{}',
  })).status;

  await expect(send('CreateOrganization')).rejects.toThrow('fetch failed');
  const start = performance.now();
  const status = await send('ListRoots');
  const waited = performance.now() - start;
  await faulty.close();

  expect(status).toBe(200);
  expect(waited).toBeGreaterThanOrEqual(39);
  expect(simulator.journal.map(({ operation }) => operation)).toEqual(['CreateOrganization', 'ListRoots']);
});

test('a connection whose answer never comes stays open until the client gives up', async () => {
  const simulator = new Simulator({ now: () => now, faults: ['CreateOrganization:neverAnswers=happens'] });
  const silent = await startSimulatorServer(simulator);
  const givesUp = new AbortController();
  const call = fetch(silent.url, {
    method: 'POST', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization' }, body: '{}', signal: givesUp.signal,
  }).then(() => 'answered', (error: Error) => error.name);
  const send = (operation: string) => fetch(silent.url, {
    method: 'POST', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: '{}',
  });
  // The call has arrived as soon as others see its effect.
  while ((await send('ListRoots')).status !== 200) await new Promise((resolve) => setImmediate(resolve));

  givesUp.abort();

  expect(await call).toBe('AbortError');
  await silent.close();
});

test('the server tells clients that ask AWS STS which account they are, by their access key ID', async () => {
  const accountOf = async (accessKeyId: string) => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { Authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/eu-west-1/sts/aws4_request, SignedHeaders=host, Signature=0` },
      body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
    });
    return [response.status, response.headers.get('content-type'), /<Account>(\d+)<\/Account>/.exec(await response.text())?.[1]];
  };

  expect(await accountOf('AKIAEXAMPLE')).toEqual([200, 'text/xml', '111111111111']);
  expect(await accountOf('999999999999')).toEqual([403, 'text/xml', undefined]);
});
