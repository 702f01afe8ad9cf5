import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Account, Organization, OrganizationalUnit, TrustedService } from '../../../src';
import { CLOUDFORMATION_READINGS } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, takeAddress } from '../support/by-hand';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { daysLater } from '../support/foreign';
import { byDay } from '../support/proof-runs';

jest.setTimeout(120_000);
afterAll(removeApps);

/** Removing a construct deregisters the administrator of the first service, and keeps that of the second one. */
const SERVICES = [TrustedService.CLOUDTRAIL, TrustedService.GUARDDUTY];
const PRINCIPALS = SERVICES.map(({ servicePrincipal }) => servicePrincipal);
/** No creation of a delegated administrator can end. */
const UNREADABLE = { faults: ['ListDelegatedAdministrators:fail=UnsupportedAPIEndpointException' as const] };

/** An organization with two accounts, each of which a person registered as the administrator of a service. */
async function madeByHand(): Promise<SimulatorState> {
  const plan: Blueprint = { accounts: { One: { name: 'one' }, Two: { name: 'two' } } };
  const made = await deploy(build(plan));
  const deleted = await deploy(build(plan), { state: made.state, deletion: true });
  const state: SimulatorState = structuredClone(deleted.simulatorState);
  const enabledAt = Date.parse('2026-01-01T00:00:00Z');
  return {
    ...state,
    accounts: state.accounts.map((account) => ({ ...account, tags: {} })),
    trustedServices: PRINCIPALS.map((servicePrincipal) => ({ servicePrincipal, enabledAt })),
    delegatedAdministrators: PRINCIPALS.map((servicePrincipal, place) => (
      { accountId: memberIds(state)[place], servicePrincipal, enabledAt })),
  };
}

function memberIds({ accounts, organization }: SimulatorState): string[] {
  return accounts.map(({ id }) => id).filter((id) => id !== organization!.managementAccountId);
}

/** Registers the same accounts again. */
function registering(made: SimulatorState, count: number) {
  return (stack: Stack) => {
    const organization = new Organization(stack, 'Organization', { adopt: true });
    SERVICES.slice(0, count).forEach((service, place) => {
      organization.enableTrustedService(service);
      Account.fromAccountId(stack, `Account${place}`, memberIds(made)[place]).delegateAdministration(service);
    });
  };
}

/** The services that have both an administrator and trusted access. */
function registrations({ simulatorState: { delegatedAdministrators, trustedServices } }: Deployed): string[] {
  const trusted = trustedServices.map(({ servicePrincipal }) => servicePrincipal);
  return delegatedAdministrators.map(({ servicePrincipal }) => servicePrincipal).filter((each) => trusted.includes(each)).sort();
}

const DELETED = CLOUDFORMATION_READINGS.failedCreations.flatMap((failedCreations) => (
  CLOUDFORMATION_READINGS.retainedFailedCreations.map((retainedFailedCreations) => ({ failedCreations, retainedFailedCreations }))));

describe.each(byDay(DELETED, 3))('33. After creations that failed without a rollback ($failedCreations, $retainedFailedCreations)', (cloudFormation) => {
  const options = { cloudFormation, disableRollback: true };

  async function failed() {
    const made = await madeByHand();
    const first = await deploy(registering(made, 2), { ...options, state: made, simulator: UNREADABLE });
    expect(first.succeeded).toBe(false);
    return { made, state: daysLater(first.state) };
  }

  test('a retry and the deletion of the stack keep the registrations of others', async () => {
    const { made, state } = await failed();
    const retried = await deploy(registering(made, 2), { ...options, state });
    expect([retried.succeeded, registrations(retried)]).toEqual([true, PRINCIPALS]);
    const deleted = await deploy(registering(made, 2), { state: daysLater(retried.state), deletion: true });
    expect([deleted.succeeded, registrations(deleted)]).toEqual([true, PRINCIPALS]);
  });

  test('the deletion of the stack keeps the registrations of others', async () => {
    const { made, state } = await failed();
    const deleted = await deploy(registering(made, 2), { state, deletion: true });
    expect([deleted.succeeded, registrations(deleted)]).toEqual([true, PRINCIPALS]);
  });

  test('a second failure and a deployment without one of them keep the registrations of others, and one that a deployment listed goes when it is dropped', async () => {
    const { made, state } = await failed();
    const second = await deploy(registering(made, 2), { ...options, state, simulator: UNREADABLE });
    const third = await deploy(registering(made, 1), { ...options, state: daysLater(second.state) });
    const last = await deploy(registering(made, 0), { state: daysLater(third.state) });
    expect([second, third, last].map((each) => [each.succeeded, registrations(each)]))
      .toEqual([[false, PRINCIPALS], [true, PRINCIPALS], [true, PRINCIPALS.slice(1)]]);
  });

  test('a retry with a rollback keeps the registrations of others if it fails as well', async () => {
    const { made, state } = await failed();
    const second = await deploy(registering(made, 2), { cloudFormation, state, simulator: UNREADABLE });
    expect([second.succeeded, registrations(second)]).toEqual([false, PRINCIPALS]);
  });
});

describe('A nested stack that drops resources, in a deployment that fails after it without a rollback', () => {
  const app = (names: readonly string[], fails: boolean) => (stack: Stack) => {
    build({})(stack);
    const { root } = stack.node.findChild('Organization') as Organization;
    const outer = new NestedStack(stack, 'Outer');
    for (const scope of [outer, new NestedStack(outer, 'Inner')]) {
      for (const name of names) {
        new OrganizationalUnit(scope, name, { parent: root, organizationalUnitName: `${name} ${scope.node.id}` });
        new Account(scope, `Account${name}`, { parent: root, email: `${name}-${scope.node.id}@example.com` });
      }
    }
    if (fails) new Account(stack, 'Taken', { parent: root, email: 'taken@example.com' }).node.addDependency(outer);
  };
  const unitsIn = ({ simulatorState }: Deployed) => simulatorState.organizationalUnits.map(({ name }) => name).sort();
  const ALL = ['One Inner', 'One Outer', 'Three Inner', 'Three Outer', 'Two Inner', 'Two Outer'];

  async function failed() {
    const first = await deploy(app(['One', 'Two', 'Three'], false));
    const result = await deploy(app(['One'], true), { state: byHand(first.state, takeAddress), disableRollback: true });
    expect([result.stacks[0].status, unitsIn(result)]).toEqual(['UPDATE_FAILED', ALL]);
    return result;
  }

  test('deletes them in the next deployment that succeeds, after one more that fails', async () => {
    const again = await deploy(app(['One'], true), { state: (await failed()).state, disableRollback: true });
    expect([again.stacks[0].status, unitsIn(again)]).toEqual(['UPDATE_FAILED', ALL]);
    const last = await deploy(app(['One'], false), { state: again.state, disableRollback: true });
    expect([reasonsOf(last), unitsIn(last), last.simulatorState.accounts.length]).toEqual([[], ['One Inner', 'One Outer'], 7]);
  });

  test('keeps those that come back into the app', async () => {
    const back = await deploy(app(['One', 'Three'], false), { state: (await failed()).state });
    expect([reasonsOf(back), unitsIn(back)]).toEqual([[], ['One Inner', 'One Outer', 'Three Inner', 'Three Outer']]);
  });
});
