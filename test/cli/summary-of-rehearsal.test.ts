import { summaryOfRehearsal } from '../../src/cli/summary-of-rehearsal';
import type { RehearsalResult } from '../../src/rehearsal';

const ENDED = {
  succeeded: true, stacks: [], resources: [], calls: [], virtualSeconds: 3, warnings: [], organization: null, differences: [],
} as unknown as RehearsalResult;

test('a deployment that ends as the code says has succeeded', () => {
  expect(summaryOfRehearsal(ENDED, null)).toMatchObject({ succeeded: true, failures: [] });
});

test('a deployment that ends with another organization than the code says has failed', () => {
  expect(summaryOfRehearsal(ENDED, null, { differing: ['The name of policy a is b, not a'] })).toMatchObject({
    succeeded: false, failures: ['The organization is not what the code says at the end: The name of policy a is b, not a.'],
  });
});
