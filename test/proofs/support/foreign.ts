import { MANAGEMENT } from './app';
import { FOREIGN } from './foreign-changes';
import { parsePolicySetTagValue, POLICY_SET_TAG_KEY } from '../../../src/contract';
import type { SimulatorState } from '../../../src/simulator';
import { Simulator } from '../../../src/simulator';
import { simulatedOrganizations } from '../../handler/support/simulated-organizations';

/** The names of a unit and an account of another owner, which a random organization may adopt. */
export const FOREIGN_UNIT = 'Foreign';
export const FOREIGN_ACCOUNT = 'foreign';

const START = Date.UTC(2025, 0, 1);
const SCP = 'SERVICE_CONTROL_POLICY';

/** The start of a random organization: with resources of another owner, without an organization, or with consolidated billing only. */
export type Start = 'foreign' | 'fresh' | 'billing';

export async function stateAt(where: Start): Promise<SimulatorState | undefined> {
  return { foreign: foreignOrganization, fresh: () => undefined, billing: billingOrganization }[where]();
}

/** An organization without an invited account, so that all features need no approval. */
async function billingOrganization(): Promise<SimulatorState> {
  const simulator = new Simulator({ seed: 98, now: () => START, managementAccountId: MANAGEMENT, managementAccountEmail: 'management@example.com' });
  await simulatedOrganizations(simulator).createOrganization('CONSOLIDATED_BILLING');
  return simulator.state();
}

let start: Promise<SimulatorState> | undefined;

/** An organization of another owner: a unit with an account, policies on the root and on the unit, and a policy of a management type. */
export async function foreignOrganization(): Promise<SimulatorState> {
  start ??= makeForeignOrganization();
  return structuredClone(await start);
}

async function makeForeignOrganization(): Promise<SimulatorState> {
  let now = START;
  const simulator = new Simulator({ seed: 99, now: () => now, managementAccountId: MANAGEMENT, managementAccountEmail: 'management@example.com' });
  const organizations = simulatedOrganizations(simulator);
  const tags = (of: string) => [{ Key: FOREIGN, Value: of }];
  await organizations.createOrganization('ALL');
  const root = simulator.state().root!.id;
  for (const type of [SCP, 'TAG_POLICY'] as const) await organizations.enablePolicyType(root, type);
  const unit = await organizations.createOrganizationalUnit(root, FOREIGN_UNIT, tags(FOREIGN_UNIT));
  await organizations.createAccount({ accountName: FOREIGN_ACCOUNT, email: `${FOREIGN_ACCOUNT}@example.com`, tags: tags(FOREIGN_ACCOUNT) });
  now += 600_000;
  const account = simulator.state().accounts.find(({ name }) => name === FOREIGN_ACCOUNT)!;
  await organizations.moveAccount(account.id, root, unit.id);
  const deny = (action: string) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: action, Resource: '*' }] });
  const policy = (name: string, content: string, type: typeof SCP | 'TAG_POLICY' = SCP) => (
    organizations.createPolicy({ type, name, description: 'Of another owner', content }, tags(name)));
  const attached = await policy('ForeignDeny', deny('cloudtrail:StopLogging'));
  for (const target of [root, unit.id]) await organizations.attachPolicy(attached.id, target);
  await policy(FOREIGN_POLICY, deny('config:DeleteConfigRule'));
  const managing = await policy('ForeignTags', '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}', 'TAG_POLICY');
  for (const target of [root, account.id]) await organizations.attachPolicy(managing.id, target);
  await organizations.tagResource(root, tags('root'));
  now += 60_000;
  return simulator.state();
}

/** The name of a policy that is not attached at first. */
const FOREIGN_POLICY = 'ForeignLater';

/**
 * Makes the changes of another owner between two deployments: tags on every existing resource, and a policy on one unit and one account.
 * Each tag has a unique value, which identifies it on a recreated unit.
 */
export function touchedByOthers<S extends { readonly simulator?: SimulatorState }>(state: S, place: number): S {
  const copy = structuredClone(state) as unknown as { readonly simulator: Changeable };
  const { organizationalUnits, accounts, policies, attachments } = copy.simulator;
  // The number of documents of a set, except for its first one, depends on its statements.
  const lasting = policies.filter(({ tags }) => parsePolicySetTagValue(tags[POLICY_SET_TAG_KEY] ?? 'first').firstId === undefined);
  for (const object of [...organizationalUnits, ...accounts, ...lasting]) object.tags = { [FOREIGN]: object.name, ...object.tags };
  const later = policies.find(({ name }) => name === FOREIGN_POLICY);
  for (const targets of [organizationalUnits, accounts.slice(1)]) {
    if (later && targets.length > 0) attachments.push({ policyId: later.id, targetId: targets[place % targets.length].id });
  }
  return copy as unknown as S;
}

const DAY_MS = 86_400_000;

/** The state eight days later, when its accounts can leave the organization. */
export function daysLater<S extends { readonly now: number }>(state: S): S {
  return { ...state, now: state.now + 8 * DAY_MS };
}

interface Changeable {
  readonly organizationalUnits: Named[];
  readonly accounts: Named[];
  readonly policies: Named[];
  readonly attachments: { policyId: string; targetId: string }[];
}

interface Named {
  readonly id: string;
  readonly name: string;
  tags: Record<string, string>;
}
