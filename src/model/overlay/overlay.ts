import { isUnplaced } from './invitation-notes';
import { mergedTags, releasedTags } from './merged-tags';
import { Owned } from './owned';
import { plannedAttachments } from './planned/planned-attachments';
import { plannedCode } from './planned/planned-code';
import { plannedSettings } from './planned/planned-settings';
import {
  delegatedTagKey, isSameOwner, OWNER_TAG_KEY, ownerTagValue, parseDelegatedTagValue, parseOwnerTagValue, type PolicyTypeName,
} from '../../contract';
import { placesIn, placesOfUnit } from '../code/code-notes';
import { defaultAttachments } from '../diff/default-attachments';
import { type FlatOrganization, flatten, type FlatTarget, unflatten } from '../diff/flat-organization';
import { align } from '../diff/identity/align';
import { isInHead, isLeftToItself, policyTypesToDisable } from '../diff/identity/provenance';
import { finalDestination, firstThatStays } from '../diff/remaining-units';
import { isInvited } from '../invitations';
import type { DelegatedAdministrator, Organization, Policy, ResourcePolicy, Tags } from '../organization';

export interface OverlayOptions {
  /**
   * The code that was deployed last. It determines the outcome for removed tags, delegated administrators and accounts.
   * @default - only owner tags show that a resource was removed
   */
  readonly former?: Organization;
  /**
   * Whether to include everything in the code, even where a deployment would not look: FullAWSAccess on its targets, active accounts.
   * @default false
   */
  readonly asCodeSays?: boolean;
}

/** By the IDs of the live organization. */
interface Plan {
  readonly live: FlatOrganization;
  readonly desired: FlatOrganization;
  readonly former?: FlatOrganization;
  readonly owned: Owned;
  /** The place to which the deployment moves accounts that it takes away: a destination that it recreates is the new one. */
  readonly destination: (id: string) => string;
}

/**
 * A live organization after the deployment of code. Accounts, tags, policies and attachments outside the code stay. Resources that the
 * code owns and no longer lists end as the handlers end them: organizational units and policies once they are empty or unused, accounts
 * by their removal setting. A closed account is omitted, although the service lists it for 90 days more. Resources keep the
 * IDs of the service; new ones have the symbol of their construct.
 */
export function overlay(live: Organization, code: Organization, options: OverlayOptions = {}): Organization {
  const { desired, successors } = plannedCode(live, code, options);
  const base = flatten(live);
  const former = options.former && align(live, options.former, { isDeployed: true }).head;
  const plan: Plan = { live: base, desired, former, owned: new Owned(code), destination: (id) => successors.get(id) ?? id };
  const enabled = desired.policyTypes.filter((type) => !base.policyTypes.includes(type));
  const policyTypes = [...base.policyTypes, ...enabled];

  const targets = new Map([...base.targets, ...[...desired.targets].filter(([id]) => !base.targets.has(id))]);
  const formerIds = new Map([...successors].map(([formerId, id]) => [id, formerId]));
  const formerIdOf = (id: string) => formerIds.get(id) ?? id;
  for (const target of desired.targets.values()) {
    // A unit that is recreated begins with what is on the former one.
    const id = formerIdOf(target.id);
    const present = base.targets.get(id);
    targets.set(target.id, present === undefined
      ? { ...target, attachedPolicies: defaultAttachments(policyTypes) }
      : merged({ ...present, id: target.id }, target, former?.targets.get(id), options));
  }
  followUnits(targets, successors, desired);
  const closed = removeAccounts(targets, plan);
  emptyUnits(targets, plan);
  const inhabited = inhabitedPlaces(targets);
  for (const target of targets.values()) {
    const types = base.targets.has(formerIdOf(target.id)) ? enabled : [];
    const attachmentPlan = { ...plan, asCodeSays: options.asCodeSays, enabled: types, inhabited, formerIdOf };
    targets.set(target.id, { ...target, attachedPolicies: plannedAttachments(attachmentPlan, target) });
  }
  removeUnits(targets, plan);
  releaseUnits(targets, plan);
  const policies = plannedPolicies(targets, plan, options);
  for (const id of closed) targets.delete(id);
  const leaving = former === undefined ? [] : policyTypesToDisable(former, desired).filter((type) => base.policyTypes.includes(type));
  const disabled = disablePolicyTypes(targets, leaving);
  const { accountSettings: _present, ...rest } = base;
  return unflatten({
    ...rest,
    ...(base.id === '' ? { id: desired.id, managementAccountId: desired.managementAccountId } : {}),
    ...(desired.id === '' ? {} : { featureSet: desired.featureSet }),
    rootId: desired.rootId,
    targets,
    policies,
    policyTypes: policyTypes.filter((type) => !disabled.includes(type)),
    trustedServices: [...new Set([...base.trustedServices, ...desired.trustedServices])],
    delegatedAdministrators: plannedAdministrators(targets, plan),
    ...plannedSettings(plan, (accountId) => targets.has(accountId)),
    resourcePolicy: plannedResourcePolicy(plan, options),
    ...(desired.code === undefined ? {} : { code: { ...desired.code, ...(leaving.length > 0 ? { policyTypesToDisable: leaving } : {}) } }),
  });
}

/** The types of which only the attachments that AWS makes by itself remain; those go with them. The others stay enabled. */
function disablePolicyTypes(targets: Map<string, FlatTarget>, leaving: readonly PolicyTypeName[]): PolicyTypeName[] {
  const isUsed = (type: PolicyTypeName) => [...targets.values()].some(({ attachedPolicies }) => attachedPolicies.some((each) =>
    each.type === type && !each.awsManaged));
  const disabled = leaving.filter((type) => !isUsed(type));
  if (disabled.length === 0) return [];
  for (const target of targets.values()) {
    targets.set(target.id, { ...target, attachedPolicies: target.attachedPolicies.filter(({ type }) => !disabled.includes(type)) });
  }
  return disabled;
}

/** Adopted units that are removed from the app stay, with the tags that they had before. */
function releaseUnits(targets: Map<string, FlatTarget>, plan: Plan): void {
  for (const target of targets.values()) {
    const former = plan.former?.targets.get(target.id);
    if (target.kind === 'organizationalUnit' && isReleased(plan, target, former, plan.desired.targets)) {
      targets.set(target.id, { ...target, tags: releasedTags(target.tags, former!.tags) });
    }
  }
}

/** Whether the deployment takes its tags off a resource that it leaves, because the stack did not create it. */
function isReleased(
  { owned, desired }: Plan, { id, tags }: Pick<Policy, 'id' | 'tags'>, former: Pick<FlatTarget, 'code'> | undefined,
  inCode: ReadonlyMap<string, Pick<FlatTarget, 'code'>>,
): boolean {
  const code = former?.code;
  const isRemoved = inCode.get(id)?.code === undefined && code !== undefined && !code.retained && !isLeftToItself(code, desired);
  return isRemoved && owned.ownership(tags)?.adopted === true;
}

/** A recreated unit takes along the accounts in it that the code does not place. */
function followUnits(targets: Map<string, FlatTarget>, successors: ReadonlyMap<string, string>, desired: FlatOrganization): void {
  for (const target of targets.values()) {
    const parentId = target.kind === 'account' && !desired.targets.has(target.id) ? successors.get(target.parentId!) : undefined;
    if (parentId !== undefined) targets.set(target.id, { ...target, parentId });
  }
}

/** The code only names a target outside it. */
function merged(present: FlatTarget, desired: FlatTarget, former: FlatTarget | undefined, { asCodeSays }: OverlayOptions): FlatTarget {
  if (desired.code === undefined) return present;
  const sameAddress = desired.email.toLowerCase() === present.email.toLowerCase();
  return {
    ...present,
    name: desired.name,
    email: sameAddress ? present.email : desired.email,
    state: asCodeSays === true && present.state !== 'PENDING_ACTIVATION' ? stateInCode(present, desired) : present.state,
    ...(desired.parentId === undefined ? {} : { parentId: desired.parentId }),
    tags: { ...mergedTags(present.tags, desired.tags, former?.tags), ...(asCodeSays ? ownerTag(present, desired) : {}) },
    code: desired.code,
  };
}

/** Code that invites an account does not know that it has joined. */
function stateInCode(present: FlatTarget, desired: FlatTarget): string {
  return isInvited(desired) && !isInvited(present) ? 'ACTIVE' : desired.state;
}

type Marked = FlatTarget | Policy | ResourcePolicy;

/**
 * The owner tag that a stack has put on its resource. A resource that code adopts may still be that of another owner, and the root has
 * none.
 */
function ownerTag({ tags, code: isCode }: Marked, { code, ...desired }: Marked): Tags {
  const isMarked = Object.hasOwn(tags, OWNER_TAG_KEY) && code !== undefined
    && isSameOwner(parseOwnerTagValue(tags[OWNER_TAG_KEY]).owner, code.owner);
  const isRoot = 'kind' in desired && desired.kind === 'root';
  const isOfOthers = code?.adopt === true && Object.hasOwn(tags, OWNER_TAG_KEY);
  if (code === undefined || isCode !== undefined || isMarked || isRoot || isOfOthers) return {};
  return { [OWNER_TAG_KEY]: ownerTagValue({ owner: code.owner, adopted: code.adopt }) };
}

/** @returns IDs of the accounts that are closed, which keep their units and their policies. */
function removeAccounts(targets: Map<string, FlatTarget>, plan: Plan): string[] {
  const { live, desired, former, owned } = plan;
  const closed: string[] = [];
  for (const target of [...targets.values()]) {
    if (isInvited(target) && !desired.targets.has(target.id)) {
      if (target.code !== undefined && !target.code.retained && !isLeftToItself(target.code, desired)) targets.delete(target.id);
      continue;
    }
    const code = former?.targets.get(target.id)?.code;
    if (target.kind !== 'account' || isInCode(plan, target.id) || !code?.removal || code.retained) continue;
    if (target.id === live.managementAccountId) continue;
    // An account that joined, and that no deployment has found since, stays.
    const inCode = former!.targets.get(target.id)!;
    if (owned.ownership(target.tags) === undefined || isUnplaced(target, inCode, live.rootId, owned)) continue;
    const { Action: action } = code.removal;
    const parentId = destinationOf(plan, placesIn(code.removal));
    if (action === 'CloseAccount') closed.push(target.id);
    else if (action !== 'MoveAccount') targets.delete(target.id);
    else if (parentId !== undefined) targets.set(target.id, { ...target, parentId });
  }
  return closed;
}

function isInCode({ desired, former }: Pick<Plan, 'desired' | 'former'>, id: string): boolean {
  return former === undefined ? desired.targets.has(id) : isInHead({ base: former, head: desired }, id);
}

/** The place to which accounts go: the first one that does not leave the app. */
function destinationOf(plan: Plan, places: readonly string[]): string | undefined {
  const { live, former, owned, destination } = plan;
  const isRemoved = (id: string) => {
    const [code, present] = [former?.targets.get(id)?.code, live.targets.get(id)];
    return code !== undefined && !code.adopt && !isInCode(plan, id) && (present === undefined || owned.isMade(present.tags));
  };
  return firstThatStays(places.map(destination), isRemoved);
}

/**
 * Accounts in units that are removed from the app are moved to `moveAccountsTo`: all of them, or none if a unit below stays, or if an
 * account belongs to another stack or has its place in the code. Children stand behind their parents.
 */
function emptyUnits(targets: Map<string, FlatTarget>, plan: Plan): void {
  const { desired, former, owned } = plan;
  /** The units that go, with the places of accounts that they would get. */
  const going = new Map<string, string | undefined>();
  for (const { id, kind, tags } of [...targets.values()].reverse()) {
    const code = former?.targets.get(id)?.code;
    if (kind !== 'organizationalUnit' || isInCode(plan, id) || !owned.isMade(tags) || code?.retained) continue;
    const inside = [...targets.values()].filter(({ parentId }) => parentId === id);
    const accounts = inside.filter((target) => target.kind === 'account');
    const next = destinationOf(plan, placesOfUnit(code));
    const end = next === undefined ? undefined : finalDestination(next, going);
    const to = end === id ? undefined : end;
    const mayMove = ({ id: accountId, tags: marks }: FlatTarget) => (
      desired.targets.get(accountId)?.code === undefined && (!Object.hasOwn(marks, OWNER_TAG_KEY) || owned.ownership(marks) !== undefined));
    const isStopped = inside.some((target) => target.kind === 'organizationalUnit' && !going.has(target.id));
    if (isStopped || (accounts.length > 0 && !(to !== undefined && targets.has(to) && accounts.every(mayMove)))) continue;
    for (const account of accounts) targets.set(account.id, { ...targets.get(account.id)!, parentId: to });
    going.set(id, to);
  }
}

/** Children stand behind their parents, so that a branch is removed from its end. */
function removeUnits(targets: Map<string, FlatTarget>, plan: Plan): void {
  const { former, owned } = plan;
  for (const { id, kind, tags } of [...targets.values()].reverse()) {
    const retained = former?.targets.get(id)?.code?.retained ?? false;
    if (kind !== 'organizationalUnit' || isInCode(plan, id) || !owned.isMade(tags) || retained) continue;
    if (![...targets.values()].some((target) => target.parentId === id && !isInvited(target))) targets.delete(id);
  }
}

function inhabitedPlaces(targets: ReadonlyMap<string, FlatTarget>): ReadonlySet<string> {
  const places = new Set<string>();
  for (const target of targets.values()) {
    const { kind, id } = target;
    if (kind !== 'account' || isInvited(target)) continue;
    let place: string | undefined = id;
    while (place !== undefined && !places.has(place)) {
      places.add(place);
      place = targets.get(place)?.parentId;
    }
  }
  return places;
}

function plannedPolicies(
  targets: ReadonlyMap<string, FlatTarget>, plan: Plan, { asCodeSays }: OverlayOptions,
): Map<string, Policy> {
  const { live, desired, former, owned } = plan;
  const used = new Set([...targets.values()].flatMap(({ attachedPolicies }) => attachedPolicies.map(({ id }) => id)));
  const leaves = ({ id, tags }: Policy) => (
    !desired.policies.has(id) && owned.isMade(tags) && !used.has(id) && former?.policies.get(id)?.code?.retained !== true);
  const released = (policy: Policy) => {
    const before = former?.policies.get(policy.id);
    return isReleased(plan, policy, before, desired.policies) ? { ...policy, tags: releasedTags(policy.tags, before!.tags) } : policy;
  };
  const stays = [...live.policies.values()].filter((policy) => !leaves(policy)).map(released);
  const inCode = [...desired.policies.values()].map((policy) => {
    const present = live.policies.get(policy.id);
    const tags = mergedTags(present?.tags ?? {}, policy.tags, former?.policies.get(policy.id)?.tags);
    const mark = asCodeSays && present ? ownerTag(present, policy) : {};
    return { ...policy, tags: { ...tags, ...mark } };
  });
  return new Map([...stays, ...inCode].map((policy) => [policy.id, policy]));
}

/** A resource policy of stacks outside the code stays; one that the code owns and no longer has is deleted. */
function plannedResourcePolicy({ live, desired, former, owned }: Plan, { asCodeSays }: OverlayOptions): ResourcePolicy | undefined {
  const [present, inCode] = [live.resourcePolicy, desired.resourcePolicy];
  if (inCode === undefined) {
    const isDeleted = present !== undefined && owned.isMade(present.tags) && former?.resourcePolicy?.code?.retained !== true;
    return isDeleted ? undefined : present;
  }
  const tags = mergedTags(present?.tags ?? {}, inCode.tags, former?.resourcePolicy?.tags);
  return { ...inCode, tags: { ...tags, ...(asCodeSays && present ? ownerTag(present, inCode) : {}) } };
}

/** An account whose row is removed from the app keeps a registration that was there before. */
function isLeftWithAccount(
  { accountId, servicePrincipal }: DelegatedAdministrator, { live, desired, former }: Pick<Plan, 'live' | 'desired' | 'former'>,
): boolean {
  const note = parseDelegatedTagValue(live.targets.get(accountId)?.tags[delegatedTagKey(servicePrincipal)] ?? '');
  const leaves = former?.targets.get(accountId)?.code !== undefined && desired.targets.get(accountId)?.code === undefined;
  return leaves && note?.state !== undefined;
}

function plannedAdministrators(
  targets: ReadonlyMap<string, FlatTarget>, { live, desired, former }: Plan,
): DelegatedAdministrator[] {
  const key = ({ accountId, servicePrincipal }: DelegatedAdministrator) => `${accountId}/${servicePrincipal}`;
  const inCode = new Set(desired.delegatedAdministrators.map(key));
  const isDeregistered = (administrator: DelegatedAdministrator) => (
    !administrator.retained && (administrator.owner === undefined || !isLeftToItself({ owner: administrator.owner }, desired))
    && !isLeftWithAccount(administrator, { live, desired, former }));
  const left = new Set((former?.delegatedAdministrators ?? []).filter(isDeregistered).map(key).filter((each) => !inCode.has(each)));
  const all = new Map([...live.delegatedAdministrators.filter((each) => !left.has(key(each))), ...desired.delegatedAdministrators]
    .map((each) => [key(each), each]));
  return [...all.values()].filter(({ accountId }) => targets.has(accountId) || inCode.has(accountId) || !live.targets.has(accountId));
}
