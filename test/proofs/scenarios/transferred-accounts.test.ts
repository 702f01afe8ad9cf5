import type { Stack } from 'aws-cdk-lib';
import { Account, InvitedAccount, Organization, OrganizationalUnit, PolicyContent, ServiceControlPolicy } from '../../../src';
import { OWNER_TAG_KEY } from '../../../src/contract';
import { Simulator, type SimulatorState } from '../../../src/simulator';
import { callAs } from '../../handler/support/members';
import { MANAGEMENT, removeApps } from '../support/app';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';

jest.setTimeout(300_000);
afterAll(removeApps);

const [ANA, ROSA] = [{ id: '222222222222', email: 'ana@example.com', name: 'Ana' }, { id: '333333333333', email: 'rosa@example.com', name: 'Rosa' }];
const DAY_MS = 86_400_000;
/** The time at which a rehearsal begins. */
const START = Date.UTC(2026, 0, 1);
const RECONCILE = (value: string) => ({ context: { 'cdk-aws-organizations:reconcile': value } });
const SERVICE = { ServicePrincipal: 'config.amazonaws.com' };

interface Plan {
  readonly party: { readonly accountId: string } | { readonly email: string };
  /** Whether another account makes the deployment fail after the placement, because its email address is taken. */
  readonly fails?: boolean;
}

const plan = ({ party, fails }: Plan) => (stack: Stack): void => {
  const { root } = new Organization(stack, 'Organization');
  const parent = new OrganizationalUnit(stack, 'Acquired', { parent: root, organizationalUnitName: 'Acquired' });
  const account = new InvitedAccount(stack, 'Transferred', { ...party, parent });
  account.attachPolicy(new ServiceControlPolicy(stack, 'NoBuckets', {
    content: PolicyContent.fromJson({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }] }),
  }));
  if (fails) new Account(stack, 'Copy', { parent, accountName: 'copy', email: ROSA.email }).node.addDependency(account);
};

/** Runs manual actions this many days after the state. The actions can advance the simulator's clock. */
function people(state: Deployed['state'], act: (simulator: Simulator, pass: (days: number) => void) => void, days = 1): Deployed['state'] {
  let now = state.now + days * DAY_MS;
  const simulator = new Simulator({ seed: 1, now: () => now, managementAccountId: MANAGEMENT, state: state.simulator! });
  act(simulator, (more) => { now += more * DAY_MS; });
  return { ...state, now, simulator: simulator.state() };
}

/** A management account without an organization, and the older organization of Rosa, of which Ana is a member with a tag. */
function rivalry(days = 8): { state: SimulatorState } {
  let now = START - days * DAY_MS;
  const simulator = new Simulator({ seed: 1, now: () => now, managementAccountId: MANAGEMENT, standaloneAccounts: [ANA, ROSA] });
  callAs(simulator, ROSA.id, 'CreateOrganization');
  const { Handshake: { Id } } = callAs(simulator, ROSA.id, 'InviteAccountToOrganization', { Target: { Id: ANA.id, Type: 'ACCOUNT' } });
  callAs(simulator, ANA.id, 'AcceptHandshake', { HandshakeId: Id });
  callAs(simulator, ROSA.id, 'TagResource', { ResourceId: ANA.id, Tags: [{ Key: 'former', Value: 'yes' }] });
  now = START;
  return { state: simulator.state() };
}

function accept(simulator: Simulator, id: string): void {
  callAs(simulator, id, 'AcceptHandshake', { HandshakeId: openInvitations(simulator.state()).at(-1)!.id });
}

/** The open invitations of the app's organization. */
function openInvitations({ handshakes = [] }: SimulatorState) {
  return handshakes.filter(({ managementAccountId, endedAt }) => managementAccountId === MANAGEMENT && endedAt === undefined);
}

const memberOf = ({ accounts }: Pick<SimulatorState, 'accounts'>, id: string) => accounts.find((account) => account.id === id);
const rival = ({ otherOrganizations: [found] = [] }: SimulatorState) => found;

function expectTransferred({ simulatorState: state }: Deployed, id: string): void {
  const [unit] = state.organizationalUnits;
  expect(memberOf(state, id)).toMatchObject({ parentId: unit.id, joinedMethod: 'INVITED', tags: { [OWNER_TAG_KEY]: expect.stringMatching(/^Landing@us-east-1/) } });
  expect(memberOf(state, id)!.tags).not.toHaveProperty('former');
  expect(state.attachments.filter(({ targetId, policyId }) => targetId === id && policyId !== 'p-FullAWSAccess')).toHaveLength(1);
  expect(memberOf(rival(state), id)).toBeUndefined();
}

test.each<[string, Plan['party']]>([['its ID', { accountId: ANA.id }], ['its address', { email: ANA.email }]])(
  'An account of another organization that is invited by %s stays there until it accepts. It is then placed here without its former tags.', async (_name, party) => {
    const first = await deploy(plan({ party }), rivalry());
    expect(reasonsOf(first)).toEqual([]);
    expect(first.virtualSeconds).toBeLessThan(300);
    expect(memberOf(rival(first.simulatorState), ANA.id)).toMatchObject({ tags: { former: 'yes' } });

    const waiting = await deploy(plan({ party }), { state: people(first.state, () => undefined), ...RECONCILE('1') });
    expect(waiting).toMatchObject({ succeeded: true, writes: [], unintendedChanges: [] });

    const transferred = await deploy(plan({ party }), { state: people(waiting.state, (simulator) => accept(simulator, ANA.id)), ...RECONCILE('2') });
    expect(reasonsOf(transferred)).toEqual([]);
    expect(transferred.unintendedChanges).toEqual([]);
    expectTransferred(transferred, ANA.id);

    const last = await deploy(plan({ party }), { state: people(transferred.state, () => undefined), ...RECONCILE('3') });
    expect(last.writes).toEqual([]);
  });

test('A deployment that fails after it placed a transferred account moves it back to the root of this organization, and the next one places it.', async () => {
  const party = { accountId: ANA.id };
  const first = await deploy(plan({ party }), rivalry());
  const state = people(first.state, (simulator) => accept(simulator, ANA.id));
  const failed = await deploy(plan({ party, fails: true }), { state, ...RECONCILE('1') });
  expect(failed.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
  expect(failed.unintendedChanges).toEqual([]);
  expect(memberOf(failed.simulatorState, ANA.id)?.parentId).toBe(failed.simulatorState.root!.id);
  expect(memberOf(rival(failed.simulatorState), ANA.id)).toBeUndefined();

  const placed = await deploy(plan({ party }), { state: people(failed.state, () => undefined), ...RECONCILE('2') });
  expect(reasonsOf(placed)).toEqual([]);
  expectTransferred(placed, ANA.id);
});

interface Obstacle {
  readonly name: string;
  /** The age of the other organization when the invitation is sent. */
  readonly days?: number;
  /** Prepares the account in the other organization before the invitation. @returns its ID */
  readonly prepare?: (simulator: Simulator, pass: (days: number) => void) => string;
  readonly refusal: string;
  /** Removes the obstacle, as the owner of the other organization can. */
  readonly clear?: (simulator: Simulator) => void;
  readonly daysUntilClear?: number;
}

/** Source: AWS Organizations User Guide, on accounts that move from another organization. */
const OBSTACLES: readonly Obstacle[] = [
  {
    name: 'manages the other organization',
    prepare: () => ROSA.id,
    refusal: 'MasterCannotLeaveOrganizationException',
    clear: (simulator) => {
      callAs(simulator, ROSA.id, 'RemoveAccountFromOrganization', { AccountId: ANA.id });
      callAs(simulator, ROSA.id, 'DeleteOrganization');
    },
  },
  {
    name: 'is a delegated administrator there',
    prepare: (simulator) => {
      callAs(simulator, ROSA.id, 'EnableAWSServiceAccess', SERVICE);
      callAs(simulator, ROSA.id, 'RegisterDelegatedAdministrator', { AccountId: ANA.id, ...SERVICE });
      return ANA.id;
    },
    refusal: 'CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG',
    clear: (simulator) => callAs(simulator, ROSA.id, 'DeregisterDelegatedAdministrator', { AccountId: ANA.id, ...SERVICE }),
  },
  {
    name: 'was created there less than four days before',
    prepare: (simulator, pass) => {
      callAs(simulator, ROSA.id, 'CreateAccount', { Email: 'new@example.com', AccountName: 'new' });
      pass(1 / 24);
      return rival(simulator.state()).accounts.find(({ name }) => name === 'new')!.id;
    },
    refusal: 'WAIT_PERIOD_ACTIVE',
    daysUntilClear: 4,
  },
  { name: 'is in an organization that is younger than seven days', days: 2, refusal: 'WAIT_PERIOD_ACTIVE', daysUntilClear: 5 },
  {
    name: 'is closed',
    prepare: (simulator) => {
      callAs(simulator, ROSA.id, 'CloseAccount', { AccountId: ANA.id });
      return ANA.id;
    },
    refusal: 'ACCOUNT_CANNOT_LEAVE_ORGANIZATION',
  },
];

test.each(byDay(OBSTACLES, 3, 1))('Deployments succeed although the invited account $name: the invitation stays open until the account can accept.', async ({ days, prepare, refusal, clear, daysUntilClear = 0 }) => {
  let id = ANA.id;
  const { state: beginning } = rivalry(days);
  const state = people({ format: 'cdk-org-rehearsal/1', now: START, simulator: beginning, stacks: {} }, (simulator, pass) => { id = prepare?.(simulator, pass) ?? id; }, 0);
  const party = { accountId: id };
  const first = await deploy(plan({ party }), { state });
  expect(reasonsOf(first)).toEqual([]);

  const refused = people(first.state, (simulator) => expect(() => accept(simulator, id)).toThrow(refusal), 0);
  const waiting = await deploy(plan({ party }), { state: refused, ...RECONCILE('1') });
  expect(waiting).toMatchObject({ succeeded: true, writes: [], unintendedChanges: [] });
  expect(openInvitations(waiting.simulatorState).map(({ recipient }) => recipient.id)).toEqual([id]);
  expect(memberOf(rival(waiting.simulatorState), id)).toBeDefined();
  if (!clear && daysUntilClear === 0) return;

  const accepted = people(waiting.state, (simulator) => {
    clear?.(simulator);
    accept(simulator, id);
  }, daysUntilClear);
  const last = await deploy(plan({ party }), { state: accepted, ...RECONCILE('2') });
  expect(reasonsOf(last)).toEqual([]);
  expect(memberOf(last.simulatorState, id)?.parentId).toBe(last.simulatorState.organizationalUnits[0].id);
});

test('An account that changed its organization too recently accepts later, and the deployments in between leave its invitation open.', async () => {
  const simulator = { limits: { membershipChangeIntervalMs: 12 * DAY_MS } };
  const party = { accountId: ANA.id };
  const first = await deploy(plan({ party }), { ...rivalry(), simulator });
  const acceptAfter = (days: number, { state }: Deployed) => {
    const now = state.now + days * DAY_MS;
    const after = new Simulator({ ...simulator, seed: 1, now: () => now, managementAccountId: MANAGEMENT, state: state.simulator! });
    return { attempt: () => accept(after, ANA.id), state: () => ({ ...state, now, simulator: after.state() }) };
  };
  const early = acceptAfter(1, first);
  expect(early.attempt).toThrow('ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED');
  const waiting = await deploy(plan({ party }), { state: early.state(), simulator, ...RECONCILE('1') });
  expect(waiting).toMatchObject({ succeeded: true, writes: [] });

  const late = acceptAfter(4, waiting);
  late.attempt();
  const last = await deploy(plan({ party }), { state: late.state(), simulator, ...RECONCILE('2') });
  expect(reasonsOf(last)).toEqual([]);
  expectTransferred(last, ANA.id);
});
