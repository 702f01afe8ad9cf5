import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssemblyFiles } from './assembly-files';
import type { World } from './aws/world';
import { DEFAULT_DEPLOY, QUICK_DEPLOY, recordDeployment, type Recording } from './recorder';
import { MANAGEMENT_ACCOUNT, REGION, synthesizeSeeds } from './seeds';
import type { SentObject, SentStack } from './sent';

jest.setTimeout(60_000);

const seeds = new Map(synthesizeSeeds().map(({ name, files }) => [name, files]));

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'recorder-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function record(files: AssemblyFiles, world?: World, deploy = DEFAULT_DEPLOY): Promise<Recording> {
  const directory = join(folder, 'cdk.out');
  files.write(directory);
  return recordDeployment(directory, { accountId: MANAGEMENT_ACCOUNT, region: REGION, home: join(folder, 'home'), world, deploy });
}

function stacksOf({ sent }: Recording): SentStack[] {
  return sent.filter((each): each is SentStack => each.kind === 'stack');
}

function changed(name: string, change: (files: AssemblyFiles) => void): AssemblyFiles {
  const files = seeds.get(name)!.copy();
  change(files);
  return files;
}

test('a recording has each stack with its roles, parameters, tags and protection, and the template that was published', async () => {
  const recording = await record(seeds.get('two stacks')!);
  expect(recording.error).toBeUndefined();
  const role = (name: string) => `arn:aws:iam::111111111111:role/cdk-hnb659fds-${name}-role-111111111111-us-east-1`;
  const [organization, tools] = stacksOf(recording);
  expect({ ...organization, template: organization.template.from }).toEqual({
    kind: 'stack',
    operation: 'CREATE',
    accountId: '111111111111',
    region: 'us-east-1',
    stackName: 'Org',
    deployRole: { arn: role('deploy') },
    executionRole: role('cfn-exec'),
    template: 'sent object',
    parameters: { Suffix: 'example', BootstrapVersion: '/cdk-bootstrap/hnb659fds/version' },
    keptParameters: [],
    tags: { team: 'platform' },
    terminationProtection: false,
    notificationArns: [],
    capabilities: ['CAPABILITY_AUTO_EXPAND', 'CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
  });
  expect(tools).toMatchObject({ stackName: 'Tools', terminationProtection: true });
  const objects = recording.sent.filter((each): each is SentObject => each.kind === 'object');
  expect(objects.map(({ bucket, role: { arn } }) => ({ bucket, arn }))).toEqual(objects.map(() => (
    { bucket: 'cdk-hnb659fds-assets-111111111111-us-east-1', arn: role('file-publishing') })));
  expect(new Set(objects.map(({ content }) => content)).size).toBe(5);
});

test('with change sets and without, a deployment sends the same', async () => {
  const { world } = await record(seeds.get('a nested stack')!);
  const [one, other] = [await record(seeds.get('a nested stack')!, world), await record(seeds.get('a nested stack')!, world, QUICK_DEPLOY)];
  const sorted = ({ sent }: Recording) => sent.map((each) => JSON.stringify(each)).sort();
  expect(sorted(one)).toEqual(sorted(other));
  expect(one.error).toBeUndefined();
});

test('a parameter whose default changes keeps its value', async () => {
  const { world } = await record(seeds.get('no environment')!);
  const recording = await record(changed('no environment', (files) => files.edit('Org.template.json', ({ Parameters }) => (Parameters.Suffix.Default = 'other'))), world);
  expect(stacksOf(recording)).toMatchObject([{ operation: 'UPDATE', parameters: { Suffix: 'example' }, keptParameters: expect.arrayContaining(['Suffix']) }]);
});

test('a stack in a member account is deployed with the role of that account, and a template of somebody else is not read', async () => {
  const recording = await record(changed('stacks of two accounts', (files) => files.edit('manifest.json', ({ artifacts }) => (
    artifacts.Member.properties.stackTemplateAssetObjectUrl = 'https://example.com/template.json'))));
  expect(stacksOf(recording).find(({ stackName }) => stackName === 'Member')).toMatchObject({
    accountId: '222222222222', region: 'eu-west-1', template: { from: 'foreign object', address: 'https://example.com/template.json' },
  });
});

test('commands of assets and of docker are recorded, and do not run', async () => {
  const assets = (files: AssemblyFiles, change: (manifest: any) => void) => files.edit('Org.assets.json', change);
  const command = await record(changed('two stacks', (files) => assets(files, (manifest) => {
    const [first] = Object.values<any>(manifest.files);
    first.source = { executable: ['touch', join(folder, 'ran')] };
  })));
  expect(command.sent[0]).toEqual({ kind: 'process', command: 'touch', args: [join(folder, 'ran')] });
  expect(command.error).toBeUndefined();
  const image = await record(changed('two stacks', (files) => {
    assets(files, (manifest) => (manifest.dockerImages = { image: { source: { directory: '.' }, destinations: { here: { repositoryName: 'images', imageTag: 'one' } } } }));
  }));
  expect(image.sent.filter(({ kind }) => kind === 'process')).toContainEqual(
    { kind: 'process', command: 'docker', args: expect.arrayContaining(['push', '111111111111.dkr.ecr.us-east-1.amazonaws.com/images:one']) });
});

test('what lies in .cache is published in place of the folder', async () => {
  const contentsOf = async (files: AssemblyFiles) => (await record(files)).sent.flatMap((each) => (each.kind === 'object' && each.key.endsWith('.zip') ? [each.content] : []));
  const before = await contentsOf(seeds.get('no environment')!);
  const after = await contentsOf(changed('no environment', (files) => {
    const [id] = Object.entries<any>(files.json('Org.assets.json').files).find(([, { source }]) => source.packaging === 'zip')!;
    files.put(`.cache/${id}.zip`, 'other code');
  }));
  expect(after.filter((content) => !before.includes(content))).toHaveLength(1);
});

test('a stack that has lost its resources is deleted', async () => {
  const { world } = await record(seeds.get('no environment')!);
  const recording = await record(changed('no environment', (files) => files.put('Org.template.json', '{"Resources":{}}')), world);
  expect(stacksOf(recording)).toMatchObject([{ operation: 'DELETE', stackName: 'Org' }]);
});
