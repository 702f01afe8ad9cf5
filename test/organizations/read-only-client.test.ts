import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as sdk from '@aws-sdk/client-organizations';
import { readOnlyClient, readOnlyOrganizations } from '../../src/organizations/read-only-client';
import { Simulator, type SimulatorServer, startSimulatorServer } from '../../src/simulator';

const credentials = { accessKeyId: '111111111111', secretAccessKey: 'secret' };
type AnyCommand = new (input: never) => Parameters<sdk.OrganizationsClient['send']>[0];

/** Every operation that the SDK knows. */
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

test.each(COMMANDS)('$operation is sent only if it reads', async ({ operation, command }) => {
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

test('the SDK has operations of both kinds', () => {
  const writing = COMMANDS.filter(({ operation }) => !/^(Describe|List)/.test(operation)).map(({ operation }) => operation);
  expect(writing.length).toBeGreaterThan(30);
  expect(writing).toEqual(expect.arrayContaining(['CloseAccount', 'DetachPolicy', 'TagResource', 'DeleteOrganization']));
});

describe('a connection', () => {
  const clock = { now: () => 0, sleep: async () => undefined };

  test('reads with the credentials of the environment from the endpoint that is given', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1' });
    simulator.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': 'AWSOrganizationsV20161128.CreateOrganization' }, body: '{}',
    });
    const port = await readOnlyOrganizations({ endpointUrl: server.url }, clock);
    expect((await port.describeOrganization()).featureSet).toBe('ALL');
    await expect(port.enablePolicyType('r-1234', 'TAG_POLICY')).rejects.toThrow('only read, never changed. Asked for: EnablePolicyType');
    expect(simulator.journal.map(({ operation }) => operation)).toEqual(['CreateOrganization', 'DescribeOrganization']);
  });

  test('reads with the profile that is given, from the Region that is given', async () => {
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

  test('without credentials fails at once and says what to give', async () => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_CONFIG_FILE: '/dev/null' });
    await expect(readOnlyOrganizations({ region: 'us-east-1', endpointUrl: server.url }, clock)).rejects.toThrow(/no usable credentials: .* give --profile/);
    await expect(readOnlyOrganizations({ endpointUrl: server.url }, clock)).rejects.toThrow(/No AWS Region is known: .* --region/);
  });
});
