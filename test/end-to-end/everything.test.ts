import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrateEverything, type Demonstration } from '../../scripts/demo/everything';
import { assertSame } from '../../scripts/demo/everything/rehearsals';

jest.setTimeout(900_000);

const work = mkdtempSync(join(tmpdir(), 'everything-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const lines: string[] = [];
let demonstration: Demonstration;
beforeAll(async () => {
  demonstration = await demonstrateEverything(work, (line) => lines.push(line));
}, 900_000);

test('each of the ten steps deploys with the expected number of calls, and one is rolled back first', () => {
  expect(demonstration.rows.map(({ step, calls, outcome }) => [step, calls, outcome])).toEqual([
    ['1', 22, 'CREATE_COMPLETE, as the code says'],
    ['2', 7, 'UPDATE_COMPLETE, as the code says'],
    ['3', 2, 'UPDATE_COMPLETE, as the code says'],
    ['4', 6, 'UPDATE_COMPLETE, as the code says'],
    ['5', 2, 'UPDATE_COMPLETE, as the code says'],
    ['6, with a fault', 7, 'UPDATE_ROLLBACK_COMPLETE, rolled back: as step 5 says'],
    ['6', 4, 'UPDATE_COMPLETE, as the code says'],
    ['7', 4, 'UPDATE_COMPLETE, as the code says'],
    ['7, the team', 2, 'CREATE_COMPLETE, as the code says'],
    ['8', 1, 'UPDATE_COMPLETE, as the code says'],
    ['9', 6, 'UPDATE_COMPLETE, as the code says'],
    ['10', 4, 'UPDATE_COMPLETE, as the code says'],
    ['deletion of TagPolicies', 2, 'DELETE_COMPLETE, deleted'],
    ['deletion of Everything', 10, 'DELETE_COMPLETE, deleted'],
  ]);
});

test('drift reports only the accepted invitation and the email address that is not confirmed yet', () => {
  const drift = lines.filter((line) => line.startsWith('  Drift')).filter((line) => !/Nothing (but tags of this library )?was changed outside the code\.$/.test(line));
  expect(drift).toEqual([
    '  Drift from step 3: Nothing was changed outside the code; 1 invited account waits for acceptance.',
    '  Drift from step 3: Nothing was changed outside the code; 1 invited account has joined and is not in its place.',
    '  Drift from step 5: Changed outside the code: 1 account with another address.',
  ]);
});

test('the synthesis lists the actions that the allow-list still allows', () => {
  expect(lines.filter((line) => line.includes('Without FullAWSAccess'))[0]).toContain('cloudformation, iam, kms, organizations, s3, sts, support');
});

test('accounts stay where they are when the stacks are deleted, and delegations end', () => {
  expect(demonstration.remains).toEqual([
    'Root: accounts Management',
    'Root/Retired: accounts by-hand, training (CLOSED), trial',
    'Root/Security: accounts security',
    'Root/Workloads: accounts Invited 222222222222, web-shop',
    'policies: KeepBackups (SERVICE_CONTROL_POLICY), KeepTrail (SERVICE_CONTROL_POLICY), Team (TAG_POLICY)',
    'policy types: SERVICE_CONTROL_POLICY, TAG_POLICY',
    'trusted services: account.amazonaws.com, backup.amazonaws.com, cloudtrail.amazonaws.com, tagpolicies.tag.amazonaws.com',
    'delegated administrators: none',
    'resource policy: none',
  ]);
});

test('a rollback that does not restore the organization is an error of the demonstration', () => {
  expect(() => assertSame(null, null)).not.toThrow();
  expect(() => assertSame(null, { id: 'o-exampleorgid' } as never)).toThrow('The rollback should restore the organization (given: another one');
});
