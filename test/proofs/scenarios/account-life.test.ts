import type { Stack } from 'aws-cdk-lib';
import { Account, Organization, TrustedService } from '../../../src';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';

jest.setTimeout(120_000);
afterAll(removeApps);

interface Wanted {
  readonly accountName?: string;
  readonly email?: string;
  readonly isTrusted?: boolean;
  /** Whether another account makes the deployment fail, because its email address is taken. */
  readonly fails?: boolean;
}

function app({ accountName = 'log-archive', email = 'log@example.com', isTrusted = true, fails }: Wanted = {}) {
  return (stack: Stack) => {
    const organization = new Organization(stack, 'Organization', { trustedServices: isTrusted ? [TrustedService.ACCOUNT_MANAGEMENT] : [] });
    const account = new Account(stack, 'Log', { parent: organization.root, accountName, email });
    if (!fails) return;
    const taken = new Account(stack, 'Taken', { parent: organization.root, accountName: 'taken', email: 'taken@example.com' });
    taken.node.addDependency(account);
  };
}

function logArchive(state: SimulatorState) {
  return state.accounts.find(({ joinedMethod }) => joinedMethod === 'CREATED')!;
}

function withTakenAddress(state: SimulatorState): SimulatorState {
  return { ...state, addressesTakenElsewhere: [...state.addressesTakenElsewhere ?? [], 'taken@example.com'] };
}

const ADDRESS = 'archive@example.com';

/** A reading may add a fault that is never hit, which is a warning as well. */
function warningsAboutAddress({ warnings }: Deployed): string[] {
  return warnings.filter((warning) => warning.includes(ADDRESS));
}

test('an account is renamed in place in the deployment that also enables trusted access of AWS Account Management', async () => {
  const before = await deploy(app({ isTrusted: false }));
  const { succeeded, writes, differences, violations, simulatorState } = await deploy(app({ accountName: 'archive' }), { state: before.state });
  expect({ succeeded, differences, violations }).toEqual({ succeeded: true, differences: [], violations: [] });
  expect(writes.map((write) => write.split(' ')[0])).toEqual(['EnableAWSServiceAccess', 'PutAccountName']);
  expect(logArchive(simulatorState)).toMatchObject({ id: logArchive(before.simulatorState).id, name: 'archive' });
});

test('a rename without trusted access fails, names the missing trusted service, and rolls back', async () => {
  const before = await deploy(app({ isTrusted: false }));
  const after = await deploy(app({ accountName: 'archive', isTrusted: false }), { state: before.state });
  expect(after.stacks).toMatchObject([{ status: 'UPDATE_ROLLBACK_COMPLETE' }]);
  expect(reasonsOf(after).join()).toContain('Add TrustedService.ACCOUNT_MANAGEMENT to trustedServices of the Organization');
  expect(logArchive(after.simulatorState).name).toBe('log-archive');
});

test('a deployment that fails after a rename restores the former name', async () => {
  const before = await deploy(app());
  const state = { ...before.state, simulator: withTakenAddress(before.simulatorState) } as typeof before.state;
  const after = await deploy(app({ accountName: 'archive', fails: true }), { state });
  expect(after.stacks).toMatchObject([{ status: 'UPDATE_ROLLBACK_COMPLETE' }]);
  expect(after.writes.filter((write) => write.startsWith('PutAccountName'))).toHaveLength(2);
  expect(logArchive(after.simulatorState).name).toBe('log-archive');
});

test('a deployment with a new email address completes at once and prints the manual step, and the next one sends no second code', async () => {
  const before = await deploy(app());
  const asked = await deploy(app({ email: ADDRESS }), { state: before.state });
  const { id } = logArchive(before.simulatorState);
  expect({ succeeded: asked.succeeded, differences: asked.differences }).toEqual({ succeeded: true, differences: [] });
  expect(asked.virtualSeconds).toBeLessThan(300);
  expect(asked.writes.map((write) => write.split(' ')[0])).toEqual(['StartPrimaryEmailUpdate']);
  expect(warningsAboutAddress(asked)).toEqual([expect.stringContaining(`aws account accept-primary-email-update --account-id ${id} --primary-email ${ADDRESS} --otp CODE`)]);

  const again = await deploy(app({ email: ADDRESS, accountName: 'archive' }), { state: asked.state });
  expect(again.writes.map((write) => write.split(' ')[0])).toEqual(['PutAccountName']);
});

test('a rollback of a new email address completes and leaves the address change pending', async () => {
  const before = await deploy(app());
  const state = { ...before.state, simulator: withTakenAddress(before.simulatorState) } as typeof before.state;
  const after = await deploy(app({ email: ADDRESS, fails: true }), { state });
  expect(after.stacks).toMatchObject([{ status: 'UPDATE_ROLLBACK_COMPLETE' }]);
  expect(logArchive(after.simulatorState).email).toBe('log@example.com');
  expect(warningsAboutAddress(after)).toHaveLength(1);
});

test('one taken address of eight rolls the stack back, its message counts the accounts, and the next deployment creates only the missing ones', async () => {
  const wanted = (taken?: number) => (stack: Stack) => {
    const organization = new Organization(stack, 'Organization');
    for (let number = 0; number < 8; number += 1) {
      const email = number === taken ? 'taken@example.com' : `app${number}@example.com`;
      new Account(stack, `App${number}`, { parent: organization.root, accountName: `app-${number}`, email });
    }
  };
  // CloudFormation cancels resources in progress, and the service creates their accounts, also after the rollback.
  const created = ({ createAccountRequests }: SimulatorState) => createAccountRequests.filter(({ state: end }) => end !== 'FAILED').length;
  const before = await deploy((stack) => void new Organization(stack, 'Organization'));
  const state = { ...before.state, simulator: withTakenAddress(before.simulatorState) } as typeof before.state;
  const failed = await deploy(wanted(1), { state });
  expect(failed.stacks).toMatchObject([{ status: 'UPDATE_ROLLBACK_COMPLETE' }]);
  expect(failed.violations).toEqual([]);
  const [, existing, inProgress] = /stack: (\d+) created or found, (\d+) in progress\./.exec(reasonsOf(failed).join()) ?? [];
  expect(created(failed.simulatorState)).toBe(Number(existing) + Number(inProgress));
  expect(Number(existing)).toBeGreaterThan(0);
  const next = await deploy(wanted(), { state: failed.state });
  expect(next).toMatchObject({ succeeded: true, differences: [], violations: [] });
  expect(created(next.simulatorState)).toBe(8);
  // Where the service does not list recent requests, or refuses an address at once, the call is made and creates nothing.
  if (process.env.PROOF_READING !== undefined) return;
  expect(next.writes.filter((write) => write.startsWith('CreateAccount'))).toHaveLength(8 - created(failed.simulatorState));
});
