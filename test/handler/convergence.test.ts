import { Deployment } from './support/deployment';
import { NO_ANSWER, OrganizationsError } from '../../src/organizations';
import type { SimulatorOptions } from '../../src/simulator';

const SCP = 'SERVICE_CONTROL_POLICY';
const CONTENT = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });
const TAGS = [{ Key: 'team', Value: 'blue' }];

/** Deploys a small organization from nothing, as a stack would; returns the answer of every step. */
async function deploy(deployment: Deployment) {
  const { Data } = await deployment.create('Custom::OrganizationsOrganization', { FeatureSet: 'ALL', RootTags: TAGS }, 'Organization');
  const RootId = Data!.RootId;
  const type = await deployment.create('Custom::OrganizationsPolicyType', { RootId, PolicyType: SCP }, 'Type');
  const unit = await deployment.create('Custom::OrganizationsOrganizationalUnit', { ParentId: RootId, Name: 'Security', Tags: TAGS }, 'Unit');
  const policies = [];
  for (const Name of ['One', 'Two']) {
    const properties = { Type: SCP, Name, Description: '', Content: CONTENT, Tags: TAGS };
    policies.push(await deployment.create('Custom::OrganizationsPolicy', properties, Name));
  }
  const attachments = await deployment.create('Custom::OrganizationsPolicyAttachments', {
    TargetId: unit.PhysicalResourceId, Policies: { [SCP]: policies.map((policy) => policy.PhysicalResourceId) }, DetachFullAwsAccess: true,
  }, 'Attachments');
  const account = await deployment.create('Custom::OrganizationsAccount', {
    AccountName: 'log', Email: 'log@example.com', ParentId: unit.PhysicalResourceId, Tags: TAGS,
  }, 'Account');
  const ServicePrincipal = 'guardduty.amazonaws.com';
  const service = await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal }, 'Service');
  const AccountId = account.PhysicalResourceId;
  const administrator = await deployment.create('Custom::OrganizationsDelegatedAdministrator', { AccountId, ServicePrincipal }, 'Administrator');
  return [type, unit, ...policies, attachments, account, service, administrator].map(({ PhysicalResourceId }) => PhysicalResourceId);
}

/** The organization without IDs and times. */
function shape(deployment: Deployment) {
  const state = deployment.simulator.state();
  const named = [...state.organizationalUnits, ...state.accounts, ...state.policies, state.root!];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const name = (id: string) => names.get(id) ?? id;
  return {
    rootTags: state.root!.tags,
    units: state.organizationalUnits.map((unit) => ({ name: unit.name, parent: name(unit.parentId), tags: unit.tags })),
    accounts: state.accounts.map((account) => ({ email: account.email, parent: name(account.parentId), tags: account.tags })),
    policies: state.policies.map((policy) => ({ name: policy.name, content: policy.content, tags: policy.tags })),
    attachments: state.attachments.map((each) => `${name(each.policyId)} on ${name(each.targetId)}`).sort(),
    services: state.trustedServices.map(({ servicePrincipal }) => servicePrincipal),
    administrators: state.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${name(accountId)} for ${servicePrincipal}`),
    policyTypes: state.policyTypes.map(({ type, status }) => `${type} ${status}`),
  };
}

async function undisturbed() {
  const deployment = new Deployment();
  await deploy(deployment);
  return { shape: shape(deployment), writes: deployment.writes().length };
}

const LAGS: [string, SimulatorOptions][] = [1, 2, 3, 4, 5, 6].flatMap((seed): [string, SimulatorOptions][] => [
  [`2 seconds (seed ${seed})`, { seed, lagMs: 2_000 }],
  [`10 seconds, references too (seed ${seed})`, { seed, lagMs: 10_000, staleReferences: true }],
]);

test.each(LAGS)('with readings that lag by up to %s the deployment ends with the same organization', async (_name, options) => {
  const expected = await undisturbed();
  const deployment = new Deployment(options);
  const ids = await deploy(deployment);
  expect(shape(deployment)).toEqual(expected.shape);
  await deployment.clock.sleep(60_000);
  const since = deployment.simulator.journal.length;
  expect(await deploy(deployment)).toEqual(ids);
  expect(deployment.writes(since)).toEqual([]);
});

class Crash extends Error {}

/** Delivers the whole deployment again after each crash, as a person would who deploys again. */
async function deployWithCrashAt(place: number, afterwards: boolean): Promise<{ deployment: Deployment; crashed: boolean }> {
  const deployment = new Deployment();
  let calls = 0;
  let crashed = false;
  deployment.disturb = async (_operation, call) => {
    calls += 1;
    if (calls !== place) return call();
    crashed = true;
    if (afterwards) await call();
    throw new Crash('The function died.');
  };
  await deploy(deployment).catch((error) => {
    if (!/The function died/.test(error.message)) throw error;
  });
  if (crashed) await deploy(deployment);
  return { deployment, crashed };
}

test.each([['before', false], ['after', true]])('a crash %s any single call, followed by the same deployment, ends with the same organization and as many writes', async (_name, afterwards) => {
  const expected = await undisturbed();
  for (let place = 1; ; place += 1) {
    const { deployment, crashed } = await deployWithCrashAt(place, afterwards);
    if (!crashed) return expect(place).toBeGreaterThan(30);
    expect({ place, shape: shape(deployment), writes: deployment.writes().length }).toEqual({ place, ...expected });
  }
});

test.each([1, 2, 3])('with constant throttling, conflicts and lost answers (seed %d) the deployment ends with the same organization', async (seed) => {
  const expected = await undisturbed();
  const deployment = new Deployment({ seed });
  let state = seed;
  const chance = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  deployment.disturb = async (operation, call) => {
    const dice = chance();
    if (dice < 0.15) throw new OrganizationsError(operation, 'TooManyRequests', 'Try again later.');
    if (dice < 0.25) throw new OrganizationsError(operation, 'ConcurrentModification', 'Try again later.');
    const answer = await call();
    if (dice < 0.35) throw new OrganizationsError(operation, NO_ANSWER, 'socket hang up');
    return answer;
  };
  await deploy(deployment);
  expect(shape(deployment)).toEqual(expected.shape);
});
