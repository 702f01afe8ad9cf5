import { isAsCodeSays, rehearsalReport } from '../../../src/cli/rehearse/rehearsal-report';
import type { RehearsalResult } from '../../../src/rehearsal';

const ENDED = {
  succeeded: true, stacks: [{ name: 'A', status: 'UPDATE_COMPLETE' }], resources: [], calls: [], virtualSeconds: 3, warnings: [], organization: null, differences: ['a', 'b'],
} as unknown as RehearsalResult;

test('what the deployment is to blame for stays a failure beside what was so before', () => {
  const ended = { ...ENDED, differencesBefore: ['a'] };
  expect(isAsCodeSays(ended)).toBe(false);
  expect(rehearsalReport(ended, { tree: false })).toMatch(/was so before [^\n]*:\n {2}a\n\nThe organization is not what the code says:\n {2}b\n\nDeployed, but not/);
});

test('without a base every difference counts', () => {
  expect(isAsCodeSays(ENDED)).toBe(false);
  expect(rehearsalReport(ENDED, { tree: false })).toMatch(/\n\nThe organization is not what the code says:\n {2}a\n {2}b\n/);
});

test('invocations that Lambda refused are reported, and only if there were some', () => {
  const report = (throttledInvocations: number) => (
    rehearsalReport({ ...ENDED, throttledInvocations, concurrentExecutions: 10 }, { tree: false }));
  expect(report(7)).toContain('Lambda refused 7 invocations, because 10 ran already: the limit of concurrent executions.');
  expect(report(0)).not.toContain('Lambda');
});

test('tags that mark what is managed are announced, and only if there are some', () => {
  const call = { operation: 'TagResource', writing: true, atSeconds: 1, request: { Tags: [{ Key: 'cdk-aws-organizations:owner', Value: 'A' }] }, error: null };
  const report = (calls: object[]) => rehearsalReport({ ...ENDED, calls } as unknown as RehearsalResult, { tree: false });
  expect(report([call])).toContain('1 tag marks what is managed from here');
  expect(report([call, call])).toContain('2 tags mark what is managed from here');
  expect(report([])).not.toContain('managed from here');
});
