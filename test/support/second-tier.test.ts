import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jest as configuration } from '../../package.json';
import { LEFT_OUT, LEFT_TO_THE_NIGHT, NAMED_FILES, REPRESENTATIVES, SECOND_TIER } from '../../scripts/test/second-tier';

test.each(NAMED_FILES)('the list of the tiers names a file that exists: %s', (file) => {
  expect(existsSync(join(__dirname, '..', file))).toBe(true);
});

test('the first tier leaves out what no run may take for a test, such as those of the written app', () => {
  expect(LEFT_OUT).toEqual(expect.arrayContaining(configuration.testPathIgnorePatterns));
  expect(configuration.testPathIgnorePatterns).toContain('<rootDir>/examples/written-app/');
});

test.each([
  ['/test/proofs/random/interruptions.test.ts', true],
  ['/test/proofs/crash-points/something-new.test.ts', true],
  ['/test/end-to-end/action.test.ts', true],
  ['/test/report/page/in-browser.test.ts', true],
  ['/test/proofs/random/edits.test.ts', false],
  ['/test/proofs/random/edits-of-others.test.ts', true],
  ['/test/end-to-end/policy-types.test.ts', false],
  ['/test/report/page/something-new.test.ts', false],
  ['/examples/typescript/landing-zone/test/policies.test.ts', false],
])('the second tier alone runs %s: %s', (path, expected) => {
  expect(SECOND_TIER.some((pattern) => new RegExp(pattern).test(`/project${path}`))).toBe(expected);
});

test.each(REPRESENTATIVES)('what stands for a file of the night runs by day: %s', (file) => {
  expect(LEFT_TO_THE_NIGHT.some((pattern) => new RegExp(pattern).test(`/test/${file}.test.ts`))).toBe(false);
});

test.each([
  ['/test/proofs/scenarios/back-again.test.ts', true],
  ['/test/proofs/scenarios/nothing-is-lost.test.ts', false],
  ['/test/end-to-end/everything.test.ts', true],
  ['/test/end-to-end/something-new.test.ts', false],
  ['/examples/written-app/test/policies.test.ts', true],
])('%s is left to the night: %s', (path, expected) => {
  expect(LEFT_TO_THE_NIGHT.some((pattern) => new RegExp(pattern.replace('<rootDir>', '')).test(path))).toBe(expected);
});
