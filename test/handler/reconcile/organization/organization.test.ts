import { Deployment, STACK_ID, stackId, STACK_NAME } from '../../support/deployment';
import { MANAGEMENT } from '../../support/simulated-organizations';
import { firstAnswerIs } from '../../support/stale-reading';

const TYPE = 'Custom::OrganizationsOrganization';
const WANTED = { FeatureSet: 'ALL' };

test('an organization is created if there is none, and found if there is one', async () => {
  const deployment = new Deployment();
  let answer;
  expect(await deployment.writesOf(async () => { answer = await deployment.create(TYPE, WANTED); })).toEqual(['CreateOrganization']);
  const { organization, root } = deployment.simulator.state();
  expect(answer).toEqual({
    IsComplete: true,
    PhysicalResourceId: organization!.id,
    Data: {
      Arn: `arn:aws:organizations::${MANAGEMENT}:organization/${organization!.id}`,
      ManagementAccountId: MANAGEMENT,
      ManagementAccountArn: `arn:aws:organizations::${MANAGEMENT}:account/${organization!.id}/${MANAGEMENT}`,
      ManagementAccountEmail: organization!.managementAccountEmail,
      RootId: root!.id,
      RootArn: `arn:aws:organizations::${MANAGEMENT}:root/${organization!.id}/${root!.id}`,
      FeatureSet: 'ALL',
      AllFeaturesStatus: 'ENABLED',
      AllFeaturesMissingApprovals: 'none',
    },
  });
  expect(await deployment.writesOf(() => deployment.create(TYPE, WANTED))).toEqual([]);
});

test('tags of the root follow the app, and tags of others stay', async () => {
  const deployment = new Deployment();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  const rootId = deployment.simulator.state().root!.id;
  await deployment.organizations.tagResource(rootId, [{ Key: 'foreign', Value: 'stays' }]);
  const tagged = { ...WANTED, RootTags: [{ Key: 'team', Value: 'blue' }] };
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, WANTED, tagged))).toEqual(['TagResource']);
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, tagged, WANTED))).toEqual(['UntagResource']);
  expect(deployment.simulator.state().root!.tags).toEqual({ foreign: 'stays' });
});

test('a deletion keeps the organization and removes our tags from the root, unless another resource manages the same organization', async () => {
  const deployment = new Deployment();
  const tagged = { ...WANTED, RootTags: [{ Key: 'team', Value: 'blue' }] };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, tagged);
  const { resources } = deployment.stacks.stack(STACK_ID);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  resources.push({ logicalId: 'Renamed', physicalId: id, type: TYPE, status: 'CREATE_COMPLETE' });
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, tagged))).toEqual([]);
  resources.pop();
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, tagged))).toEqual(['UntagResource']);
  expect(deployment.simulator.state().organization?.id).toBe(id);
});

describe('a root whose tags are managed by the stack of the same name in another Region', () => {
  const TAGGED = { ...WANTED, RootTags: [{ Key: 'team', Value: 'blue' }] };
  const ELSEWHERE = stackId(STACK_NAME, 'eu-west-1');

  async function tagged() {
    const deployment = new Deployment();
    await deployment.create(TYPE, TAGGED);
    return deployment;
  }

  test('is refused before any write', async () => {
    const deployment = await tagged();
    const since = deployment.simulator.journal.length;
    await expect(deployment.inStack(ELSEWHERE, () => deployment.create(TYPE, TAGGED)))
      .rejects.toThrow(/landing-zone@us-east-1 manages the tags of the root.*landing-zone@eu-west-1.*set adopt: true/);
    expect(deployment.writes(since)).toEqual([]);
  });

  test('is adopted with adopt: true, and then the former stack is refused', async () => {
    const deployment = await tagged();
    const { PhysicalResourceId: id } = await deployment.inStack(ELSEWHERE, () => deployment.create(TYPE, { ...TAGGED, Adopt: true }));
    expect(deployment.simulator.state().root!.tags).toMatchObject({ 'cdk-aws-organizations:root-tags/landing-zone@eu-west-1': 'landing-zone@eu-west-1' });
    expect(deployment.simulator.state().root!.tags).not.toHaveProperty('cdk-aws-organizations:root-tags/landing-zone@us-east-1');
    await expect(deployment.update(TYPE, id, TAGGED, { ...TAGGED, RootTags: [{ Key: 'team', Value: 'red' }] })).rejects.toThrow('manages the tags of the root');
    expect(deployment.simulator.state().root!.tags).toMatchObject({ team: 'blue' });
  });
});

test('a stack in a member account fails with the account to which it has to be deployed', async () => {
  const deployment = new Deployment();
  await deployment.create(TYPE, WANTED);
  const StackId = STACK_ID.replace(MANAGEMENT, '222222222222');
  deployment.stacks.stack(StackId);
  await expect(deployment.deliver({ ...deployment.event('Create', TYPE, WANTED), StackId }))
    .rejects.toThrow('The stack is in the account 222222222222, a member of the organization');
});

test('an organization with all features does not return to consolidated billing, and nothing is written', async () => {
  const deployment = new Deployment();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  const billing = { FeatureSet: 'CONSOLIDATED_BILLING', RootTags: [{ Key: 'team', Value: 'blue' }] };
  await expect(deployment.update(TYPE, id, WANTED, billing)).rejects.toThrow('All features cannot be given up again: set the feature set to ALL.');
  expect(deployment.simulator.state().root!.tags).toEqual({});
});

test('adopt: true creates no organization, and finds an existing one even if the first reading does not show it', async () => {
  const deployment = new Deployment();
  const adopting = { ...WANTED, Adopt: true };
  await expect(deployment.create(TYPE, adopting)).rejects.toThrow(
    'An organization of the account 111111111111 does not exist, and adopt: true creates nothing. Correct the account that the stack is deployed to; '
    + 'or leave out adopt: true, to create it.');
  expect(deployment.simulator.state().organization).toBeNull();
  await deployment.create(TYPE, WANTED);
  firstAnswerIs(deployment, 'DescribeOrganization', 'AWSOrganizationsNotInUse');
  expect(await deployment.writesOf(() => deployment.create(TYPE, adopting))).toEqual([]);
});
