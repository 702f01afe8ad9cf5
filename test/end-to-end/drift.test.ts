import { execFile } from 'node:child_process';
import { join } from 'node:path';
import * as sdk from '@aws-sdk/client-organizations';
import { cleanUp, deployedExample, synthesizeExample } from './example';
import type { Change, Organization } from '../../src/model';
import { parseSnapshot, targets } from '../../src/model';
import type { RehearsalResult } from '../../src/rehearsal';
import { type ReviewJson, changeText } from '../../src/report';
import { Simulator, type SimulatorServer, startSimulatorServer } from '../../src/simulator';
import { byDay } from '../proofs/support/proof-runs';

jest.setTimeout(300_000);

const CLI = join(__dirname, '..', '..', 'bin', 'cdk-org');

/** The time of the simulator. Manual changes are complete an hour later. */
let now = Date.UTC(2026, 1, 1);
const HOUR = 3_600_000;

let assembly: string;
let deployed: RehearsalResult;
let simulator: Simulator;
let server: SimulatorServer;
let client: sdk.OrganizationsClient;

beforeAll(async () => {
  assembly = synthesizeExample();
  deployed = await deployedExample();
  simulator = new Simulator({ state: deployed.simulatorState, now: () => now });
  server = await startSimulatorServer(simulator);
  client = new sdk.OrganizationsClient({
    region: 'eu-central-1', endpoint: server.url, credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  cleanUp();
});
beforeEach(() => simulator.reset());

/** Runs the command line in a separate process, with a simulator as the live organization. */
async function cdkOrg(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const env = {
    ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL_ORGANIZATIONS: server.url,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { env, maxBuffer: 2 ** 27 }, (error, stdout, stderr) => (
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr })));
  });
}

async function changesOf(...args: string[]): Promise<string[]> {
  const { status, stdout, stderr } = await cdkOrg(...args, '--format', 'json');
  const { changes, drift } = status === 1 ? { changes: [], drift: undefined } : JSON.parse(stdout) as ReviewJson;
  if (status !== (drift && changes.length > 0 ? 2 : 0)) throw new Error(`Exit code ${status}. ${stderr}`);
  return changes.map((change: Change) => changeText(change, drift).headline);
}

const organization = (): Organization => deployed.organization!;

function target(path: string): string {
  const found = [...targets(organization())].find((each) => each.path === path);
  if (!found) throw new Error(`There is no ${path}`);
  return found.target.id;
}

function policy(name: string): string {
  return organization().policies.find((each) => each.name === name)!.id;
}

interface ByHand {
  readonly name: string;
  readonly does: () => Promise<unknown>;
  /** The changes that `drift` reports. */
  readonly drift: readonly string[];
  /** The additional changes that `drift --outside` reports. */
  readonly outside?: readonly string[];
  /** The changes that `diff --live` reports, which a deployment of every resource would make. */
  readonly repair: readonly string[];
}

const CHANGES: readonly ByHand[] = [
  {
    name: 'an organizational unit is renamed',
    does: async () => client.send(new sdk.UpdateOrganizationalUnitCommand({ OrganizationalUnitId: target('Root/Policy Staging'), Name: 'Staging' })),
    drift: ['Organizational unit Policy Staging was renamed by hand to Staging'],
    repair: ['Organizational unit Staging is renamed to Policy Staging'],
  },
  {
    name: 'an account is moved',
    does: async () => client.send(new sdk.MoveAccountCommand({
      AccountId: target('Root/Workloads/NonProd/shop-test'), SourceParentId: target('Root/Workloads/NonProd'), DestinationParentId: target('Root/Sandbox'),
    })),
    drift: ['Account shop-test was moved by hand from Workloads/NonProd to Sandbox'],
    repair: ['Account shop-test moves from Sandbox to Workloads/NonProd'],
  },
  {
    name: 'a policy is detached',
    does: async () => client.send(new sdk.DetachPolicyCommand({ PolicyId: policy('allowed-regions'), TargetId: target('Root/Sandbox') })),
    drift: ['Service control policy allowed-regions was detached by hand from organizational unit Sandbox'],
    repair: ['Service control policy allowed-regions is attached to organizational unit Sandbox'],
  },
  {
    name: 'a policy of another owner is attached',
    does: async () => {
      const { Policy: made } = await client.send(new sdk.CreatePolicyCommand({
        Name: 'theirs', Description: '', Type: 'SERVICE_CONTROL_POLICY', Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
      }));
      await client.send(new sdk.AttachPolicyCommand({ PolicyId: made!.PolicySummary!.Id, TargetId: target('Root/Sandbox') }));
    },
    drift: [],
    outside: ['Service control policy theirs has appeared', 'Service control policy theirs was attached by hand to organizational unit Sandbox'],
    repair: [],
  },
  {
    name: 'the text of a policy is changed',
    does: async () => client.send(new sdk.UpdatePolicyCommand({ PolicyId: policy('protect-data'), Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Sid":"All"}]}' })),
    drift: ['Service control policy protect-data was edited by hand: 1 statement added, 7 removed'],
    repair: ['Service control policy protect-data: 7 statements added, 1 removed'],
  },
  {
    name: 'a tag is added, one changed and one removed',
    does: async () => {
      const id = target('Root/Security/log-archive');
      await client.send(new sdk.TagResourceCommand({ ResourceId: id, Tags: [{ Key: 'note', Value: 'by hand' }, { Key: 'cost-center', Value: 'nobody' }] }));
      await client.send(new sdk.UntagResourceCommand({ ResourceId: id, TagKeys: ['data-class'] }));
    },
    drift: [
      'Tag cost-center of account Security/log-archive was changed by hand from security to nobody',
      'Tag data-class of account Security/log-archive, which was audit, was removed by hand',
    ],
    outside: ['Tag note of account Security/log-archive was set by hand to by hand'],
    repair: [
      'Tag cost-center of account Security/log-archive changes from nobody to security',
      'Tag data-class of account Security/log-archive is set to audit',
    ],
  },
  {
    name: 'trusted access is disabled for one service and enabled for another',
    does: async () => {
      await client.send(new sdk.DisableAWSServiceAccessCommand({ ServicePrincipal: 'ram.amazonaws.com' }));
      await client.send(new sdk.EnableAWSServiceAccessCommand({ ServicePrincipal: 'fms.amazonaws.com' }));
    },
    drift: ['Trusted access of ram.amazonaws.com was disabled by hand'],
    outside: ['Trusted access of fms.amazonaws.com was enabled by hand'],
    repair: ['Trusted access of ram.amazonaws.com is enabled'],
  },
  {
    name: 'a delegated administrator is deregistered',
    does: async () => {
      const [{ accountId: AccountId, servicePrincipal: ServicePrincipal }] = organization().delegatedAdministrators;
      await client.send(new sdk.DeregisterDelegatedAdministratorCommand({ AccountId, ServicePrincipal }));
    },
    drift: ['Account identity was deregistered by hand as delegated administrator of sso.amazonaws.com'],
    repair: ['Account identity becomes delegated administrator of sso.amazonaws.com'],
  },
  {
    name: 'an organizational unit and an account are created',
    does: async () => {
      await client.send(new sdk.CreateOrganizationalUnitCommand({ ParentId: target('Root/Sandbox'), Name: 'By hand' }));
      await client.send(new sdk.CreateAccountCommand({ AccountName: 'by-hand', Email: 'by-hand@example.com' }));
    },
    drift: [],
    outside: ['Organizational unit By hand has appeared in Sandbox', 'Account by-hand (by-hand@example.com) has appeared in the root'],
    repair: [],
  },
  {
    name: 'an account is closed',
    does: async () => client.send(new sdk.CloseAccountCommand({ AccountId: target('Root/Sandbox/sandbox-green') })),
    drift: ['Account sandbox-green is CLOSED, and was ACTIVE'],
    repair: [],
  },
];

test('a deployed app has no drift, and deploying it again changes nothing', async () => {
  expect(await changesOf('drift', assembly)).toEqual([]);
  expect(await changesOf('diff', '--live', assembly)).toEqual([]);
  expect(simulator.journal.length).toBeGreaterThan(100);
  expect(simulator.journal.filter(({ writing }) => writing)).toEqual([]);
});

test.each(byDay(CHANGES, 6))('drift and diff --live report a manual change: $name', async ({ does, drift, outside = [], repair }) => {
  await does();
  now += HOUR;
  expect(await changesOf('drift', assembly)).toEqual(drift);
  expect((await changesOf('drift', assembly, '--outside')).sort()).toEqual([...drift, ...outside].sort());
  expect(await changesOf('diff', '--live', assembly)).toEqual(repair);
});

describe('The live organization', () => {
  test('is saved as a snapshot that equals it', async () => {
    const { status, stdout } = await cdkOrg('snapshot');
    expect(status).toBe(0);
    expect(parseSnapshot(JSON.parse(stdout)).organization).toEqual(organization());
  });

  test('is saved without email addresses, with a unique replacement for each account', async () => {
    const { organization: redacted } = parseSnapshot(JSON.parse((await cdkOrg('snapshot', '--redact-addresses')).stdout));
    const emails = [...targets(redacted)].flatMap(({ target: each }) => ('email' in each ? [each.email] : []));
    expect(emails).toHaveLength(16);
    expect(new Set(emails).size).toBe(16);
    expect(JSON.stringify(redacted)).not.toContain('@example.com');
  });

  test('is never written to, regardless of the command', async () => {
    for (const args of [['drift', assembly], ['diff', '--live', assembly, '--rehearse'], ['snapshot'], ['graph', '--live']]) {
      expect([args, (await cdkOrg(...args)).status]).toEqual([args, 0]);
    }
    expect(simulator.journal.length).toBeGreaterThan(200);
    expect(simulator.journal.filter(({ operation }) => !/^(Describe|List)/.test(operation))).toEqual([]);
  });

  test('is reported with the missing permission if it cannot be read', async () => {
    const closed = new Simulator({ state: deployed.simulatorState, faults: ['ListTagsForResource:fail=AccessDeniedException'] });
    const other = await startSimulatorServer(closed);
    const { status, stderr } = await cdkOrg('drift', assembly, '--endpoint-url', other.url);
    await other.close();
    expect(status).toBe(1);
    expect(stderr).toMatch(/ListTagsForResource was refused with AccessDenied .*Give the role the permission organizations:ListTagsForResource/);
  });
});

test('drift reports each of many manual changes separately', async () => {
  for (const { does } of CHANGES) await does();
  now += HOUR;
  const all = CHANGES.flatMap(({ drift, outside = [] }) => [...drift, ...outside]);
  expect((await changesOf('drift', assembly, '--outside')).sort()).toEqual(all.sort());
});
