import { attached, CONTENT, FULL, SCP, start, TYPE } from './support/attachments';
import { type Deployment, STACK_ID, STACK_OWNER } from './support/deployment';
import { OWNER_TAG_KEY, POLICY_SET_TAG_KEY } from '../../src/contract';

/** Someone who may only set and remove tags writes those of this library, and waits for the next deployment. */
const ATTACHED = `cdk-aws-organizations:attached/${STACK_OWNER}`;
const RETAINED = `cdk-aws-organizations:retained/${STACK_OWNER}`;

function forge({ organizations }: Deployment, id: string, Key: string, Value: string): Promise<void> {
  return organizations.tagResource(id, [{ Key, Value }]);
}

/** A policy of the security team, attached to the unit of the stack by hand. */
async function withForeign(content = CONTENT, name = 'Foreign') {
  const setup = await start(2);
  const { deployment, unit, ids: [one], wanting } = setup;
  const { id: foreign } = await deployment.organizations.createPolicy({ type: SCP, name, description: '', content }, []);
  await deployment.organizations.attachPolicy(foreign, unit);
  await deployment.create(TYPE, wanting(one));
  return { ...setup, foreign };
}

const warnings = (deployment: Deployment) => deployment.lines.filter(({ decision }) => decision === 'ignored note');

describe('a policy of someone else stays attached in the next deployment', () => {
  test('even if a note on the target claims that this stack attached it', async () => {
    const { deployment, unit, ids: [one, two], wanting, foreign } = await withForeign();
    await forge(deployment, unit, ATTACHED, foreign);
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one), wanting(one, two));
    expect(attached(deployment, unit)).toEqual([FULL, foreign, one, two].sort());
    expect(warnings(deployment)[0]).toMatchObject({
      warning: true, id: foreign, reason: `A tag names ${foreign} as a policy of this stack, but neither the stack nor the lists of this event contain it.`,
    });
  });

  test('even if its owner tag claims that this stack created it', async () => {
    const { deployment, unit, ids: [one, two], wanting, foreign } = await withForeign();
    await forge(deployment, foreign, OWNER_TAG_KEY, STACK_OWNER);
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one), wanting(one, two));
    expect(attached(deployment, unit)).toEqual([FULL, foreign, one, two].sort());
    expect(warnings(deployment)).not.toEqual([]);
  });

  test('even if its tags claim that it is a document of a policy set of this stack', async () => {
    const { deployment, unit, ids: [one], wanting, foreign } = await withForeign();
    const set = await deployment.create('Custom::OrganizationsPolicySet', {
      Type: SCP, Name: 'Guardrails', Description: '', Statements: [{ Effect: 'Deny', Action: 'ec2:*', Resource: '*' }], MaxDocuments: 2,
    }, 'Set');
    await forge(deployment, foreign, OWNER_TAG_KEY, STACK_OWNER);
    await forge(deployment, foreign, POLICY_SET_TAG_KEY, set.PhysicalResourceId);
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one), { ...wanting(one), PolicySets: { [SCP]: [set.PhysicalResourceId] } });
    expect(attached(deployment, unit)).toEqual([FULL, foreign, one, set.PhysicalResourceId].sort());
  });

  test('even if the note claims so and the attachments are removed from the app', async () => {
    const { deployment, unit, ids: [one], wanting, foreign } = await withForeign();
    await forge(deployment, unit, ATTACHED, foreign);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = { Resources: { Unit: {} } };
    await deployment.remove(TYPE, unit, wanting(one));
    expect(attached(deployment, unit)).toEqual([FULL, foreign].sort());
  });

  test('even if the note claims so and a rollback moves an account back', async () => {
    const { deployment, unit, foreign } = await withForeign();
    const rootId = deployment.simulator.state().root!.id;
    const before = { AccountName: 'app', Email: 'app@example.com', ParentId: rootId };
    const { PhysicalResourceId: account } = await deployment.create('Custom::OrganizationsAccount', before, 'App');
    await deployment.organizations.attachPolicy(foreign, account);
    await forge(deployment, account, ATTACHED, foreign);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update('Custom::OrganizationsAccount', account, { ...before, ParentId: unit }, before);
    expect(attached(deployment, account)).toEqual([FULL, foreign].sort());
    expect(warnings(deployment)).not.toEqual([]);
  });
});

test('a rollback does not attach a policy that a forged note names as retained', async () => {
  const { deployment, unit, ids: [one], wanting } = await start(1);
  const { id: foreign } = await deployment.organizations.createPolicy({ type: SCP, name: 'Quarantine', description: '', content: CONTENT }, []);
  await forge(deployment, unit, RETAINED, `${foreign} without-FullAWSAccess`);
  await deployment.create(TYPE, wanting(one));
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove(TYPE, unit, wanting(one));
  expect(attached(deployment, unit)).toEqual([FULL]);
  expect(warnings(deployment)).not.toEqual([]);
});

test('a note that FullAWSAccess was left detached is ignored if the app never detached it', async () => {
  const { deployment, unit, ids: [one], wanting } = await start(1);
  await forge(deployment, unit, RETAINED, `${one} without-FullAWSAccess`);
  await deployment.create(TYPE, wanting(one));
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove(TYPE, unit, wanting(one));
  expect(attached(deployment, unit)).toContain(FULL);
});

test('FullAWSAccess is not attached again because of a forged owner tag on an allow-list of someone else', async () => {
  const allow = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } });
  const { deployment, unit, ids: [one], wanting, foreign } = await withForeign(allow);
  await deployment.organizations.detachPolicy(FULL, unit);
  await forge(deployment, foreign, OWNER_TAG_KEY, STACK_OWNER);
  await deployment.update(TYPE, unit, wanting(one), { ...wanting(one), Reconcile: '1' });
  expect(attached(deployment, unit)).toEqual([foreign, one].sort());
});

test.each([
  ['no policy', 'p-.. everything ../../x@ ='],
  ['the policy FullAWSAccess of AWS', FULL],
  ['a policy that does not exist', 'p-0123456789'],
])('a note that names %s changes nothing', async (_, value) => {
  const { deployment, unit, ids: [one, two], wanting, foreign } = await withForeign();
  await forge(deployment, unit, ATTACHED, value);
  await deployment.updateAndCleanUp(TYPE, unit, wanting(one), wanting(one, two));
  expect(attached(deployment, unit)).toEqual([FULL, foreign, one, two].sort());
});

test.each([ATTACHED, RETAINED])('the first deployment of attachments succeeds although the tag %s holds no IDs of policies', async (key) => {
  const { deployment, unit, ids: [one], wanting } = await start(1);
  await forge(deployment, unit, key, 'everything p-short p-12345678+x found:no found: dropped:p-..');
  await deployment.create(TYPE, wanting(one));
  expect(attached(deployment, unit)).toEqual([FULL, one].sort());
});

test('a policy of the stack that the note names is detached when it is removed from the list', async () => {
  const { deployment, unit, ids: [one, two], wanting, foreign } = await withForeign();
  await deployment.create(TYPE, wanting(one, two), 'Resource');
  await forge(deployment, unit, ATTACHED, `${foreign} ${two}`);
  await deployment.updateAndCleanUp(TYPE, unit, wanting(one, two), wanting(one));
  expect(attached(deployment, unit)).toEqual([FULL, foreign, one].sort());
});

test('a mark on the root counts only under the key of the stack that it names', async () => {
  const { deployment } = await start(0);
  const rootId = deployment.simulator.state().root!.id;
  const elsewhere = STACK_OWNER.replace('us-east-1', 'eu-west-1');
  await forge(deployment, rootId, 'cdk-aws-organizations:root-tags/anything', elsewhere);
  await deployment.create('Custom::OrganizationsOrganization', { FeatureSet: 'ALL', RootTags: [{ Key: 'team', Value: 'blue' }] });
  expect(deployment.simulator.state().root!.tags).toMatchObject({ team: 'blue' });
});

test.each(['nobody/anything', 'landing-zone@us-east-1/released/shared', '/shared'])(
  'a note about a delegated administrator that says "%s" is ignored with a warning', async (value) => {
    const { deployment } = await start(0);
    const { id } = await deployment.organizations.createAccount({ email: 'a@example.com', accountName: 'a', tags: [] });
    await deployment.clock.sleep(120_000);
    const accountId = (await deployment.organizations.describeCreateAccountStatus(id)).accountId!;
    const desired = { AccountId: accountId, ServicePrincipal: 'guardduty.amazonaws.com' };
    await deployment.organizations.enableServiceAccess('guardduty.amazonaws.com');
    const { PhysicalResourceId: physicalId } = await deployment.create('Custom::OrganizationsDelegatedAdministrator', desired);
    await forge(deployment, accountId, 'cdk-aws-organizations:delegated/guardduty.amazonaws.com', value);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove('Custom::OrganizationsDelegatedAdministrator', physicalId, desired);
    expect(deployment.simulator.state().delegatedAdministrators).toEqual([]);
    expect(warnings(deployment)).toHaveLength(1);
  });
