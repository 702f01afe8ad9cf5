import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { ReviewJson } from '../../src/report';
import { type Edit, foreignBundle, removeFolders, resourceBelow, synthesize } from '../model/privileged/privileged-app';
import { renameAssets } from '../support/renamed-assets';

jest.setTimeout(120_000);

const CLI = join(__dirname, '..', '..', 'bin', 'cdk-org');

let base: string;
let foreign: string;

beforeAll(() => {
  base = synthesize();
  foreign = synthesize(withCode(foreignBundle()));
});
afterAll(removeFolders);

function withCode(folder: string): Edit {
  return ({ provider }) => {
    const { bucketName: S3Bucket, objectKey: S3Key } = lambda.Code.fromAsset(folder).bind(provider).s3Location!;
    for (const name of ['OnEvent', 'IsComplete']) {
      resourceBelow(provider.node.findChild(name), 'AWS::Lambda::Function').addPropertyOverride('Code', { S3Bucket, S3Key });
    }
  };
}

function diff(...args: string[]) {
  return spawnSync(process.execPath, [CLI, 'diff', ...args], { encoding: 'utf8' });
}

function codeChanges(before: string, after: string, ...args: string[]) {
  const { changes, risks } = JSON.parse(diff(before, after, '--format', 'json', ...args).stdout) as ReviewJson;
  return changes.flatMap((change, index) => (change.kind === 'functionCodeChanged'
    ? [{ origin: change.origin, functions: change.functions.length, level: risks.find((risk) => risk.change === index)!.level }] : []));
}

test('code that is not this package\'s stops a pipeline at destroys, until a person acknowledges its hash', () => {
  const { status, stdout, stderr } = diff(base, foreign, '--fail-on', 'destroys');
  expect(stderr).toMatch(/^cdk-org: 1 change of the level "destroys" \(--fail-on destroys\):\n {2}.*runs? unknown code/);
  expect(status).toBe(1);
  const [, digest] = /--acknowledge-bundle ([0-9a-f]{64})/.exec(stdout)!;
  expect(diff(base, foreign, '--fail-on', 'destroys', '--acknowledge-bundle', digest).status).toBe(0);
  expect(diff(base, foreign, '--fail-on', 'loosens', '--acknowledge-bundle', digest).status).toBe(1);
  expect(codeChanges(base, foreign, '--acknowledge-bundle', digest)).toEqual([{ origin: 'acknowledged', functions: 2, level: 'loosens' }]);
  expect(diff(base, foreign, '--fail-on', 'destroys', '--acknowledge-bundle', 'f'.repeat(64)).status).toBe(1);
});

test('the bundle of this package is known by its contents, and so is the framework of the installed aws-cdk-lib', () => {
  expect(codeChanges(foreign, base)).toEqual([{ origin: 'package', functions: 2, level: 'loosens' }]);
  const bare = foreignBundle();
  writeFileSync(join(bare, 'manifest.json'), JSON.stringify({ version: '48.0.0', artifacts: {} }));
  expect(codeChanges(bare, base)).toEqual([{ origin: 'framework', functions: 3, level: 'loosens' }, { origin: 'package', functions: 2, level: 'loosens' }]);
});

test('other contents under the name that the base has are refused, since the CDK would not publish them', () => {
  const head = join(foreignBundle(), 'cdk.out');
  cpSync(base, head, { recursive: true });
  const asset = readdirSync(head).find((name) => name.startsWith('asset.') && readdirSync(join(head, name)).includes('index.js'))!;
  writeFileSync(join(head, asset, 'index.js'), '');
  expect(diff(base, head)).toMatchObject({ status: 1, stderr: expect.stringMatching(/^cdk-org: An asset has another content than the base under the same name\. Given: object /) });
});

test('the hash in an asset\'s name proves nothing: other contents under the name of the package\'s bundle are unknown', () => {
  const head = join(foreignBundle(), 'cdk.out');
  cpSync(base, head, { recursive: true });
  const asset = readdirSync(head).find((name) => name.startsWith('asset.') && readdirSync(join(head, name)).includes('index.js'))!;
  writeFileSync(join(head, asset, 'index.js'), `${readFileSync(join(head, asset, 'index.js'), 'utf8')};require('./more')`);
  renameAssets(head);
  expect(codeChanges(base, head)).toEqual([{ origin: 'unknown', functions: 2, level: 'destroys' }]);
});

test('a file more beside the package\'s bundle makes it unknown', () => {
  const head = join(foreignBundle(), 'cdk.out');
  cpSync(base, head, { recursive: true });
  const asset = readdirSync(head).find((name) => name.startsWith('asset.') && readdirSync(join(head, name)).includes('index.js'))!;
  mkdirSync(join(head, asset, 'node_modules'));
  writeFileSync(join(head, asset, 'node_modules', 'more.js'), '');
  renameAssets(head);
  expect(codeChanges(base, head)).toEqual([{ origin: 'unknown', functions: 2, level: 'destroys' }]);
});

test('another provider framework is as dangerous as other handlers', () => {
  const head = join(foreignBundle(), 'cdk.out');
  cpSync(base, head, { recursive: true });
  const asset = readdirSync(head).find((name) => name.startsWith('asset.') && readdirSync(join(head, name)).includes('framework.js'))!;
  writeFileSync(join(head, asset, 'framework.js'), 'exports.onEvent = async () => ({})');
  renameAssets(head);
  expect(codeChanges(base, head)).toEqual([{ origin: 'unknown', functions: 3, level: 'destroys' }]);
});

test('an upgrade of the package and of aws-cdk-lib is one line each, with no function that is unknown', () => {
  const former = join(foreignBundle(), 'cdk.out');
  cpSync(base, former, { recursive: true });
  const assets = readdirSync(former).filter((name) => name.startsWith('asset.')).map((name) => join(former, name));
  const files = assets.flatMap((asset) => ['index.js', 'framework.js'].map((name) => join(asset, name)));
  for (const file of files.filter((each) => existsSync(each))) {
    writeFileSync(file, `// an earlier version\n${readFileSync(file, 'utf8')}`);
  }
  renameAssets(former);
  const { stdout, status } = diff(former, base, '--fail-on', 'destroys');
  expect(status).toBe(0);
  expect(stdout.split('\n').filter((line) => line.startsWith('loosens'))).toEqual([
    expect.stringMatching(/^loosens {3}3 Lambda functions of the provider run the provider framework of the installed aws-cdk-lib: /),
    expect.stringMatching(/^loosens {3}2 Lambda functions of the provider run the handler bundle of this version of cdk-aws-organizations: /),
  ]);
});

test('unknown code in a new function with the handlers\' role destroys as well', () => {
  const head = synthesize(({ stack, provider }) => {
    new lambda.Function(stack, 'Own', { runtime: lambda.Runtime.NODEJS_LATEST, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = () => {}'), role: provider.role.withoutPolicyUpdates() });
    new lambda.Function(stack, 'Other', { runtime: lambda.Runtime.NODEJS_LATEST, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = () => {}') });
  });
  renameAssets(head);
  expect(codeChanges(base, head)).toEqual([{ origin: 'unknown', functions: 1, level: 'destroys' }]);
});

test.each(['abc', 'g'.repeat(64), `${'a'.repeat(64)} `])('refuses %p as a hash', (given) => {
  const { status, stderr } = diff(base, base, '--acknowledge-bundle', given);
  expect(status).toBe(1);
  expect(stderr).toMatch(/--acknowledge-bundle .* is invalid\. Give the SHA-256 that a review names, of 64 hexadecimal digits\./);
});

test('a change of a role alone is let pass at destroys, and stopped at loosens', () => {
  const head = synthesize(({ stack }) => { new iam.User(stack, 'Backdoor'); });
  expect([diff(base, head, '--fail-on', 'destroys').status, diff(base, head, '--fail-on', 'loosens').status, diff(base, head, '--fail').status]).toEqual([0, 1, 1]);
});
