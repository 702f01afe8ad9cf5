import { readPolicyIds } from '../../../../src/contract';
import { Deployment } from '../../support/deployment';
import { outrun, refuse, secondsToFailure } from '../../support/refusals';

const TYPE = 'Custom::OrganizationsPolicySet';
const SCP = 'SERVICE_CONTROL_POLICY';
const SET_TAG = 'cdk-aws-organizations:policy-set';
const FULL = 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';

/** A statement of about 85 characters, so that three fit into a document of 330. */
const deny = (name: string, more = '') => ({ Sid: name, Effect: 'Deny', Action: [`s3:${name}`, `s3:Xxxxxxxxxxxxx${name}${more}`], Resource: '*' });
const desired = (names: string, MaxDocuments = 2) => ({
  Type: SCP, Name: 'Base', Description: '', Statements: [...names].map((name) => deny(name)), MaxDocuments, MaxContentLength: 330,
});

async function start(names: string) {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const unit = (await deployment.organizations.createOrganizationalUnit(root, 'Security', [])).id;
  const before = desired(names);
  const { PhysicalResourceId: id, Data } = await deployment.create(TYPE, before);
  const ids = readPolicyIds(Data!.PolicyIds);
  const attach = async () => {
    for (const each of ids) await deployment.organizations.attachPolicy(each, unit);
  };
  return { deployment, unit, before, id, ids, attach };
}

/** Names of the documents with the Sids that they hold. */
function documents(deployment: Deployment): Record<string, string> {
  return Object.fromEntries(deployment.simulator.state().policies.map(({ name, content }) => {
    const { Statement } = JSON.parse(content) as { Statement: { Sid: string }[] | { Sid: string } };
    return [name, [Statement].flat().map(({ Sid }) => Sid).sort().join('')];
  }));
}

function attached(deployment: Deployment, targetId: string): string[] {
  const { attachments, policies } = deployment.simulator.state();
  const ids = attachments.filter((each) => each.targetId === targetId).map(({ policyId }) => policyId);
  const names = ids.map((policyId) => policies.find(({ id }) => id === policyId)?.name ?? policyId);
  return names.filter((name) => name.startsWith('Base')).sort();
}

async function fillSlots(deployment: Deployment, target: string, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const content = JSON.stringify({ Version: '2012-10-17', Statement: [deny('F')] });
    const { id } = await deployment.organizations.createPolicy({ type: SCP, name: `Foreign ${number}`, description: '', content }, []);
    await deployment.organizations.attachPolicy(id, target);
  }
}

test('a set that already has the desired state is complete at once', async () => {
  const { deployment, before } = await start('ABCD');
  const begin = deployment.clock.now();
  await deployment.create(TYPE, before);
  expect(deployment.clock.now()).toBe(begin);
});

test('the name of a document that the service reports as existing but never lists fails after two minutes with advice', async () => {
  const { deployment } = await start('A');
  refuse(deployment, 'CreatePolicy', 'DuplicatePolicy');
  const seconds = await secondsToFailure(deployment, deployment.create(TYPE, { ...desired('A'), Name: 'Other' }),
    /the policy "Other-1", which exists already, is visible.*Look for a policy whose name differs from "Other-1" only in upper and lower case/);
  expect(seconds).toBeGreaterThanOrEqual(120);
  expect(seconds).toBeLessThan(180);
});

test('a document that is refused for another reason fails with that reason', async () => {
  const { deployment } = await start('A');
  refuse(deployment, 'CreatePolicy', 'ConstraintViolation', 'POLICY_NUMBER_LIMIT_EXCEEDED');
  await expect(deployment.create(TYPE, { ...desired('A'), Name: 'Other' })).rejects.toThrow('POLICY_NUMBER_LIMIT_EXCEEDED');
});

describe('a set that was left behind', () => {
  async function leftBehind() {
    const made = await start('ABCD');
    await made.attach();
    made.deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await made.deployment.remove(TYPE, made.id, made.before);
    made.deployment.status = 'UPDATE_IN_PROGRESS';
    return made;
  }

  test('returns to the app as it is', async () => {
    const { deployment, before, id } = await leftBehind();
    expect(await deployment.create(TYPE, before)).toMatchObject({ PhysicalResourceId: id });
    expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'D' });
  });

  test('is refused with other statements, which a rollback could not revert', async () => {
    const { deployment, id } = await leftBehind();
    const since = deployment.simulator.journal.length;
    await expect(deployment.create(TYPE, desired('ABCE'))).rejects.toThrow(`The policy "Base-1" (${id}) cannot be taken over: its content would change`);
    expect(deployment.writes(since)).toEqual([]);
  });

  test('stays when a deployment fails that lists it again', async () => {
    const { deployment, before, id } = await leftBehind();
    await deployment.create(TYPE, before);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, before))).toEqual([]);
    expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'D' });
  });
});

test('the Delete of a set without documents succeeds', async () => {
  const { deployment } = await start('A');
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  const since = deployment.simulator.journal.length;
  expect(await deployment.remove(TYPE, 'pending:Resource', { ...desired('A'), Name: 'Never' })).toMatchObject({ IsComplete: true, PhysicalResourceId: 'pending:Resource' });
  expect(deployment.writes(since)).toEqual([]);
});

test('a rollback that gives up a set without an owner tag responds with its present documents', async () => {
  const { deployment, before, id, ids } = await start('ABCD');
  await deployment.organizations.untagResource(id, ['cdk-aws-organizations:owner']);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  expect(await deployment.update(TYPE, id, desired('ABC'), before)).toEqual({ IsComplete: true, PhysicalResourceId: id, Data: { PolicyIds: ids.join(',') } });
  expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'given up in rollback', reason: expect.stringContaining('has no owner tag any more') }));
});

describe('a document that a rollback creates again', () => {
  async function smaller(slots: number) {
    const made = await start('AXYB');
    await made.attach();
    const small = desired('AB', 1);
    await made.deployment.update(TYPE, made.id, made.before, small);
    await fillSlots(made.deployment, made.unit, slots);
    made.deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    return { ...made, back: () => made.deployment.update(TYPE, made.id, small, made.before) };
  }

  test('is not attached if no slot is free, and the rollback continues', async () => {
    const { deployment, unit, id, back } = await smaller(8);
    expect(await back()).toMatchObject({ PhysicalResourceId: id });
    expect(attached(deployment, unit)).toEqual(['Base-1']);
    const made = deployment.simulator.state().policies.find(({ name }) => name === 'Base-2')!;
    const { 'Base-1': one, 'Base-2': other } = documents(deployment);
    expect([...one, ...other].sort().join('')).toBe('ABXY');
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'no slot', id: made.id, targetId: unit, warning: true }));
    expect(deployment.lines.filter(({ decision }) => decision === 'given up in rollback')).toEqual([]);
  });

  test.each([
    ['ConstraintViolation', 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED'], ['UnsupportedAPIEndpoint', undefined],
  ])('fails to be attached for another reason (%s), and the rollback gives it up', async (code, reason) => {
    const { deployment, back } = await smaller(0);
    refuse(deployment, 'AttachPolicy', code, reason);
    await back();
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'given up in rollback', reason: expect.stringContaining(reason ?? code) }));
    expect(deployment.lines.filter(({ decision }) => decision === 'no slot')).toEqual([]);
  });
});

test('a target without a slot fails a deployment, even if the list still showed a free slot', async () => {
  const { deployment, before, id, attach } = await start('ABC');
  await attach();
  refuse(deployment, 'AttachPolicy', 'ConstraintViolation', FULL);
  const Statements = before.Statements.map((each) => (each.Sid === 'B' ? deny('B', 'z'.repeat(120)) : each));
  await expect(deployment.update(TYPE, id, before, { ...before, Statements })).rejects.toThrow(FULL);
});

describe('a target whose slots are all taken', () => {
  /** Attaches documents of the set to a unit, and foreign policies in all other slots. */
  async function fullTarget(names: string, ...numbers: number[]) {
    const made = await start(names);
    const { deployment, unit, ids } = made;
    for (const number of numbers) await deployment.organizations.attachPolicy(ids[number - 1], unit);
    await fillSlots(deployment, unit, 9 - numbers.length);
    return made;
  }

  test('does not prevent a new document for new statements, which the attachments attach', async () => {
    const { deployment, before, id } = await fullTarget('ABC', 1);
    expect(await deployment.writesOf(() => deployment.update(TYPE, id, before, desired('ABCD')))).toEqual(['CreatePolicy']);
  });

  test('fails the deployment before the first write if it lacks the only document that stays', async () => {
    const { deployment, unit, before, id } = await fullTarget('AXYB', 2);
    const since = deployment.simulator.journal.length;
    await expect(deployment.update(TYPE, id, before, desired('AB', 1))).rejects.toThrow(
      `documents that are not attached to ${unit} yet, which needs 1 slot there, and 0 are free`);
    expect(deployment.writes(since)).toEqual([]);
  });

  test('needs no slot for a document that is about to be deleted', async () => {
    const { deployment, before, id } = await fullTarget('AXYB', 1);
    expect(await deployment.writesOf(() => deployment.update(TYPE, id, before, desired('AB', 1)))).toEqual(['UpdatePolicy', 'DeletePolicy']);
  });
});

test('deleting a document that someone else has just deleted succeeds', async () => {
  const { deployment, before, id, ids } = await start('ABCD');
  deployment.status = 'DELETE_IN_PROGRESS';
  outrun(deployment, 'DeletePolicy', () => deployment.organizations.deletePolicy(ids[1]));
  expect(await deployment.remove(TYPE, id, before)).toMatchObject({ IsComplete: true });
  expect(deployment.simulator.state().policies).toEqual([]);
});

test('a document that the service does not delete for another reason fails', async () => {
  const { deployment, before, id } = await start('ABCD');
  deployment.status = 'DELETE_IN_PROGRESS';
  refuse(deployment, 'DeletePolicy', 'UnsupportedAPIEndpoint');
  await expect(deployment.remove(TYPE, id, before)).rejects.toThrow('UnsupportedAPIEndpoint');
});

test('a document whose content is no longer a policy gets its statements again', async () => {
  const { deployment, before, id, ids } = await start('ABCD');
  const state = deployment.simulator.state();
  deployment.simulator.reset({ ...state, policies: state.policies.map((policy) => (policy.id === ids[1] ? { ...policy, content: 'no JSON' } : policy)) });
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, before, { ...before, Reconcile: 'again' }))).toEqual(['UpdatePolicy']);
  expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'D' });
});

test('a first document without the tag of its set stays the first document, with its statements', async () => {
  const { deployment, before, id, ids } = await start('ABCD');
  await deployment.organizations.untagResource(id, [SET_TAG]);
  const writes = await deployment.writesOf(() => deployment.update(TYPE, id, before, { ...before, Reconcile: 'again' }));
  expect(writes).toEqual(['TagResource']);
  expect(deployment.simulator.state().policies.map((policy) => [policy.id, policy.tags[SET_TAG]])).toEqual([[ids[0], 'first'], [ids[1], ids[0]]]);
});

test.each([[[]], ['none'], [[null]], [['Deny']], [[[deny('A')]]]])('statements of the form %j are refused before any write', async (Statements) => {
  const deployment = new Deployment();
  await deployment.organization(SCP);
  const since = deployment.simulator.journal.length;
  await expect(deployment.create(TYPE, { ...desired('A'), Statements })).rejects.toThrow(/Statements of Custom::OrganizationsPolicySet is .*It has to be a list of statements that is not empty/);
  expect(deployment.writes(since)).toEqual([]);
});
