import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leftBehind, sharedFolder } from './temporary-folder';

test('files that tests leave are found, and those of tools are not counted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'left-'));
  try {
    expect(leftBehind(folder)).toEqual([]);
    for (const name of ['cdk.outAbC123', 'tsx-0', 'assembly-XyZ']) mkdirSync(join(folder, name));
    writeFileSync(join(folder, 'state.json'), '{}');
    expect(leftBehind(folder)).toEqual(['assembly-XyZ', 'state.json']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the temporary folder of the tests lies beside what they share, in the folder of this run', () => {
  expect(realpathSync(tmpdir())).toBe(join(sharedFolder(), '..', 'temporary'));
  expect(existsSync(sharedFolder())).toBe(true);
});
