import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { shapeOf } from '../support/shape';

jest.setTimeout(300_000);
afterAll(removeApps);

const EUROPE = { region: 'eu-west-1' };

/** A resource of every type that a deletion could remove. */
const PLAN: Blueprint = {
  policies: { Deny: { denies: ['s3:DeleteBucket'] }, Root: { denies: ['kms:DisableKey'] } },
  policySets: { Set: { denies: [['ec2:a', 4_000], ['sqs:b', 4_000]] } },
  rootPolicies: ['Root'],
  rootTags: { team: 'platform' },
  units: {
    Prod: { name: 'Prod', policies: ['Deny'], policySets: ['Set'], tags: { stage: 'prod' } },
    Shop: { name: 'Shop', parent: 'Prod' },
  },
  accounts: { One: { name: 'one', parent: 'Shop', tags: { team: 'shop' } }, Two: { name: 'two', parent: 'Prod', policies: ['Deny'] } },
  services: ['cloudtrail.amazonaws.com'],
  administrators: [['Two', 'cloudtrail.amazonaws.com']],
};

/** The same without the policy set, which has no `adopt`. Only the owner tag identifies its documents. */
const MOVABLE: Blueprint = { ...PLAN, policySets: {}, units: { ...PLAN.units, Prod: { ...PLAN.units!.Prod, policySets: [] } } };

/** The same with `adopt` on everything. */
const ADOPTING: Blueprint = {
  ...MOVABLE,
  adopt: true,
  policies: adopting(MOVABLE.policies!),
  units: adopting(MOVABLE.units!),
  accounts: adopting(MOVABLE.accounts!),
};

function adopting<T extends object>(plans: Readonly<Record<string, T>>): Record<string, T & { adopt: boolean }> {
  return Object.fromEntries(Object.entries(plans).map(([key, plan]) => [key, { ...plan, adopt: true }]));
}

/** The names, texts, places, attachments and user tags of an organization, without the tags of this library. */
function meaningOf({ simulatorState }: Pick<Deployed, 'simulatorState'>) {
  const withoutNotes = (line: string) => line.replace(/,?cdk-aws-organizations:[^,]*/g, '');
  const { root, units, accounts, policies, ...rest } = shapeOf(simulatorState);
  const [tags, ...lists] = [root.filter((tag) => !tag.startsWith('cdk-aws-organizations:')), units, accounts, policies];
  return { ...rest, root: tags, resources: lists.map((list) => list.map(withoutNotes)) };
}

const statuses = ({ state }: Deployed) => Object.values(state.stacks).map(({ region, status }) => `${region} ${status}`);

describe('22. The same app in a second Region, under the same stack name.', () => {
  test('The second stack is refused before any write, and its deletion changes nothing', async () => {
    const first = await deploy(build(PLAN));
    expect(reasonsOf(first)).toEqual([]);
    const second = await deploy(build(PLAN), { state: first.state, environment: EUROPE });
    expect(second.succeeded).toBe(false);
    expect(reasonsOf(second).join('\n')).toMatch(/Landing@us-east-1/);
    expect(reasonsOf(second).join('\n')).toMatch(/ Log group: \S*OrganizationsProviderLogs/);
    expect(second.writes).toEqual([]);
    expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
    expect(statuses(second)).toEqual(['us-east-1 CREATE_COMPLETE', 'eu-west-1 ROLLBACK_COMPLETE']);
    const deleted = await deploy(build(PLAN), { state: second.state, environment: EUROPE, deletion: true });
    expect(deleted).toMatchObject({ succeeded: true, violations: [], writes: [] });
    expect(shapeOf(deleted.simulatorState)).toEqual(shapeOf(first.simulatorState));
    // The first stack still works.
    const changed = { ...PLAN, rootTags: { team: 'cloud' } };
    const third = await deploy(build(changed), { state: deleted.state });
    expect(third).toMatchObject({ succeeded: true, differences: [], violations: [] });
  });

  test('With adopt, the resources move to the second stack, and deleting the former stack does no harm', async () => {
    const first = await deploy(build(MOVABLE));
    const moved = await deploy(build(ADOPTING), { state: first.state, environment: EUROPE });
    expect(reasonsOf(moved)).toEqual([]);
    expect(moved).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(meaningOf(moved)).toEqual(meaningOf(first));
    expect(moved.writes.filter((write) => !/^(Tag|Untag)Resource /.test(write))).toEqual([]);
    const left = await deploy(build(MOVABLE), { state: moved.state, deletion: true });
    expect(left).toMatchObject({ succeeded: true, violations: [] });
    expect(meaningOf(left)).toEqual(meaningOf(first));
    expect(left.writes.filter((write) => !/^(Tag|Untag)Resource /.test(write))).toEqual([]);
    // The new stack owns every resource and can change it.
    const changed: Blueprint = { ...ADOPTING, units: { ...ADOPTING.units, Shop: { ...ADOPTING.units!.Shop, name: 'Store' } } };
    const renamed = await deploy(build(changed), { state: left.state, environment: EUROPE });
    expect(renamed).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(renamed.simulatorState.organizationalUnits.map(({ name }) => name).sort()).toEqual(['Prod', 'Store']);
  });

  test('With adopt, an update of the former stack does not change resources of the new one, and fails with the reason', async () => {
    const first = await deploy(build(MOVABLE));
    const moved = await deploy(build(ADOPTING), { state: first.state, environment: EUROPE });
    const changed: Blueprint = { ...MOVABLE, units: { ...MOVABLE.units, Shop: { ...MOVABLE.units!.Shop, name: 'Store' } } };
    const again = await deploy(build(changed), { state: moved.state });
    expect(again.succeeded).toBe(false);
    expect(reasonsOf(again).join('\n')).toMatch(/Landing@eu-west-1/);
    expect(again.stacks.map(({ status }) => status)).toEqual(['UPDATE_ROLLBACK_COMPLETE']);
    expect(shapeOf(again.simulatorState)).toEqual(shapeOf(moved.simulatorState));
  });
});

test('22. The same app under another stack name is refused before any write, and its deletion changes nothing.', async () => {
  // The stacks share the tags of the root, and each may add its own.
  const plan: Blueprint = { ...PLAN, rootTags: {} };
  const first = await deploy(build(plan));
  const second = await deploy({ Other: build(plan) }, { state: first.state });
  expect(second.succeeded).toBe(false);
  expect(second.writes).toEqual([]);
  const deleted = await deploy({ Other: build(plan) }, { state: second.state, stacks: ['Other'], deletion: true });
  expect(deleted).toMatchObject({ succeeded: true, violations: [], writes: [] });
  expect(shapeOf(deleted.simulatorState)).toEqual(shapeOf(first.simulatorState));
});
