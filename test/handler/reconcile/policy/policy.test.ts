import { OWNER_TAG_KEY, type Tag } from '../../../../src/contract';
import { Deployment } from '../../support/deployment';
import { deleteUnitLate } from '../../support/late-unit';

const TYPE = 'Custom::OrganizationsPolicy';
const SCP = 'SERVICE_CONTROL_POLICY';

function deny(action: string): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] });
}

const WANTED = { Type: SCP, Name: 'Guardrails', Description: '', Content: deny('organizations:LeaveOrganization') };

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP, 'TAG_POLICY');
  return { deployment, root };
}

test('a policy is created with its owner in one call, and a repeated event writes nothing', async () => {
  const { deployment } = await start();
  expect(await deployment.writesOf(() => deployment.create(TYPE, WANTED))).toEqual(['CreatePolicy']);
  expect(await deployment.writesOf(() => deployment.create(TYPE, WANTED))).toEqual([]);
  expect(deployment.simulator.state().policies).toMatchObject([{ name: 'Guardrails', tags: { 'cdk-aws-organizations:owner': 'landing-zone@us-east-1' } }]);
});

test.each([
  ['Name', 'Rails', { name: 'Rails' }],
  ['Description', 'Keeps accounts in', { description: 'Keeps accounts in' }],
  ['Content', deny('organizations:*'), { content: deny('organizations:*') }],
])('a new %s causes one update', async (property, value, expected) => {
  const { deployment } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, WANTED, { ...WANTED, [property]: value }))).toEqual(['UpdatePolicy']);
  expect(deployment.simulator.state().policies).toMatchObject([{ id, ...expected }]);
});

test('a document that differs only in white space and key order is no change', async () => {
  const { deployment } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  const { Version, Statement } = JSON.parse(WANTED.Content);
  const Content = JSON.stringify({ Statement, Version }, undefined, 2);
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, WANTED, { ...WANTED, Content }))).toEqual([]);
});

test('another type creates another policy, and a rollback finds the first one again', async () => {
  const { deployment } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  const tagPolicy = { ...WANTED, Type: 'TAG_POLICY', Content: '{"tags":{}}' };
  const replaced = await deployment.update(TYPE, id, WANTED, tagPolicy);
  expect(replaced.PhysicalResourceId).not.toBe(id);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  expect(await deployment.update(TYPE, replaced.PhysicalResourceId, tagPolicy, WANTED)).toMatchObject({ PhysicalResourceId: id });
});

test('a foreign policy of the same name is refused, adopted as it is with adopt, and changed by a later deployment', async () => {
  const { deployment } = await start();
  const present = { ...WANTED, Content: deny('s3:Get*'), Adopt: true };
  const { id } = await deployment.organizations.createPolicy({ type: SCP, name: 'Guardrails', description: '', content: present.Content }, []);
  await expect(deployment.create(TYPE, WANTED)).rejects.toThrow(/The policy "Guardrails" exists .* adopt: true/);
  const since = deployment.simulator.journal.length;
  await expect(deployment.create(TYPE, { ...WANTED, Adopt: true })).rejects.toThrow(/its content would change, and a rollback could not restore that/);
  expect(deployment.writes(since)).toEqual([]);
  expect(await deployment.writesOf(() => deployment.create(TYPE, present))).toEqual(['TagResource']);
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, present, { ...WANTED, Adopt: true }))).toEqual(['UpdatePolicy']);
});

/** Policies of somebody else, enough for three pages of a list, and the events that adopt the last ones. */
async function foreignPolicies() {
  const { deployment } = await start();
  const present = (place: number) => ({ ...WANTED, Name: `Foreign ${place}`, Content: deny('s3:Get*'), Adopt: true });
  const ids: string[] = [];
  for (let place = 0; place < 45; place += 1) {
    const { Name: name, Content: content } = present(place);
    ids.push((await deployment.organizations.createPolicy({ type: SCP, name, description: '', content }, [])).id);
  }
  deployment.startEnvironment();
  const adopted = async (place: number) => (await deployment.create(TYPE, present(place), `Policy${place}`)).PhysicalResourceId;
  return { deployment, ids, adopted };
}

test('one list serves all policies that an environment adopts in a deployment', async () => {
  const { deployment, ids, adopted } = await foreignPolicies();
  const since = deployment.simulator.journal.length;
  for (const place of [44, 3, 20]) expect(await adopted(place)).toBe(ids[place]);
  expect(deployment.simulator.journal.slice(since).filter(({ operation }) => operation === 'ListPolicies')).toHaveLength(3);
});

test.each([
  ['renamed', ({ organizations }: Deployment, id: string) => organizations.updatePolicy(id, { name: 'Another' })],
  ['deleted', ({ organizations }: Deployment, id: string) => organizations.deletePolicy(id)],
])('a policy that was %s since the list gives its name to another one, which is adopted', async (_, change) => {
  const { deployment, ids, adopted } = await foreignPolicies();
  await adopted(44);
  await change(deployment, ids[3]);
  const { id } = await deployment.organizations.createPolicy({ type: SCP, name: 'Foreign 3', description: '', content: deny('s3:Get*') }, []);
  expect(await adopted(3)).toBe(id);
  expect(deployment.simulator.state().policies.filter(({ tags }) => OWNER_TAG_KEY in tags).map((each) => each.id)).toEqual([ids[44], id]);
});

test('a policy that AWS manages is never changed', async () => {
  const { deployment } = await start();
  await expect(deployment.create(TYPE, { ...WANTED, Name: 'FullAWSAccess', Adopt: true })).rejects.toThrow('is managed by AWS');
});

test('a policy of this stack is deleted, and an adopted policy is released', async () => {
  const { deployment } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  const foreign = await deployment.organizations.createPolicy({ type: SCP, name: 'Old', description: '', content: WANTED.Content }, []);
  await deployment.create(TYPE, { ...WANTED, Name: 'Old', Adopt: true });
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, WANTED))).toEqual(['DeletePolicy']);
  expect(await deployment.writesOf(() => deployment.remove(TYPE, foreign.id, { ...WANTED, Name: 'Old' }))).toEqual(['UntagResource']);
  expect(deployment.simulator.state().policies).toMatchObject([{ id: foreign.id, tags: {} }]);
});

describe.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS'])('a Delete in %s', (status) => {
  test.each<[string, readonly Tag[]]>([
    ['without an owner tag', []],
    ['with the owner tag of another stack', [{ Key: OWNER_TAG_KEY, Value: 'another-stack' }]],
    ['that another stack adopted', [{ Key: OWNER_TAG_KEY, Value: 'another-stack/adopted' }]],
  ])('leaves a policy %s as it is, and logs why', async (_, tags) => {
    const { deployment } = await start();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
    await deployment.organizations.untagResource(id, [OWNER_TAG_KEY]);
    if (tags.length > 0) await deployment.organizations.tagResource(id, tags);
    const before = deployment.simulator.state().policies;
    deployment.status = status;
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, WANTED))).toEqual([]);
    expect(deployment.simulator.state().policies).toEqual(before);
    expect(deployment.lines.find(({ decision }) => decision === 'left behind')).toMatchObject({
      id, reason: 'It does not carry our owner tag (any more).', ...tags.length > 0 && { owner: 'another-stack' },
    });
  });
});

test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'DELETE_IN_PROGRESS'])(
  'a policy that is still attached is left behind in %s, with a warning that names its target', async (status) => {
    const { deployment, root } = await start();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
    await deployment.organizations.attachPolicy(id, root);
    deployment.status = status;
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, WANTED))).toEqual(status.includes('ROLLBACK') ? [] : ['TagResource']);
    expect(deployment.lines.find(({ warning }) => warning)).toMatchObject({ reason: expect.stringContaining(`it is attached to Root (${root})`) });
  },
);

test('a policy is deleted even if the unit that it is attached to is deleted as late as possible', async () => {
  const { deployment, root } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  const { id: unit } = await deployment.organizations.createOrganizationalUnit(root, 'Security', []);
  await deployment.organizations.attachPolicy(id, unit);
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  deleteUnitLate(deployment, unit);
  await deployment.remove(TYPE, id, WANTED);
  expect(deployment.simulator.state()).toMatchObject({ organizationalUnits: [], policies: [] });
});

test('a document that the service refuses fails with advice', async () => {
  const { deployment } = await start();
  await expect(deployment.create(TYPE, { ...WANTED, Content: '{"Statement":' })).rejects.toThrow(/MalformedPolicyDocument.*Correct the policy document/);
});
