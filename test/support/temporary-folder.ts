import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Variable of the environment with the folder of this run of jest; its workers and their processes inherit it. */
const RUN_FOLDER = 'TEST_RUN_FOLDER';

/** Files that tools leave in the temporary folder: aws-cdk-lib for each App without `outdir`, tsx for what it compiled. */
const LEFT_BY_TOOLS = /^(cdk\.out|tsx-|node-compile-cache)/;

/** Gives this run of jest a temporary folder of its own, which `TMPDIR` names. */
export function createTemporaryFolder(): void {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'organizations-tests-'));
  for (const name of ['temporary', 'shared']) mkdirSync(join(folder, name));
  process.env[RUN_FOLDER] = folder;
  process.env.TMPDIR = join(folder, 'temporary');
}

/** Removes the temporary folder of this run. @returns the names of what tests have left in it */
export function removeTemporaryFolder(): string[] {
  const folder = runFolder();
  const left = leftBehind(join(folder, 'temporary'));
  rmSync(folder, { recursive: true, force: true });
  return left;
}

export function leftBehind(folder: string): string[] {
  return readdirSync(folder).filter((name) => !LEFT_BY_TOOLS.test(name)).sort();
}

/** The folder for what test files share during one run of jest. */
export function sharedFolder(): string {
  return join(runFolder(), 'shared');
}

function runFolder(): string {
  const folder = process.env[RUN_FOLDER];
  if (!folder) throw new Error(`The folder of this test run is unknown (given: ${RUN_FOLDER} is not set). Run the tests with jest, whose global setup makes it.`);
  return folder;
}
