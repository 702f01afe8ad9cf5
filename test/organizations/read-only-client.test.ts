import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { createServer } from 'http';
import type { AddressInfo } from 'net';
import { tmpdir } from 'os';
import { join } from 'path';
import * as sdk from '@aws-sdk/client-organizations';
import { readOnlyClient, readOnlyOrganizations, homeRegion } from '../../src/organizations/read-only-client';
import { Simulator, type SimulatorServer, startSimulatorServer } from '../../src/simulator';

const credentials = { accessKeyId: '111111111111', secretAccessKey: 'secret' };
type AnyCommand = new (input: never) => Parameters<sdk.OrganizationsClient['send']>[0];

/** Every operation of the SDK. */
const COMMANDS = Object.entries(sdk).filter(([name]) => name.endsWith('Command') && !name.startsWith('$'))
  .map(([name, command]) => ({ operation: name.slice(0, -'Command'.length), command: command as unknown as AnyCommand }));

let simulator: Simulator;
let server: SimulatorServer;
const variables = { ...process.env };

beforeAll(async () => {
  simulator = new Simulator();
  server = await startSimulatorServer(simulator);
});
afterAll(() => server.close());
beforeEach(() => simulator.reset());
afterEach(() => { process.env = { ...variables }; });

test.each(COMMANDS)('the read-only client sends $operation only if it reads', async ({ operation, command }) => {
  const sent: string[] = [];
  const client = readOnlyClient({
    region: 'us-east-1',
    credentials,
    requestHandler: {
      handle: async (request: { headers: Record<string, string> }) => {
        sent.push(request.headers['x-amz-target']);
        return { response: { statusCode: 200, headers: {}, body: Buffer.from('{}') } as never };
      },
    },
  });
  const refusal = await client.send(new command({} as never)).then(() => undefined, ({ message }: Error) => message as string);
  if (/^(Describe|List)/.test(operation)) {
    expect(sent).toEqual([`AWSOrganizationsV20161128.${operation}`]);
    expect(refusal).toBeUndefined();
  } else {
    expect(sent).toEqual([]);
    expect(refusal).toContain(`only read, never changed. Asked for: ${operation}`);
  }
});

test('the SDK has operations that read and operations that write', () => {
  const writing = COMMANDS.filter(({ operation }) => !/^(Describe|List)/.test(operation)).map(({ operation }) => operation);
  expect(writing.length).toBeGreaterThan(30);
  expect(writing).toEqual(expect.arrayContaining(['CloseAccount', 'DetachPolicy', 'TagResource', 'DeleteOrganization']));
});

describe('a read-only connection', () => {
  const clock = { now: () => 0, sleep: async () => undefined };

  test('reads with the credentials of the environment from the given endpoint', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' });
    simulator.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization' }, body: '{}',
    });
    const port = await readOnlyOrganizations({ endpointUrl: server.url }, clock);
    expect((await port.describeOrganization()).featureSet).toBe('ALL');
    await expect(port.enablePolicyType('r-1234', 'TAG_POLICY')).rejects.toThrow('only read, never changed. Asked for: EnablePolicyType');
    expect(simulator.journal.map(({ operation }) => operation)).toEqual(['CreateOrganization', 'DescribeOrganization']);
  });

  test('reads with the given profile from the given Region', async () => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    const directory = mkdtempSync(join(tmpdir(), 'profiles-'));
    const file = join(directory, 'credentials');
    const profile = (name: string, key: string) => `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`;
    writeFileSync(file, profile('default', '999999999999') + profile('management', '111111111111'));
    Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', AWS_SHARED_CREDENTIALS_FILE: file, AWS_CONFIG_FILE: '/dev/null' });
    simulator.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization' }, body: '{}',
    });
    const connection = { region: 'us-east-1', endpointUrl: server.url };
    const accountId = (await (await readOnlyOrganizations({ ...connection, profile: 'management' }, clock)).describeOrganization()).managementAccountId;
    expect(accountId).toMatch(/^\d{12}$/);
    await expect((await readOnlyOrganizations(connection, clock)).describeOrganization()).rejects.toMatchObject({ code: 'AWSOrganizationsNotInUse' });
    rmSync(directory, { recursive: true });
  });

  test('repeats a throttled read after a pause', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' });
    const throttled = new Simulator({ faults: ['DescribeOrganization:1:fail=TooManyRequestsException'] });
    throttled.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization' }, body: '{}',
    });
    const other = await startSimulatorServer(throttled);
    const pauses: number[] = [];
    const port = await readOnlyOrganizations({ endpointUrl: other.url }, { now: () => 0, sleep: async (pause) => { pauses.push(pause); } });
    expect((await port.describeOrganization()).featureSet).toBe('ALL');
    expect(pauses).toEqual([375]);
    await other.close();
  });

  test('fails at once without credentials, and says what to provide', async () => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_CONFIG_FILE: '/dev/null' });
    await expect(readOnlyOrganizations({ region: 'us-east-1', endpointUrl: server.url }, clock)).rejects.toThrow(/no usable credentials: .* give --profile/);
    await expect(readOnlyOrganizations({}, clock)).rejects
      .toThrow(/^No AWS Region is known\. Set AWS_REGION; us-east-1 will do outside China and GovCloud\.$/);
  });

  test('names the reason why the Region of a profile is not usable', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'read-only-client-'));
    const file = join(directory, 'config');
    writeFileSync(file, '[profile wrong]\nregion = eu west!\n');
    onlyVariables({ AWS_CONFIG_FILE: file });
    await expect(readOnlyOrganizations({ profile: 'wrong' }, clock)).rejects
      .toThrow(/^The Region in the AWS configuration is not usable: .*"eu west!" is not a valid hostname component\. Set AWS_REGION to another one\.$/);
    rmSync(directory, { recursive: true });
  });

  /** Removes the AWS configuration of the machine that runs the tests, and sets only these variables. */
  function onlyVariables(variables_: Record<string, string>): void {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_CONFIG_FILE: '/dev/null', ...variables_,
    });
  }

  /** The Region in the signature of a request. */
  async function signedRegion(connection: object): Promise<string | undefined> {
    let authorization: string | undefined;
    const listener = createServer((request, response) => {
      authorization = request.headers.authorization;
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end('{"__type":"AccessDeniedException","Message":"no"}');
    });
    const url = await new Promise<string>((resolve) => listener.listen(0, '127.0.0.1', () => (
      resolve(`http://127.0.0.1:${(listener.address() as AddressInfo).port}`))));
    const port = await readOnlyOrganizations({ endpointUrl: url, ...connection }, clock);
    await expect(port.describeOrganization()).rejects.toMatchObject({ code: 'AccessDenied' });
    await new Promise((resolve) => { listener.close(resolve); listener.closeAllConnections(); });
    return /Credential=[^/]+\/\d+\/([^/]+)\//.exec(authorization ?? '')?.[1];
  }

  const KEYS = { AWS_ACCESS_KEY_ID: '111111111111', AWS_SECRET_ACCESS_KEY: 'secret' };

  test.each<[string, Record<string, string>, object, string]>([
    ['AWS_DEFAULT_REGION names it', { AWS_DEFAULT_REGION: 'eu-central-1' }, {}, 'eu-central-1'],
    ['AWS_REGION takes precedence', { AWS_DEFAULT_REGION: 'eu-central-1', AWS_REGION: 'eu-west-1' }, {}, 'eu-west-1'],
    ['an option takes precedence over both', { AWS_REGION: 'eu-west-1' }, { region: 'eu-north-1' }, 'eu-north-1'],
    ['an endpoint needs none', {}, {}, 'us-east-1'],
  ])('finds its Region: %s', async (_what, named, connection, region) => {
    onlyVariables({ ...KEYS, ...named });
    expect(await signedRegion(connection)).toBe(region);
  });

  test('derives the Region from the partition of a role', () => {
    expect(homeRegion('arn:aws-cn:iam::111111111111:role/Reader', undefined, {})).toBe('cn-northwest-1');
    expect(homeRegion(undefined, undefined, { AWS_ROLE_ARN: 'arn:aws-us-gov:iam::111111111111:role/Reader' })).toBe('us-gov-west-1');
    expect(homeRegion(undefined, undefined, {})).toBeUndefined();
  });

  test('prefers keys in the environment to AWS_PROFILE, and prints no warning', async () => {
    const printed = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    onlyVariables({ ...KEYS, AWS_PROFILE: 'nowhere', AWS_REGION: 'us-east-1' });
    simulator.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization' }, body: '{}',
    });
    expect((await (await readOnlyOrganizations({ endpointUrl: server.url }, clock)).describeOrganization()).featureSet).toBe('ALL');
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  describe('reports an endpoint that does not answer within five seconds', () => {
    const sleep = (milliseconds: number) => new Promise<void>((resolve) => { setTimeout(resolve, milliseconds); });
    const realClock = { now: () => Date.now(), sleep };

    test('if nothing listens on it', async () => {
      onlyVariables({ ...KEYS, AWS_REGION: 'us-east-1' });
      const closed = await startSimulatorServer(new Simulator());
      await closed.close();
      const start = performance.now();
      const port = await readOnlyOrganizations({ endpointUrl: closed.url }, realClock);
      await expect(port.describeOrganization()).rejects.toMatchObject({ code: 'NoAnswer', message: expect.stringContaining('ECONNREFUSED') });
      expect(performance.now() - start).toBeLessThan(5_000);
    });

    test('if it accepts the connection and never answers', async () => {
      onlyVariables({ ...KEYS, AWS_REGION: 'us-east-1' });
      const silent = await startSimulatorServer(new Simulator({ faults: ['*:1.0:neverAnswers=happens'] }));
      const start = performance.now();
      const port = await readOnlyOrganizations({ endpointUrl: silent.url }, realClock);
      await expect(port.describeOrganization()).rejects.toMatchObject({ code: 'NoAnswer' });
      expect(performance.now() - start).toBeLessThan(5_000);
      await silent.close();
    });
  });
});
