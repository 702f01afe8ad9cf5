import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FeatureSet, Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';
import { Simulator, type SimulatorState } from '../../../src/simulator';
import { answerAllFeatures, callAs, join } from '../../handler/support/members';
import { type Build, MANAGEMENT, removeApps } from '../support/app';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';

jest.setTimeout(300_000);
afterAll(removeApps);

const [ANA, BEN] = ['222222222222', '333333333333'];
const DAY_MS = 86_400_000;

const code = (featureSet: FeatureSet, withPolicy = false): Build => (stack) => {
  const organization = new Organization(stack, 'Organization', { featureSet });
  new CfnOutput(stack, 'Status', { value: organization.allFeaturesStatus });
  new CfnOutput(stack, 'Missing', { value: organization.allFeaturesMissingApprovals });
  if (!withPolicy) return;
  const statement = new PolicyStatement({ effect: Effect.DENY, actions: ['organizations:LeaveOrganization'], resources: ['*'] });
  organization.root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { policyName: 'guard', statements: [statement] }));
};

type State = Deployed['state'];

/** Runs manual actions this many days after a deployment. */
function between(state: State, act: (simulator: Simulator) => void, days = 1): State {
  const now = state.now + days * DAY_MS;
  const simulator = new Simulator({ state: state.simulator, managementAccountId: MANAGEMENT, now: () => now });
  act(simulator);
  return { ...state, now, simulator: simulator.state() };
}

/** An organization with consolidated billing and two invited accounts. */
async function billing(): Promise<State> {
  const { state } = await deploy(code(FeatureSet.CONSOLIDATED_BILLING));
  return between(state, (simulator) => [ANA, BEN].forEach((id) => join(simulator, id, MANAGEMENT)));
}

const writesOf = ({ writes }: Deployed) => writes.map((write) => write.split(' ')[0]);
const featureSet = ({ organization }: SimulatorState) => organization!.featureSet;
const again = { context: { 'cdk-aws-organizations:reconcile': 'again' } };

test('One of two invited accounts declines all features, and the deployments still end. After a new request both agree, and a deployment completes the change.', async () => {
  const first = await deploy(code(FeatureSet.ALL), { state: await billing() });
  expect(first).toMatchObject({ succeeded: true });
  expect(first.virtualSeconds).toBeLessThan(300);
  expect(writesOf(first)).toEqual(['EnableAllFeatures']);

  const declined = between(first.state, (simulator) => {
    answerAllFeatures(simulator, ANA, 'AcceptHandshake');
    answerAllFeatures(simulator, BEN, 'DeclineHandshake');
  });
  const second = await deploy(code(FeatureSet.ALL), { state: declined, ...again });
  expect([second.succeeded, second.writes, featureSet(second.simulatorState)]).toEqual([true, [], 'CONSOLIDATED_BILLING']);

  const canceled = between(second.state, (simulator) => {
    const { id } = simulator.state().handshakes!.find(({ action, state }) => action === 'ENABLE_ALL_FEATURES' && state === 'REQUESTED')!;
    callAs(simulator, MANAGEMENT, 'CancelHandshake', { HandshakeId: id });
  });
  const third = await deploy(code(FeatureSet.ALL), { state: canceled, context: { 'cdk-aws-organizations:reconcile': 'third' } });
  expect(writesOf(third)).toEqual(['EnableAllFeatures']);
  const agreed = between(third.state, (simulator) => [ANA, BEN].forEach((id) => answerAllFeatures(simulator, id, 'AcceptHandshake')));
  const last = await deploy(code(FeatureSet.ALL, true), { state: agreed, context: { 'cdk-aws-organizations:reconcile': 'last' } });
  expect(reasonsOf(last)).toEqual([]);
  expect([last.succeeded, featureSet(last.simulatorState)]).toEqual([true, 'ALL']);
  expect(writesOf(last)).toEqual(expect.arrayContaining(['AcceptHandshake', 'EnablePolicyType', 'CreatePolicy', 'AttachPolicy']));
});

test('The next deployment sends an expired request for all features again.', async () => {
  const first = await deploy(code(FeatureSet.ALL), { state: await billing() });
  const expired = between(first.state, () => undefined, 91);
  expect(writesOf(await deploy(code(FeatureSet.ALL), { state: expired, ...again }))).toEqual(['EnableAllFeatures']);
});

test('Policies in the same deployment as all features fail and name the accounts that have not agreed, and the rollback cancels the request.', async () => {
  const failed = await deploy(code(FeatureSet.ALL, true), { state: await billing() });
  expect(failed.succeeded).toBe(false);
  expect(reasonsOf(failed).join('\n')).toMatch(/needs all features.*222222222222, 333333333333.*Deploy without policies/);
  expect(writesOf(failed)).toEqual(['EnableAllFeatures', 'CancelHandshake']);
});

test('Without invited accounts, one deployment enables all features and creates policies.', async () => {
  const { state } = await deploy(code(FeatureSet.CONSOLIDATED_BILLING));
  const result = await deploy(code(FeatureSet.ALL, true), { state });
  expect(reasonsOf(result)).toEqual([]);
  expect(featureSet(result.simulatorState)).toBe('ALL');
});

describe('An organization whose deletion is allowed', () => {
  const keys = (removalPolicy: RemovalPolicy, unit = false): Build => (stack) => {
    const organization = new Organization(stack, 'Organization', { allowDeletion: true, removalPolicy });
    if (unit) new OrganizationalUnit(stack, 'Unit', { parent: organization.root, organizationalUnitName: 'unit' });
  };

  test('is deleted with its stack, after the units of the stack.', async () => {
    const { state } = await deploy(keys(RemovalPolicy.DESTROY, true));
    const deleted = await deploy(keys(RemovalPolicy.DESTROY, true), { state, deletion: true });
    expect(writesOf(deleted)).toEqual(['DeleteOrganizationalUnit', 'DeleteOrganization']);
    expect([deleted.succeeded, deleted.simulatorState.organization]).toEqual([true, null]);
  });

  test('stays if it has a member account, and its stack is deleted.', async () => {
    const { state } = await deploy(keys(RemovalPolicy.DESTROY));
    const inhabited = between(state, (simulator) => join(simulator, ANA, MANAGEMENT));
    const deleted = await deploy(keys(RemovalPolicy.DESTROY), { state: inhabited, deletion: true });
    expect([deleted.succeeded, deleted.writes]).toEqual([true, []]);
  });

  test('stays if its removal policy retains it.', async () => {
    const { state } = await deploy(keys(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE));
    const deleted = await deploy(keys(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE), { state, deletion: true });
    expect([deleted.succeeded, deleted.writes]).toEqual([true, []]);
  });
});
