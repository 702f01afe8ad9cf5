import { type App, Stack, Tags } from 'aws-cdk-lib';
import {
  Account, type IParent, Organization, OrganizationalUnit, Policy, PolicyContent, PolicyType, ServiceControlPolicy, TrustedService,
} from '../../../src';
import { Simulator, type SimulatorState } from '../../../src/simulator';
import { simulatedOrganizations } from '../../handler/support/simulated-organizations';
import { MANAGEMENT } from '../support/app';
import { FOREIGN_ACCOUNT, FOREIGN_UNIT, foreignOrganization } from '../support/foreign';

/** The content of the two stacks. The accounts and policies of the first one are known to the second one by their IDs only. */
interface Code {
  /** Tags of the unit and the account that were there before. */
  readonly team: string;
  readonly cost?: string;
  /** The policies that each stack attaches to the unit. What only the first one has, the second one never takes over: that leaves a gap. */
  readonly base: readonly Name[];
  readonly tools: readonly Name[];
  /** The services for which the second stack registers an account. The first stack registers it for the first service. */
  readonly registered: readonly string[];
  /** The stack of an account that moves from one to the other. */
  readonly home: 'Landing' | 'Tools';
  /** Whether the second stack has an account whose address is taken. */
  readonly fails?: boolean;
}

const NAMES = ['One', 'Two', 'Three'] as const;
type Name = typeof NAMES[number];
const SERVICES = ['config.amazonaws.com', 'guardduty.amazonaws.com'];

const FORMER: Code = { team: 'platform', cost: '100', base: ['One', 'Two'], tools: ['Two', 'Three'], registered: SERVICES, home: 'Tools' };
const CHANGED: Code = { team: 'core', base: ['One', 'Three'], tools: NAMES, registered: [SERVICES[1]], home: 'Landing' };

/** Two stacks that take over a unit, an account and a registration of others, and share attachments and the registration. */
export const STACKS = {
  former: stacks(FORMER),
  changed: stacks(CHANGED),
  // The first stack stays as it is, so that all of this deployment is rolled back.
  failing: stacks({ ...CHANGED, base: FORMER.base, home: FORMER.home, fails: true }, FORMER),
};

function stacks(code: Code, first: Code = code) {
  return (app: App): void => {
    const env = { account: MANAGEMENT, region: 'us-east-1' };
    const base = landing(new Stack(app, 'Landing', { env }), first);
    tools(new Stack(app, 'Tools', { env }), code, base);
  };
}

function landing(stack: Stack, code: Code) {
  const { root } = new Organization(stack, 'Organization', {
    adopt: true, trustedServices: SERVICES.map((each) => TrustedService.of(each)),
  });
  const policy = (name: Name) => new ServiceControlPolicy(stack, name, { policyName: name, content: denying(name) });
  const policies = new Map(NAMES.map((name) => [name, policy(name)]));
  const unit = new OrganizationalUnit(stack, 'Unit', { parent: root, organizationalUnitName: FOREIGN_UNIT, adopt: true });
  tag(unit, code);
  code.base.forEach((name) => unit.attachPolicy(policies.get(name)!));
  const account = new Account(stack, 'Member', {
    accountName: FOREIGN_ACCOUNT, email: `${FOREIGN_ACCOUNT}@example.com`, parent: unit, adopt: true,
  });
  account.delegateAdministration(TrustedService.of(SERVICES[0]));
  if (code.home === 'Landing') moving(stack, unit);
  // An export that the other stack no longer uses can only be removed by a later deployment.
  const ids = [unit.organizationalUnitId, account.accountId, ...[...policies.values()].map(({ policyId }) => policyId)];
  ids.forEach((id) => stack.exportValue(id));
  return { unit, policies, account };
}

function tools(stack: Stack, code: Code, base: ReturnType<typeof landing>): void {
  const unit = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Unit', base.unit.organizationalUnitId);
  for (const name of code.tools) {
    unit.attachPolicy(Policy.fromPolicyId(stack, name, base.policies.get(name)!.policyId, PolicyType.SERVICE_CONTROL_POLICY));
  }
  const member = Account.fromAccountId(stack, 'Member', base.account.accountId);
  code.registered.forEach((service) => member.delegateAdministration(TrustedService.of(service)));
  const adopted = new OrganizationalUnit(stack, 'Inner', { parent: unit, organizationalUnitName: INNER, adopt: true });
  tag(adopted, code);
  if (code.home === 'Tools') moving(stack, unit);
  if (code.fails) new Account(stack, 'Taken', { accountName: 'taken', email: 'taken@example.com', parent: unit }).node.addDependency(adopted, member);
}

function moving(stack: Stack, parent: IParent): void {
  new Account(stack, 'Moving', { accountName: MOVING, email: `${MOVING}@example.com`, parent, adopt: true });
}

function tag(construct: OrganizationalUnit, { team, cost }: Code): void {
  Tags.of(construct).add('team', team);
  if (cost) Tags.of(construct).add('cost', cost);
}

function denying(name: string): PolicyContent {
  return PolicyContent.fromJson({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: `s3:${name}`, Resource: '*' }] });
}

/** A unit of others below the first one, and an account. */
const INNER = 'Inner';
const MOVING = 'moving';

/** The organization before the first deployment. Some of the tags and one registration of the code are there, set by others. */
export async function organizationOfOthers(): Promise<SimulatorState> {
  const state = await foreignOrganization();
  let now = Date.UTC(2025, 0, 3);
  const simulator = new Simulator({ state, seed: 97, now: () => now, managementAccountId: MANAGEMENT });
  const organizations = simulatedOrganizations(simulator);
  const [unit] = state.organizationalUnits;
  const inner = await organizations.createOrganizationalUnit(unit.id, INNER, []);
  for (const { id } of [unit, inner]) await organizations.tagResource(id, [{ Key: 'team', Value: 'of others' }]);
  await organizations.createAccount({ accountName: MOVING, email: `${MOVING}@example.com`, tags: [] });
  await organizations.enableServiceAccess(SERVICES[0]);
  await organizations.registerDelegatedAdministrator(state.accounts.find(({ name }) => name === FOREIGN_ACCOUNT)!.id, SERVICES[0]);
  now += 600_000;
  return simulator.state();
}
