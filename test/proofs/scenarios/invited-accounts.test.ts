import type { Stack } from 'aws-cdk-lib';
import {
  Account, AccountRemoval, InvitedAccount, Organization, OrganizationalUnit, PolicyContent, ServiceControlPolicy, TrustedService,
} from '../../../src';
import { OWNER_TAG_KEY } from '../../../src/contract';
import { type KnownAccountRecord, Simulator, type SimulatorState } from '../../../src/simulator';
import { MANAGEMENT, removeApps } from '../support/app';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { isReading } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(300_000);
afterAll(removeApps);

const ANA: KnownAccountRecord = { id: '222222222222', email: 'ana@example.com', name: 'Ana' };
const DAY_MS = 86_400_000;
const RECONCILE = (value: string) => ({ 'cdk-aws-organizations:reconcile': value });
/** A management account without an organization, and an independent account. */
const WITH_ANA = { state: new Simulator({ seed: 1, managementAccountId: MANAGEMENT, standaloneAccounts: [ANA] }).state() };

interface Plan {
  readonly invited?: boolean;
  readonly waitForAcceptance?: boolean;
  readonly removal?: AccountRemoval;
  /** Whether another account makes the deployment fail after the invitation, because its email address is taken. */
  readonly fails?: boolean;
}

function plan({ invited = true, waitForAcceptance, removal, fails }: Plan = {}) {
  return (stack: Stack): void => {
    const organization = new Organization(stack, 'Organization', { trustedServices: [TrustedService.GUARDDUTY] });
    const parent = new OrganizationalUnit(stack, 'Acquired', { parent: organization.root, organizationalUnitName: 'Acquired' });
    if (!invited) return;
    const account = new InvitedAccount(stack, 'Ana', { accountId: ANA.id, parent, waitForAcceptance, removal });
    const policy = new ServiceControlPolicy(stack, 'NoBuckets', {
      content: PolicyContent.fromJson({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }] }),
    });
    account.attachPolicy(policy);
    account.delegateAdministration(TrustedService.GUARDDUTY);
    if (!fails) return;
    // Only the service knows that the invited account has this email address.
    const copy = new Account(stack, 'Copy', { parent, accountName: 'copy', email: ANA.email });
    copy.node.addDependency(account);
  };
}

/** Lets the account answer after a deployment, and lets some days pass. */
function after({ state }: Deployed, days: number, operation?: 'AcceptHandshake' | 'DeclineHandshake'): Deployed['state'] {
  let { now } = state;
  const simulator = new Simulator({ seed: 1, now: () => now, managementAccountId: MANAGEMENT, state: state.simulator! });
  if (operation) {
    const answer = simulator.handle({
      method: 'POST',
      path: '/',
      headers: {
        'x-amz-target': `AWSOrganizationsV20161128.${operation}`,
        'content-type': 'application/x-amz-json-1.1',
        'authorization': `AWS4-HMAC-SHA256 Credential=${ANA.id}/20260101/us-east-1/organizations/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify({ HandshakeId: state.simulator!.handshakes!.at(-1)!.id }),
    });
    expect(answer.body).toContain('"State"');
  }
  now += days * DAY_MS;
  return { ...state, now, simulator: simulator.state() };
}

function member({ accounts }: SimulatorState) {
  return accounts.find(({ id }) => id === ANA.id);
}

function unitId({ organizationalUnits }: SimulatorState): string {
  return organizationalUnits.find(({ name }) => name === 'Acquired')!.id;
}

function invitations({ handshakes = [] }: SimulatorState): string[] {
  return handshakes.map(({ state }) => state);
}

function expectInPlace({ simulatorState }: Deployed): void {
  expect(member(simulatorState)).toMatchObject({ parentId: unitId(simulatorState), tags: { [OWNER_TAG_KEY]: expect.stringMatching(/^Landing@us-east-1/) } });
  expect(simulatorState.attachments.filter(({ targetId, policyId }) => targetId === ANA.id && policyId !== 'p-FullAWSAccess')).toHaveLength(1);
  expect(simulatorState.delegatedAdministrators).toEqual([expect.objectContaining({ accountId: ANA.id })]);
}

test('A deployment whose invitation is not accepted ends within five virtual minutes and logs it, and a later one places the account.', async () => {
  const lines: string[] = [];
  const first = await deploy(plan(), { ...WITH_ANA, onLog: (_name, line) => lines.push(line) });
  expect(reasonsOf(first)).toEqual([]);
  expect(first.succeeded).toBe(true);
  expect(first.virtualSeconds).toBeLessThan(300);
  expect(lines.join('\n')).toMatch(/"not joined".*"INVITED".*cdk-aws-organizations:reconcile/);
  expect(invitations(first.simulatorState)).toEqual(['REQUESTED']);

  const again = await deploy(plan(), { state: after(first, 1), context: RECONCILE('1') });
  expect(again).toMatchObject({ succeeded: true, unintendedChanges: [] });
  expect(invitations(again.simulatorState)).toEqual(['REQUESTED']);

  const later = await deploy(plan(), { state: after(again, 1, 'AcceptHandshake'), context: RECONCILE('2') });
  expect(reasonsOf(later)).toEqual([]);
  expect(later.unintendedChanges).toEqual([]);
  expectInPlace(later);
  // The Deletes for the former physical IDs change nothing.
  expect(later.writes.filter((write) => /^(Cancel|Detach|Deregister|Close|Remove)/.test(write))).toEqual([]);

  const last = await deploy(plan(), { state: after(later, 1), context: RECONCILE('3') });
  expect(last.writes).toEqual([]);
});

test('After a declined invitation, deployments without a change of the construct do nothing, and the first one with a change invites again once.', async () => {
  const first = await deploy(plan(), WITH_ANA);
  const unchanged = await deploy(plan(), { state: after(first, 1, 'DeclineHandshake') });
  expect(unchanged.writes).toEqual([]);
  const again = await deploy(plan(), { state: after(unchanged, 1), context: RECONCILE('1') });
  expect(again.writes.map((write) => write.split(' ')[0])).toEqual(['InviteAccountToOrganization']);
  const placed = await deploy(plan(), { state: after(again, 1, 'AcceptHandshake'), context: RECONCILE('2') });
  expectInPlace(placed);
});

test('An expired invitation is sent again by the next deployment that changes the construct.', async () => {
  const first = await deploy(plan(), WITH_ANA);
  const again = await deploy(plan(), { state: after(first, 16), context: RECONCILE('1') });
  expect(again.succeeded).toBe(true);
  expect(invitations(again.simulatorState)).toEqual(['EXPIRED', 'REQUESTED']);
});

test('A deployment that fails cancels the invitation that it sent, and keeps one that it found.', async () => {
  const failed = await deploy(plan({ fails: true }), WITH_ANA);
  expect(failed.succeeded).toBe(false);
  expect(reasonsOf(failed).join('\n')).toContain('EMAIL_ALREADY_EXISTS');
  expect(invitations(failed.simulatorState)).toEqual(['CANCELED']);

  const base = await deploy(plan(), WITH_ANA);
  const update = await deploy(plan({ fails: true }), { state: after(base, 1), context: RECONCILE('1') });
  expect(update.succeeded).toBe(false);
  expect(shapeOf(update.simulatorState)).toEqual(shapeOf(base.simulatorState));
  expect(invitations(update.simulatorState)).toEqual(['REQUESTED']);
});

test('A deployment that fails after it placed the account moves it back to the root, and the next one places it.', async () => {
  const first = await deploy(plan(), WITH_ANA);
  const accepted = after(first, 1, 'AcceptHandshake');
  const failed = await deploy(plan({ fails: true }), { state: accepted, context: RECONCILE('1') });
  expect(failed.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
  expect(failed.unintendedChanges).toEqual([]);
  const [end, start] = [shapeOf(failed.simulatorState), shapeOf(accepted.simulator!)];
  // The registration is retained, so CloudFormation sends no Delete for it. Without an inverse Update it sends no event at all.
  const administrators = isReading('replacedInRollback=onlyDelete') ? ['Root/Ana for guardduty.amazonaws.com'] : start.administrators;
  expect(end).toEqual({ ...start, administrators });
  const fixed = await deploy(plan(), { state: after(failed, 1), context: RECONCILE('2') });
  expect(reasonsOf(fixed)).toEqual([]);
  expectInPlace(fixed);
});

test('An Account with the email address of an invited account that has joined is refused and changes nothing.', async () => {
  const first = await deploy(plan(), WITH_ANA);
  const placed = await deploy(plan(), { state: after(first, 1, 'AcceptHandshake'), context: RECONCILE('1') });
  const failed = await deploy(plan({ fails: true }), { state: after(placed, 1), context: RECONCILE('1') });
  expect(failed.succeeded).toBe(false);
  expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(placed.simulatorState));
});

test('Removing the construct or deleting the stack cancels an open invitation, and keeps an account that has joined.', async () => {
  const first = await deploy(plan(), WITH_ANA);
  const removed = await deploy(plan({ invited: false }), { state: after(first, 1) });
  expect(reasonsOf(removed)).toEqual([]);
  expect(invitations(removed.simulatorState)).toEqual(['CANCELED']);

  const placed = await deploy(plan(), { state: after(first, 1, 'AcceptHandshake'), context: RECONCILE('1') });
  const left = await deploy(plan({ invited: false }), { state: after(placed, 1), context: RECONCILE('1') });
  expect(left.succeeded).toBe(true);
  expect(member(left.simulatorState)?.parentId).toBe(unitId(left.simulatorState));

  const deleted = await deploy(plan(), { state: after(first, 1), deletion: true });
  expect(deleted.succeeded).toBe(true);
  expect(invitations(deleted.simulatorState)).toEqual(['CANCELED']);
});

test.each([['newInvitationState', 'REQUESTED'], ['organizationPartyId', 'withoutPrefix']])('An accepted invitation is placed under the reading %s: %s.', async (name, value) => {
  const readings = { [name]: value };
  const first = await deploy(plan(), { ...WITH_ANA, simulator: { readings } });
  const later = await deploy(plan(), { state: after(first, 1, 'AcceptHandshake'), context: RECONCILE('1'), simulator: { readings } });
  expect(reasonsOf(later)).toEqual([]);
  expectInPlace(later);
});

test('A deployment that waits in vain for an acceptance ends well within the hour of CloudFormation.', async () => {
  const first = await deploy(plan({ waitForAcceptance: true }), WITH_ANA);
  expect(first.succeeded).toBe(true);
  expect(first.virtualSeconds).toBeLessThan(50 * 60);
  expect(invitations(first.simulatorState)).toEqual(['REQUESTED']);
});

test.each(['onlyDelete', 'onlyUpdate'] as const)('A failed placement is reverted if CloudFormation handles a replaced resource with %s in a rollback.', async (replacedInRollback) => {
  const first = await deploy(plan(), WITH_ANA);
  const failed = await deploy(plan({ fails: true }), {
    state: after(first, 1, 'AcceptHandshake'), context: RECONCILE('1'), cloudFormation: { replacedInRollback },
  });
  expect(failed.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
  expect(member(failed.simulatorState)?.parentId).toBe(failed.simulatorState.root!.id);
});
