import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { assertDeployable, contentDigest, nestedTemplateName, readCloudAssembly } from '../../src/assembly';

const directory = mkdtempSync(join(tmpdir(), 'digests-'));
afterAll(() => rmSync(directory, { recursive: true }));

let number = 0;

function folder(files: Record<string, string>): string {
  const made = join(directory, `${number++}`);
  mkdirSync(made);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(made, name, '..'), { recursive: true });
    writeFileSync(join(made, name), content);
  }
  return made;
}

/** An assembly with one function, whose code has the key `code.zip`. */
function assembly(files: Record<string, object>, more: Record<string, string> = {}): string {
  const template = { Resources: { Function: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'assets', S3Key: 'code.zip' } } } } };
  const environment = 'aws://unknown-account/unknown-region';
  return folder({
    'manifest.json': JSON.stringify({
      version: '48.0.0',
      artifacts: {
        'Org': { type: 'aws:cloudformation:stack', environment, properties: { templateFile: 'Org.template.json' }, dependencies: ['Org.assets'] },
        'Org.assets': { type: 'cdk:asset-manifest', properties: { file: 'Org.assets.json' } },
      },
    }),
    'Org.template.json': JSON.stringify(template),
    'Org.assets.json': JSON.stringify({ version: '48.0.0', files }),
    ...more,
  });
}

const asset = (source: object, objectKey = 'code.zip') => ({ source, destinations: { here: { bucketName: 'assets', objectKey } } });
const digestOf = (path: string) => readCloudAssembly(path).codeDigests!.get('assets/code.zip');

test('equal contents have equal digests, regardless of the name of the folder', () => {
  const [one, other] = [folder({ 'index.js': 'a', 'lib/b.js': 'b' }), folder({ 'lib/b.js': 'b', 'index.js': 'a' })];
  expect(contentDigest(one)).toMatch(/^[0-9a-f]{64}$/);
  expect(contentDigest(other)).toBe(contentDigest(one));
});

test.each<[string, Record<string, string>]>([
  ['another content', { 'index.js': 'b' }],
  ['another name', { 'main.js': 'a' }],
  ['an additional file', { 'index.js': 'a', 'more.js': '' }],
  ['another place', { 'lib/index.js': 'a' }],
  ['a name that looks like the end of one entry and the beginning of another', { 'index.js': 'a', '" x\n"y': '' }],
])('%s results in another digest', (_name, files) => {
  expect(contentDigest(folder(files))).not.toBe(contentDigest(folder({ 'index.js': 'a' })));
});

test('a link counts as a link, and excluded files do not count', () => {
  const linked = folder({});
  symlinkSync('/etc/hostname', join(linked, 'index.js'));
  expect(contentDigest(linked)).not.toBe(contentDigest(folder({ 'index.js': readFileSync('/etc/hostname', 'utf8') })));
  expect(contentDigest(folder({ 'index.js': 'a', 'index.js.map': 'b' }), (name) => name.endsWith('.map'))).toBe(contentDigest(folder({ 'index.js': 'a' })));
  expect(contentDigest(join(directory, 'nowhere'))).toBeUndefined();
});

test('code has the digest of the folder that its key is published from', () => {
  const head = assembly({ one: asset({ path: 'asset.a', packaging: 'zip' }), other: asset({ path: 'asset.b', packaging: 'zip' }, 'other.zip') }, { 'asset.a/index.js': 'a', 'asset.b/index.js': 'b' });
  expect(digestOf(head)).toBe(contentDigest(folder({ 'index.js': 'a' })));
  expect([...readCloudAssembly(head).codeDigests!.keys()]).toEqual(['assets/code.zip']);
});

test.each<[string, Record<string, object>]>([
  ['two contents under one key', { one: asset({ path: 'asset.a', packaging: 'zip' }), other: asset({ path: 'asset.b', packaging: 'zip' }) }],
  ['a command that writes the same key', { one: asset({ path: 'asset.a', packaging: 'zip' }), other: asset({ executable: ['make', 'code'] }) }],
  ['a folder that does not exist', { one: asset({ path: 'asset.c', packaging: 'zip' }) }],
  ['a folder outside of the assembly', { one: asset({ path: '../0', packaging: 'zip' }) }],
  ['the assembly itself', { one: asset({ path: '.', packaging: 'zip' }) }],
  ['no asset', {}],
])('code has no digest with %s', (_name, files) => {
  expect(digestOf(assembly(files, { 'asset.a/index.js': 'a', 'asset.b/index.js': 'b' }))).toBeUndefined();
});

test('a nested stack has the template at its address, also if its metadata names another one', () => {
  // In the form that the CDK CLI requests.
  const app = new App({ outdir: join(directory, 'nested.out'), context: { 'aws:cdk:enable-asset-metadata': true } });
  const stack = new Stack(app, 'Org');
  for (const [name, type] of [['Harmless', 'AWS::SNS::Topic'], ['Hidden', 'AWS::IAM::User']]) {
    new CfnResource(new NestedStack(stack, name), 'Resource', { type });
  }
  app.synth();
  expect(readCloudAssembly(app.outdir).stacks[0].nestedTemplates.size).toBe(2);
  // Two nested stacks with the same template have one key.
  const twins = new App({ outdir: join(directory, 'twins.out'), context: { 'aws:cdk:enable-asset-metadata': true } });
  for (const name of ['One', 'Other']) new CfnResource(new NestedStack(twins.node.tryFindChild('Org') as Stack ?? new Stack(twins, 'Org'), name), 'Resource', { type: 'AWS::SNS::Topic' });
  twins.synth();
  expect(readCloudAssembly(twins.outdir).stacks[0].nestedTemplates.size).toBe(1);
  const head = join(directory, 'swapped.out');
  cpSync(app.outdir, head, { recursive: true });
  const file = join(head, 'Org.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  const [harmless, hidden] = ['Harmless', 'Hidden'].map((name) => Object.entries<any>(template.Resources).find(([id]) => id.startsWith(name))![1]);
  harmless.Properties.TemplateURL = hidden.Properties.TemplateURL;
  writeFileSync(file, JSON.stringify(template));
  const [{ nestedTemplates }] = readCloudAssembly(head).stacks;
  expect([...nestedTemplates.values()].flatMap(({ Resources }) => Object.values(Resources)).map(({ Type }) => Type)).toEqual(['AWS::IAM::User']);
  expect(nestedTemplates.get(nestedTemplateName(harmless)!)).toBe(nestedTemplates.get(nestedTemplateName(hidden)!));
});

test('a stack that is deployed from a template other than the one that is read is refused', () => {
  const app = new App({ outdir: join(directory, 'stacks.out') });
  new CfnResource(new Stack(app, 'Org'), 'Resource', { type: 'AWS::SNS::Topic' });
  app.synth();
  expect(readCloudAssembly(app.outdir).stacks).toHaveLength(1);
  const manifest = join(app.outdir, 'manifest.json');
  const text = readFileSync(manifest, 'utf8');
  const deployed = /"stackTemplateAssetObjectUrl": "([^"]+)"/.exec(text)![1];
  writeFileSync(join(app.outdir, 'hidden.json'), JSON.stringify({ Resources: { User: { Type: 'AWS::IAM::User' } } }));
  const assets = join(app.outdir, 'Org.assets.json');
  const published = JSON.parse(readFileSync(assets, 'utf8'));
  published.files.hidden = asset({ path: 'hidden.json', packaging: 'file' }, 'hidden.json');
  writeFileSync(assets, JSON.stringify(published));
  const [, bucket, key] = /([^/]+)\/([^/]+)$/.exec(deployed)!;
  const twice = { ...published, files: { ...published.files, again: { source: { executable: ['make', 'template'] }, destinations: { here: { bucketName: bucket, objectKey: key } } } } };
  writeFileSync(assets, JSON.stringify(twice));
  expect(() => assertDeployable(readCloudAssembly(app.outdir))).toThrow(/A file asset is made by a command .*The stack is deployed from another template than the one in the cloud assembly/);
  writeFileSync(assets, JSON.stringify(published));
  for (const other of [deployed.replace(/[^/]+$/, 'hidden.json'), 's3://somebody/else.json']) {
    writeFileSync(manifest, text.replace(deployed, other));
    expect(() => assertDeployable(readCloudAssembly(app.outdir))).toThrow('The stack is deployed from another template than the one in the cloud assembly');
  }
});
