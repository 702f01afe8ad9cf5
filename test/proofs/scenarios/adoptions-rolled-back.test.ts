/**
 * Two accounts that exist leave an OU whose denials they get directly in the new one: adopted, invited, or back in the app after they had
 * left it. They have the denials all the time, also where the deployment fails and they go back.
 */
import { NestedStack, type Stack } from 'aws-cdk-lib';
import { Account, InvitedAccount, Organization, type OrganizationalUnit, type ServiceControlPolicy } from '../../../src';
import { removeApps } from '../support/app';
import { build } from '../support/blueprint';
import { addAccount, byHand, FAILING, takeAddress, unitIdOf } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { daysLater } from '../support/foreign';
import { byDay } from '../support/proof-runs';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const IDS = ['888888888888', '999999999999'];
const DENIALS = { One: { denies: ['s3:DeleteBucket'] }, Two: { denies: ['sqs:DeleteQueue'] } };
const base = (parentOfOld?: string) => build({
  units: {
    Folder: { name: 'Folder' },
    Old: { name: 'Old', parent: parentOfOld, policies: ['OldOne', 'OldTwo'], allowReplacement: true },
    New: { name: 'New' },
  },
  policies: { OldOne: DENIALS.One, OldTwo: DENIALS.Two, ...DENIALS },
});

type Kind = 'adopted' | 'invited' | 'back in the app';

interface Options {
  readonly kind: Kind;
  readonly nested: boolean;
  /** Names of policies. @default all denials */
  readonly attached?: readonly string[];
  /** @default the root */
  readonly parentOfOld?: string;
}

const app = ({ kind, nested, attached = Object.keys(DENIALS), parentOfOld }: Options, fails: boolean) => (stack: Stack) => {
  base(parentOfOld)(stack);
  const scope = nested ? new NestedStack(stack, 'Nested') : stack;
  const accounts = IDS.map((accountId) => {
    const given = {
      parent: stack.node.findChild('New') as OrganizationalUnit,
      policies: attached.map((name) => stack.node.findChild(name) as ServiceControlPolicy),
    };
    const id = `Account${accountId}`;
    return kind === 'invited' ? new InvitedAccount(scope, id, { ...given, accountId })
      : new Account(scope, id, { ...given, accountName: id, email: `${accountId}@example.com`, adopt: kind === 'adopted' });
  });
  if (!fails) return;
  const { root } = stack.node.findChild('Organization') as Organization;
  new Account(stack, 'Taken', { parent: root, email: 'taken@example.com' }).node.addDependency(...nested ? [scope] : accounts);
};

function addAccounts(kind: Kind, simulator: any): void {
  takeAddress(simulator);
  const parentId = unitIdOf(simulator, 'Old');
  const tags: Record<string, string> = kind === 'back in the app' ? { 'cdk-aws-organizations:owner': 'Landing@us-east-1' } : { team: 'blue' };
  for (const id of IDS) {
    addAccount(simulator, { id, name: `Account${id}`, email: `${id}@example.com`, parentId, tags });
  }
}

const CASES = (['adopted', 'invited', 'back in the app'] as const).flatMap((kind) => [false, true].map((nested) => ({ kind, nested })));

test.each(CASES)('Accounts keep their denials on the way and back: $kind, in a nested stack: $nested', async ({ kind, nested }) => {
  const first = await deploy(base());
  const state = byHand(daysLater(first.state), (simulator) => addAccounts(kind, simulator));
  const there = await deploy(app({ kind, nested }, false), { state });
  expect([reasonsOf(there), there.violations]).toEqual([[], []]);

  let failed = await deploy(app({ kind, nested }, true), { state });
  for (const again of [false, true]) {
    if (again) failed = await deploy(app({ kind, nested }, true), { state: failed.state });
    expect([failed.stacks[0].status, failed.violations, failed.gapsTowards(there.simulatorState)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', [], []]);
    expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(state.simulator!));
  }
  const last = await deploy(app({ kind, nested }, false), { state: failed.state });
  expect([reasonsOf(last), last.violations]).toEqual([[], []]);
  expect(shapeOf(last.simulatorState).attachments).toEqual(shapeOf(there.simulatorState).attachments);
});

const ON_THE_MOVE = CASES.flatMap((each) => (
  [[], Object.keys(DENIALS)].flatMap((attached) => [1, 2].map((seed) => ({ ...each, attached, seed })))));

test.each(byDay(ON_THE_MOVE, 3, 1))('Accounts go back into an OU that moves in the same deployment: %j', async ({ seed, ...options }) => {
  const first = await deploy(base());
  const state = byHand(daysLater(first.state), (simulator) => addAccounts(options.kind, simulator));
  const moving = { ...options, parentOfOld: 'Folder' };
  const there = await deploy(app(moving, false), { state, seed });
  const failed = await deploy(app(moving, true), { state, seed });
  expect([failed.stacks[0].status, failed.gapsTowards(there.simulatorState)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', []]);
  expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(state.simulator!));
});

test.each(['adopted', 'invited', 'back in the app'] as const)('Accounts keep them if their new OU moves in the same deployment, which fails: %s', async (kind) => {
  const units = { Old: { name: 'Old', policies: ['One'] }, Folder: { name: 'Folder', policies: ['One'] }, New: { name: 'New', allowReplacement: true } };
  const moved = { ...units, New: { ...units.New, parent: 'Folder' } };
  const accounts = Object.fromEntries(IDS.map((id) => [
    `Entering${id}`, { name: `Account${id}`, email: `${id}@example.com`, parent: 'New', ...kind === 'invited' ? { invited: id } : { adopt: kind === 'adopted' } },
  ]));
  const first = await deploy(build({ policies: DENIALS, units }));
  const state = byHand(daysLater(first.state), (simulator) => addAccounts(kind, simulator));
  const there = await deploy(build({ policies: DENIALS, units: moved, accounts }), { state });
  expect([reasonsOf(there), there.violations]).toEqual([[], []]);
  const failed = await deploy(build({ policies: DENIALS, units: moved, accounts: { ...accounts, ...FAILING } }), {
    state, cloudFormation: { siblingsOfFailure: 'awaited' }, simulator: { accountCreationMs: 60_000 },
  });
  expect([failed.stacks[0].status, failed.gapsTowards(there.simulatorState)]).toEqual(['UPDATE_ROLLBACK_COMPLETE', []]);
  expect(shapeOf(failed.simulatorState)).toEqual(shapeOf(state.simulator!));
});
