import { attachedTagKey } from '../../../../src/contract';
import type { ResourceEvent } from '../../../../src/handler/engine/resource-event';
import { attached, CONTENT, foreignPolicy, FULL, SCP, start, TYPE } from '../../support/attachments';
import { type Deployment, STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';
import { showFormerTag } from '../../support/stale-reading';

const OTHER = stackId('other');
const POLICY = 'Custom::OrganizationsPolicy';
const RCP = 'RESOURCE_CONTROL_POLICY';
const ALLOW = CONTENT.replace('Deny', 'Allow');
const RCP_CONTENT = CONTENT.replace('"Effect"', '"Principal":"*","Effect"');
const [NOTE, NOTE_OF_OTHER] = [STACK_OWNER, 'other@us-east-1'].map(attachedTagKey);

interface Answer {
  readonly Policies: readonly { readonly Id: string }[];
  readonly Tags: readonly { readonly Key: string; readonly Value: string }[];
}

/** Changes the responses to an operation. */
function change(deployment: Deployment, operation: string, changed: (answer: Answer) => Answer): void {
  const { disturb } = deployment;
  deployment.disturb = async (called, call) => {
    const answer = await disturb(called, call);
    return called === operation ? changed(answer as Answer) as typeof answer : answer;
  };
}

function notesOf({ simulator }: Deployment, unit: string): (string | undefined)[] {
  const { tags } = simulator.state().organizationalUnits.find(({ id }) => id === unit)!;
  return [tags[NOTE], tags[NOTE_OF_OTHER]];
}

/** The first call of an event dies directly after the effect of an operation; another one completes the event. */
async function dieAfter(deployment: Deployment, sent: ResourceEvent, operation: string, thenReadings: () => void): Promise<void> {
  const event = await deployment.begin(sent);
  const { disturb } = deployment;
  deployment.disturb = async (called, call) => {
    const answer = await call();
    if (called === operation) throw new Error('The function died.');
    return answer;
  };
  await deployment.call(event).catch(() => undefined);
  deployment.startEnvironment();
  deployment.disturb = disturb;
  thenReadings();
  await deployment.finish(event);
  await deployment.clock.sleep(60_000);
}

/** Lists lack a policy, and tags show a former note, for some seconds. */
function lag(deployment: Deployment, hidden: string, listSeconds: number, former: string | undefined, noteSeconds: number): void {
  showFormerTag(deployment, NOTE, former, noteSeconds);
  const until = deployment.clock.now() + 1_000 * listSeconds;
  change(deployment, 'ListPoliciesForTarget', (answer) => (
    deployment.clock.now() < until ? { ...answer, Policies: answer.Policies.filter(({ Id }) => Id !== hidden) } : answer));
}

describe('a call that died after attaching a policy, whose list shows the policy before its note', () => {
  test('leaves nothing of another stack\'s policy after a rollback', async () => {
    const { deployment, unit, wanting } = await start(0);
    const { PhysicalResourceId: theirs } = await deployment.inStack(OTHER, () => deployment.create(POLICY, { Type: SCP, Name: 'Theirs', Description: '', Content: ALLOW }));
    await deployment.create(TYPE, wanting());
    await deployment.clock.sleep(60_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const event = deployment.event('Update', TYPE, wanting(theirs), { PhysicalResourceId: unit, OldResourceProperties: wanting() });
    await dieAfter(deployment, event, 'AttachPolicy', () => lag(deployment, theirs, 2, undefined, 6));
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, unit, wanting(theirs), wanting());
    expect([attached(deployment, unit), ...notesOf(deployment, unit)]).toEqual([[FULL], undefined, undefined]);
  });

  test('leaves nothing of an imported policy after a rollback', async () => {
    const { deployment, unit, wanting } = await start(0);
    const [former, latter] = [await foreignPolicy(deployment, 'Old', ALLOW), await foreignPolicy(deployment, 'New', ALLOW)];
    await deployment.create(TYPE, wanting(former));
    await deployment.clock.sleep(60_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const event = deployment.event('Update', TYPE, wanting(latter), { PhysicalResourceId: unit, OldResourceProperties: wanting(former) });
    await dieAfter(deployment, event, 'AttachPolicy', () => lag(deployment, latter, 1, former, 6));
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, unit, wanting(latter), wanting(former));
    expect([attached(deployment, unit), ...notesOf(deployment, unit)]).toEqual([[former, FULL].sort(), former, undefined]);
  });
});

describe('the deletion of a stack removes its note', () => {
  test('where another stack is about to list the policy', async () => {
    const { deployment, unit, wanting } = await start(0);
    const policy = await foreignPolicy(deployment, 'Imported', ALLOW);
    await deployment.create(TYPE, wanting(policy));
    await deployment.inStack(OTHER, () => deployment.create(TYPE, wanting()));
    const other = deployment.stacks.stack(OTHER);
    other.resources.push({ logicalId: 'Resource', physicalId: unit, type: TYPE, status: 'CREATE_COMPLETE' });
    const listing = (...list: string[]) => ({ Resources: { Resource: { Type: TYPE, Properties: wanting(...list) } } });
    other.template = listing(policy);
    await deployment.clock.sleep(60_000);
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(policy));
    expect(notesOf(deployment, unit)[0]).toBeUndefined();
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.inStack(OTHER, () => deployment.update(TYPE, unit, wanting(), wanting(policy)));
    await deployment.clock.sleep(600_000);
    other.template = listing();
    await deployment.inStack(OTHER, () => deployment.update(TYPE, unit, wanting(policy), wanting()));
    expect(attached(deployment, unit)).toEqual([FULL]);
  });

  test('where a call died after the detachment, and one list still shows the policy', async () => {
    const { deployment, unit, wanting } = await start(0);
    const policy = await foreignPolicy(deployment, 'New', ALLOW);
    await deployment.create(TYPE, wanting(policy));
    await deployment.clock.sleep(60_000);
    deployment.status = 'DELETE_IN_PROGRESS';
    let lists = 0;
    await dieAfter(deployment, deployment.event('Delete', TYPE, wanting(policy), { PhysicalResourceId: unit }), 'DetachPolicy', () => {
      const shown = { Id: policy, Name: 'New', Type: SCP, Arn: 'arn', AwsManaged: false };
      change(deployment, 'ListPoliciesForTarget', (answer) => (++lists === 1 ? { ...answer, Policies: [...answer.Policies, shown] } : answer));
    });
    expect([attached(deployment, unit), ...notesOf(deployment, unit)]).toEqual([[FULL], undefined, undefined]);
  });

  test.each([0, 1, 2, 3, 4, 6, 8])('where another stack has dropped the policy, and its former note is shown for %d s', async (seconds) => {
    const { deployment, unit, wanting } = await start(0);
    const [dropped, kept] = [await foreignPolicy(deployment, 'Dropped', ALLOW), await foreignPolicy(deployment, 'Kept', ALLOW)];
    await deployment.create(TYPE, wanting(dropped));
    await deployment.inStack(OTHER, () => deployment.create(TYPE, wanting(dropped, kept)));
    await deployment.clock.sleep(60_000);
    const [, former] = notesOf(deployment, unit);
    await deployment.inStack(OTHER, () => deployment.update(TYPE, unit, wanting(dropped, kept), wanting(kept)));
    deployment.status = 'DELETE_IN_PROGRESS';
    showFormerTag(deployment, NOTE_OF_OTHER, former, seconds);
    await deployment.remove(TYPE, unit, wanting(dropped));
    expect([attached(deployment, unit), ...notesOf(deployment, unit)]).toEqual([[FULL, kept].sort(), undefined, kept]);
  });

  test('right after its creation, with an allow-list that another stack has too', async () => {
    const { deployment, unit, wanting } = await start(0);
    const allow = await foreignPolicy(deployment, 'Allow', ALLOW);
    const allowList = { ...wanting(allow), DetachFullAwsAccess: true };
    await deployment.inStack(OTHER, () => deployment.create(TYPE, allowList));
    await deployment.clock.sleep(60_000);
    await deployment.create(TYPE, allowList);
    deployment.status = 'DELETE_IN_PROGRESS';
    showFormerTag(deployment, NOTE, undefined, 5);
    await deployment.remove(TYPE, unit, allowList);
    expect(notesOf(deployment, unit)[0]).toBeUndefined();
  });
});

test.each([1, 2, 3, 4, 5])('a stack that lists a policy of another one keeps what that one notes meanwhile (pause %d)', async (pause) => {
  const { deployment, unit, wanting } = await start(0);
  await deployment.organizations.enablePolicyType(deployment.simulator.state().root!.id, RCP);
  const [imported, extra] = [await foreignPolicy(deployment, 'Imported', CONTENT), await foreignPolicy(deployment, 'Extra', ALLOW)];
  const { PhysicalResourceId: theirs } = await deployment.create(POLICY, { Type: RCP, Name: 'R', Description: '', Content: RCP_CONTENT });
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'R', physicalId: theirs, type: POLICY, status: 'CREATE_COMPLETE' });
  const list = (...policies: string[]) => ({ ...wanting(), Policies: { [SCP]: policies, [RCP]: [theirs] } });
  await deployment.create(TYPE, list(imported));
  await deployment.clock.sleep(60_000);
  const { clock } = deployment;
  const sleep = clock.sleep.bind(clock);
  let pauses = 0;
  clock.sleep = async (milliseconds) => {
    await sleep(milliseconds);
    const isPause = notesOf(deployment, unit)[1] === imported && (pauses += 1) === pause;
    if (isPause) await deployment.inStack(STACK_ID, () => deployment.update(TYPE, unit, list(imported), list(imported, extra)));
  };
  await deployment.inStack(OTHER, () => deployment.create(TYPE, list(imported)));
  clock.sleep = sleep;
  expect(pauses).toBeGreaterThanOrEqual(pause);
  await sleep(60_000);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(TYPE, unit, list(imported, extra), list(imported));
  expect(attached(deployment, unit)).not.toContain(extra);
});

test('a claim of another stack that one reading shows counts, although the next ones do not show it', async () => {
  const { deployment, unit, wanting } = await start(0);
  const [one, two] = [await foreignPolicy(deployment, 'A', ALLOW), await foreignPolicy(deployment, 'B', ALLOW)];
  await deployment.inStack(OTHER, () => deployment.create(TYPE, wanting(two)));
  await deployment.create(TYPE, wanting(two));
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.update(TYPE, unit, wanting(two), wanting(one, two));
  await deployment.clock.sleep(60_000);
  const [, former] = notesOf(deployment, unit);
  await deployment.inStack(OTHER, () => deployment.update(TYPE, unit, wanting(two), wanting(one, two)));
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  let reads = 0;
  change(deployment, 'ListTagsForResource', (answer) => {
    if (!answer.Tags.some(({ Key }) => Key === NOTE_OF_OTHER)) return answer;
    reads += 1;
    if (reads < 2 || reads > 3) return answer;
    return { ...answer, Tags: answer.Tags.map((tag) => (tag.Key === NOTE_OF_OTHER ? { ...tag, Value: former! } : tag)) };
  });
  await deployment.update(TYPE, unit, wanting(one, two), wanting(two));
  expect(attached(deployment, unit)).toContain(one);
});
