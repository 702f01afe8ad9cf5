// The project's own jest configuration, with the transform that it has, for the tests of one room only: no proofs, no end-to-end runs. Jest
// starts once for each mutant, so that scripts/mutate.ts does what the project's global setup does before all tests.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const { jest } = require(join(root, 'package.json'));
const ownFile = ['jest.config.js', 'jest.config.json', 'jest.config.cjs'].map((name) => join(root, name)).find(existsSync);
const folders = (process.env.MUTATION_TESTS ?? 'test').split(',');

const { globalSetup, globalTeardown, testSequencer, testEnvironment, ...own } = jest ?? require(ownFile);

module.exports = {
  ...own,
  rootDir: root,
  testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.test.ts`),
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/proofs/', '<rootDir>/test/end-to-end/'],
  reporters: [],
};
