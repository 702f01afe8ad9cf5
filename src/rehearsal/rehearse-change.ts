import { assertParametersExist, type CloudAssembly, parametersFor, readCloudAssembly, withParameters } from '../assembly';
import { GUARDED_ACTIONS } from '../contract';
import {
  apply, type Change, deployedIds, diff, type Difference, differencesWithKeys, idsOfStacks, normalizePartialSets, normalizePolicySets,
  type Organization, organizationFromAssembly, overlay, type Parent, type StackIds, withOwnership, withoutPlans, withPendingAccounts,
} from '../model';
import type { SimulatorState } from '../simulator';
import { withParameterValues } from './cloudformation/dynamic-references';
import { importsOf } from './existing/imports';
import { knownResources } from './existing/known-resources';
import type { RehearsalResult } from './rehearsal-result';
import { rehearse, type RehearsalOptions } from './rehearse';
import { deployedBy } from './state/deployed';
import { organizationOfState } from './state/organization-of-state';
import type { RehearsalState } from './state/rehearsal-state';
import { stateOfOrganization } from './state/state-of-organization';

/** How many things a warning names. */
const NAMED = 5;

export interface ChangeRehearsalOptions extends Omit<RehearsalOptions, 'assemblyDirectory' | 'formerAssemblyDirectory' | 'state'> {
  /** The cloud assembly that counts as deployed. */
  readonly baseDirectory: string;
  /** The cloud assembly that is deployed onto it. */
  readonly headDirectory: string;
  /**
   * The organization as it really is, which the stacks of the base made.
   * @default - what the base makes from nothing
   */
  readonly organization?: SimulatorState;
  /**
   * IDs that the stacks of the base know in that organization.
   * @default - it is found by owner tags, names and addresses
   */
  readonly stackIds?: StackIds;
}

export interface ChangeRehearsal {
  /** The organization before the head is deployed. */
  readonly before: Organization;
  /** The deployment of the head. */
  readonly result: RehearsalResult;
  /** Where the organization is not what the head says, besides what was changed outside the code before. Empty if the deployment failed. */
  readonly differing: readonly string[];
  /** What a comparison of the two codes says that the deployment does to the organization. */
  readonly foreseen: readonly Change[];
  /** Where the organization is another one afterwards than the comparison says; empty if it is right, or if the deployment failed. */
  readonly unforeseen: readonly Change[];
}

/**
 * Deploys the base in a rehearsal, then the head, and holds the outcome against a comparison of the two.
 *
 * With an organization, what the base's stacks know is found in it and nothing of the base is deployed. The head then starts from the
 * organization untouched, with whatever was changed in it outside the code.
 * @throws Error as `rehearse`, or if the base cannot be deployed, or if what it makes belongs to others in the organization.
 */
export async function rehearseChange(options: ChangeRehearsalOptions): Promise<ChangeRehearsal> {
  const { baseDirectory, headDirectory, organization, stackIds: _stackIds, ...settings } = options;
  const assemblies = [baseDirectory, headDirectory].map((directory) => readCloudAssembly(directory));
  assertParametersExist(assemblies, options.parameters);
  const [baseAssembly, headAssembly] = assemblies
    .map((assembly) => withParameterValues(withParameters(assembly, options.parameters), options.ssmParameters));
  const { state, warnings } = await deployedBase(options, baseAssembly, headAssembly);
  const result = await rehearse({
    ...settings,
    parameters: parametersFor(headAssembly, options.parameters),
    assemblyDirectory: headDirectory,
    formerAssemblyDirectory: baseDirectory,
    state,
  });
  // A logical id that stays is an Update for CloudFormation: its resource keeps the id that the stack knows.
  const [former, code] = [baseAssembly, headAssembly]
    .map((assembly) => organizationFromAssembly(assembly, deployedBy(assembly, state.stacks)));
  const live = organizationOfState(state.simulator!, former, code)!;
  const [asFound, desired, before] = [live, code, former].map(normalizePolicySets);
  const found = withPendingAccounts(asFound, before, desired);
  const planned = overlay(found, desired, { former: before });
  const foreseen = diff(withOwnership(found, desired, before), planned);
  const isListed = isListedStill(foreseen);
  const hasLeft = leaving(found, desired);
  const known = organization === undefined ? [] : differencesWithKeys(former, live);
  return {
    before: live,
    result: {
      ...result, warnings: [...warnings, ...result.warnings, ...withoutRight(result, code), ...leftBehind(baseAssembly, headAssembly)],
    },
    // An update leaves alone what was changed by hand, and is not to blame for it.
    differing: result.succeeded
      ? newDifferences(result, organizationFromAssembly(headAssembly, deployedBy(headAssembly, result.state.stacks)), known) : [],
    foreseen,
    unforeseen: result.succeeded
      ? diff(
        // Changes do not hold whole contacts.
        { ...withoutPlans(apply(foreseen, found)), accountSettings: planned.accountSettings },
        withPendingAccounts(normalizePartialSets(organizationOfState(result.simulatorState, former, code)!, hasLeft), desired, before),
      )
        .filter((change) => !isListed(change))
      : [],
  };
}

/** Names and lists in the sentences may be others than before, so that the keys tell what was there already. */
function newDifferences({ differences, organization }: RehearsalResult, inCode: Organization, known: readonly Difference[]): string[] {
  const knownKeys = new Set(known.flatMap(({ keys }) => keys));
  const still = new Set(organization === null ? [] : differencesWithKeys(inCode, organization)
    .filter(({ keys }) => keys.every((key) => knownKeys.has(key))).map(({ sentence }) => sentence));
  return differences.filter((each) => !still.has(each));
}

/**
 * Whether a target, by its id, was there before and is not in the code any more. A unit that has another place in the code, or lies below
 * one, is made anew there: what may be left of it at the former place has left the code.
 */
function leaving(before: Organization, code: Organization): (targetId: string) => boolean {
  const [there, desired] = [before, code].map(placesById);
  return (id) => there.has(id) && there.get(id) !== desired.get(id);
}

/** Of a unit, the ids of those around it and its own; of an account, which is moved as it is, its own. */
function placesById({ root }: Organization): Map<string, string> {
  const places = new Map<string, string>();
  const walk = (parent: Parent, place: string) => {
    places.set(parent.id, place);
    for (const { id } of parent.accounts) places.set(id, id);
    for (const unit of parent.organizationalUnits) walk(unit, `${place}/${unit.id}`);
  };
  walk(root, '');
  return places;
}

/** The organization and the stacks with which the head begins. */
async function deployedBase(
  {
    headDirectory: _head, baseDirectory, organization, stackIds = {}, onProgress: _onProgress, onLog: _onLog, ...quiet
  }: ChangeRehearsalOptions,
  base: CloudAssembly, head: CloudAssembly,
): Promise<{ state: RehearsalState; warnings: readonly string[] }> {
  const imports = organization === undefined ? importsOf([base, head], { ...quiet, isDelegated: true }) : undefined;
  const live = organization && organizationOfState(organization);
  const known = live ? knownResources(live, deployedIds(live, organizationFromAssembly(base, idsOfStacks(live, stackIds)))) : undefined;
  const { succeeded, resources, state } = await rehearse({
    ...quiet,
    acceptInvitations: false,
    parameters: parametersFor(base, quiet.parameters),
    assemblyDirectory: baseDirectory,
    state: imports === undefined ? organization : stateOfOrganization(imports.organization),
    answerInstead: known?.answer,
  });
  if (!succeeded) {
    const reasons = resources.flatMap(({ reason }) => reason ?? []).join(' ');
    throw new Error(`The change cannot be rehearsed, because the base cannot be deployed: ${baseDirectory}. ${reasons} Give a base that was deployed before.`);
  }
  return {
    state: organization === undefined ? state : { ...state, simulator: organization },
    warnings: [...(imports ? [imports.warning] : []), ...lost(known?.lost ?? [])],
  };
}

function lost(addresses: readonly string[]): string[] {
  if (addresses.length === 0) return [];
  const named = addresses.slice(0, NAMED).join(', ') + (addresses.length > NAMED ? ` and ${addresses.length - NAMED} more` : '');
  return [`The base says that there are things which the organization does not have, as if somebody had deleted them: ${named}.`];
}

/** AWS Organizations lists a closed account for 90 days more. Source: AWS Organizations User Guide, "Closing a member account". */
function isListedStill(foreseen: readonly Change[]): (change: Change) => boolean {
  const closed = new Set(foreseen.flatMap((change) => (change.kind === 'accountRemoved' && change.outcome === 'closed' ? [change.account.id] : [])));
  return (change) => change.kind === 'accountAdded' && closed.has(change.account.id);
}

/** Roles are not simulated, so that a right which goes in the same deployment is not missed. */
function withoutRight({ calls }: RehearsalResult, { code }: Organization): string[] {
  return GUARDED_ACTIONS.filter((action) => calls.some(({ operation }) => operation === action) && !code?.guardedActions.includes(action))
    .map((action) => `The code gives no right to ${action}, which the rehearsal does not check: AWS refuses it, and ${action === 'DisablePolicyType' ? 'the policy type stays enabled' : 'the account stays as it is'}.`);
}

function leftBehind(base: CloudAssembly, head: CloudAssembly): string[] {
  const names = new Set(head.stacks.map(({ name }) => name));
  return base.stacks.filter(({ name }) => !names.has(name))
    .map(({ name }) => `The stack ${name} is no longer in the code. "cdk deploy" does not delete it: what it made stays until somebody does.`);
}
