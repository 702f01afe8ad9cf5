import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { idsOfStacks, organizationFromAssembly, reviewOfDeployment, reviewOfDrift } from '../../../src/model';
import { rehearseChange } from '../../../src/rehearsal';
import { organizationOfState } from '../../../src/rehearsal/state/organization-of-state';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps, synthesize } from '../support/app';
import { deploy, writesOf } from '../support/deploy';

jest.setTimeout(600_000);
afterEach(removeApps);

const PLACES = [['Prod', 's3:DeleteBucket'], ['Dev', 'ec2:RunInstances']] as const;

/** Two units, each with a unit, an account and a policy. */
function tree(stack: Stack, adopt: boolean, team: string) {
  const { root } = new Organization(stack, 'Organization', { adopt });
  for (const [name, action] of PLACES) {
    const policy = new ServiceControlPolicy(stack, `${name}Policy`, {
      policyName: `deny-${name}`, adopt, statements: [new PolicyStatement({ effect: Effect.DENY, actions: [action], resources: ['*'] })],
    });
    const unit = new OrganizationalUnit(stack, name, { parent: root, adopt, policies: [policy] });
    const below = new OrganizationalUnit(stack, `${name}Team`, { parent: unit, organizationalUnitName: 'Team', adopt });
    const account = new Account(stack, `${name}App`, { parent: below, accountName: `app-${name}`, email: `${name}@example.com`, adopt });
    for (const each of [unit, below, policy, account]) each.cdkTagManager.setTag('team', team);
  }
}

const codeOf = (directory: string, state: SimulatorState) => (
  organizationFromAssembly(readCloudAssembly(directory), idsOfStacks(organizationOfState(state)!, {})));
const named = (list: readonly { readonly id: string; readonly name: string }[]) => list.map(({ id, name }) => `${id} ${name}`).sort();

test('36. Adopted units, policies and accounts that were renamed by hand are the same ones for the review, for drift and for the rehearsal.', async () => {
  const made = await deploy({ Former: (stack) => tree(stack, false, 'blue') });
  const untagged = <T extends object>(list: readonly T[]) => list.map((each) => ({ ...each, tags: {} as Record<string, string> }));
  const { accounts, organizationalUnits, policies, ...rest } = made.state.simulator!;
  const before = {
    ...rest, accounts: untagged(accounts), organizationalUnits: untagged(organizationalUnits), policies: untagged(policies),
  };
  const [base, head] = ['blue', 'red'].map((team) => synthesize((stack) => tree(stack, true, team)));
  const deployed = (await deploy(base, { state: before })).state.simulator!;
  const byHand = <T extends { readonly name: string }>(list: readonly T[]) => list.map((each) => ({ ...each, name: `${each.name}-x` }));
  const renamed = {
    ...deployed,
    organizationalUnits: byHand(deployed.organizationalUnits),
    policies: byHand(deployed.policies),
    accounts: byHand(deployed.accounts),
  };
  const live = organizationOfState(renamed)!;

  const drift = reviewOfDrift(codeOf(base, renamed), live);
  expect(drift.counts.byKind).toEqual({ organizationalUnitRenamed: 4, policyRenamed: 2, accountRenamed: 2 });
  expect(drift.counts.accountsAffected).toBe(0);

  for (const former of [undefined, codeOf(base, renamed)]) {
    const review = reviewOfDeployment(live, codeOf(head, renamed), former);
    expect(review.obstacles.filter(({ kind }) => kind !== 'noTrustedAccess')).toEqual([]);
    expect(Object.keys(review.counts.byKind).sort()).toEqual(['accountRenamed', 'organizationalUnitRenamed', 'policyRenamed', 'tagChanged']);
  }

  // Without trusted access of AWS Account Management, a deployment cannot rename accounts.
  const onlyUnits = { ...renamed, accounts: deployed.accounts };
  const { result, unforeseen } = await rehearseChange({ baseDirectory: base, headDirectory: head, organization: onlyUnits });
  expect(result).toMatchObject({ succeeded: true });
  expect(unforeseen).toEqual([]);
  expect(writesOf(result).filter((write) => /^(Create|Delete|Move|Attach|Detach)/.test(write))).toEqual([]);
  const after = result.simulatorState;
  expect(named(after.organizationalUnits)).toEqual(named(deployed.organizationalUnits));
  expect(named(after.policies)).toEqual(named(deployed.policies));
});
