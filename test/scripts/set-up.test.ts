import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'set-up-'));
  mkdirSync(join(work, 'clone', 'scripts'), { recursive: true });
  mkdirSync(join(work, 'other'));
  mkdirSync(join(work, 'bin'));
  cpSync(join(__dirname, '..', '..', 'scripts', 'set-up.js'), join(work, 'clone', 'scripts', 'set-up.js'));
  writeFileSync(join(work, 'clone', 'package-lock.json'), '{}');
  writeFileSync(join(work, 'bin', 'npm'), `#!/bin/sh\necho "$@" > "${join(work, 'called')}"\n`, { mode: 0o755 });
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

/** Whether npm was called. */
function setUp(): boolean {
  const { status, stderr } = spawnSync(process.execPath, [join(work, 'clone', 'scripts', 'set-up.js')], {
    encoding: 'utf8', env: { ...process.env, PATH: [join(work, 'bin'), process.env.PATH].join(delimiter) },
  });
  expect([status, stderr]).toEqual([0, '']);
  return existsSync(join(work, 'called'));
}

test('a clone without dependencies gets them', () => {
  expect(setUp()).toBe(true);
});

test('a clone whose dependencies are newer than the lock file keeps them', () => {
  mkdirSync(join(work, 'clone', 'node_modules'));
  writeFileSync(join(work, 'clone', 'node_modules', '.package-lock.json'), '{}');
  expect(setUp()).toBe(false);
});

test('dependencies that are those of another clone are left alone: npm would empty them', () => {
  symlinkSync(join(work, 'other'), join(work, 'clone', 'node_modules'));
  expect(setUp()).toBe(false);
});
