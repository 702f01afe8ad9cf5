/**
 * Accounts are adopted in nested stacks that the deployment creates, and one in a nested stack that existed. The deployment fails after
 * that, and CloudFormation deletes the new nested stacks. The next deployment succeeds.
 */
import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Account, Organization, type OrganizationalUnit, type ServiceControlPolicy } from '../../../src';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { build } from '../support/blueprint';
import { addAccount, byHand, takeAddress, unitIdOf } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { daysLater } from '../support/foreign';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const NAMES = ['First', 'Second', 'Third', 'Fourth'];
const ORGANIZATION = build({
  units: { Old: { name: 'Old', policies: ['Deny'] }, New: { name: 'New', policies: ['Deny'] } },
  policies: { Deny: { denies: ['s3:DeleteBucket'] }, Direct: { denies: ['sqs:DeleteQueue'] } },
});

const rootOf = (stack: Stack) => (stack.node.findChild('Organization') as Organization).root;

const withNested = (stack: Stack) => {
  ORGANIZATION(stack);
  const nested = new NestedStack(stack, 'Existing');
  new Account(nested, 'There', { parent: rootOf(stack), accountName: 'there', email: 'there@example.com' });
  return nested;
};

/** @param places the nested stack of each account */
function adopt(stack: Stack, places: readonly NestedStack[], fails: boolean) {
  NAMES.forEach((accountName, index) => {
    new Account(places[index], accountName, {
      parent: stack.node.findChild('New') as OrganizationalUnit,
      accountName,
      email: `${accountName.toLowerCase()}@example.com`,
      adopt: true,
      policies: [stack.node.findChild('Direct') as ServiceControlPolicy],
    });
  });
  if (fails) new Account(stack, 'Taken', { parent: rootOf(stack), email: 'taken@example.com' }).node.addDependency(...places);
}

const inExistingStack = (fails: boolean) => (stack: Stack) => {
  const [created, existing] = [new NestedStack(stack, 'Created'), withNested(stack)];
  adopt(stack, [created, existing, created, created], fails);
};

const inNewStack = (fails: boolean) => (stack: Stack) => {
  ORGANIZATION(stack);
  const [one, two] = [new NestedStack(stack, 'One'), new NestedStack(stack, 'Two')];
  adopt(stack, [one, one, two, new NestedStack(one, 'Inner')], fails);
};

function joinByHand(simulator: any): void {
  takeAddress(simulator);
  const parentId = unitIdOf(simulator, 'Old');
  NAMES.forEach((name, index) => {
    const id = `${9 - index}`.repeat(12);
    addAccount(simulator, { id, name, email: `${name.toLowerCase()}@example.com`, parentId, tags: { team: 'blue' } });
  });
}

const accountsIn = ({ accounts }: SimulatorState) => accounts.filter(({ name }) => NAMES.includes(name));

const placesIn = (state: SimulatorState) => (
  accountsIn(state).map(({ parentId }) => state.organizationalUnits.find(({ id }) => id === parentId)?.name));

test('Accounts adopted in a new nested stack are given back where the deployment fails, and adopted by the next one.', async () => {
  const first = await deploy(withNested);
  const state = byHand(daysLater(first.state), joinByHand);
  const failed = await deploy(inExistingStack(true), { state });
  expect([failed.stacks[0].status, failed.violations]).toEqual(['UPDATE_ROLLBACK_COMPLETE', []]);
  expect(accountsIn(failed.simulatorState)).toEqual(accountsIn(state.simulator!));
  expect(shapeOf(failed.simulatorState).attachments).toEqual(shapeOf(state.simulator!).attachments);

  const again = await deploy(inExistingStack(false), { state: failed.state });
  expect([reasonsOf(again), again.violations]).toEqual([[], []]);
  expect(placesIn(again.simulatorState)).toEqual(NAMES.map(() => 'New'));
  // Removed from the app, with a nested stack and without one: accounts without a removal stay where they are.
  const removed = await deploy(withNested, { state: again.state });
  expect([reasonsOf(removed), removed.violations]).toEqual([[], []]);
  expect(placesIn(removed.simulatorState)).toEqual(NAMES.map(() => 'New'));
});

test('They are given back too where the stack itself is new, and stay where it is deleted.', async () => {
  const first = await deploy(ORGANIZATION);
  const state = byHand(daysLater(first.state), (simulator) => {
    joinByHand(simulator);
    for (const object of [...simulator.organizationalUnits, ...simulator.policies]) {
      if (object.name !== 'FullAWSAccess') Object.assign(object, { name: `${object.name} of others`, tags: {} });
    }
  }).simulator!;
  const nested = (fails: boolean) => ({ Brownfield: inNewStack(fails) });
  const failed = await deploy(nested(true), { state });
  expect([failed.stacks[0].status, failed.violations]).toEqual(['ROLLBACK_COMPLETE', []]);
  expect(reasonsOf(failed)).toContainEqual(expect.stringContaining('taken@example.com'));
  expect(accountsIn(failed.simulatorState)).toEqual(accountsIn(state));

  const again = await deploy(nested(false), { state: failed.state });
  expect([reasonsOf(again), again.violations]).toEqual([[], []]);
  expect(placesIn(again.simulatorState)).toEqual(NAMES.map(() => 'New'));
  const deleted = await deploy(nested(false), { state: again.state, deletion: true });
  expect([reasonsOf(deleted), deleted.violations]).toEqual([[], []]);
  expect(placesIn(deleted.simulatorState)).toEqual(NAMES.map(() => 'New'));
});
