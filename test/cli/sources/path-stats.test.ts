import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readApp } from '../../../src/cli/app/app-folder';
import { foreignFiles } from '../../../src/cli/init/foreign-files';
import { assertAssembly } from '../../../src/cli/sources/assembly-path';
import { readSnapshot, readSource } from '../../../src/cli/sources/organization-source';

let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'path-stats-'));
  writeFileSync(join(work, 'file'), '');
  symlinkSync('missing', join(work, 'dangling'));
  symlinkSync('loop', join(work, 'loop'));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

describe.each([
  ['missing', 'missing'], ['a link that leads nowhere', 'dangling'], ['a link that leads to itself', 'loop'], ['behind a file', join('file', 'x')],
])('a path that is %s', (_title, path) => {
  test.each<readonly [string, (given: string) => unknown, string]>([
    ['of a source', readSource, 'This path does not exist: '],
    ['of a snapshot', readSnapshot, 'This file does not exist.'],
    ['of a cloud assembly', assertAssembly, 'This path does not exist: '],
    ['of an app', readApp, 'This folder does not exist (given: --app '],
    ['of another tool', foreignFiles, 'This path does not exist: '],
  ])('%s has the message of a missing one', async (_what, read, message) => {
    await expect(async () => read(join(work, path))).rejects.toThrow(message);
  });
});
