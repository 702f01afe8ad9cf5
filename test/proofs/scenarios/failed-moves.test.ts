import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, AccountRemoval, Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';
import { parseFault } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { addAccount, byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy } from '../support/deploy';
import { byDay } from '../support/proof-runs';
import { isReading, keepsUnitsWithPolicies, readingsOfTypeChanges } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const MOVED: Blueprint = {
  policies: { Data: { denies: ['kms:DisableKey'] } },
  units: {
    Old: { name: 'Old' },
    New: { name: 'New' },
    Moved: { name: 'Moved', parent: 'Old', policies: ['Data'], allowReplacement: true },
  },
  accounts: { One: { name: 'one', parent: 'Moved' }, Two: { name: 'two', parent: 'Moved' } },
};

/** The accounts move after the failure, so that none of the later resources begins. */
function movesLate(calls: number) {
  return { faults: Array.from({ length: calls }, (_, call) => parseFault(`MoveAccount:${call + 1}:fail=TooManyRequestsException`)) };
}

const ROLLBACKS = (['updateAndDelete', 'onlyDelete'] as const).flatMap((replacedInRollback) => (
  (['untilDeleted', 'absent'] as const).map((removedRows) => ({ replacedInRollback, removedRows, siblingsOfFailure: 'awaited' as const }))));

/** The account may be rolled back before its policy, which CloudFormation then still lists with its new ID. */
const ROLLBACKS_IN_ANY_ORDER = ROLLBACKS.flatMap((rollback) => (
  (['inOrder', 'inReverse', 'allAtOnce'] as const).map((inverseUpdates) => ({ ...rollback, inverseUpdates }))));

/** The shape without the unit that a service keeps in the destination of a failed move: see docs/proofs.md. */
function withoutKeptUnit(state: Parameters<typeof shapeOf>[0]) {
  const shape = shapeOf(state);
  if (!keepsUnitsWithPolicies()) return shape;
  const isElsewhere = (line: string) => !/Root\/New\/Moved( |$)/.test(line);
  return { ...shape, attachments: shape.attachments.filter(isElsewhere), units: shape.units.filter(isElsewhere) };
}

test.each(byDay(ROLLBACKS, 2))('A failed OU move detaches the new policies of the accounts in the unit (%p).', async (cloudFormation) => {
  const first = await deploy(build(MOVED));
  const { One, Two } = MOVED.accounts!;
  const second = await deploy(build({
    ...MOVED,
    units: { ...MOVED.units, Moved: { ...MOVED.units!.Moved, parent: 'New' } },
    policies: { ...MOVED.policies, Third: { denies: ['s3:DeleteBucket'] }, Fourth: { denies: ['sqs:DeleteQueue'] } },
    accounts: { One: { ...One, policies: ['Third', 'Fourth'] }, Two: { ...Two, policies: ['Fourth'] }, ...FAILING },
  }), { state: byHand(first.state, takeAddress), cloudFormation, simulator: movesLate(20) });
  expect(second).toMatchObject({ succeeded: false, violations: [] });
  expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(withoutKeptUnit(second.simulatorState)).toEqual(withoutKeptUnit(first.simulatorState));
});

test.each(byDay(ROLLBACKS_IN_ANY_ORDER, 4, 1))('A failed move detaches only the policy of another type that replaced the listed one (%p).', async (cloudFormation) => {
  const swap = (resourceControl: boolean) => ({ ...MOVED.policies, Swap: { denies: ['s3:DeleteBucket'], resourceControl } });
  const [old, moved] = ['Old', 'New'].map((parent) => ({ name: 'one', parent, policies: ['Swap'] }));
  const other = { Other: { denies: ['sqs:DeleteQueue'], resourceControl: true } };
  const units = { ...MOVED.units, New: { name: 'New', policies: ['Other'] } };
  const readings = readingsOfTypeChanges();
  const first = await deploy(build({ units, policies: { ...swap(false), ...other }, accounts: { One: old } }), { readings });
  const second = await deploy(build({ units, policies: { ...swap(true), ...other }, accounts: { One: moved, ...FAILING } }), {
    state: byHand(first.state, takeAddress), cloudFormation, readings, simulator: movesLate(60),
  });
  expect(second).toMatchObject({ succeeded: false, violations: [] });
  // The account attaches the new policy, if CloudFormation lists that.
  const replacing = isReading('replacedRows=oldIdUntilCleanUp') ? 0 : 1;
  expect(second.writes.filter((write) => /^AttachPolicy/.test(write))).toHaveLength(replacing);
  expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
  // A note that the stack has attached its own former policy may stay: it says nothing new.
  const { attachments, policies } = shapeOf(first.simulatorState);
  expect(shapeOf(second.simulatorState)).toMatchObject({ attachments, policies });
});

/** A policy, the units and accounts that have it, and an account that cannot be created, all in a new nested stack. */
function inNestedStack(isAdded: boolean) {
  return (stack: Stack) => {
    const denial = (action: string) => ({ statements: [new PolicyStatement({ effect: Effect.DENY, actions: [action], resources: ['*'] })] });
    const organization = new Organization(stack, 'Organization');
    organization.root.attachPolicy(new ServiceControlPolicy(stack, 'Kept', denial('kms:DisableKey')));
    const unit = new OrganizationalUnit(stack, 'Unit', { parent: organization.root });
    if (!isAdded) return;
    const nested = new NestedStack(stack, 'Nested');
    const policy = new ServiceControlPolicy(nested, 'New', denial('s3:DeleteBucket'));
    new OrganizationalUnit(nested, 'Inner', { parent: unit }).attachPolicy(policy);
    for (const id of ['one', 'two']) {
      const removal = AccountRemoval.moveTo(organization.root);
      const account = new Account(nested, id, { parent: unit, email: `${id}@example.com`, adopt: true, removal });
      account.attachPolicy(policy);
      account.node.addDependency(policy);
    }
    new Account(nested, 'Taken', { parent: unit, email: 'taken@example.com' }).node.addDependency(policy);
  };
}

test.each(byDay(ROLLBACKS, 3))('A nested stack that is deleted in a rollback leaves no policy on adopted accounts (%p).', async (cloudFormation) => {
  const first = await deploy(inNestedStack(false));
  const state = byHand(first.state, (simulator) => {
    takeAddress(simulator);
    ['one', 'two'].forEach((name, index) => {
      addAccount(simulator, { id: `99999999999${index}`, name });
    });
  });
  const second = await deploy(inNestedStack(true), { state, cloudFormation, simulator: movesLate(60) });
  expect(second).toMatchObject({ succeeded: false, violations: [] });
  expect(second.writes.filter((write) => /AttachPolicy .*99999999999/.test(write))).toHaveLength(2);
  expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(shapeOf(second.simulatorState)).toEqual(shapeOf(state.simulator!));
});
