import { retainedAttachmentsTagKey } from '../../../../src/contract';
import { OrganizationsError } from '../../../../src/organizations';
import { attached, CONTENT, foreignPolicy, FULL, SCP, start, TYPE } from '../../support/attachments';
import { type Deployment, STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';
import { firstAnswerIs } from '../../support/stale-reading';

const ACCOUNT = 'Custom::OrganizationsAccount';
const RETAINED = retainedAttachmentsTagKey(STACK_OWNER);
const NOTE = 'cdk-aws-organizations:attached/';

function tagsOf(deployment: Deployment, unit: string): Record<string, string> {
  return deployment.simulator.state().organizationalUnits.find(({ id }) => id === unit)!.tags;
}

describe('attachments that are retained for an account below their target are noted on the target', () => {
  async function stays(list: object, before: (world: Awaited<ReturnType<typeof start>>) => Promise<unknown> = async () => undefined) {
    const world = await start();
    const { deployment, unit, ids: [one], wanting } = world;
    const properties = { ...wanting(one), ...list };
    await deployment.create(TYPE, properties);
    await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
    await before(world);
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(TYPE, unit, properties);
    return { one, noted: tagsOf(deployment, unit)[RETAINED] };
  }

  test('with FullAWSAccess as detached', async () => {
    const { one, noted } = await stays({ DetachFullAwsAccess: true });
    expect(noted).toBe(`${one} without-FullAWSAccess`);
  });

  test('without FullAWSAccess as detached if someone attached it again', async () => {
    const { one, noted } = await stays(
      { DetachFullAwsAccess: true }, ({ deployment, unit }) => deployment.organizations.attachPolicy(FULL, unit));
    expect(noted).toBe(one);
  });

  test('without FullAWSAccess as detached if someone had detached it before the app said so', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    const allow = { Effect: 'Allow', Action: '*', Resource: '*' };
    const allowing = await foreignPolicy(deployment, 'Allowing', JSON.stringify({ Version: '2012-10-17', Statement: [allow] }));
    await deployment.organizations.attachPolicy(allowing, unit);
    await deployment.organizations.detachPolicy(FULL, unit);
    const properties = { ...wanting(one), DetachFullAwsAccess: true };
    await deployment.create(TYPE, properties);
    await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(TYPE, unit, properties);
    expect(tagsOf(deployment, unit)[RETAINED]).toBe(one);
  });

  test('without FullAWSAccess as detached if the app never detached it', async () => {
    const { one, noted } = await stays({}, ({ deployment, unit }) => deployment.organizations.detachPolicy(FULL, unit));
    expect(noted).toBe(one);
  });
});

test('the note about retained attachments is removed by a Delete that detaches them', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  await deployment.create(TYPE, wanting(one));
  const root = deployment.simulator.state().root!.id;
  const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
  for (const noted of [one, undefined]) {
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(one));
    expect(tagsOf(deployment, unit)[RETAINED]).toBe(noted);
    if (noted) await deployment.organizations.moveAccount(account, unit, root);
  }
});

test('attachments of an account stay if the whole stack is deleted and the account remains, and their Delete succeeds if it is gone', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
  const list = { ...wanting(one), TargetId: account };
  await deployment.create(TYPE, list);
  deployment.status = 'DELETE_IN_PROGRESS';
  await deployment.remove(TYPE, account, list);
  expect(attached(deployment, account)).toEqual([one, FULL].sort());
  const gone = { ...list, TargetId: '999999999999' };
  expect(await deployment.writesOf(() => deployment.remove(TYPE, gone.TargetId, gone))).toEqual([]);
});

test('a rollback detaches the policies that it attached even if the first reading does not show the target', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  await deployment.create(TYPE, wanting(one));
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  firstAnswerIs(deployment, 'ListTagsForResource', 'TargetNotFound');
  expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one)))).toEqual(['DetachPolicy']);
});

test('a policy that another stack attached and this one lists too is noted by both, and detached by the last of them', async () => {
  const { deployment, unit, wanting } = await start();
  const foreign = await foreignPolicy(deployment, 'Foreign');
  const other = stackId('other');
  await deployment.inStack(other, () => deployment.create(TYPE, wanting(foreign)));
  await deployment.create(TYPE, wanting(foreign));
  expect(tagsOf(deployment, unit)).toMatchObject({ [`${NOTE}other@us-east-1`]: foreign, [`${NOTE}${STACK_OWNER}`]: foreign });
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.inStack(other, () => deployment.remove(TYPE, unit, wanting(foreign)));
  expect(attached(deployment, unit)).toEqual([foreign, FULL].sort());
  await deployment.remove(TYPE, unit, wanting(foreign));
  expect(attached(deployment, unit)).toEqual([FULL]);
});

test('a Delete of attachments whose row has no ID yet leaves them attached while the resource is in the template', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  await deployment.create(TYPE, wanting(one));
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const stack = deployment.stacks.stack(STACK_ID);
  stack.template = { Resources: { Unit: {}, Resource: {} } };
  stack.resources.push({ logicalId: 'Resource', physicalId: '', type: TYPE, status: 'UPDATE_IN_PROGRESS' });
  expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one)))).toEqual([]);
});

describe('a target with fewer slots than the service documents', () => {
  /** Two policies are detached at once and one is attached; the target has three slots. */
  async function swap(staleRefusals: number) {
    const { deployment, unit, ids: [one, two], wanting } = await start(2);
    const content = CONTENT.replace('s3:*', 'ec2:*');
    const Properties = { Type: SCP, Name: 'New', Description: '', Content: content };
    const { PhysicalResourceId: three } = await deployment.create('Custom::OrganizationsPolicy', Properties);
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'New', physicalId: three, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
    await deployment.create(TYPE, wanting(one, two));
    stack.rollbackDisabled = true;
    let stale = staleRefusals;
    deployment.disturb = async (operation, call) => {
      const isFull = attached(deployment, unit).length >= 3;
      if (operation === 'AttachPolicy' && (isFull || stale-- > 0)) {
        throw new OrganizationsError(operation, 'ConstraintViolation', 'too many', 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED');
      }
      return call();
    };
    const writes = await deployment.writesOf(() => deployment.update(TYPE, unit, wanting(one, two), wanting(three)));
    return { writes, now: attached(deployment, unit), expected: [three, FULL].sort() };
  }

  test('gets the new policy after one policy is detached', async () => {
    const { writes, now, expected } = await swap(0);
    expect(now).toEqual(expected);
    expect(writes).toEqual(['DetachPolicy', 'AttachPolicy', 'DetachPolicy']);
  });

  test('gets the new policy after two policies are detached if the service still counts a freed slot', async () => {
    const { writes, now, expected } = await swap(1);
    expect(now).toEqual(expected);
    expect(writes).toEqual(['DetachPolicy', 'DetachPolicy', 'AttachPolicy']);
  });
});

describe('a target that comes back into the app with a shorter list', () => {
  /** Two denials that stayed on the unit when it left the app, since an account is in it. */
  async function retained() {
    const world = await start(3);
    const { deployment, unit, ids: [one, two], wanting } = world;
    await deployment.create(TYPE, wanting(one, two));
    await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(one, two));
    deployment.status = 'UPDATE_IN_PROGRESS';
    return world;
  }

  test('keeps the other policies in its Create, and they leave in the cleanup of the next deployment', async () => {
    const { deployment, unit, ids: [one, two, three], wanting } = await retained();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, wanting(two, three));
    expect(attached(deployment, unit)).toEqual([one, two, three, FULL].sort());
    const again = { ...wanting(two, three), Reconcile: 'again' };
    expect(await deployment.writesOf(() => deployment.update(TYPE, id, wanting(two, three), again))).not.toContain('DetachPolicy');
    await deployment.updateAndCleanUp(TYPE, id, wanting(two, three), again);
    expect(attached(deployment, unit)).toEqual([two, three, FULL].sort());
    expect(tagsOf(deployment, unit)[RETAINED]).toBeUndefined();
  });

  test('has them after a rollback too', async () => {
    const { deployment, unit, ids: [one, two, three], wanting } = await retained();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, wanting(two, three));
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.remove(TYPE, id, wanting(two, three));
    expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
  });

  test('keeps them in the rollback of the first Update', async () => {
    const { deployment, unit, ids: [one, two, three], wanting } = await retained();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, wanting(two));
    const { PhysicalResourceId: changed } = await deployment.update(TYPE, id, wanting(two), wanting(two, three));
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, changed, wanting(two, three), wanting(two));
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Resource', physicalId: id, type: TYPE, status: 'UPDATE_COMPLETE' });
    await deployment.remove(TYPE, changed, wanting(two, three));
    expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
  });

  test('settles in the rollback of its Create', async () => {
    const { deployment, unit, ids: [one, two, three], wanting } = await retained();
    await deployment.create(TYPE, wanting(two, three));
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const writes = await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(two, three)));
    expect(writes.length).toBeLessThan(6);
    expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
  });

  test('gives up one of them for a new one if all slots are taken', async () => {
    const { deployment, unit, ids: [one, two, three], wanting } = await retained();
    for (let number = 1; number <= 7; number += 1) {
      await deployment.organizations.attachPolicy(await foreignPolicy(deployment, `Foreign ${number}`), unit);
    }
    await deployment.create(TYPE, wanting(two, three));
    expect(attached(deployment, unit)).toEqual(expect.arrayContaining([two, three]));
    expect(attached(deployment, unit)).not.toContain(one);
  });
});

test('a target that comes back into the app without its allow-list gets FullAWSAccess with the first Update', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  const allowing = await foreignPolicy(deployment, 'Allowing', JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }));
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Allowing', physicalId: allowing, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
  const list = { ...wanting(one, allowing), DetachFullAwsAccess: true };
  await deployment.create(TYPE, list);
  await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(TYPE, unit, list);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const { PhysicalResourceId: id } = await deployment.create(TYPE, wanting(one));
  expect(attached(deployment, unit)).toEqual([one, allowing].sort());
  await deployment.updateAndCleanUp(TYPE, id, wanting(one), { ...wanting(one), Reconcile: 'again' });
  expect(attached(deployment, unit)).toEqual([one, FULL].sort());
  expect(tagsOf(deployment, unit)).toEqual({ [`${NOTE}${STACK_OWNER}`]: one });
});

test('the same denial leaves in each of two deployments, with one without rollback between them', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  await deployment.create(TYPE, wanting(one, two));
  const { PhysicalResourceId: first } = await deployment.updateAndCleanUp(TYPE, unit, wanting(one, two), wanting(two));
  expect(attached(deployment, unit)).toEqual([two, FULL].sort());
  deployment.stacks.stack(STACK_ID).rollbackDisabled = true;
  const { PhysicalResourceId: second } = await deployment.update(TYPE, first, wanting(two), wanting(one, two));
  deployment.stacks.stack(STACK_ID).rollbackDisabled = false;
  const { PhysicalResourceId: third } = await deployment.updateAndCleanUp(TYPE, second, wanting(one, two), wanting(two));
  expect(attached(deployment, unit)).toEqual([two, FULL].sort());
  expect([first, second]).toEqual([`${unit}/${one}/`, `${unit}/${one}/`]);
  expect(third).toBe(`${unit}/${one}//`);
});

test('a construct with a new path and a shorter list drops a denial that the stack attached in the cleanup, not in its Create', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  const stack = deployment.stacks.stack(STACK_ID);
  await deployment.create(TYPE, wanting(one, two), 'Former');
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.create(TYPE, wanting(two), 'Latter');
  expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
  stack.resources.push({ logicalId: 'Latter', physicalId: unit, type: TYPE, status: 'CREATE_COMPLETE' });
  stack.template = { Resources: { Latter: { Type: TYPE, Properties: { TargetId: unit, Policies: { [SCP]: [two] } } } } };
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(TYPE, unit, wanting(one, two), 'Former');
  expect(attached(deployment, unit)).toEqual([two, FULL].sort());
});

test('policies that stay on a target are free for another stack, which detaches them when it no longer lists them', async () => {
  const { deployment, unit, wanting } = await start(0);
  const [one, two] = [await foreignPolicy(deployment, 'One'), await foreignPolicy(deployment, 'Two')];
  await deployment.create(TYPE, wanting(one, two));
  await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(TYPE, unit, wanting(one, two));
  expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
  expect(tagsOf(deployment, unit)).toEqual({ [RETAINED]: [one, two].sort().join(' ') });
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.inStack(stackId('other'), async () => {
    await deployment.create(TYPE, wanting(one, two));
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one, two), wanting(two));
  });
  expect(attached(deployment, unit)).toEqual([two, FULL].sort());
});

test('what the stack had attached to a target that left the app is its own when the target comes back', async () => {
  const { deployment, unit, wanting } = await start(0);
  const [one, two] = [await foreignPolicy(deployment, 'One'), await foreignPolicy(deployment, 'Two')];
  await deployment.create(TYPE, wanting(one, two));
  const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  for (let times = 0; times < 2; times += 1) await deployment.remove(TYPE, unit, wanting(one, two));
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.create(TYPE, wanting(one, two));
  await deployment.organizations.moveAccount(account, unit, deployment.simulator.state().root!.id);
  deployment.status = 'DELETE_IN_PROGRESS';
  await deployment.remove(TYPE, unit, wanting(one, two));
  expect(attached(deployment, unit)).toEqual([FULL]);
  expect(tagsOf(deployment, unit)).toEqual({});
});

describe('a target with an account that has moved to another stack of the app', () => {
  const OTHER = stackId('other');
  const UNIT = 'Custom::OrganizationsOrganizationalUnit';

  /** This stack has attached both policies; the other one has taken over the unit and lists `wanted` of them. */
  async function moved(wanted: (one: string, two: string) => string[], inTemplate?: readonly unknown[]) {
    const world = await start(2);
    const { deployment, unit, ids: [one, two], wanting } = world;
    await deployment.create(TYPE, wanting(one, two));
    await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
    const list = wanted(one, two);
    await deployment.inStack(OTHER, async () => {
      if (list.length > 0) await deployment.create(TYPE, wanting(...list));
    });
    const other = deployment.stacks.stack(OTHER);
    other.status = 'UPDATE_COMPLETE';
    other.resources.push({ logicalId: 'Unit', physicalId: unit, type: UNIT, status: 'CREATE_COMPLETE' });
    if (list.length > 0) {
      other.resources.push({ logicalId: 'List', physicalId: unit, type: TYPE, status: 'CREATE_COMPLETE' });
      other.template = { Resources: { List: { Type: TYPE, Properties: { TargetId: unit, Policies: { [SCP]: inTemplate ?? list } } } } };
    }
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(one, two));
    return { ...world, one, two, tags: tagsOf(deployment, unit) };
  }

  test('keeps what the other stack lists, and nothing of this one, in the tags either', async () => {
    const { deployment, unit, two, tags } = await moved((_, second) => [second]);
    expect(attached(deployment, unit)).toEqual([two, FULL].sort());
    expect(Object.keys(tags).filter((key) => key.includes(STACK_OWNER))).toEqual([]);
  });

  test('keeps none if the other stack lists none', async () => {
    const { deployment, unit } = await moved(() => []);
    expect(attached(deployment, unit)).toEqual([FULL]);
  });

  test('keeps all if the list of the other stack cannot be read', async () => {
    const { deployment, unit, one, two } = await moved((first) => [first], [{ 'Fn::ImportValue': 'x' }]);
    expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
  });
});
