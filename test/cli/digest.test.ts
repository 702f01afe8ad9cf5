import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdkOrg, cdkOrgIn } from './run-cdk-org';
import { AttackedApp } from '../assembly/deployment/attacked-app';
import { BUCKET, KEY } from '../assembly/deployment/attacks';

jest.setTimeout(120_000);

const app = new AttackedApp();
let work: string;
let head: string;
let base: string;

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'digest-'));
  const plain = app.synthesize();
  base = plain.folder;
  ({ folder: head } = app.copy(plain).stack('Other', ({ properties }) => { properties.tags = { team: 'x' }; }));
});
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
  app.cleanUp();
});

/** The digest that the command prints, without anything else. */
function digest(...args: string[]): string {
  const { status, stdout, stderr } = cdkOrg('digest', ...args);
  expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: expect.stringMatching(/^[0-9a-f]{64}\n$/) });
  return stdout.trim();
}

function reviewed(...args: string[]): string {
  return (JSON.parse(cdkOrg('diff', ...args, '--format', 'json').stdout) as { digest: string }).digest;
}

test('the digest is that of the review with the same stacks and parameters', () => {
  for (const options of [[], ['--stacks', 'Org'], ['--parameters', 'Org:Stage=test'], ['--stacks', 'Org', '--parameters', 'Stage=test']]) {
    expect({ options, digest: digest(head, '--base', base, ...options) }).toEqual({ options, digest: reviewed(base, head, ...options) });
  }
});

test('the digest depends on the base, the stacks and the parameters', () => {
  const digests = [[], ['--base', base], ['--base', head], ['--stacks', 'Org'], ['--stacks', 'Other'], ['--parameters', 'Stage=test']].map((options) => digest(head, ...options));
  expect(new Set(digests).size).toBe(digests.length);
});

test('the cdk.out of the app around the folder is found', () => {
  const folder = join(work, 'app');
  mkdirSync(folder);
  writeFileSync(join(folder, 'cdk.json'), '{}');
  cpSync(head, join(folder, 'cdk.out'), { recursive: true });
  expect(cdkOrgIn(folder, 'digest')).toMatchObject({ status: 0, stdout: `${digest(head)}\n` });
});

test('an assembly that the review refuses has no digest', () => {
  const refused = app.copy(app.synthesize()).publish('Other', 'made', { executable: ['env'] }, { bucketName: BUCKET, objectKey: `${KEY}.zip` }).folder;
  const { status, stdout, stderr } = cdkOrg('digest', refused);
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^cdk-org: A file asset is made by a command where the stack is deployed/);
  const [, acknowledged] = /--acknowledge-bundle ([0-9a-f]{64})/.exec(stderr)!;
  digest(refused, '--acknowledge-bundle', acknowledged);
  digest(refused, '--stacks', 'Org');
});

test.each<[string, string[], RegExp]>([
  ['a stack that is not there', ['--stacks', 'Nowhere'], /No stack of this name.*Nowhere/],
  ['a base that is not there', ['--base', 'nowhere'], /This path does not exist: nowhere/],
  ['a parameter without a value', ['--parameters', 'Stage'], /Give a name and a value/],
])('%s is an error', (_name, options, message) => {
  expect(cdkOrg('digest', head, ...options)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringMatching(message) });
});
