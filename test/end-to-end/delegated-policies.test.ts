import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { DelegatedPoliciesStack, DelegationStack } from '../../examples/delegation/delegated-policies';
import { rehearse } from '../../src/rehearsal';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function synthesized(build: (app: App) => Stack): string {
  const outdir = mkdtempSync(join(tmpdir(), 'delegation-'));
  folders.push(outdir);
  const app = new App({ outdir, analyticsReporting: false });
  build(app);
  app.synth();
  return outdir;
}

test('the delegation example deploys the stack with policies from the member account', async () => {
  const first = await rehearse({ assemblyDirectory: synthesized((app) => new DelegationStack(app, 'Delegation')) });
  expect(first.stacks).toMatchObject([{ status: 'CREATE_COMPLETE' }]);
  const { accounts, organizationalUnits: [{ id: workloadsId }] } = first.simulatorState;
  const account = accounts.find(({ name }) => name === 'security')!.id;
  const policies = (given: string) => synthesized((app) => new DelegatedPoliciesStack(app, 'Policies', { workloadsId, env: { account: given, region: 'us-east-1' } }));
  const second = await rehearse({ assemblyDirectory: policies(account), state: first.state });
  expect(second.resources.flatMap(({ reason }) => reason ?? [])).toEqual([]);
  expect(second.differences).toEqual([]);
  expect(second.calls.filter(({ writing, error }) => writing && error === null).map(({ operation }) => operation)).toEqual(['CreatePolicy', 'AttachPolicy']);
});

test('the documentation shows the code of the delegation example', () => {
  const squeezed = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean);
  const example = squeezed(readFileSync(join(ROOT, 'examples/delegation/delegated-policies.ts'), 'utf8').replaceAll('props.workloadsId', "'ou-a1b2-exampleouid'"));
  const blocks = [...readFileSync(join(ROOT, 'docs/resource-policy.md'), 'utf8').matchAll(/```ts\n([^]*?)```/g)]
    .map(([, code]) => squeezed(code.replace(/^import [^]*?;$/gm, '')));
  expect(blocks).toHaveLength(2);
  for (const code of blocks) {
    const start = example.indexOf(code[0]);
    expect(example.slice(start, start + code.length)).toEqual(code);
  }
});
