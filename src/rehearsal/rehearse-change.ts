import { assertParametersExist, type CloudAssembly, parametersFor, partOf, readCloudAssembly, withParameters } from '../assembly';
import { GUARDED_ACTIONS } from '../contract';
import {
  type AccountSettingsEntry, apply, type Change, deployedIds, diff, type Difference, differencesWithKeys, idsOfStacks,
  normalizePartialSets, normalizePolicySets, type Organization, organizationFromAssembly, overlay, type Parent, type StackIds,
  withOwnership, withoutPlans, withPendingAccounts,
} from '../model';
import type { SimulatorState } from '../simulator';
import { withParameterValues } from './cloudformation/dynamic-references';
import { importsOf } from './existing/imports';
import { knownResources } from './existing/known-resources';
import type { RehearsalResult } from './rehearsal-result';
import { rehearse, type RehearsalOptions } from './rehearse';
import { deployedBy } from './state/deployed';
import { organizationOfState, withPendingAddresses } from './state/organization-of-state';
import type { RehearsalState } from './state/rehearsal-state';
import { stateOfOrganization } from './state/state-of-organization';

/** The maximum of addresses in a warning. */
const NAMED = 5;

export interface ChangeRehearsalOptions extends Omit<RehearsalOptions, 'assemblyDirectory' | 'formerAssemblyDirectory' | 'state'> {
  /** The cloud assembly of the base, which counts as deployed. */
  readonly baseDirectory: string;
  /** The cloud assembly of the head, which is deployed onto the base. */
  readonly headDirectory: string;
  /**
   * The current organization, which the stacks of the base created.
   * @default - the organization that the base creates from nothing
   */
  readonly organization?: SimulatorState;
  /**
   * The IDs of resources in the stacks of the base in that organization.
   * @default - the resources are found by owner tags, names and email addresses
   */
  readonly stackIds?: StackIds;
}

export interface ChangeRehearsal {
  /** The organization before the head is deployed. */
  readonly before: Organization;
  /** The deployment of the head. */
  readonly result: RehearsalResult;
  /** The differences between the organization and the head, without earlier changes outside the code. Empty if the deployment failed. */
  readonly differing: readonly string[];
  /** The changes of the organization that a comparison of the two codes predicts. */
  readonly foreseen: readonly Change[];
  /** The changes that the comparison did not predict. Empty if there are none, or if the deployment failed. */
  readonly unforeseen: readonly Change[];
}

/**
 * Deploys the base and then the head in a rehearsal, and checks the result against a comparison of the two.
 *
 * With an organization, the base is not deployed, and its resources are found in the organization. The head then starts from the unchanged
 * organization, including changes outside the code.
 * @throws Error as `rehearse`, or if the base cannot be deployed, or if its resources belong to another owner in the organization.
 */
export async function rehearseChange(options: ChangeRehearsalOptions): Promise<ChangeRehearsal> {
  const { baseDirectory, headDirectory, organization, stackIds: _stackIds, ...settings } = options;
  const assemblies = [baseDirectory, headDirectory].map((directory) => readCloudAssembly(directory));
  assertParametersExist(assemblies, options.parameters);
  const [baseAssembly, headAssembly] = assemblies
    .map((assembly, index) => partOf(
      withParameterValues(withParameters(assembly, options.parameters), options.ssmParameters), options.stacks, { former: index === 0 },
    ));
  const { state, warnings } = await deployedBase(options, baseAssembly, headAssembly);
  const result = await rehearse({
    ...settings,
    parameters: parametersFor(headAssembly, options.parameters),
    assemblyDirectory: headDirectory,
    formerAssemblyDirectory: baseDirectory,
    state,
  });
  // A logical ID that stays is an Update for CloudFormation, and its resource keeps the ID in the stack.
  const [former, code] = [baseAssembly, headAssembly]
    .map((assembly) => organizationFromAssembly(assembly, deployedBy(assembly, state.stacks)));
  const live = organizationOfState(state.simulator!, former, code)!;
  const [asFound, desired, before] = [live, code, former].map(normalizePolicySets);
  const found = withPendingAccounts(asFound, before, desired);
  const planned = overlay(found, desired, { former: before });
  const foreseen = diff(withOwnership(found, desired, before), planned);
  const closed = closedAccounts(foreseen);
  const hasLeft = leaving(found, desired);
  const known = organization === undefined ? [] : differencesWithKeys(former, live);
  // With the IDs after the deployment: what has a new place may have left a remainder with the former ID.
  const deployed = result.succeeded ? organizationFromAssembly(headAssembly, deployedBy(headAssembly, result.state.stacks)) : code;
  return {
    before: live,
    result: {
      ...result, warnings: [...warnings, ...result.warnings, ...withoutRight(result, code), ...leftBehind(baseAssembly, headAssembly)],
    },
    // An update does not revert manual changes, so they are not its differences.
    differing: result.succeeded ? newDifferences(result, deployed, known) : [],
    foreseen,
    unforeseen: result.succeeded
      ? diff(
        // Changes do not contain whole contacts. A closed account keeps its own.
        { ...withoutPlans(apply(foreseen, found)), accountSettings: [...planned.accountSettings ?? [], ...settingsOf(found, closed)] },
        withPendingAccounts(normalizePartialSets(organizationAfter(result, former, code), hasLeft), normalizePolicySets(deployed), before),
      )
        .filter((change) => change.kind !== 'accountAdded' || !closed.has(change.account.id))
      : [],
  };
}

/** The organization after a deployment and after its manual steps. */
function organizationAfter({ simulatorState }: RehearsalResult, former: Organization, code: Organization): Organization {
  return withPendingAddresses(organizationOfState(simulatorState, former, code)!, simulatorState);
}

/** The new differences. Names and lists in the sentences may have changed, so the keys identify known differences. */
function newDifferences({ differences, organization }: RehearsalResult, inCode: Organization, known: readonly Difference[]): string[] {
  const knownKeys = new Set(known.flatMap(({ keys }) => keys));
  const still = new Set(organization === null ? [] : differencesWithKeys(inCode, organization)
    .filter(({ keys }) => keys.every((key) => knownKeys.has(key))).map(({ sentence }) => sentence));
  return differences.filter((each) => !still.has(each));
}

/**
 * Whether the target with an ID existed before and is no longer in the code. A unit with a different parent in the code is recreated there,
 * with the units below it, so its remainder in the former place was removed from the app.
 */
function leaving(before: Organization, code: Organization): (targetId: string) => boolean {
  const [there, desired] = [before, code].map(placesById);
  return (id) => there.has(id) && there.get(id) !== desired.get(id);
}

/** The places of targets by ID. The place of a unit has the IDs of its parents. An account moves as it is, so its place is its own ID. */
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

/** The organization and the stacks from which the head starts. */
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
    stacks: quiet.stacks === undefined ? undefined : base.stacks.map(({ id }) => id),
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
    warnings: [...imports?.warnings ?? [], ...lost(known?.lost ?? [])],
  };
}

function lost(addresses: readonly string[]): string[] {
  if (addresses.length === 0) return [];
  const named = addresses.slice(0, NAMED).join(', ') + (addresses.length > NAMED ? ` and ${addresses.length - NAMED} more` : '');
  return [`The base has resources that the organization does not have, as if they had been deleted by hand: ${named}.`];
}

/** Accounts that the deployment closes. AWS lists them for 90 days. Source: AWS Organizations User Guide, "Closing a member account". */
function closedAccounts(foreseen: readonly Change[]): ReadonlySet<string> {
  return new Set(foreseen.flatMap((change) => (change.kind === 'accountRemoved' && change.outcome === 'closed' ? [change.account.id] : [])));
}

function settingsOf({ accountSettings = [] }: Organization, accounts: ReadonlySet<string>): readonly AccountSettingsEntry[] {
  return accountSettings.filter(({ accountId }) => accounts.has(accountId));
}

/** Warnings for missing permissions. Roles are not simulated, so a permission that the same deployment removes is not noticed. */
function withoutRight({ calls }: RehearsalResult, { code }: Organization): string[] {
  return GUARDED_ACTIONS.filter((action) => calls.some(({ operation }) => operation === action) && !code?.guardedActions.includes(action))
    .map((action) => `The code gives no permission for ${action}, which the rehearsal does not check. AWS refuses the call, and ${action === 'DisablePolicyType' ? 'the policy type stays enabled' : 'the account stays as it is'}.`);
}

function leftBehind(base: CloudAssembly, head: CloudAssembly): string[] {
  const names = new Set(head.stacks.map(({ name }) => name));
  return base.stacks.filter(({ name }) => !names.has(name))
    .map(({ name }) => `The stack ${name} is no longer in the code. "cdk deploy" does not delete it, and its resources stay until you delete it.`);
}
