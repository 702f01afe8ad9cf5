import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let tools: string;

beforeEach(() => {
  tools = mkdtempSync(join(tmpdir(), 'with-python-'));
  tool('id', 'echo 0');
});
afterEach(() => rmSync(tools, { recursive: true, force: true }));

function tool(name: string, script: string): void {
  writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(tools, name), 0o755);
}

test.each([
  ['the system packages cannot be installed', 'exit 1', 'exit 1'],
  ['Python cannot create one even with the system packages', 'exit 0', 'exit 1'],
])('no Python environment is reported if %s', (_, aptGet, python) => {
  tool('apt-get', aptGet);
  tool('python3', python);
  const script = 'set -euo pipefail; if . .ci/with-python "$0/venv"; then echo made; else echo none; fi';
  const { stdout } = spawnSync('bash', ['-c', script, tools], {
    cwd: join(__dirname, '..', '..'), encoding: 'utf8', env: { ...process.env, PATH: `${tools}:${process.env.PATH}` },
  });
  expect(stdout).toBe('none\n');
});
