import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { type IOrganizationsProvider, Organization, OrganizationalUnit, OrganizationsProvider } from '../../src';
import { rehearse } from '../../src/rehearsal';

const directories: string[] = [];
afterAll(() => directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

/** Synthesizes the stack of the provider and two others. One shares the provider in the app, and the other one has only its token. */
function synthesize(servedStacks?: string[]): string {
  const outdir = mkdtempSync(join(tmpdir(), 'served-stacks-'));
  directories.push(outdir);
  const app = new App({ outdir, analyticsReporting: false });
  const org = new Stack(app, 'Org');
  const provider = new OrganizationsProvider(org, 'Shared', { servedStacks });
  const { root } = new Organization(org, 'Organization', { provider });
  const unit = (stack: Stack, by: IOrganizationsProvider) => (
    new OrganizationalUnit(stack, 'Unit', { parent: root, organizationalUnitName: stack.stackName, provider: by }));
  unit(new Stack(app, 'Workloads'), provider);
  const other = new Stack(app, 'Org-Other');
  unit(other, OrganizationsProvider.fromServiceToken(other, 'Provider', provider.serviceToken));
  return app.synth().directory;
}

function namesOf({ organization }: Awaited<ReturnType<typeof rehearse>>): string[] {
  return organization!.root.organizationalUnits.map(({ name }) => name).sort();
}

test('a stack that only has the service token is refused with the property to change, and its rollback completes', async () => {
  const result = await rehearse({ assemblyDirectory: synthesize() });
  expect(Object.fromEntries(result.stacks.map(({ name, status }) => [name, status])))
    .toEqual({ 'Org': 'CREATE_COMPLETE', 'Workloads': 'CREATE_COMPLETE', 'Org-Other': 'ROLLBACK_COMPLETE' });
  const reasons = result.resources.filter(({ stack }) => stack === 'Org-Other').map(({ reason }) => reason).join('\n');
  expect(reasons).toContain(
    'Add "Org-Other" to the property servedStacks of the OrganizationsProvider and deploy the stack of the provider first.');
  expect(namesOf(result)).toEqual(['Workloads']);
});

test('a stack in servedStacks of the provider is served', async () => {
  const result = await rehearse({ assemblyDirectory: synthesize(['Org-Other']) });
  expect(result.succeeded).toBe(true);
  expect(namesOf(result)).toEqual(['Org-Other', 'Workloads']);
});
