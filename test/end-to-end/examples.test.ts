import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearse } from '../../src/rehearsal';
import { byDay, isNight } from '../proofs/support/proof-runs';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples', 'typescript');
const CDK = join(ROOT, 'node_modules', 'aws-cdk', 'bin', 'cdk');

/** By day a test of their own runs these, `npm run demo` the landing zone, and this test one of the others. */
const RUN_ELSEWHERE = ['brownfield', 'everything', 'landing-zone', 'policies'];
const names = byDay(readdirSync(EXAMPLES).filter((name) => isNight() || !RUN_ELSEWHERE.includes(name)), 3);

test.each(names)('the example %s passes the validation of the CDK CLI, deploys, and writes nothing when deployed again', async (name) => {
  const folder = join(EXAMPLES, name);
  const assemblyDirectory = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [CDK, 'synth', '--quiet', '--no-notices', '--output', assemblyDirectory], {
      cwd: folder, encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'true' },
    });
    expect(stderr).not.toMatch(/\b(error|warning)\b/i);
    expect(status).toBe(0);
    const first = await rehearse({ assemblyDirectory });
    expect(first.stacks.map((stack) => stack.status)).toEqual(['CREATE_COMPLETE']);
    expect(first.differences).toEqual([]);
    const second = await rehearse({ assemblyDirectory, state: first.state });
    expect(second.calls).toEqual([]);
  } finally {
    rmSync(assemblyDirectory, { recursive: true, force: true });
  }
});
