import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import { readExported } from '../../src/cli/export/exported-organization';
import { OWNER_TAG_KEY } from '../../src/contract';
import { terraformExport, terraformFiles } from '../../src/export';
import { targets } from '../../src/model';
import { organizationOfState } from '../../src/rehearsal';
import { type Build, removeApps, synthesize } from '../proofs/support/app';
import { type Blueprint, build } from '../proofs/support/blueprint';
import { deploy, reasonsOf } from '../proofs/support/deploy';

jest.setTimeout(120_000);
afterAll(removeApps);

const BLUEPRINT: Blueprint = {
  policies: { Base: { denies: ['organizations:LeaveOrganization'] }, Data: { denies: ['kms:DisableKey'] } },
  rootPolicies: ['Base'],
  units: { Security: { name: 'Security', policies: ['Data'] }, Logs: { name: 'Logs', parent: 'Security' } },
  accounts: { Archive: { name: 'archive', parent: 'Logs', tags: { team: 'blue' } }, Audit: { name: 'audit', parent: 'Security', policies: ['Data'] } },
  services: ['cloudtrail.amazonaws.com'],
  administrators: [['Audit', 'cloudtrail.amazonaws.com']],
};

/** The app after step 2 of the README. */
const retained: Build = (stack) => {
  build(BLUEPRINT)(stack);
  for (const node of stack.node.findAll()) {
    if (CfnResource.isCfnResource(node) && node.cfnResourceType.startsWith('Custom::Organizations')) node.applyRemovalPolicy(RemovalPolicy.RETAIN);
  }
};

test('the steps of the README retain every resource, and neither the deployment nor the deletion of the stacks writes anything', async () => {
  const first = await deploy(build(BLUEPRINT));
  expect(reasonsOf(first)).toEqual([]);
  const second = await deploy(retained, { state: first.state });
  expect({ reasons: reasonsOf(second), writes: second.writes }).toEqual({ reasons: [], writes: [] });
  const third = await deploy(retained, { state: second.state, deletion: true });
  expect({ succeeded: third.succeeded, writes: third.writes }).toEqual({ succeeded: true, writes: [] });
  expect(organizationOfState(third.simulatorState)).toEqual(organizationOfState(first.simulatorState));
});

test('with code, only what it names is exported', async () => {
  const { state } = await deploy(build(BLUEPRINT));
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  const file = join(folder, 'state.json');
  const simulator = state.simulator!;
  const [unit] = simulator.organizationalUnits;
  const byHand = { ...unit, id: `${unit.id.slice(0, -8)}12345678`, name: 'By hand', tags: {} };
  const changed = { ...simulator, organizationalUnits: [...simulator.organizationalUnits, byHand] };
  writeFileSync(file, JSON.stringify({ ...state, simulator: changed }));
  const { organization, named } = await readExported(synthesize(build(BLUEPRINT)), { simulatorState: file });
  rmSync(folder, { recursive: true });
  const { resources, leftOut } = terraformExport(organization, named);
  const names = resources.filter(({ file: place }) => ['accounts.tf', 'organizational_units.tf', 'policies.tf'].includes(place)).map(({ name }) => name);
  expect(names).toEqual(['security', 'logs', 'audit', 'archive', 'base', 'service_control_policy_data']);
  expect(leftOut).toContainEqual({
    kind: 'organizationalUnit', subject: `By hand (${byHand.id})`, reason: 'the code does not name it; its ID stands in its place',
  });
});

test('the configuration has all of what the stacks made, without the tags of this library', async () => {
  const organization = organizationOfState((await deploy(build(BLUEPRINT))).simulatorState)!;
  const owned = [...targets(organization)].filter(({ target }) => Object.hasOwn(target.tags, OWNER_TAG_KEY));
  expect(owned).toHaveLength(4);
  const exported = terraformExport(organization);
  const imports = exported.resources.map(({ importId }) => importId);
  expect(imports).toEqual(expect.arrayContaining(owned.map(({ target }) => target.id)));
  expect(imports).toEqual(expect.arrayContaining(organization.policies.map(({ id }) => id)));
  const configuration = [...terraformFiles(exported)].filter(([path]) => path.endsWith('.tf')).map(([, text]) => text).join('');
  expect(configuration).not.toContain('cdk-aws-organizations');
  expect(configuration).toContain('    team = "blue"\n');
});
