import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AcceptHandshakeCommand, CloseAccountCommand, CreateAccountCommand, CreateOrganizationCommand, DescribeCreateAccountStatusCommand,
  InviteAccountToOrganizationCommand, ListAccountsCommand, ListRootsCommand, OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { ORGANIZATIONS_READINGS } from '../../src/simulator';

jest.setTimeout(60_000);

const CLI = join(__dirname, '..', '..', 'bin', 'cdk-org');

let work: string;
const started: ChildProcess[] = [];
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-simulator-'));
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((child) => stop(child)));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A simulator that runs, and its address. */
async function simulator(...options: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [CLI, 'simulator', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let output = '';
  child.stderr!.on('data', (chunk: Buffer) => { output += chunk; });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      output += chunk;
      const [address] = /http:\/\/\S+/.exec(output) ?? [];
      if (address) resolve(address);
    });
    child.once('exit', () => reject(new Error(`The simulator ended: ${output}`)));
  });
  return { child, url };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit') as Promise<[number | null]>;
  child.kill(signal);
  return (await exit)[0];
}

function clientOf(endpoint: string, accessKeyId = 'test'): OrganizationsClient {
  return new OrganizationsClient({ endpoint, region: 'eu-west-1', credentials: { accessKeyId, secretAccessKey: 'test' }, maxAttempts: 1 });
}

const account = (number: number) => new CreateAccountCommand({ Email: `account-${number}@example.com`, AccountName: `account-${number}` });

test('twenty accounts exist as soon as they are created', async () => {
  const client = clientOf((await simulator()).url);
  await client.send(new CreateOrganizationCommand({}));

  const states: (string | undefined)[] = [];
  for (let number = 1; number <= 20; number++) states.push((await client.send(account(number))).CreateAccountStatus?.State);
  const { Accounts = [], NextToken } = await client.send(new ListAccountsCommand({}));
  client.destroy();

  expect(states).toEqual(Array.from({ length: 20 }, () => 'SUCCEEDED'));
  expect([Accounts.length, NextToken !== undefined]).toEqual([20, true]);
});

test('with --realistic a creation is in progress, and ends when time is moved', async () => {
  const { url } = await simulator('--realistic');
  const client = clientOf(url);
  await client.send(new CreateOrganizationCommand({}));
  const { CreateAccountStatus: request } = await client.send(account(1));

  await fetch(`${url}/_simulator/advance`, { method: 'POST', body: '{"seconds": 60}' });
  const later = await client.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: request!.Id }));
  client.destroy();

  expect([request!.State, later.CreateAccountStatus!.State]).toEqual(['IN_PROGRESS', 'SUCCEEDED']);
});

/** The states of an account that 40 reads show in ten seconds after its closure, and those that they show twelve minutes later. */
async function statesAfterClosing(...options: string[]): Promise<string[][]> {
  const { url } = await simulator(...options);
  const client = clientOf(url);
  const advance = (seconds: number) => fetch(`${url}/_simulator/advance`, { method: 'POST', body: JSON.stringify({ seconds }) });
  const read = async () => {
    const states = new Set<string>();
    for (let reads = 0; reads < 40; reads++) {
      await advance(0.25);
      const { Accounts = [] } = await client.send(new ListAccountsCommand({}));
      states.add(Accounts.find(({ Name }) => Name === 'account-1')?.State ?? 'none');
    }
    return [...states].sort();
  };
  await client.send(new CreateOrganizationCommand({}));
  const { CreateAccountStatus: request } = await client.send(account(1));
  await advance(60);
  const { CreateAccountStatus: ended } = await client.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: request!.Id }));
  await client.send(new CloseAccountCommand({ AccountId: ended!.AccountId }));
  const atFirst = await read();
  await advance(720);
  const inTheEnd = await read();
  client.destroy();
  return [atFirst, inTheEnd];
}

test.each<[string[], string[]]>([
  [['--realistic'], ['ACTIVE', 'PENDING_CLOSURE']],
  [['--realistic', '--reading', 'stateAfterClosing=steady', '--account-closure', '300'], ['PENDING_CLOSURE']],
  [['--reading', 'stateAfterClosing=anyOfThree'], ['ACTIVE', 'CLOSED', 'PENDING_CLOSURE']],
  [[], ['CLOSED']],
])('with %j, reads show an account that is being closed as %j, and CLOSED twelve minutes later', async (options, states) => {
  expect(await statesAfterClosing(...options)).toEqual([states, ['CLOSED']]);
});

test('a quota that is given refuses what is beyond it', async () => {
  const client = clientOf((await simulator('--quota', 'accounts=2', '--quota', 'tagsPerResource=3')).url);
  await client.send(new CreateOrganizationCommand({}));
  await client.send(account(1));

  const error = await client.send(account(2)).catch((each) => each);
  client.destroy();

  expect([error.name, error.Reason]).toEqual(['ConstraintViolationException', 'ACCOUNT_NUMBER_LIMIT_EXCEEDED']);
});

test('readings decide how the simulator behaves where AWS is not known', async () => {
  const client = clientOf((await simulator('--reading', 'policyTypesOfANewOrganization=serviceControlPolicies', '--reading', 'accountStateFields=stateOnly')).url);
  await client.send(new CreateOrganizationCommand({}));
  const { Roots = [] } = await client.send(new ListRootsCommand({}));
  const { Accounts = [] } = await client.send(new ListAccountsCommand({}));
  client.destroy();

  expect(Roots[0].PolicyTypes).toEqual([{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }]);
  expect([Accounts[0].State, Accounts[0].Status]).toEqual(['ACTIVE', undefined]);
});

test('the page of the simulator names each option of the help', () => {
  const page = readFileSync(join(__dirname, '..', '..', 'docs', 'simulator.md'), 'utf8');
  const { stdout } = spawnSync(process.execPath, [CLI, 'simulator', '--help'], { encoding: 'utf8' });
  const options = [...stdout.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name);

  expect(options.length).toBeGreaterThan(20);
  expect(options.filter((name) => !page.includes(`\`${name}`))).toEqual([]);
});

test('the help lists each reading with its values, the default first', () => {
  const { stdout } = spawnSync(process.execPath, [CLI, 'simulator', '--help'], { encoding: 'utf8' });
  const lines = stdout.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));

  expect(Object.entries(ORGANIZATIONS_READINGS).filter(([name, values]) => !lines.includes(`${name} ${values.join(', ')}`))).toEqual([]);
});

test.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('%s saves the organization, from which the next simulator starts', async (signal) => {
  const file = join(work, `${signal}.json`);
  const first = await simulator('--save', file);
  const client = clientOf(first.url);
  await client.send(new CreateOrganizationCommand({}));
  await client.send(account(1));
  client.destroy();
  const before = existsSync(file);

  const status = await stop(first.child, signal);
  const next = clientOf((await simulator('--state', file)).url);
  const { Accounts = [] } = await next.send(new ListAccountsCommand({}));
  next.destroy();

  expect([before, status]).toEqual([false, 0]);
  expect(Accounts.map(({ Name }) => Name)).toContain('account-1');
  expect(JSON.parse(readFileSync(file, 'utf8'))).not.toHaveProperty('clockAheadMs');
});

test.each<[string, string[], RegExp]>([
  ['a duration that is none', ['--account-creation', 'soon'], /Give seconds up to 86400, such as 10, or the least and the most, such as 3-60/],
  ['a range that ends before it begins', ['--account-closure', '60-3'], /Give seconds/],
  ['a factor of nothing', ['--time-factor', '0'], /Give a number above 0 and up to 1000000/],
  ['a quota that it does not know', ['--quota', 'roles=5'], /roles=5.*such as accounts=10\. The quotas are accounts, organizationalUnits/s],
  ['a quota without a number', ['--quota', 'accounts=many'], /Give a whole number/],
  ['a reading that it does not know', ['--reading', 'policyName=uniquePerType'], /does not exist: "policyName"\. The nearest is policyNames\. Give one of closingAnAccountBeingClosed, /],
  ['a value that a reading does not have', ['--reading', 'policyNames=uniquePerTypes'], /policyNames of AWS Organizations is wrong: "uniquePerTypes"\. The nearest is uniquePerType\. Give one of uniquePerType, uniqueInTheOrganization, uniquePerTypeInAnyCase\./],
  ['a reading without a value', ['--reading', 'policyNames'], /Give a name and a value, such as policyNames=uniqueInTheOrganization; --help lists all\./],
  ['a reading with the name of a member of every object', ['--reading', 'constructor=x'], /does not exist: "constructor"\. Give one of /],
  ['two values for a reading', ['--reading', 'policyNames=uniquePerType', '--reading', 'policyNames=uniqueInTheOrganization'], /policyNames has another value already: uniquePerType\. Give one of them\./],
  ['a file that cannot be saved', ['--save', join('nowhere', 'state.json')], /The file cannot be written: nowhere.state\.json .* Give a path in a folder that exists/],
])('refuses %s before it listens', (_what, options, message) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'simulator', ...options], { encoding: 'utf8' });

  expect(stderr).toMatch(message);
  expect([status, stdout]).toEqual([1, '']);
});

test('an account that is in no organization accepts an invitation, called by its ID as the access key', async () => {
  const { url } = await simulator('--account', '222222222222=ana@example.com', '--account', '333333333333=ben@example.com');
  const client = clientOf(url);
  await client.send(new CreateOrganizationCommand({}));
  const { Handshake } = await client.send(new InviteAccountToOrganizationCommand({ Target: { Type: 'EMAIL', Id: 'ana@example.com' } }));
  const accepted = await clientOf(url, '222222222222').send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));

  expect(accepted.Handshake?.State).toBe('ACCEPTED');
  expect(accepted.Handshake!.ExpirationTimestamp!.getTime() - accepted.Handshake!.RequestedTimestamp!.getTime()).toBe(15 * 86_400_000);
  expect((await client.send(new ListAccountsCommand({}))).Accounts?.map(({ Id, Name }) => [Id, Name])).toContainEqual(['222222222222', 'ana']);
});

test.each(['222222222222', '12=ana@example.com', '222222222222=ana'])('the account %s is refused', (given) => {
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'simulator', '--account', given], { encoding: 'utf8' });

  expect(status).not.toBe(0);
  expect(stderr).toContain('Give an account ID and an email address, such as 222222222222=ana@example.com.');
});
