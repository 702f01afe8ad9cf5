import { appendFileSync, chmodSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { AttackedApp, type AssemblyCopy, gate } from './attacked-app';
import { ATTACKS, BUCKET, handlerAsset, KEY } from './attacks';
import { deploymentDigest, type DeploymentSelection, readCloudAssembly } from '../../../src/assembly';

const app = new AttackedApp();
afterAll(() => app.cleanUp());

let plain: AssemblyCopy;
beforeAll(() => { plain = app.synthesize(); });

function digestOf({ folder }: AssemblyCopy, selection: DeploymentSelection = {}, base?: AssemblyCopy): string {
  return deploymentDigest(readCloudAssembly(folder), selection, base && readCloudAssembly(base.folder));
}

/** A copy that a test has changed. */
function changed(change: (head: AssemblyCopy) => void): AssemblyCopy {
  const head = app.copy(plain);
  change(head);
  return head;
}

/** The handlers as they are in another folder, with the same names and contents. */
function handlerFolder(head: AssemblyCopy): string {
  return join(head.folder, handlerAsset(head)[1].source.path);
}

test('everything that the gate does not refuse changes the digest', () => {
  const passed = ATTACKS.flatMap(([name, attack]) => {
    const head = changed(attack);
    return gate(plain, head)[0]?.startsWith('refused') ? [] : [{ name, isChanged: digestOf(head, {}, plain) !== digestOf(plain, {}, plain) }];
  });
  expect(passed.length).toBeGreaterThan(15);
  expect(passed.filter(({ isChanged }) => !isChanged)).toEqual([]);
});

test('the digest is 64 hexadecimal digits, and another one with another base', () => {
  const base = changed((head) => head.stack('Org', ({ properties }) => { properties.tags = { team: 'x' }; }));
  const digests = [digestOf(plain), digestOf(plain, {}, plain), digestOf(plain, {}, base)];
  expect(digests).toEqual(Array(3).fill(expect.stringMatching(/^[0-9a-f]{64}$/)));
  expect(new Set(digests).size).toBe(3);
});

test.each<[string, (head: AssemblyCopy) => void]>([
  ['another folder', () => {}],
  ['zips of earlier deployments', ({ folder }) => {
    mkdirSync(join(folder, '.cache'));
    writeFileSync(join(folder, '.cache', 'x.zip'), 'x');
  }],
  ['another construct tree', ({ folder }) => appendFileSync(join(folder, 'tree.json'), ' ')],
  ['a file that nothing names', (head) => head.write('more.json', '{}')],
  ['metadata for people', (head) => head.stack('Org', (artifact) => { artifact.metadata = { '/Org': [{ type: 'aws:cdk:info', data: 'x' }] }; })],
  ['assets in another order', (head) => head.edit('Org.assets.json', (manifest) => { manifest.files = Object.fromEntries(Object.entries(manifest.files).reverse()); })],
  ['another name for the folder of an asset', (head) => {
    const [id, { source }] = handlerAsset(head);
    renameSync(join(head.folder, source.path), join(head.folder, 'asset.moved'));
    head.edit('Org.assets.json', ({ files }) => { files[id].source.path = 'asset.moved'; });
  }],
])('%s does not change the digest', (_name, change) => {
  expect(digestOf(changed(change), {}, plain)).toBe(digestOf(plain, {}, plain));
});

test.each<[string, (head: AssemblyCopy) => void]>([
  ['another content of a published folder', (head) => appendFileSync(join(handlerFolder(head), 'index.js'), '\n')],
  ['another content of a published file', (head) => head.write('later.bin', 'y').publish('Other', 'later', { path: 'later.bin' }, { bucketName: BUCKET, objectKey: `${KEY}.zip` })],
  ['the mode of a file in a published folder', (head) => chmodSync(join(handlerFolder(head), 'index.js'), 0o755)],
  ['a blank in a template', ({ folder }) => appendFileSync(join(folder, 'Other.template.json'), ' ')],
  ['a command that a person has to acknowledge', (head) => head.publish('Other', 'made', { executable: ['make'] }, { bucketName: BUCKET, objectKey: `${KEY}.zip` })],
  ['termination protection', (head) => head.stack('Org', ({ properties }) => { properties.terminationProtection = true; })],
])('%s changes the digest', (_name, change) => {
  const former = changed((head) => head.write('later.bin', 'x').publish('Other', 'later', { path: 'later.bin' }, { bucketName: BUCKET, objectKey: `${KEY}.zip` }));
  const reference = /published file/.test(_name) ? former : plain;
  expect(digestOf(changed(change))).not.toBe(digestOf(reference));
});

test('two commands, two values of a parameter and two selections of stacks have different digests', () => {
  const made = (...executable: string[]) => changed((head) => head.publish('Other', 'made', { executable }, { bucketName: BUCKET, objectKey: `${KEY}.zip` }));
  const digests = [
    digestOf(made('make')), digestOf(made('make', 'all')), digestOf(plain), digestOf(plain, { parameters: { Stage: 'a' } }),
    digestOf(plain, { parameters: { Stage: 'b' } }), digestOf(plain, { stacks: ['Org'] }), digestOf(plain, { stacks: ['Other'] }),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test('the template of a stack that does not publish it changes the digest', () => {
  const unpublished = changed((head) => head.stack('Other', (artifact) => {
    artifact.dependencies = [];
    delete artifact.properties.stackTemplateAssetObjectUrl;
  }));
  const head = app.copy(unpublished);
  appendFileSync(join(head.folder, 'Other.template.json'), ' ');
  expect(digestOf(head)).not.toBe(digestOf(unpublished));
});

test('a stack that is not selected does not count, and a dependency does', () => {
  const tagged = changed((head) => head.stack('Other', ({ properties }) => { properties.tags = { team: 'x' }; }));
  expect(digestOf(tagged, { stacks: ['Org'] }, plain)).toBe(digestOf(plain, { stacks: ['Org'] }, plain));
  for (const head of [plain, tagged]) expect(digestOf(head, { stacks: ['Org', 'Other'] })).toBe(digestOf(head));
  const depending = [plain, tagged].map((head) => app.copy(head).stack('Org', ({ dependencies }) => dependencies.push('Other')));
  expect(digestOf(depending[0], { stacks: ['Org'] })).not.toBe(digestOf(depending[1], { stacks: ['Org'] }));
});

test('a link inside an asset is covered, and one that leads out of it is refused', () => {
  const inside = changed((head) => symlinkSync('index.js', join(handlerFolder(head), 'more.js')));
  expect(digestOf(inside)).not.toBe(digestOf(plain));
  for (const target of ['../Org.template.json', '/etc/passwd', 'nowhere']) {
    const outside = changed((head) => symlinkSync(target, join(handlerFolder(head), 'more.js')));
    expect(() => digestOf(outside)).toThrow(/A link in an asset leads out of the asset.*more\.js.*regular file/);
  }
});

test('a stack that the base does not have yet can be selected', () => {
  const head = changed((copy) => copy.edit('manifest.json', ({ artifacts }) => {
    artifacts.More = { ...artifacts.Other, properties: { ...artifacts.Other.properties, stackName: 'More' } };
  }));
  expect(digestOf(head, { stacks: ['More'] }, plain)).toMatch(/^[0-9a-f]{64}$/);
  expect(() => digestOf(plain, { stacks: ['More'] }, plain)).toThrow(/No stack of this name.*More/);
});
