import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareLists, exemptActionsOf } from '../../scripts/global-actions/compare';
import { GLOBAL_ACTION_GROUPS, GLOBAL_ACTIONS, GLOBAL_ACTIONS_DATE, LEFT_OUT_GLOBAL_ACTIONS } from '../../src/constructs/guardrails/accounts/global-actions';
import { actionsMatching } from '../../src/policy/actions';

const ROOT = join(__dirname, '..', '..');
const PUBLISHED = join(ROOT, 'test', 'policy', 'published', 'scp', 'Deny-access-to-AWS-based-on-the-requested-AWS-region.json');

const folder = mkdtempSync(join(tmpdir(), 'global-actions-'));

afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join('scripts', 'compare-global-actions.ts'), ...args], { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

test('the list exempts the actions that AWS publishes, except those that it omits with a reason', () => {
  const { status, stdout, stderr } = run();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain(`${GLOBAL_ACTIONS.length} entries here, last compared on ${GLOBAL_ACTIONS_DATE}`);
  expect(stdout.match(/^only there: .*$/gm)).toEqual(['only there: none', 'only there: none']);
  expect(stdout).toContain('left out: a4b:* (AWS has ended Alexa for Business)');
  expect(stdout).toContain('left out: bedrock:InvokeModel (bedrockInferenceProfiles of denyOtherRegions');
  expect(stdout).toMatch(/Multi-party approval User Guide, "Region support":\n {4}mpa:\*\n/);
});

test('a newer published list with an entry that is missing here fails, and so does a policy without a condition on the Region', () => {
  const [newer, other] = [join(folder, 'newer.json'), join(folder, 'other.json')];
  writeFileSync(newer, readFileSync(PUBLISHED, 'utf8').replace('"a4b:*",', '"a4b:*", "sqs:*",'));
  writeFileSync(other, '{ "Version": "2012-10-17", "Statement": { "Effect": "Deny", "NotAction": "iam:*", "Resource": "*" } }');
  const { status, stdout, stderr } = run(newer, other);
  expect(status).toBe(1);
  expect(stdout).toContain('only there: sqs:*\n');
  expect(stderr).toContain(`The policy cannot be compared (given: ${other}). No statement has both NotAction and a condition on aws:RequestedRegion`);
});

test('the help explains how to supply a newer list', () => {
  const { status, stdout } = run('--help');
  expect(status).toBe(0);
  expect(stdout).toContain('Usage: npx tsx scripts/compare-global-actions.ts [policy.json ...]');
});

test('entries are compared by the actions that they match', () => {
  const groups = [{ source: 'own', actions: ['s3:GetAccountPublic*', 'kms:*'] }];
  expect(compareLists(['s3:GetAccountPublicAccessBlock', 'iam:*', 'gone:*'], groups, [{ action: 'gone:*', reason: 'ended' }])).toEqual({
    onlyThere: ['iam:*'], leftOut: [{ action: 'gone:*', reason: 'ended' }], onlyHere: [{ source: 'own', actions: ['kms:*'] }],
  });
});

test('the exempt actions of a policy are those of its statements about Regions', () => {
  const condition = { StringNotEquals: { 'AWS:requestedregion': 'eu-west-1' } };
  const statement = [{ NotAction: 'iam:*', Condition: condition }, { NotAction: ['sts:*'] }, { Action: 's3:*', Condition: condition }];
  expect(exemptActionsOf(JSON.stringify({ Statement: statement }), 'policy.json')).toEqual(['iam:*']);
});

test('each entry is named once, by a group with a source, and matches actions', () => {
  expect(GLOBAL_ACTIONS).toEqual([...new Set(GLOBAL_ACTIONS)].sort());
  expect(GLOBAL_ACTIONS.filter((entry) => actionsMatching(entry).length === 0)).toEqual([]);
  expect(GLOBAL_ACTION_GROUPS.filter(({ source }) => source.length < 20)).toEqual([]);
  expect(LEFT_OUT_GLOBAL_ACTIONS.filter(({ action }) => GLOBAL_ACTIONS.includes(action))).toEqual([]);
  expect(new Date(GLOBAL_ACTIONS_DATE).toISOString().slice(0, 10)).toBe(GLOBAL_ACTIONS_DATE);
});
