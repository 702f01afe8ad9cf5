import { Deployment, STACK_ID } from './support/deployment';
import type { ResourceTypeName } from '../../src/contract';
import type { SimulatorOptions, SimulatorState } from '../../src/simulator';

/**
 * A change that is reverted at once, while readings still show the former state: a stale reading must not make work look complete.
 */
jest.setTimeout(120_000);

const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ACCOUNT = 'Custom::OrganizationsAccount';
const POLICY = 'Custom::OrganizationsPolicy';
const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
const SERVICE = 'Custom::OrganizationsTrustedService';
const ADMINISTRATOR = 'Custom::OrganizationsDelegatedAdministrator';
const SEEDS = Array.from({ length: 8 }, (_, index) => index + 1);
const LONG_AGO = 60_000;

type Properties = Record<string, unknown>;

function policy(Name: string, action: string): Properties {
  const Content = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] });
  return { Name, Type: 'SERVICE_CONTROL_POLICY', Description: '', Content };
}

class Lagging extends Deployment {
  static async start(seed: number, options: SimulatorOptions = { lagMs: 5_000 }): Promise<Lagging> {
    const deployment = new Lagging({ ...options, seed });
    deployment.root = await deployment.organization('SERVICE_CONTROL_POLICY', 'TAG_POLICY');
    return deployment;
  }

  root = '';

  get state(): SimulatorState {
    return this.simulator.state();
  }

  /** An Update that is rolled back as soon as it is complete. */
  async thereAndBack(type: ResourceTypeName, id: string, from: Properties, to: Properties): Promise<void> {
    await this.clock.sleep(LONG_AGO);
    this.status = 'UPDATE_IN_PROGRESS';
    const { PhysicalResourceId: changed } = await this.update(type, id, from, to);
    await this.turnRound();
    const { PhysicalResourceId: back } = await this.update(type, changed, to, from);
    if (back !== changed) {
      this.stacks.stack(STACK_ID).resources.push({ logicalId: 'Resource', physicalId: back, type, status: 'UPDATE_COMPLETE' });
      this.stacks.stack(STACK_ID).status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
      await this.remove(type, changed, to);
    }
    await this.clock.sleep(LONG_AGO);
  }

  async madeAndTakenBack(type: ResourceTypeName, properties: Properties): Promise<void> {
    await this.clock.sleep(LONG_AGO);
    this.status = 'UPDATE_IN_PROGRESS';
    const { PhysicalResourceId: id } = await this.create(type, properties);
    await this.turnRound();
    await this.remove(type, id, properties);
    await this.clock.sleep(LONG_AGO);
  }

  /** The time of the deployment stays the time of its start. */
  private async turnRound(): Promise<void> {
    this.stacks.stack(STACK_ID).status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await this.clock.sleep(500);
  }
}

describe.each(SEEDS)('a rollback right after a change, with readings up to 5 s late (seed %d)', (seed) => {
  let deployment: Lagging;
  beforeEach(async () => {
    deployment = await Lagging.start(seed);
  });

  test('restores the former text of a policy', async () => {
    const [from, to] = [policy('P', 's3:A'), policy('P', 's3:B')];
    const { PhysicalResourceId: id } = await deployment.create(POLICY, from);
    await deployment.thereAndBack(POLICY, id, from, to);
    expect(deployment.state.policies.find((each) => each.id === id)?.content).toBe(from.Content);
  });

  test('moves an account back below its former parent', async () => {
    const { root } = deployment;
    const { PhysicalResourceId: unit } = await deployment.create(UNIT, { ParentId: root, Name: 'Other' }, 'Other');
    const [from, to] = [root, unit].map((ParentId) => ({ AccountName: 'one', Email: 'one@example.com', ParentId }));
    const { PhysicalResourceId: id } = await deployment.create(ACCOUNT, from);
    await deployment.thereAndBack(ACCOUNT, id, from, to);
    expect(deployment.state.accounts.find((each) => each.id === id)?.parentId).toBe(root);
  });

  test('restores the former name and tags of an organizational unit', async () => {
    const from = { ParentId: deployment.root, Name: 'A', Tags: [{ Key: 'team', Value: 'blue' }] };
    const { PhysicalResourceId: id } = await deployment.create(UNIT, from);
    await deployment.thereAndBack(UNIT, id, from, { ParentId: deployment.root, Name: 'B', Tags: [] });
    expect(deployment.state.organizationalUnits.find((each) => each.id === id)).toMatchObject({ name: 'A', tags: { team: 'blue' } });
  });

  test.each([
    ['attached in between', 1, 2], ['detached in between', 2, 1],
  ])('restores the former policies of a target, one of which was %s', async (_name, before, after) => {
    const ids: string[] = [];
    for (const name of ['A', 'B']) ids.push((await deployment.create(POLICY, policy(name, `s3:${name}`), name)).PhysicalResourceId);
    const [from, to] = [before, after].map((number) => (
      { TargetId: deployment.root, TargetLogicalId: 'Root', Policies: { SERVICE_CONTROL_POLICY: ids.slice(0, number) } }));
    const { PhysicalResourceId: id } = await deployment.create(ATTACHMENTS, from);
    await deployment.thereAndBack(ATTACHMENTS, id, from, to);
    const attached = deployment.state.attachments.filter(({ targetId }) => targetId === deployment.root).map(({ policyId }) => policyId);
    expect(attached.sort()).toEqual(['p-FullAWSAccess', ...ids.slice(0, before)].sort());
  });

  test('deletes the created objects', async () => {
    const { root } = deployment;
    const { PhysicalResourceId: AccountId } = await deployment.create(ACCOUNT, { AccountName: 'one', Email: 'one@example.com', ParentId: root }, 'One');
    await deployment.create(SERVICE, { ServicePrincipal: 'config.amazonaws.com' }, 'Config');
    await deployment.madeAndTakenBack(UNIT, { ParentId: root, Name: 'New' });
    await deployment.madeAndTakenBack(POLICY, policy('New', 's3:A'));
    await deployment.madeAndTakenBack(SERVICE, { ServicePrincipal: 'macie.amazonaws.com' });
    await deployment.madeAndTakenBack(ADMINISTRATOR, { AccountId, ServicePrincipal: 'config.amazonaws.com' });
    expect(deployment.state).toMatchObject({ organizationalUnits: [], policies: [], delegatedAdministrators: [] });
    expect(deployment.state.trustedServices.map(({ servicePrincipal }) => servicePrincipal)).toEqual(['config.amazonaws.com']);
  });

  test('removes our tags from adopted objects', async () => {
    await deployment.organizations.createOrganizationalUnit(deployment.root, 'Theirs', []);
    await deployment.madeAndTakenBack(UNIT, { ParentId: deployment.root, Name: 'Theirs', Adopt: true, Tags: [{ Key: 'team', Value: 'blue' }] });
    expect(deployment.state.organizationalUnits).toMatchObject([{ name: 'Theirs', tags: {} }]);
  });
});

test.each([2_000, 8_000])('an object that another stack has just adopted is not destroyed, with readings up to %d ms late', async (lagMs) => {
  for (const seed of SEEDS) {
    const deployment = new Deployment({ lagMs, seed });
    const root = await deployment.organization('SERVICE_CONTROL_POLICY');
    const resources = [
      [ACCOUNT, { AccountName: 'one', Email: 'one@example.com', ParentId: root, Removal: { Action: 'CloseAccount' } }],
      [UNIT, { ParentId: root, Name: 'Unit' }],
      [POLICY, policy('P', 's3:A')],
    ] as const;
    const ids: string[] = [];
    for (const [type, properties] of resources) ids.push((await deployment.create(type, properties)).PhysicalResourceId);
    await deployment.clock.sleep(LONG_AGO);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    for (const [index, [type, properties]] of resources.entries()) {
      await deployment.organizations.tagResource(ids[index], [{ Key: 'cdk-aws-organizations:owner', Value: 'other-stack/adopted' }]);
      await deployment.clock.sleep(500);
      expect([seed, type, await deployment.writesOf(() => deployment.remove(type, ids[index], properties))]).toEqual([seed, type, []]);
    }
  }
});

test('a rollback ends once it has found nothing to do for ten seconds, and no later', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const properties = { ParentId: root, Name: 'Unit' };
  const { PhysicalResourceId: id } = await deployment.create(UNIT, properties);
  await deployment.clock.sleep(LONG_AGO);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const begin = deployment.clock.now();
  await deployment.update(UNIT, id, { ...properties, Name: 'Other' }, properties);
  expect(deployment.clock.now() - begin).toBe(10_000);
});

test('an Update that finds nothing to change checks for ten seconds, but one that only takes part in the deployment does not', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const properties = { ParentId: root, Name: 'Unit' };
  const { PhysicalResourceId: id } = await deployment.create(UNIT, properties);
  const took = async (previous: Properties, desired: Properties) => {
    const begin = deployment.clock.now();
    await deployment.update(UNIT, id, previous, desired);
    return deployment.clock.now() - begin;
  };
  expect(await took({ ...properties, Name: 'Other' }, properties)).toBe(10_000);
  expect(await took(properties, { ...properties, Reconcile: '1' })).toBe(0);
  expect(await took(properties, { ...properties, Name: 'New' })).toBe(0);
});

test('a recreated target has its listed policies even if its copies become visible late', async () => {
  for (const seed of SEEDS) {
    const deployment = await Lagging.start(seed, { lagMsByKind: { attachments: 9_000 } });
    const { root } = deployment;
    const allowing = { ...policy('Allowing', ''), Content: JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }) };
    const { PhysicalResourceId: allow } = await deployment.create(POLICY, allowing, 'Allow');
    const { PhysicalResourceId: deny } = await deployment.create(POLICY, policy('Deny', 's3:A'), 'Deny');
    const { PhysicalResourceId: home } = await deployment.create(UNIT, { ParentId: root, Name: 'Home' }, 'Home');
    const unit = { ParentId: root, Name: 'Unit', AllowMove: true };
    const { PhysicalResourceId: id } = await deployment.create(UNIT, unit, 'Unit');
    const closed = { TargetId: id, TargetLogicalId: 'Unit', Policies: { SERVICE_CONTROL_POLICY: [allow] }, DetachFullAwsAccess: true };
    const { PhysicalResourceId: attachments } = await deployment.create(ATTACHMENTS, closed, 'List');
    await deployment.clock.sleep(LONG_AGO);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const { PhysicalResourceId: moved } = await deployment.update(UNIT, id, { ...unit, AllowMove: 'true' }, { ...unit, ParentId: home });
    const open = { TargetId: moved, TargetLogicalId: 'Unit', Policies: { SERVICE_CONTROL_POLICY: [deny] } };
    await deployment.update(ATTACHMENTS, attachments, closed, open);
    await deployment.clock.sleep(LONG_AGO);
    const attached = deployment.state.attachments.filter(({ targetId }) => targetId === moved).map(({ policyId }) => policyId);
    expect([seed, ...attached.sort()]).toEqual([seed, ...[deny, 'p-FullAWSAccess'].sort()]);
  }
});
