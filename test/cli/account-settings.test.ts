import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CLI, type Ended } from './run-cdk-org';
import { Account, AccountSettings, Organization, TrustedService } from '../../src';
import { parseSnapshot } from '../../src/model';
import { rehearse } from '../../src/rehearsal';
import { changeText, type ReviewJson } from '../../src/report';
import { Simulator, type SimulatorServer, type SimulatorState, startSimulatorServer } from '../../src/simulator';

jest.setTimeout(180_000);

const MANAGEMENT = '111111111111';
const SECURITY = { name: 'Security team', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 1234567' };

let work: string;
let code: string;
/** Code that names no contacts and no Regions. */
let bare: string;
let deployed: SimulatorState;
const servers: SimulatorServer[] = [];

function synthesize(name: string, withSettings: boolean): string {
  const outdir = join(work, name);
  const app = new App({ outdir });
  const stack = new Stack(app, 'Org', { env: { account: MANAGEMENT, region: 'us-east-1' } });
  const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.ACCOUNT_MANAGEMENT] });
  new Account(stack, 'Shop', {
    parent: organization.root,
    accountName: 'shop',
    email: 'shop@example.com',
    ...(withSettings ? { alternateContacts: { security: SECURITY }, enabledRegions: ['eu-south-2'] } : {}),
  });
  if (withSettings) {
    const account = Account.fromAccountId(stack, 'ManagementAccount', organization.managementAccountId);
    new AccountSettings(stack, 'Management', { account, alternateContacts: { billing: SECURITY } });
  }
  app.synth();
  return outdir;
}

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-settings-'));
  [code, bare] = [synthesize('code.out', true), synthesize('bare.out', false)];
  const { succeeded, simulatorState } = await rehearse({ assemblyDirectory: code });
  expect(succeeded).toBe(true);
  deployed = simulatorState;
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Live {
  readonly simulator: Simulator;
  /** Runs the command line with the simulator as the live organization. */
  readonly cdkOrg: (...args: string[]) => Promise<Ended>;
  readonly changes: (...args: string[]) => Promise<string[]>;
}

async function live(state = deployed, faults: string[] = []): Promise<Live> {
  const simulator = new Simulator({ state, faults });
  const server = await startSimulatorServer(simulator);
  servers.push(server);
  const env = { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  const cdkOrg = async (...args: string[]) => new Promise<Ended>((resolve) => {
    execFile(process.execPath, [CLI, ...args, '--endpoint-url', server.url], { env, maxBuffer: 2 ** 27 }, (error, stdout, stderr) => (
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr })));
  });
  const changes = async (...args: string[]) => {
    const { stdout } = await cdkOrg(...args, '--format', 'json');
    const review = JSON.parse(stdout) as ReviewJson;
    return review.changes.map((change) => changeText(change, review.drift).headline);
  };
  return { simulator, cdkOrg, changes };
}

function shopId({ accounts }: SimulatorState = deployed): string {
  return accounts.find(({ name }) => name === 'shop')!.id;
}

/** By hand: another security contact of the account shop, and its Region disabled. */
function changedByHand(): SimulatorState {
  return {
    ...deployed,
    accountProfiles: deployed.accountProfiles!.map((profile) => (profile.accountId !== shopId() ? profile : {
      ...profile,
      alternateContacts: { SECURITY: { ...profile.alternateContacts.SECURITY!, Name: 'Somebody' } },
      regions: {},
    })),
  };
}

/** The account of each setting that a snapshot has. */
function settingsIn(snapshot: string): string[] {
  const { organization: { accountSettings = [] } } = parseSnapshot(JSON.parse(snapshot));
  return accountSettings.flatMap(({ accountId, settings }) => Object.keys(settings).map((key) => `${accountId} ${key}`)).sort();
}

const SETTINGS = () => [`${MANAGEMENT} BILLING`, `${shopId()} REGION:eu-south-2`, `${shopId()} SECURITY`].sort();
const accountCalls = ({ simulator }: Live) => simulator.journal.map(({ operation }) => operation).filter((operation) => /Contact|Region|AccountInformation/.test(operation));

describe('cdk-org drift', () => {
  test('finds nothing in contacts and Regions as they were deployed, and asks for those that the code names', async () => {
    const found = await live();
    expect(await found.cdkOrg('drift', code)).toMatchObject({ status: 0, stdout: 'Nothing was changed outside the code\n', stderr: '' });
    expect(accountCalls(found).sort()).toEqual(['GetAccountInformation', 'GetAlternateContact', 'GetAlternateContact', 'ListRegions']);
    expect(found.simulator.journal.filter(({ writing }) => writing)).toEqual([]);
  });

  test('names a contact and a Region that were changed by hand', async () => {
    const { cdkOrg, changes } = await live(changedByHand());
    expect(await changes('drift', code)).toEqual([
      expect.stringMatching(/^The security contact of account shop was changed by hand .*Somebody/), 'Region eu-south-2 was disabled by hand in account shop',
    ]);
    expect(await cdkOrg('drift', code)).toMatchObject({ status: 2, stderr: 'cdk-org: The organization is not what the code says (differences: 2).\n' });
  });

  test('does not ask AWS Account Management where the code names nothing of it', async () => {
    const found = await live(changedByHand());
    expect((await found.cdkOrg('drift', bare)).status).toBe(0);
    expect(accountCalls(found)).toEqual([]);
  });

  test('names the permission that is missing', async () => {
    const { cdkOrg } = await live(deployed, ['GetAlternateContact:fail=AccessDeniedException']);
    expect(await cdkOrg('drift', code)).toMatchObject({
      status: 1, stdout: '', stderr: expect.stringMatching(/GetAlternateContact was refused with AccessDenied .*Give the role the permission account:GetAlternateContact/),
    });
  });
});

describe('cdk-org diff --live', () => {
  test('says what a deployment restores of contacts and Regions', async () => {
    expect(await (await live()).changes('diff', '--live', code, '--base', code)).toEqual([]);
    const { changes } = await live(changedByHand());
    expect(await changes('diff', '--live', code, '--base', code)).toEqual([
      expect.stringMatching(/^The security contact of account shop changes .*Security team/), 'Region eu-south-2 is enabled in account shop',
    ]);
  });

  test('says which contacts a deployment of code without them deletes, and lists no Region, which stays', async () => {
    const { changes } = await live();
    expect(await changes('diff', '--live', bare, '--base', code)).toEqual([
      expect.stringMatching(/^The billing contact of account Management, .* is deleted if its stack set it/),
      expect.stringMatching(/^The security contact of account shop, .* is deleted if its stack set it/),
      expect.stringMatching(/^IAM policy OrganizationsProviderChangeAccountSettingsRights\w+ of stack Org is deleted$/),
    ]);
  });
});

describe('cdk-org snapshot --account-settings', () => {
  test('keeps the contacts and Regions that the code names, so that drift with it finds them changed', async () => {
    const file = join(work, 'snapshot.json');
    const { cdkOrg, changes } = await live(changedByHand());
    const ended = await cdkOrg('snapshot', '--account-settings', code, '--output', file);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(settingsIn(readFileSync(file, 'utf8'))).toEqual(SETTINGS());
    const offline = await new Promise<string>((resolve) => {
      execFile(process.execPath, [CLI, 'drift', code, '--snapshot', file, '--format', 'json'], (_error, stdout) => resolve(stdout));
    });
    expect((JSON.parse(offline) as ReviewJson).changes.map((change) => changeText(change, true).headline)).toEqual(await changes('drift', code));
  });

  test('is needed for them, and --redact-addresses leaves them out', async () => {
    const { cdkOrg } = await live();
    expect(settingsIn((await cdkOrg('snapshot')).stdout)).toEqual([]);
    expect(settingsIn((await cdkOrg('snapshot', '--account-settings', code)).stdout)).toEqual(SETTINGS());
    const redacted = (await cdkOrg('snapshot', '--account-settings', code, '--redact-addresses')).stdout;
    expect(settingsIn(redacted)).toEqual([]);
    expect(redacted).not.toContain('Security team');
    expect(settingsIn((await cdkOrg('snapshot', '--account-settings', bare)).stdout)).toEqual([]);
  });

  test('refuses a folder that is no code', async () => {
    const { cdkOrg } = await live();
    const { status, stdout, stderr } = await cdkOrg('snapshot', '--account-settings', work);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^cdk-org: /);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});
