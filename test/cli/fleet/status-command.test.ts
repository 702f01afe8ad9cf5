import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { organizationByHand, EXAMPLE } from '../../../scripts/brownfield/by-hand';
import { Simulator, type SimulatorServer, startSimulatorServer } from '../../../src/simulator';
import { CLI, type Ended } from '../run-cdk-org';

let work: string;
let server: SimulatorServer;
beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'status-'));
  mkdirSync(join(work, 'fleet'));
  writeFileSync(join(work, 'fleet', 'red.csv'), 'id,name,email\nshop-new,shop-new,aws+shop-new@example.com\n');
  writeFileSync(join(work, 'fleet', 'blue.yaml'), 'accounts:\n  - { id: "246803894867", adopt: true, name: build, email: aws+build@example.com }\n');
  server = await startSimulatorServer(new Simulator({ state: organizationByHand(EXAMPLE) }));
});
afterAll(async () => {
  await server.close();
  rmSync(work, { recursive: true, force: true });
});

function status(...args: string[]): Promise<Ended> {
  const env = { ...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1' };
  return new Promise((resolve) => execFile(process.execPath, [CLI, 'status', ...args, '--endpoint-url', server.url], { env, cwd: work }, (error, stdout, stderr) => (
    resolve({ status: error === null ? 0 : error.code as unknown as number, stdout, stderr }))));
}

test('status finds the account of a row in the live organization, and waits for that of a new row', async () => {
  expect(await status('246803894867')).toMatchObject({
    status: 0, stderr: '', stdout: expect.stringMatching(/^Account 246803894867 exists\.\n {2}row {9}fleet\/blue\.yaml:2 {2}build, aws\+build@example\.com\n {2}account {5}246803894867 {2}build, .*, ACTIVE, in Root\/Deployments\n$/),
  });
  const { status: code, stdout } = await status('shop-new', '--format', 'json');
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toEqual({
    version: 1, request: 'shop-new', state: 'requested', row: { file: 'fleet/red.csv', line: 2, id: 'shop-new', name: 'shop-new', email: 'aws+shop-new@example.com' },
  });
});

test('status of an unknown request, and without rows, says what to do', async () => {
  expect(await status('nobody')).toMatchObject({ status: 1, stdout: expect.stringContaining('Give the ID of a row or an email address, and the files with --rows.\n') });
  expect((await status('nobody', '--rows', 'nowhere')).stderr).toBe('cdk-org: This path of a fleet does not exist (given: "nowhere"). Give a file or a folder with rows; a relative path starts at the current folder.\n');
});
