import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { newerSource } from '../../../src/cli/sources/assembly-path';
import { SNAPSHOT_FORMAT } from '../../../src/model';
import { liveOrganization } from '../../init/live-organization';

let app: string;
beforeEach(() => {
  app = mkdtempSync(join(tmpdir(), 'newer-'));
  for (const path of ['cdk.json', 'cdk.out/manifest.json', 'lib/app.ts', 'data/accounts.json']) write(path, '{}', 1_000);
});
afterEach(() => rmSync(app, { recursive: true, force: true }));

function write(path: string, text: string, seconds = 2_000): void {
  const file = join(app, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, seconds, seconds);
}

const newer = () => newerSource(join(app, 'cdk.out'))?.slice(app.length + 1);

test('a newer source and newer data of the app count', () => {
  expect(newer()).toBeUndefined();
  write('lib/app.ts', '');
  expect(newer()).toBe(join('lib', 'app.ts'));
  write('data/accounts.json', '{"accounts":[]}', 3_000);
  expect(newer()).toBe(join('data', 'accounts.json'));
});

test.each([
  ['another app in a folder, as "cdk-org init" writes it', ['organization/cdk.json', 'organization/lib/app.ts', 'organization/data/accounts.json'], '{}'],
  ['an export to another tool', ['terraform/main.tf', 'terraform/policies/deny.json', 'terraform/policies/other.json'], '{}'],
  ['snapshots and states', ['snapshots/monday.json', 'snapshots/tuesday.json'], JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-24T12:00:00.000Z', organization: liveOrganization({}) })],
])('%s is no newer source', (_title, paths, text) => {
  for (const path of paths) write(path, text);
  expect(newer()).toBeUndefined();
});
