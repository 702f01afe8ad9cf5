import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CLI = join(__dirname, '..', '..', 'bin', 'cdk-org');

let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-node-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** Runs the command line as an older Node.js would, which cannot load the bundle. */
function withNode(version: string): { status: number | null; stderr: string; stdout: string } {
  const preload = join(work, `${version}.js`);
  writeFileSync(preload, `Object.defineProperty(process.versions, 'node', { value: '${version}' });
const { Module } = require('node:module');
const load = Module._load;
Module._load = (name, ...more) => {
  if (/assets.cli/.test(name)) throw new SyntaxError('Unexpected token');
  return load(name, ...more);
};`);
  return spawnSync(process.execPath, ['--require', preload, CLI, '--version'], { encoding: 'utf8' });
}

test('an older Node.js is refused before anything is loaded that it cannot read', () => {
  const { status, stderr } = withNode('18.20.4');

  expect(status).toBe(1);
  expect(stderr).toBe('cdk-org: This version of Node.js is too old for cdk-aws-organizations. Given: 18.20.4. Install Node.js 20 or a newer one.\n');
});

test('the lowest version that is supported gets past the check', () => {
  expect(withNode('20.0.0').stderr).toContain('SyntaxError: Unexpected token');
});
