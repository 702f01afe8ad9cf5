import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareApis, releasedVersion } from '../../scripts/api-diff';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'api-diff-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The folder of a package with one class, whose methods have these stabilities. */
function packageWith(name: string, methods: Readonly<Record<string, 'stable' | 'experimental'>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  const fqn = 'library.Account';
  const assembly = {
    schema: 'jsii/0.10.0',
    name: 'library',
    version: '0.1.0',
    jsiiVersion: '6.0.0',
    description: 'a library',
    license: 'Apache-2.0',
    homepage: 'https://example.com',
    repository: { type: 'git', url: 'https://example.com' },
    author: { name: 'none', roles: ['author'] },
    docs: { stability: 'stable' },
    fingerprint: '-',
    types: {
      [fqn]: {
        assembly: 'library',
        fqn,
        kind: 'class',
        name: 'Account',
        docs: { stability: 'stable' },
        locationInModule: { filename: 'account.ts', line: 1 },
        initializer: { docs: { stability: 'stable' } },
        methods: Object.entries(methods).map(([method, stability]) => ({ name: method, docs: { stability } })),
      },
    },
  };
  writeFileSync(join(path, '.jsii'), JSON.stringify(assembly));
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'library', version: '0.1.0', jsii: {} }));
  return path;
}

function compare(released: string, current: string, accepted = '') {
  const ignored = join(folder, '.compatignore');
  writeFileSync(ignored, accepted);
  return compareApis(released, current, ignored);
}

test('a stable method that is gone fails the comparison, and the key that accepts the change is shown', () => {
  const released = packageWith('released', { close: 'stable', move: 'stable' });
  const current = packageWith('current', { move: 'stable' });
  const { passed, text } = compare(released, current);
  expect(passed).toBe(false);
  expect(text).toContain('METHOD library.Account.close');
  expect(text).toContain('[removed:library.Account.close]');
  expect(compare(released, current, 'removed:library.Account.close\n').passed).toBe(true);
});

test('an experimental method may go, and methods may be added', () => {
  const released = packageWith('released', { close: 'experimental', move: 'stable' });
  const current = packageWith('current', { move: 'stable', rename: 'stable' });
  expect(compare(released, current).passed).toBe(true);
});

test('a release that cannot be loaded is no passed comparison', () => {
  expect(compare(join(folder, 'absent'), packageWith('current', {})).passed).toBe(false);
});

test('npm answers with the version of the last release, or that there is none', () => {
  expect(releasedVersion('"0.3.1"\n')).toBe('0.3.1');
  expect(releasedVersion(JSON.stringify({ error: { code: 'E404', summary: 'Not Found' } }))).toBeUndefined();
});

test('an answer of npm that is neither of these is an error', () => {
  expect(() => releasedVersion(JSON.stringify({ error: { code: 'ETIMEDOUT', summary: 'no network' } }))).toThrow('ETIMEDOUT, no network');
});
