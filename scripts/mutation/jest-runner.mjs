// Stryker's own runner of jest, told which files hold the tests that cover a mutant. By itself it loads every related test file for each
// mutant and then skips most of the tests, and loading is what takes the time.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { strykerPlugins as ownPlugins, strykerValidationSchema } from '@stryker-mutator/jest-runner';

/** In the sandbox, since a runner that a mutant hangs is replaced by another process. */
const FILES_BY_TEST = 'files-by-test.json';

const { factory: createRunner } = ownPlugins[0];

function jestRunner(injector) {
  const runner = createRunner(injector);
  const [dryRun, mutantRun, run] = [runner.dryRun, runner.mutantRun, runner.run].map((method) => method.bind(runner));
  let testFiles;
  let filesByTest;
  runner.run = (settings) => run(testFiles ? { ...settings, testFiles } : settings);
  runner.dryRun = async (options) => {
    const result = await dryRun(options);
    const files = {};
    for (const { id, fileName } of result.tests ?? []) files[id] = [...new Set([...files[id] ?? [], fileName])];
    writeFileSync(FILES_BY_TEST, JSON.stringify(files));
    return result;
  };
  runner.mutantRun = async (options) => {
    if (!isInSample(options.activeMutant)) return { status: 'error', errorMessage: 'Not in the sample.' };
    filesByTest ??= JSON.parse(readFileSync(FILES_BY_TEST, 'utf8'));
    testFiles = options.testFilter && [...new Set(options.testFilter.flatMap((id) => filesByTest[id]))];
    try {
      return await mutantRun(options);
    } finally {
      testFiles = undefined;
    }
  };
  return runner;
}

/** One in `MUTATION_SAMPLE` mutants, chosen by a hash of their place and change, so that every run with a seed tries the same ones. */
function isInSample({ fileName, location, mutatorName, replacement }) {
  const share = Number(process.env.MUTATION_SAMPLE ?? '1');
  const text = JSON.stringify([process.env.MUTATION_SEED ?? '', fileName.split('/src/').pop(), location, mutatorName, replacement]);
  return createHash('sha256').update(text).digest().readUInt32BE(0) % share === 0;
}

jestRunner.inject = createRunner.inject;

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'jest-by-file', jestRunner)];
export { strykerValidationSchema };
