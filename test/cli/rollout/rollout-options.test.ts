import { CANARY, COVERED, NONE, RolloutBench } from './rollout-bench';
import { cdkOrgIn } from '../run-cdk-org';

jest.setTimeout(120_000);

let bench: RolloutBench;

beforeAll(() => {
  bench = new RolloutBench();
});
afterAll(() => bench.remove());

const advance = (...options: string[]) => bench.rollout(CANARY, 'advance', '--today', '2026-12-20', ...options);

test.each([
  [['--denials', 'trail', '--no-denials'], "option '--no-denials' cannot be used with option '--denials <source>'"],
  [['--no-denials', '--denials', 'trail'], "option '--denials <source>' cannot be used with option '--no-denials'"],
  [['--denials', 'trail', '--denials', 'log-group:trail'], "option '--denials <source>' is given twice. Give it once."],
  [['--no-denials', '--by', 'ana', '--by', 'ben'], "option '--by <name>' is given twice. Give it once."],
  [['--no-denials', '--profile', 'audit'], 'Only a log group needs credentials (given: --profile audit). Give --denials log-group:NAME[:REGION], or leave it out.'],
  [['--denials', 'calls.jsonl', '--role-arn', 'arn:aws:iam::1:role/x'], 'Only a log group needs credentials (given: --role-arn arn:aws:iam::1:role/x). Give --denials log-group:NAME[:REGION], or leave it out.'],
])('advance with %j is an error, and writes nothing', (options, message) => {
  bench.trail(...COVERED);
  const { status, stderr, after } = advance(...options);
  expect([status, after]).toEqual([1, CANARY]);
  expect(stderr).toContain(message);
});

test.each([
  [['--since', '2026-11-20', '--since', '2026-11-01'], "option '--since <day>' is given twice. Give it once."],
  [['--role-arn', 'x'], 'Only a log group needs credentials (given: --role-arn x). Give log-group:NAME[:REGION], or leave it out.'],
])('denials with %j is an error', (options, message) => {
  const { status, stderr } = cdkOrgIn(bench.work, 'denials', bench.trail(...COVERED), ...options);
  expect([status, stderr]).toEqual([1, expect.stringContaining(message)]);
});

test('the first wave says that it reads no records', () => {
  const { status, stderr } = bench.rollout(NONE, 'advance', '--denials', bench.trail(...COVERED), ...bench.snapshot());
  expect([status, stderr]).toEqual([0, 'cdk-org: Nothing can have been denied before the first wave of Landing/Rollout. Not read: --denials calls.jsonl, --organization organization.json.\n']);
});
