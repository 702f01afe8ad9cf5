import { ATTACHED_TAG_PREFIX, attachedTagKey } from '../../../../src/contract';
import { attached, CONTENT, foreignPolicy, FULL, SCP, start as startUnit, TYPE } from '../../support/attachments';
import { Deployment, STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';
import { showFormerTag } from '../../support/stale-reading';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ACCOUNT = 'Custom::OrganizationsAccount';
const [RCP, TAG] = ['RESOURCE_CONTROL_POLICY', 'TAG_POLICY'] as const;
const NOTE = attachedTagKey(STACK_OWNER);
const OTHER = stackId('other');
const ALLOW = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });
const CONTENTS = { [SCP]: CONTENT, [RCP]: CONTENT.replace('"Effect"', '"Principal":"*","Effect"'), [TAG]: '{"tags":{}}' };

function noteOf({ simulator }: Deployment, targetId: string): string | undefined {
  const { organizationalUnits, accounts } = simulator.state();
  return [...organizationalUnits, ...accounts].find(({ id }) => id === targetId)?.tags[NOTE];
}

type Numbers = Readonly<Partial<Record<keyof typeof CONTENTS, number>>>;

/** Policies that others have attached to a target: as many of each type as given. */
async function foundPolicies({ organizations, simulator }: Deployment, target: string, numbers: Numbers) {
  const lists: Record<string, string[]> = {};
  for (const [type, number] of Object.entries(numbers) as [keyof typeof CONTENTS, number][]) {
    if (type !== SCP) await organizations.enablePolicyType(simulator.state().root!.id, type);
    lists[type] = [];
    for (let index = 0; index < number; index += 1) {
      const { id } = await organizations.createPolicy({ type, name: `${type} ${index}`, description: '', content: CONTENTS[type] }, []);
      await organizations.attachPolicy(id, target);
      lists[type].push(id);
    }
  }
  return lists;
}

describe('the time of one call', () => {
  const seconds = async (deployment: Deployment, work: () => Promise<unknown>) => {
    const began = deployment.clock.now();
    await work();
    return (deployment.clock.now() - began) / 1_000;
  };

  test.each(['Create', 'Update'] as const)('that finds policies of three types in a %s contains one wait', async (request) => {
    const { deployment, unit, wanting } = await startUnit(0);
    const Policies = await foundPolicies(deployment, unit, { [SCP]: 1, [RCP]: 1, [TAG]: 1 });
    if (request === 'Update') await deployment.create(TYPE, wanting());
    const properties = { ...wanting(), Policies };
    const event = await deployment.begin(deployment.event(request, TYPE, properties, request === 'Update' ? { PhysicalResourceId: unit, OldResourceProperties: wanting() } : {}));
    expect(await seconds(deployment, () => deployment.call(event))).toBeLessThan(20);
  });

  test('does not contain a wait for the note of FullAWSAccess, which needs none', async () => {
    const { deployment, unit, ids: [one], wanting } = await startUnit(1);
    await deployment.create(TYPE, wanting(one));
    const event = await deployment.begin(deployment.event('Update', TYPE, wanting(FULL, one), { PhysicalResourceId: unit, OldResourceProperties: wanting(one) }));
    expect(await seconds(deployment, () => deployment.call(event))).toBeLessThan(15);
  });

  test('that recreates a unit does not wait for each of its accounts', async () => {
    const { deployment, root, guarded, free, policy, accounts, stack } = await movingAccounts(4);
    const second = (await deployment.create('Custom::OrganizationsPolicy', { Type: SCP, Name: 'Second', Description: '', Content: CONTENT })).PhysicalResourceId;
    stack.resources.push({ logicalId: 'Second', physicalId: second, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
    const lists = accounts.map((_, index) => [`List${index}`, list(`App${index}`, [{ Ref: 'Deny' }, { Ref: 'Second' }])] as const);
    for (const [index, account] of accounts.entries()) await deployment.create(TYPE, { TargetId: account, Policies: { [SCP]: [policy] } }, `List${index}`);
    stack.template = { Resources: Object.fromEntries(lists) };
    deployment.status = 'UPDATE_IN_PROGRESS';
    const unit = { ParentId: root, Name: 'Guarded', AllowMove: true };
    const event = await deployment.begin(deployment.event('Update', UNIT, { ...unit, ParentId: free }, { PhysicalResourceId: guarded, OldResourceProperties: unit }));
    expect(await seconds(deployment, () => deployment.call(event))).toBeLessThan(20);
  });

  test('a rollback ends soon although the note has no room for all found policies', async () => {
    const { deployment, unit, ids: [one], wanting } = await startUnit(1);
    const Policies = await foundPolicies(deployment, unit, { [SCP]: 8, [RCP]: 4, [TAG]: 6 });
    const [before, after] = [{ ...wanting(), Policies }, { ...wanting(), Policies: { ...Policies, [SCP]: [...Policies[SCP], one] } }];
    await deployment.create(TYPE, before);
    await deployment.update(TYPE, unit, before, after);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await seconds(deployment, () => deployment.update(TYPE, unit, after, before))).toBeLessThan(120);
  });
});

describe('while another stack waits in its Create', () => {
  /** Runs the Create of another stack, and an Update of this one while that waits. */
  async function during(deployment: Deployment, properties: Record<string, unknown>, update: () => Promise<unknown>) {
    const { clock } = deployment;
    const sleep = clock.sleep.bind(clock);
    let isFirst = true;
    clock.sleep = async (milliseconds) => {
      if (milliseconds !== 10_000 || !isFirst) return sleep(milliseconds);
      isFirst = false;
      const end = clock.now() + milliseconds;
      await deployment.inStack(STACK_ID, update);
      await sleep(Math.max(0, end - clock.now()));
    };
    await deployment.inStack(OTHER, () => deployment.create(TYPE, properties));
  }

  test('this stack keeps what it notes', async () => {
    const { deployment, unit, ids: [one], wanting } = await startUnit(1);
    const foreign = await foreignPolicy(deployment);
    await deployment.create(TYPE, wanting(one));
    await deployment.clock.sleep(60_000);
    await during(deployment, wanting(one), () => deployment.update(TYPE, unit, wanting(one), wanting(one, foreign)));
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, unit, wanting(one, foreign), wanting(one));
    expect(attached(deployment, unit)).toEqual([one, FULL].sort());
  });

  test('this stack may drop a policy that the other one lists, which attaches it again', async () => {
    const { deployment, unit, wanting } = await startUnit(0);
    const own = (await deployment.create('Custom::OrganizationsPolicy', { Type: SCP, Name: 'Own', Description: '', Content: ALLOW })).PhysicalResourceId;
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Own', physicalId: own, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
    await deployment.create(TYPE, wanting(own));
    await deployment.clock.sleep(60_000);
    await during(deployment, wanting(own), () => deployment.update(TYPE, unit, wanting(own), wanting()));
    expect(attached(deployment, unit)).toEqual([own, FULL].sort());
  });
});

test('the last of two stacks with an allow-list for one target attaches FullAWSAccess again', async () => {
  const { deployment, unit, wanting } = await startUnit(0);
  const allow = await foreignPolicy(deployment, 'Allow', ALLOW);
  await deployment.organizations.attachPolicy(allow, unit);
  const allowList = { ...wanting(allow), DetachFullAwsAccess: true };
  await deployment.create(TYPE, allowList);
  await deployment.inStack(OTHER, () => deployment.create(TYPE, allowList));
  await deployment.clock.sleep(60_000);
  deployment.status = 'DELETE_IN_PROGRESS';
  await deployment.remove(TYPE, unit, allowList);
  expect(attached(deployment, unit)).toEqual([allow]);
  await deployment.clock.sleep(60_000);
  await deployment.inStack(OTHER, () => deployment.remove(TYPE, unit, allowList));
  expect(attached(deployment, unit)).toEqual([allow, FULL].sort());
});

/** Accounts in "Guarded", of which the first one moves to "Free". The stack has a policy "Deny". */
async function movingAccounts(number: number) {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP, TAG);
  const unit = async (Name: string) => (await deployment.create(UNIT, { ParentId: root, Name, AllowMove: true }, Name)).PhysicalResourceId;
  const [guarded, free] = [await unit('Guarded'), await unit('Free')];
  const policy = (await deployment.create('Custom::OrganizationsPolicy', { Type: SCP, Name: 'Deny', Description: '', Content: CONTENT })).PhysicalResourceId;
  const stack = deployment.stacks.stack(STACK_ID);
  stack.resources.push({ logicalId: 'Deny', physicalId: policy, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
  const accounts: string[] = [];
  for (let index = 0; index < number; index += 1) {
    const properties = { AccountName: `app${index}`, Email: `app${index}@example.com`, ParentId: guarded };
    const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, properties, `App${index}`);
    stack.resources.push({ logicalId: `App${index}`, physicalId: account, type: ACCOUNT, status: 'CREATE_COMPLETE' });
    accounts.push(account);
  }
  return { deployment, root, guarded, free, policy, accounts, stack };
}

function list(target: string, references: readonly unknown[], more: object = {}) {
  return { Type: TYPE, Properties: { TargetId: { Ref: target }, TargetLogicalId: target, Policies: { [SCP]: references }, ...more } };
}

describe('the rollback of a deployment that moves an account and changes its attachments', () => {
  interface Plan {
    readonly before: object;
    readonly after: object;
    /** The policies of `after` in the template. */
    readonly references: readonly unknown[];
    readonly more?: object;
  }

  /** @returns the attachments and the note of the account at the start and at the end, which have to be equal */
  async function rolledBack(
    plan: (policies: { readonly policy: string; readonly foreign: string; readonly tags: string }) => Plan,
    { secondsBehind }: { readonly secondsBehind: number },
  ) {
    const { deployment, guarded, free, policy, accounts: [account], stack } = await movingAccounts(1);
    const foreign = await foreignPolicy(deployment, 'Foreign', ALLOW);
    const { id: tags } = await deployment.organizations.createPolicy({ type: TAG, name: 'Tags', description: '', content: CONTENTS[TAG] }, []);
    const { before, after, references, more } = plan({ policy, foreign, tags });
    const [former, latter] = [before, after].map((each) => ({ TargetId: account, TargetLogicalId: 'App0', ...each }));
    const place = (ParentId: string) => ({ AccountName: 'app0', Email: 'app0@example.com', ParentId });
    const row = (physicalId: string) => ({ logicalId: 'List', physicalId, type: TYPE, status: 'UPDATE_COMPLETE' });
    const update = (type: typeof ACCOUNT | typeof TYPE, logicalId: string, id: string, old: object, now: object) => deployment.deliver(
      deployment.event('Update', type, now as Record<string, unknown>, { LogicalResourceId: logicalId, PhysicalResourceId: id, OldResourceProperties: old as Record<string, unknown> }));
    await deployment.create(TYPE, former, 'List');
    stack.resources.push(row(account));
    await deployment.clock.sleep(600_000);
    const start = { attached: attached(deployment, account), note: noteOf(deployment, account) };
    deployment.status = 'UPDATE_IN_PROGRESS';
    stack.template = { Resources: { List: list('App0', references, more) } };
    await update(ACCOUNT, 'App0', account, place(guarded), place(free));
    const noteOfMove = noteOf(deployment, account);
    const { PhysicalResourceId: changed } = await update(TYPE, 'List', account, former, latter);
    stack.resources[stack.resources.length - 1] = row(changed);
    stack.template = { Resources: { List: list('App0', (former as { Policies?: Record<string, string[]> }).Policies?.[SCP] ?? []) } };
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    if (secondsBehind === 0) await deployment.clock.sleep(600_000);
    else showFormerTag(deployment, NOTE, noteOfMove, secondsBehind);
    await update(ACCOUNT, 'App0', account, place(free), place(guarded));
    const { PhysicalResourceId: back } = await update(TYPE, 'List', changed, latter, former);
    stack.resources[stack.resources.length - 1] = row(back);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    if (back !== changed) await deployment.remove(TYPE, changed, latter, 'List');
    return { start, end: { attached: attached(deployment, account), note: noteOf(deployment, account) } };
  }

  test.each([0, 6])('attaches FullAWSAccess again if readings of the note are %d s behind', async (secondsBehind) => {
    const { start, end } = await rolledBack(({ policy, foreign }) => ({
      before: { Policies: { [SCP]: [foreign] } },
      after: { Policies: { [SCP]: [foreign, policy] }, DetachFullAwsAccess: true },
      references: [foreign, { Ref: 'Deny' }],
      more: { DetachFullAwsAccess: true },
    }), { secondsBehind });
    expect(end).toEqual(start);
  });

  test.each([0, 6])('detaches a tag policy of somebody else, which no move attaches in advance, if readings are %d s behind', async (secondsBehind) => {
    const { start, end } = await rolledBack(({ policy, tags }) => ({
      before: { Policies: { [SCP]: [] } },
      after: { Policies: { [SCP]: [policy], [TAG]: [tags] } },
      references: [{ Ref: 'Deny' }],
    }), { secondsBehind });
    expect(end).toEqual(start);
  });

  test('detaches an imported policy that the move attached in advance', async () => {
    const { start, end } = await rolledBack(({ foreign }) => ({
      before: { Policies: { [SCP]: [] } }, after: { Policies: { [SCP]: [foreign] } }, references: [foreign],
    }), { secondsBehind: 0 });
    expect(end).toEqual(start);
  });
});

test.each(['tags', 'policies'])('a rollback of an adopted account that moved leaves nothing if readings of its %s are 5 s behind', async (what) => {
  const { deployment, root, guarded, free, policy, stack } = await movingAccounts(0);
  await deployment.organizations.createAccount({ accountName: 'adopted', email: 'adopted@example.com', tags: [] });
  await deployment.clock.sleep(120_000);
  const account = deployment.simulator.state().accounts.find(({ email }) => email === 'adopted@example.com')!.id;
  await deployment.organizations.moveAccount(account, root, guarded);
  await deployment.clock.sleep(3_600_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  stack.template = { Resources: { List: list('Adopted', [{ Ref: 'Deny' }]) } };
  const properties = { AccountName: 'adopted', Email: 'adopted@example.com', ParentId: free, Adopt: true };
  await deployment.deliver(deployment.event('Create', ACCOUNT, properties, { LogicalResourceId: 'Adopted' }));
  expect(attached(deployment, account)).toEqual([policy, FULL].sort());
  stack.template = { Resources: {} };
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  // Another environment has moved the account.
  deployment.environment().deploymentSeenAt = deployment.clock.now() - 10_000;
  const until = deployment.clock.now() + 5_000;
  deployment.disturb = async (operation, call) => {
    const answer = await call() as { Tags?: { Key: string }[]; Policies?: { Id: string }[] };
    if (deployment.clock.now() >= until) return answer as never;
    if (what === 'tags' && operation === 'ListTagsForResource') return { ...answer, Tags: answer.Tags!.filter(({ Key }) => !Key.startsWith(ATTACHED_TAG_PREFIX)) } as never;
    if (what === 'policies' && operation === 'ListPoliciesForTarget') return { ...answer, Policies: answer.Policies!.filter(({ Id }) => Id !== policy) } as never;
    return answer as never;
  };
  await deployment.deliver(deployment.event('Delete', ACCOUNT, properties, { LogicalResourceId: 'Adopted', PhysicalResourceId: account }));
  const { parentId, tags } = deployment.simulator.state().accounts.find(({ id }) => id === account)!;
  expect({ parentId, tags, attached: attached(deployment, account) }).toEqual({ parentId: guarded, tags: {}, attached: [FULL] });
});

describe('one settled reading before the first write of a call', () => {
  /** Lets lists show a policy of somebody else for some seconds after it was detached. */
  function showDetached(deployment: Deployment, policy: string, seconds: number): void {
    const until = deployment.clock.now() + 1_000 * seconds;
    deployment.disturb = async (operation, call) => {
      const answer = await call() as { Policies?: { Id: string }[] };
      if (operation !== 'ListPoliciesForTarget' || deployment.clock.now() >= until || !answer.Policies!.some(({ Id }) => Id === FULL)) return answer as never;
      const shown = { Id: policy, Arn: 'x', Name: 'Foreign', Type: SCP, Description: '', AwsManaged: false };
      return { ...answer, Policies: [...answer.Policies!, shown] } as never;
    };
  }

  test('keeps the note of a type that a move attached in advance, while another type gets a policy', async () => {
    const { deployment, unit, ids: [one], wanting } = await startUnit(1);
    const foreign = await foreignPolicy(deployment);
    const { [RCP]: [other] } = await foundPolicies(deployment, unit, { [RCP]: 1 });
    await deployment.organizations.detachPolicy(other, unit);
    await deployment.create(TYPE, wanting(one));
    const before = attached(deployment, unit);
    await deployment.organizations.tagResource(unit, [{ Key: NOTE, Value: other }]);
    await deployment.organizations.attachPolicy(other, unit);
    showFormerTag(deployment, NOTE, undefined);
    const after = { ...wanting(one, foreign), Policies: { [SCP]: [one, foreign], [RCP]: [other] } };
    await deployment.update(TYPE, unit, wanting(one), after);
    expect(noteOf(deployment, unit)?.split(' ').sort()).toEqual([foreign, other].sort());
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, unit, after, wanting(one));
    expect([attached(deployment, unit), noteOf(deployment, unit)]).toEqual([before, undefined]);
  });

  test('of an Update that died after its last write shows what it has detached', async () => {
    const { deployment, unit, ids: [one], wanting } = await startUnit(1);
    const foreign = await foreignPolicy(deployment, 'Foreign', ALLOW);
    await deployment.create(TYPE, wanting(one, foreign));
    deployment.status = 'UPDATE_IN_PROGRESS';
    const event = deployment.event('Update', TYPE, wanting(one), { PhysicalResourceId: unit, OldResourceProperties: wanting(one, foreign) });
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      if (operation === 'UntagResource') throw new Error('The function died.');
      return answer;
    };
    await deployment.deliver(event).catch(() => {});
    expect([attached(deployment, unit), noteOf(deployment, unit)]).toEqual([[one, FULL].sort(), undefined]);
    deployment.startEnvironment();
    showDetached(deployment, foreign, 5);
    await deployment.deliver(event);
    expect(noteOf(deployment, unit)).toBeUndefined();
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, unit, wanting(one), wanting(one, foreign));
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(one, foreign));
    expect(attached(deployment, unit)).toEqual([FULL]);
  });

  test('shows a Create what another stack has detached', async () => {
    const { deployment, unit, wanting } = await startUnit(0);
    const foreign = await foreignPolicy(deployment, 'Foreign', ALLOW);
    await deployment.inStack(OTHER, async () => {
      await deployment.create(TYPE, wanting(foreign));
      await deployment.update(TYPE, unit, wanting(foreign), wanting());
    });
    showDetached(deployment, foreign, 3);
    await deployment.create(TYPE, wanting(foreign));
    expect([attached(deployment, unit), noteOf(deployment, unit)]).toEqual([[foreign, FULL].sort(), foreign]);
  });

  test('that shows FullAWSAccess is enough to know who detached it, although the next one does not show it', async () => {
    const { deployment, unit, wanting } = await startUnit(0);
    const allow = await foreignPolicy(deployment, 'Allow', ALLOW);
    const [before, after] = [wanting(allow), { ...wanting(allow), DetachFullAwsAccess: true }];
    await deployment.create(TYPE, before);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const event = deployment.event('Update', TYPE, after, { PhysicalResourceId: unit, OldResourceProperties: before });
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      if (operation === 'DetachPolicy') throw new Error('The function died.');
      return answer;
    };
    await deployment.deliver(event).catch(() => {});
    expect([attached(deployment, unit), noteOf(deployment, unit)]).toEqual([[allow], `${allow} without-FullAWSAccess`]);
    deployment.startEnvironment();
    showFormerTag(deployment, NOTE, allow);
    const { disturb } = deployment;
    let lists = 0;
    deployment.disturb = async (operation, call) => {
      const answer = await disturb(operation, call) as { Policies: object[] };
      const isFirst = operation === 'ListPoliciesForTarget' && ++lists === 1;
      const full = { Id: FULL, Arn: 'x', Name: 'FullAWSAccess', Type: SCP, Description: '', AwsManaged: true };
      return (isFirst ? { ...answer, Policies: [...answer.Policies, full] } : answer) as never;
    };
    await deployment.deliver(event);
    expect(noteOf(deployment, unit)).toBe(`${allow} without-FullAWSAccess`);
  });

  test.each(['note', 'policy'])('lets the deletion of a stack, right after its creation, undo an attachment whose %s is not visible yet', async (what) => {
    const { deployment, unit, wanting } = await startUnit(0);
    const foreign = await foreignPolicy(deployment);
    await deployment.create(TYPE, wanting(foreign));
    deployment.status = 'DELETE_IN_PROGRESS';
    if (what === 'note') {
      showFormerTag(deployment, NOTE, undefined);
    } else {
      const until = deployment.clock.now() + 5_000;
      deployment.disturb = async (operation, call) => {
        const answer = await call() as { Policies?: { Id: string }[] };
        if (operation !== 'ListPoliciesForTarget' || deployment.clock.now() >= until) return answer as never;
        return { ...answer, Policies: answer.Policies!.filter(({ Id }) => Id !== foreign) } as never;
      };
    }
    await deployment.remove(TYPE, unit, wanting(foreign));
    expect([attached(deployment, unit), noteOf(deployment, unit)]).toEqual([[FULL], undefined]);
  });
});
