import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { organizationFromAssembly, reviewOf } from '../../../src/model';
import { removeApps, synthesizeApp } from '../support/app';
import { deploy, reasonsOf } from '../support/deploy';

jest.setTimeout(300_000);
afterAll(removeApps);

/** Two stacks with a unit and a policy each. A further unit and policy are in the stack `home`. */
function app(home: string, order: readonly string[], adopt = false): string {
  return synthesizeApp((scope) => {
    const stackIn = (parent: Construct, name: string) => new Stack(parent, name, { env: { account: '111111111111', region: 'us-east-1' } });
    const { root } = new Organization(stackIn(scope, 'Base'), 'Organization');
    for (const name of order) {
      const stack = stackIn(scope, name);
      const add = (id: string, adopted = false) => {
        new OrganizationalUnit(stack, `${id}Unit`, { parent: root, organizationalUnitName: `${id}Unit`, adopt: adopted });
        const statements = [new PolicyStatement({ effect: Effect.DENY, actions: ['s3:*'], resources: ['*'] })];
        new ServiceControlPolicy(stack, `${id}Policy`, { policyName: `${id}Policy`, adopt: adopted, statements });
      };
      add(`Stays${name}`);
      if (name === home) add('Moving', adopt);
    }
  });
}

test.each<[string, boolean, string[], string[], boolean]>([
  ['adopted, with the former stack first: the policy is deleted, and the new stack has nothing to adopt', true, ['Former', 'New'],
    ['DeletePolicy', 'TagResource'], false],
  ['adopted, with the new stack first: taken over', true, ['New', 'Former'],
    ['TagResource', 'TagResource', 'UntagResource', 'UntagResource'], true],
  ['not adopted, with the former stack first: deleted and created again', false, ['Former', 'New'],
    ['CreateOrganizationalUnit', 'CreatePolicy', 'DeleteOrganizationalUnit', 'DeletePolicy'], true],
  ['not adopted, with the new stack first: refused', false, ['New', 'Former'], [], false],
])('a unit and a policy that move to another stack end as the review says: %s', async (_, adopt, order, writes, succeeds) => {
  const [base, head] = [app('Former', order), app('New', order, adopt)];
  const first = await deploy(base);
  expect(reasonsOf(first)).toEqual([]);
  const second = await deploy(head, { state: first.state });
  expect(second.succeeded).toBe(succeeds);
  expect(second.writes.map((write) => write.split(' ')[0]).sort()).toEqual(writes);

  const [before, after] = [base, head].map((directory) => organizationFromAssembly(readCloudAssembly(directory)));
  const { changes, risks, obstacles } = reviewOf(before, after);
  const outcomes = adopt ? { formerFirst: 'deleted', newFirst: 'takenOver' } : { formerFirst: 'recreated', newFirst: 'refused' };
  const ofUnit = adopt ? { formerFirst: 'takenOver', newFirst: 'takenOver' } : outcomes;
  expect(changes).toMatchObject([{ on: { kind: 'policy' }, ...outcomes }, { on: { kind: 'organizationalUnit' }, ...ofUnit }]);
  const unsafe = adopt ? 1 : 2;
  expect(risks.map(({ level }) => level)).toEqual(adopt ? ['destroys', 'neutral'] : ['destroys', 'destroys']);
  expect(obstacles.map(({ kind }) => kind)).toEqual(Array(unsafe).fill('movesToAnotherStack'));
});

describe.each([[['Former', 'New']], [['New', 'Former']]])('two units that move to another stack, deployed in the order %s', (order) => {
  /** One unit in the other one, and a policy on the inner one. */
  const units = (home: string, more: { readonly adopt?: true; readonly fails?: boolean } = {}): string => synthesizeApp((scope) => {
    const stackIn = (name: string) => new Stack(scope, name, { env: { account: '111111111111', region: 'us-east-1' } });
    const base = stackIn('Base');
    const { root } = new Organization(base, 'Organization');
    const statements = [new PolicyStatement({ effect: Effect.DENY, actions: ['s3:*'], resources: ['*'] })];
    const policy = new ServiceControlPolicy(base, 'Policy', { statements });
    for (const name of order) {
      const stack = stackIn(name);
      new OrganizationalUnit(stack, `Stays${name}`, { parent: root });
      if (name !== home) continue;
      const { adopt, fails } = more;
      const outer = new OrganizationalUnit(stack, 'Outer', { parent: root, organizationalUnitName: 'Outer', adopt });
      const inner = new OrganizationalUnit(stack, 'Inner', { parent: outer, organizationalUnitName: 'Inner', adopt, policies: [policy] });
      if (fails) new OrganizationalUnit(stack, 'Absent', { parent: root, adopt: true }).node.addDependency(inner);
    }
  });
  const idsOf = ({ simulatorState }: Awaited<ReturnType<typeof deploy>>) => (
    Object.fromEntries(simulatorState.organizationalUnits.filter(({ name }) => !name.startsWith('Stays')).map(({ name, id }) => [name, id])));

  test('keep their IDs, and the review says that both orders take them over', async () => {
    const [base, head] = [units('Former'), units('New', { adopt: true })];
    const first = await deploy(base);
    const second = await deploy(head, { state: first.state });
    expect(reasonsOf(second)).toEqual([]);
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect(idsOf(second)).toEqual(idsOf(first));
    const [before, after] = [base, head].map((directory) => organizationFromAssembly(readCloudAssembly(directory)));
    const { changes, obstacles } = reviewOf(before, after);
    expect(changes.map((change) => change.kind === 'handedOver' && [change.formerFirst, change.newFirst])).toEqual(Array(2).fill(['takenOver', 'takenOver']));
    expect(obstacles).toEqual([]);
  });

  test('keep their IDs when the new stack fails, when they come back, and when they move again', async () => {
    const first = await deploy(units('Former'));
    const failed = await deploy(units('New', { adopt: true, fails: true }), { state: first.state });
    expect(failed.succeeded).toBe(false);
    expect(idsOf(failed)).toEqual(idsOf(first));
    const back = await deploy(units('Former', { adopt: order[0] === 'New' ? true : undefined }), { state: failed.state });
    expect(reasonsOf(back)).toEqual([]);
    const again = await deploy(units('New', { adopt: true }), { state: back.state });
    expect(reasonsOf(again)).toEqual([]);
    expect(again).toMatchObject({ succeeded: true, differences: [] });
    expect([idsOf(back), idsOf(again)]).toEqual([idsOf(first), idsOf(first)]);
  });
});
