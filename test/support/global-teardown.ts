import { removeTemporaryFolder } from './temporary-folder';

/** Runs once after all test files: the run fails if a test left a file in the temporary folder. */
export default function globalTeardown(): void {
  const left = removeTemporaryFolder();
  if (left.length === 0) return;
  console.error(`Tests left files in the temporary folder: ${left.join(', ')}. Remove them in afterEach or afterAll.`);
  // An error here would keep jest from writing its results.
  process.exitCode = 1;
}
