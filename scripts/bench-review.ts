/**
 * Measures a review of a large organization: 10,000 accounts in 1,000 organizational units with 500 policies; and the same number of
 * accounts in two cloud assemblies, with reading them. Prints milliseconds of the clock and of the processor, which differ on a busy
 * machine, and the memory in use. `npx tsx scripts/bench-review.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLargeAssembly } from './bench/large-assembly';
import { readCloudAssembly } from '../src/assembly';
import { type Account, type AttachedPolicy, type Organization, type OrganizationalUnit, organizationFromAssembly, type Policy, reviewOf } from '../src/model';

const UNITS = 1_000;
const ACCOUNTS_IN_UNIT = 10;
const POLICIES = 500;
const UNITS_IN_FOLDER = 40;

const FULL_ACCESS: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };
const NONE = { tags: {}, accounts: [], organizationalUnits: [] };
const ACTIONS = ['s3:Delete*', 'ec2:*', 'iam:Create*', 'organizations:LeaveOrganization', 'kms:ScheduleKeyDeletion', 'lambda:*', 'sqs:*'];

interface Shape {
  /** Another text of the policy at the root. */
  readonly stricterRoot: boolean;
  /** As many policies say something else. */
  readonly changedPolicies: number;
  /** As many accounts are in another unit. */
  readonly movedAccounts: number;
  /** The tag of each account. */
  readonly team: string;
}

function organization({ stricterRoot, changedPolicies, movedAccounts, team }: Shape): Organization {
  const policies = Array.from({ length: POLICIES }, (_, index): Policy => {
    const [action, other] = [ACTIONS[index % ACTIONS.length], ACTIONS[(index + 1 + Number(index < changedPolicies)) % ACTIONS.length]];
    const statements = [
      { Sid: 'One', Effect: 'Deny', Action: [action, other], Resource: '*' },
      { Sid: 'Two', Effect: 'Deny', NotAction: ['iam:*', 'sts:*'], Resource: '*', Condition: { StringNotEquals: { 'aws:RequestedRegion': `eu-${index}` } } },
      ...(index === 0 && stricterRoot ? [{ Sid: 'Three', Effect: 'Deny', Action: 'dynamodb:Delete*', Resource: '*' }] : []),
    ];
    const content = JSON.stringify({ Version: '2012-10-17', Statement: statements });
    return { id: `p-policy${String(index).padStart(4, '0')}`, name: `policy-${index}`, type: 'SERVICE_CONTROL_POLICY', description: '', content, tags: {} };
  });
  const attached = (index: number): AttachedPolicy[] => {
    const { id, name, type } = policies[index % POLICIES];
    return [FULL_ACCESS, { id, name, type, awsManaged: false }];
  };
  const account = (index: number): Account => {
    const id = String(100_000_000_000 + index);
    return { id, name: `account-${index}`, email: `account-${index}@example.com`, state: 'ACTIVE', tags: { team }, attachedPolicies: [FULL_ACCESS] };
  };
  const accounts = Array.from({ length: UNITS }, (): Account[] => []);
  for (let index = 0; index < UNITS * ACCOUNTS_IN_UNIT; index++) {
    accounts[(Math.floor(index / ACCOUNTS_IN_UNIT) + Number(index < movedAccounts)) % UNITS].push(account(index));
  }
  const unit = (index: number): OrganizationalUnit => ({
    ...NONE, id: `ou-root-${String(index).padStart(8, '0')}`, name: `unit-${index}`, attachedPolicies: attached(index + 1), accounts: accounts[index],
  });
  const folders = Array.from({ length: UNITS / UNITS_IN_FOLDER }, (_, index): OrganizationalUnit => ({
    ...NONE,
    id: `ou-root-folder${String(index).padStart(4, '0')}`,
    name: `folder-${index}`,
    attachedPolicies: [FULL_ACCESS],
    organizationalUnits: Array.from({ length: UNITS_IN_FOLDER }, (__, inFolder) => unit(index * UNITS_IN_FOLDER + inFolder)),
  }));
  return {
    id: 'o-example1234',
    managementAccountId: '999988887777',
    featureSet: 'ALL',
    root: { ...NONE, id: 'r-root', attachedPolicies: attached(0), organizationalUnits: folders },
    policies,
    policyTypes: ['SERVICE_CONTROL_POLICY'],
    trustedServices: [],
    delegatedAdministrators: [],
  };
}

const NOTHING: Shape = { stricterRoot: false, changedPolicies: 0, movedAccounts: 0, team: 'x' };
const MEBIBYTE = 1_048_576;

function measure(what: string, change: Partial<Shape>): void {
  const [base, head] = [organization(NOTHING), organization({ ...NOTHING, ...change })];
  measureReview(what, () => [base, head]);
}

function measureReview(what: string, sides: () => readonly [Organization, Organization]): void {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const { counts, impact } = reviewOf(...sides());
  const milliseconds = Math.round(performance.now() - start);
  const processor = Math.round(process.cpuUsage(used).user / 1_000);
  const memory = Math.round(process.memoryUsage().rss / MEBIBYTE);
  console.log(`${what}: ${milliseconds} ms (processor ${processor} ms), ${memory} MiB, ${counts.changes} changes, ${counts.accountsAffected} accounts affected in ${impact.length} groups`);
}

measure('Nothing changes', {});
measure('A statement more at the root', { stricterRoot: true });
measure('Twenty policies', { changedPolicies: 20 });
measure('Five hundred accounts move', { movedAccounts: 500 });
measure('Each account gets another tag', { team: 'y' });

const folder = mkdtempSync(join(tmpdir(), 'bench-review-'));
const [before, after] = [join(folder, 'before'), join(folder, 'after')];
writeLargeAssembly(before, false);
writeLargeAssembly(after, true);
const read = (directory: string) => organizationFromAssembly(readCloudAssembly(directory));
measureReview('Two cloud assemblies, read and reviewed', () => [read(before), read(after)]);
rmSync(folder, { recursive: true });
