import { isRead } from '../../../../src/organizations';
import type { OrganizationsReadings } from '../../../../src/simulator';
import { HANDSHAKE_READINGS } from '../../../../src/simulator/readings/handshake-readings';
import { Deployment } from '../../support/deployment';
import { answerAllFeatures, callAs, member } from '../../support/members';

const TYPE = 'Custom::OrganizationsOrganization';
const BILLING = { FeatureSet: 'CONSOLIDATED_BILLING' };
const ALL = { FeatureSet: 'ALL' };
const [ANA, BEN] = ['222222222222', '333333333333'];
const DAY_MS = 86_400_000;
const TAGGED = { RootTags: [{ Key: 'team', Value: 'blue' }] };

/** An organization with consolidated billing that a stack manages, with these invited accounts. */
async function billing(members: string[], options?: ConstructorParameters<typeof Deployment>[0]) {
  const deployment = new Deployment(options);
  const { PhysicalResourceId: id } = await deployment.create(TYPE, BILLING);
  members.forEach((each) => member(deployment, each));
  await deployment.clock.sleep(DAY_MS);
  deployment.status = 'UPDATE_IN_PROGRESS';
  return { deployment, id };
}

const featureSet = ({ simulator }: Deployment) => simulator.state().organization!.featureSet;
const processes = ({ simulator }: Deployment) => (simulator.state().handshakes ?? [])
  .filter(({ action }) => action === 'ENABLE_ALL_FEATURES').map(({ state }) => state);

/** Another deployment of the same app, as the context key for reconciling causes it. */
async function again(deployment: Deployment, id: string, properties: object = ALL) {
  deployment.status = 'UPDATE_IN_PROGRESS';
  return deployment.update(TYPE, id, { ...properties }, { ...properties, Reconcile: String(deployment.clock.now()) });
}

test('an organization without invited accounts gets all features in one deployment', async () => {
  const { deployment, id } = await billing([]);
  let answer;
  expect(await deployment.writesOf(async () => { answer = await deployment.update(TYPE, id, BILLING, ALL); })).toEqual(['EnableAllFeatures', 'AcceptHandshake']);
  expect(featureSet(deployment)).toBe('ALL');
  expect(answer).toMatchObject({ PhysicalResourceId: id, Data: { FeatureSet: 'ALL', AllFeaturesStatus: 'ENABLED', AllFeaturesMissingApprovals: 'none' } });
});

test('a deployment ends while invited accounts have not agreed, and names them and their deadline', async () => {
  const { deployment, id } = await billing([ANA, BEN]);
  const began = deployment.clock.now();
  const { Data } = await deployment.update(TYPE, id, BILLING, { ...ALL, ...TAGGED });
  expect(Data).toMatchObject({
    FeatureSet: 'CONSOLIDATED_BILLING', AllFeaturesStatus: 'PENDING', AllFeaturesMissingApprovals: '222222222222, 333333333333 (until 2026-04-02)',
  });
  expect(deployment.clock.now() - began).toBeLessThan(60_000);
  expect(deployment.simulator.state().root!.tags).toMatchObject({ team: 'blue' });
  expect(deployment.lines).toContainEqual(expect.objectContaining({
    decision: 'waiting for approvals', reason: 'All features are not enabled yet: 222222222222, 333333333333 (until 2026-04-02) have not agreed.',
  }));
});

test('the next deployment sends no second request, names an account that declined, and completes the change once all have agreed', async () => {
  const { deployment, id } = await billing([ANA, BEN]);
  await deployment.update(TYPE, id, BILLING, ALL);
  answerAllFeatures(deployment.simulator, ANA, 'DeclineHandshake');
  answerAllFeatures(deployment.simulator, BEN, 'AcceptHandshake');
  let answer;
  expect(await deployment.writesOf(async () => { answer = await again(deployment, id); })).toEqual([]);
  expect(answer).toMatchObject({ Data: { AllFeaturesStatus: 'PENDING', AllFeaturesMissingApprovals: '222222222222 (declined) (until 2026-04-02)' } });

  // A person cancels the request, and the next deployment sends another one.
  const [{ id: handshake }] = deployment.simulator.state().handshakes!.filter(({ action }) => action === 'ENABLE_ALL_FEATURES');
  await deployment.organizations.cancelHandshake(handshake);
  expect(await deployment.writesOf(() => again(deployment, id))).toEqual(['EnableAllFeatures']);
  [ANA, BEN].forEach((each) => answerAllFeatures(deployment.simulator, each, 'AcceptHandshake'));
  expect(await deployment.writesOf(() => again(deployment, id))).toEqual(['AcceptHandshake']);
  expect(featureSet(deployment)).toBe('ALL');
});

test('an expired request is sent again', async () => {
  const { deployment, id } = await billing([ANA]);
  await deployment.update(TYPE, id, BILLING, ALL);
  await deployment.clock.sleep(91 * DAY_MS);
  expect(await deployment.writesOf(() => again(deployment, id))).toEqual(['EnableAllFeatures']);
  expect(processes(deployment)).toEqual(['EXPIRED', 'REQUESTED']);
});

test('a request that a person sent is found and completed', async () => {
  const { deployment, id } = await billing([ANA]);
  await deployment.organizations.enableAllFeatures();
  answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, BILLING, ALL))).toEqual(['AcceptHandshake']);
});

test('the Actions of the two handshakes may be swapped', async () => {
  const { deployment, id } = await billing([ANA], { readings: { allFeaturesActions: 'membersEnable' } });
  const { Data } = await deployment.update(TYPE, id, BILLING, ALL);
  expect(Data!.AllFeaturesMissingApprovals).toBe('222222222222 (until 2026-04-02)');
  expect(await deployment.writesOf(() => again(deployment, id))).toEqual([]);
});

test('stale readings lead neither to a second request nor to a failure', async () => {
  for (let seed = 1; seed <= 8; seed += 1) {
    const { deployment, id } = await billing([ANA], { seed, lagMs: 8_000 });
    const { Data } = await deployment.update(TYPE, id, BILLING, ALL);
    expect(Data).toMatchObject({ AllFeaturesStatus: 'PENDING', AllFeaturesMissingApprovals: '222222222222 (until 2026-04-02)' });
    answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
    await deployment.clock.sleep(60_000);
    await again(deployment, id);
    expect([featureSet(deployment), processes(deployment)]).toEqual(['ALL', ['ACCEPTED']]);
  }
});

describe('a rollback', () => {
  async function failed(deployment: Deployment, id: string, previous: object, properties: object) {
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.update(TYPE, id, { ...previous }, { ...properties });
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    return deployment.writesOf(() => deployment.update(TYPE, id, { ...properties }, { ...previous }));
  }

  test('cancels the request that its deployment sent', async () => {
    const { deployment, id } = await billing([ANA]);
    expect(await failed(deployment, id, BILLING, ALL)).toEqual(['CancelHandshake']);
    expect(processes(deployment)).toEqual(['CANCELED']);
  });

  test('keeps a request that was sent before its deployment', async () => {
    const { deployment, id } = await billing([ANA]);
    await deployment.organizations.enableAllFeatures();
    await deployment.clock.sleep(DAY_MS);
    expect(await failed(deployment, id, BILLING, ALL)).toEqual([]);
    expect(processes(deployment)).toEqual(['REQUESTED']);
  });

  test('keeps features that were enabled, and restores the tags of the root', async () => {
    const { deployment, id } = await billing([]);
    expect(await failed(deployment, id, BILLING, { ...ALL, ...TAGGED })).toEqual(['UntagResource']);
    expect(featureSet(deployment)).toBe('ALL');
    expect(deployment.simulator.state().root!.tags).toEqual({});
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'kept', reason: 'All features cannot be given up again.' }));
  });

  test('does not complete the change, even if all accounts have agreed in the meantime', async () => {
    const { deployment, id } = await billing([ANA]);
    await deployment.update(TYPE, id, BILLING, ALL);
    answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
    deployment.status = 'UPDATE_IN_PROGRESS';
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.update(TYPE, id, { ...ALL, ...TAGGED }, ALL))).toEqual([]);
    expect(featureSet(deployment)).toBe('CONSOLIDATED_BILLING');
  });

  test('sends a request again that its deployment canceled', async () => {
    const { deployment, id } = await billing([ANA]);
    await deployment.update(TYPE, id, BILLING, ALL);
    expect(await failed(deployment, id, ALL, BILLING)).toEqual(['EnableAllFeatures']);
    expect(processes(deployment)).toEqual(['CANCELED', 'REQUESTED']);
  });

  test('of the creation cancels the request as well', async () => {
    const deployment = new Deployment();
    await deployment.organizations.createOrganization('CONSOLIDATED_BILLING');
    member(deployment, ANA);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'CREATE_IN_PROGRESS';
    const { PhysicalResourceId: id } = await deployment.create(TYPE, ALL);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, ALL))).toEqual(['CancelHandshake']);
  });
});

test('an app that no longer wants all features cancels the request', async () => {
  const { deployment, id } = await billing([ANA]);
  await deployment.update(TYPE, id, BILLING, ALL);
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, ALL, BILLING))).toEqual(['CancelHandshake']);
});

describe('a request that a person completed a moment before', () => {
  /** All features are enabled, and for 20 seconds the organization is shown without them. */
  async function completed() {
    const { deployment, id } = await billing([ANA]);
    await deployment.update(TYPE, id, BILLING, ALL);
    answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
    const { id: handshake } = deployment.simulator.state().handshakes!.find(({ action }) => action === 'ENABLE_ALL_FEATURES')!;
    await deployment.organizations.acceptHandshake(handshake);
    const visibleAt = deployment.clock.now() + 20_000;
    deployment.disturb = async (operation, call) => {
      const answer = await call() as { Organization?: object };
      const isStale = operation === 'DescribeOrganization' && deployment.clock.now() < visibleAt;
      return (isStale ? { Organization: { ...answer.Organization, FeatureSet: 'CONSOLIDATED_BILLING' } } : answer) as never;
    };
    return { deployment, id, calls: () => deployment.simulator.journal.map(({ operation }) => operation) };
  }

  test('fails an app that no longer wants all features, without an attempt to cancel the request', async () => {
    const { deployment, id, calls } = await completed();
    await expect(deployment.update(TYPE, id, ALL, BILLING)).rejects.toThrow(/has all features, and only consolidated billing is wanted/);
    expect(calls()).not.toContain('CancelHandshake');
  });

  test('is kept by a rollback, without an attempt to cancel it', async () => {
    const { deployment, id, calls } = await completed();
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.update(TYPE, id, ALL, BILLING)).toMatchObject({ Data: { FeatureSet: 'ALL', AllFeaturesStatus: 'ENABLED' } });
    expect(calls()).not.toContain('CancelHandshake');
  });

  test('is found by an app that wants all features, without a second request or completion', async () => {
    const { deployment, id, calls } = await completed();
    const since = calls().length;
    expect(await again(deployment, id)).toMatchObject({ Data: { FeatureSet: 'ALL', AllFeaturesStatus: 'ENABLED' } });
    expect(calls().slice(since).filter((operation) => !isRead(operation))).toEqual([]);
  });
});

test.each([
  ['Custom::OrganizationsPolicyType', { PolicyType: 'SERVICE_CONTROL_POLICY' }, 'EnablePolicyType'],
  ['Custom::OrganizationsTrustedService', { ServicePrincipal: 'guardduty.amazonaws.com' }, '(List|Enable)AWSServiceAccess'],
  ['Custom::OrganizationsPolicy', { Type: 'SERVICE_CONTROL_POLICY', Name: 'One', Description: '', Content: '{}' }, '(List|Create)Polic'],
] as const)('%s fails with the accounts that have not agreed, and names the resources that can be deployed first', async (type, properties, operation) => {
  const { deployment, id } = await billing([ANA]);
  await deployment.update(TYPE, id, BILLING, ALL);
  const began = deployment.clock.now();
  const RootId = deployment.simulator.state().root!.id;
  await expect(deployment.create(type, { RootId, ...properties })).rejects.toThrow(new RegExp(
    `${operation}.* needs all features, and the organization o-\\w+ has those of consolidated billing: 222222222222 \\(until 2026-04-02\\) has not agreed. `
    + 'Deploy without policies, policy types and trusted services first. Add them when the accounts have agreed.'));
  expect(deployment.clock.now() - began).toBeLessThan(60_000);
});

test('adopt: true on an organization with consolidated billing requests all features as well', async () => {
  const { deployment } = await billing([ANA]);
  deployment.status = 'CREATE_IN_PROGRESS';
  const { Data } = await deployment.create(TYPE, { ...ALL, Adopt: true });
  expect(Data).toMatchObject({ AllFeaturesStatus: 'PENDING' });
});

test('consolidated billing that the app wants causes no further calls', async () => {
  const { deployment, id } = await billing([ANA]);
  const since = deployment.simulator.journal.length;
  await deployment.update(TYPE, id, BILLING, { ...BILLING, Reconcile: 'again' });
  const calls = deployment.simulator.journal.slice(since).map(({ operation }) => operation);
  expect(calls.filter((each) => !isRead(each) || each === 'ListHandshakesForOrganization')).toEqual([]);
});

/** The same deployment, after the administrators of these created accounts have deleted the service-linked role. */
async function withoutRole(names: string[], readings: Partial<OrganizationsReadings>) {
  const { deployment } = await billing([ANA]);
  for (const name of names) await deployment.organizations.createAccount({ accountName: name, email: `${name}@example.com`, tags: [] });
  await deployment.clock.sleep(DAY_MS);
  const state = deployment.simulator.state();
  const accounts = state.accounts.map((account) => (names.includes(account.name) ? { ...account, lacksServiceLinkedRole: true } : account));
  const loaded = new Deployment({ state: { ...state, accounts }, readings });
  await loaded.clock.sleep(deployment.clock.now() - loaded.clock.now());
  loaded.status = 'UPDATE_IN_PROGRESS';
  const ids = names.map((name) => accounts.find((account) => account.name === name)!.id).sort();
  return { deployment: loaded, id: state.organization!.id, ids };
}

function addRole({ simulator }: Deployment, id: string): void {
  const { Handshakes } = callAs(simulator, id, 'ListHandshakesForAccount', { Filter: { ActionType: 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE' } });
  callAs(simulator, id, 'AcceptHandshake', { HandshakeId: Handshakes.find(({ State }) => State === 'REQUESTED')!.Id });
}

describe.each(HANDSHAKE_READINGS.parentOfRoleHandshakes)('if the parent of a handshake for the service-linked role is %s', (parentOfRoleHandshakes) => {
  test('created accounts that lack the role are missing until they have added it', async () => {
    const { deployment, id, ids: [one, two] } = await withoutRole(['one', 'two'], { parentOfRoleHandshakes });
    const { Data } = await deployment.update(TYPE, id, BILLING, ALL);
    expect(Data).toMatchObject({
      AllFeaturesStatus: 'PENDING',
      AllFeaturesMissingApprovals: `222222222222, ${one} (service-linked role), ${two} (service-linked role) (until 2026-04-03)`,
    });
    answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
    addRole(deployment, one);
    let answer;
    expect(await deployment.writesOf(async () => { answer = await again(deployment, id); })).toEqual([]);
    expect(answer).toMatchObject({ Data: { AllFeaturesMissingApprovals: `${two} (service-linked role) (until 2026-04-03)` } });
    addRole(deployment, two);
    expect(await deployment.writesOf(() => again(deployment, id))).toEqual(['AcceptHandshake']);
    expect(featureSet(deployment)).toBe('ALL');
  });

  test('handshakes of a canceled request do not count for the next one', async () => {
    const { deployment, id, ids: [one] } = await withoutRole(['one'], { parentOfRoleHandshakes });
    await deployment.update(TYPE, id, BILLING, ALL);
    const [{ id: handshake }] = deployment.simulator.state().handshakes!.filter(({ action }) => action === 'ENABLE_ALL_FEATURES');
    const declined = deployment.simulator.state().handshakes!.find(({ action }) => action === 'ADD_ORGANIZATIONS_SERVICE_LINKED_ROLE')!;
    callAs(deployment.simulator, one, 'DeclineHandshake', { HandshakeId: declined.id });
    await deployment.organizations.cancelHandshake(handshake);
    await deployment.clock.sleep(DAY_MS);
    await again(deployment, id);
    answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
    addRole(deployment, one);
    expect(await deployment.writesOf(() => again(deployment, id))).toEqual(['AcceptHandshake']);
  });
});

test.each(HANDSHAKE_READINGS.parentHandshake)('two approvals count if PARENT_HANDSHAKE is printed %s', async (parentHandshake) => {
  const { deployment, id } = await billing([ANA, BEN], { readings: { parentHandshake } });
  const { Data } = await deployment.update(TYPE, id, BILLING, ALL);
  expect(Data).toMatchObject({ AllFeaturesStatus: 'PENDING', AllFeaturesMissingApprovals: '222222222222, 333333333333 (until 2026-04-02)' });
  answerAllFeatures(deployment.simulator, ANA, 'AcceptHandshake');
  expect(await deployment.writesOf(() => again(deployment, id))).toEqual([]);
  answerAllFeatures(deployment.simulator, BEN, 'AcceptHandshake');
  expect(await deployment.writesOf(() => again(deployment, id))).toEqual(['AcceptHandshake']);
  expect(featureSet(deployment)).toBe('ALL');
});
