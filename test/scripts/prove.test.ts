import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const PART = 'test/proofs/support/end-of-edit.test.ts';

function prove(part: string) {
  const env = { ...process.env, PROOF_PART: part, PROOF_RUNS: '1', PROOF_SEED: '7' };
  return spawnSync(process.execPath, ['--require', 'tsx/cjs', join('scripts', 'prove.ts')], { cwd: ROOT, encoding: 'utf8', env });
}

test('the nightly command runs tests and prints the sums', () => {
  const { status, stdout, stderr } = prove(PART);
  expect([status, stderr]).toEqual([0, expect.stringContaining(`PASS ${PART}`)]);
  expect(stdout).toMatch(/^Proofs with PROOF_RUNS=1 PROOF_SEED=7\n/);
  expect(stdout).toMatch(/^violations +0\ntests passed +[1-9]\d*\ntests failed +0\nminutes /m);
});

test('the nightly command fails where there is no such part', () => {
  const { status, stderr } = prove('test/proofs/none.test.ts');
  expect([status, stderr]).toEqual([1, expect.stringContaining('given: PROOF_PART=test/proofs/none.test.ts')]);
});
