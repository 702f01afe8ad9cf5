import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { hostileAssembly } from '../../rehearsal/confinement/hostile-code';
import { removeAssemblies } from '../../rehearsal/written-assembly';

const CLI = join(__dirname, '..', '..', '..', 'bin', 'cdk-org');

afterAll(removeAssemblies);

function rehearse(body: string, ...options: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [CLI, 'rehearse', hostileAssembly(body), ...options], {
    encoding: 'utf8', env: { PATH: process.env.PATH, SECRET_TOKEN: 'token-of-the-job' },
  });
}

test('cdk-org rehearse confines a bundle that is not its own', () => {
  const { stderr } = rehearse('return { variables: Object.keys(real.env), token: real.env.SECRET_TOKEN };', '--logs');
  expect(stderr).toContain('{"variables":[]}');
  expect(stderr).not.toContain('token-of-the-job');
});

test('cdk-org rehearse writes nothing of a bundle to the terminal that the terminal obeys', () => {
  const escapes = '\\u001b]0;title\\u0007\\u001b[2J\\u009b31m\\u202e\\r::error::forged';
  const { status, stdout, stderr } = rehearse(`console.log("${escapes}"); throw new Error("${escapes}");`, '--logs');
  expect(status).toBe(1);
  expect(stdout).toContain('forged');
  expect(stderr).toContain('\\u001b]0;title');
  // eslint-disable-next-line no-control-regex
  expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});

test('cdk-org rehearse says which code it stopped, and why', () => {
  const { status, stderr } = rehearse('real.reallyExit(3);');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^cdk-org: The code of the functions ended its process \(exit code 3\)\. Given: .*asset\.code\. This code is not the bundle/);
});
