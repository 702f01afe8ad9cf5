import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Account, DelegatedPolicies, Organization, OrganizationalUnit, OrganizationResourcePolicy, PolicyType } from '../../src';
import { readCloudAssembly } from '../../src/assembly';
import { idsOfStacks, organizationFromAssembly, reviewOfDrift } from '../../src/model';
import { rehearse } from '../../src/rehearsal';

const outdir = mkdtempSync(join(tmpdir(), 'environment-agnostic-'));
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

test('in a stack without an environment, a resource policy with ARNs of the stack\'s account does not differ from the code', async () => {
  const app = new App({ outdir, analyticsReporting: false });
  const stack = new Stack(app, 'Landing');
  const organization = new Organization(stack, 'Organization');
  const unit = new OrganizationalUnit(stack, 'Workloads', { parent: organization.root, organizationalUnitName: 'Workloads' });
  const account = new Account(stack, 'Security', { parent: organization.root, accountName: 'security', email: 'security@example.com' });
  organization.enablePolicyType(PolicyType.TAG_POLICY);
  new OrganizationResourcePolicy(stack, 'Delegation', { organization })
    .delegatePolicyManagement(account, { policyTypes: [PolicyType.TAG_POLICY], targets: [unit], policies: DelegatedPolicies.ofStacks(['Policies']) });
  const assemblyDirectory = app.synth().directory;

  const result = await rehearse({ assemblyDirectory });
  expect(result.succeeded).toBe(true);
  expect(result.differences).toEqual([]);

  const live = result.organization!;
  const [{ resources }] = Object.values(result.state.stacks);
  const ids = Object.fromEntries(Object.entries(resources)
    .flatMap(([id, { physicalId }]) => (physicalId === undefined ? [] : [[id, physicalId]])));
  const code = organizationFromAssembly(readCloudAssembly(assemblyDirectory), idsOfStacks(live, { Landing: ids }));
  expect(reviewOfDrift(code, live).changes).toEqual([]);
});
