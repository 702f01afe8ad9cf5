import type { Stack } from 'aws-cdk-lib';
import { Account, Organization, TrustedService } from '../../../src';
import { CLOUDFORMATION_READINGS } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, type Deployed } from '../support/deploy';
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
