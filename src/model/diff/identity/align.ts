import { type FlatOrganization, flatten, type FlatTarget, unflatten, withNamedRoot, withRootOf } from '../flat-organization';
import { identifyAccounts, identifyUnits } from './identify-targets';
import { Identities, constructOf, hasConstruct, isKnownByContents, isOwnedBy, isReal, openOwned } from './identities';
import { addTarget, withManagementAccount } from './management-account';
import { sameMeaningKey } from './policy-text';
import { type Translate, translator } from './translate';
import { ID_PATTERNS, type ParentPlaceProperties } from '../../../contract';
import { sameJson } from '../../../policy/same-json';
import { settingsField } from '../../account-settings/account-settings';
import { onceForEach } from '../../grouping';
import type { AttachedPolicy, InCode, Organization, Policy, ResourcePolicy, Tags } from '../../organization';
import { findRecreatedUnits, findRemainingUnits, type RemainingUnits } from '../remaining-units';
import { haveSamePolicies } from '../same-policies';

/** Two values of an organization in which the same resources have the same IDs. */
export class Aligned {
  private remaining: RemainingUnits | undefined;
  private recreated: ReadonlySet<string> | undefined;
  private samePolicies: boolean | undefined;
  private readonly trees = new Map<FlatOrganization, Organization>();

  /**
   * @param head the head with the IDs of the base. A new resource keeps its own ID, or gets another if the base uses that ID for something
   * else.
   */
  constructor(readonly base: FlatOrganization, readonly head: FlatOrganization) {}

  /** Units of the base that stay where they are because they do not become empty. */
  get remainingUnits(): RemainingUnits {
    return this.remaining ??= findRemainingUnits(this);
  }

  /** The tree of the base or head. Another organization, which is derived from one of them, has a tree of its own. */
  treeOf(flat: FlatOrganization): Organization {
    const isOfBoth = flat === this.base || flat === this.head;
    const tree = this.trees.get(flat) ?? unflatten(flat);
    if (isOfBoth) this.trees.set(flat, tree);
    return tree;
  }

  /** Organizational units that get another parent, or whose parent does: the service cannot move them, so they are recreated. */
  get recreatedUnits(): ReadonlySet<string> {
    return this.recreated ??= findRecreatedUnits(this);
  }

  /** Whether the same policies count at every target before and after. */
  get haveSamePolicies(): boolean {
    return this.samePolicies ??= haveSamePolicies(this);
  }
}

export interface AlignOptions {
  /**
   * IDs of the base that have no counterpart in the head, even if a resource there looks alike.
   * @default - none
   */
  readonly apart?: ReadonlySet<string>;
  /**
   * Whether the head is the code that was deployed to the base.
   * @default false
   */
  readonly isDeployed?: boolean;
}

/** Gives two values of an organization the same IDs, so that every remaining difference is a change. */
export function align(base: Organization, head: Organization, { apart, isDeployed }: AlignOptions = {}): Aligned {
  const [flatHead, flatBase] = [head, base].map((each) => withNamedRoot(flatten(each)));
  const after = withManagementAccount(flatHead, flatBase);
  const before = withRootOf(after, withManagementAccount(flatBase, flatHead));
  const identities = new Identities(apart);
  for (const field of ['id', 'rootId', 'managementAccountId'] as const) {
    if (before[field] !== '' && after[field] !== '') identities.pair(before[field], after[field]);
  }
  if (after !== flatHead && flatHead.managementAccountId !== '') identities.pair(before.managementAccountId, flatHead.managementAccountId);
  identifyAccounts(identities, before, after, isDeployed);
  identifyUnits(identities, before, after, isDeployed);
  identifyPolicies(identities, before, after, translator(identities, before), isDeployed);
  keepNewIdsApart(identities, before, after);
  return new Aligned(before, renamed(after, before, identities));
}

/** A logical ID may now belong to another resource, whose symbol would be taken for the former one. */
function keepNewIdsApart(identities: Identities, base: FlatOrganization, head: FlatOrganization): void {
  const taken = (id: string) => base.targets.has(id) || base.policies.has(id);
  for (const id of [...head.targets.keys(), ...head.policies.keys()]) {
    if (identities.baseOf(id) !== undefined || !taken(id)) continue;
    let other = id;
    while (taken(other)) other = other.replace(/\}?$/, (end) => `'${end}`);
    identities.pair(other, id);
  }
}

function renamed(head: FlatOrganization, base: FlatOrganization, identities: Identities): FlatOrganization {
  const translate = translator(identities, base);
  const idOf = (id: string) => identities.baseOf(id) ?? id;
  const rootId = base.rootId || head.rootId;
  const placeOf = (id: string) => (id === head.rootId ? rootId : idOf(id));
  const parentOf = ({ parentId }: FlatTarget) => parentId && placeOf(parentId);
  const attachedBy = onceForEach((attached: readonly AttachedPolicy[]) => (
    attached.map((policy): AttachedPolicy => ({ ...policy, id: idOf(policy.id) }))));
  const targets = new Map<string, FlatTarget>();
  for (const target of head.targets.values()) {
    const id = target.kind === 'root' ? rootId : idOf(target.id);
    const parentId = parentOf(target);
    addTarget(targets, {
      ...target,
      id,
      name: target.name === target.id && target.code?.invited === undefined ? id : target.name,
      ...memberOf(target, base.targets.get(id)),
      ...(parentId === undefined ? {} : { parentId }),
      tags: sameTags(target.tags, translate),
      attachedPolicies: attachedBy(target.attachedPolicies),
      ...(target.code === undefined ? {} : { code: codeBy(placeOf, target.code) }),
    });
  }
  const policies = [...head.policies.values()].map((policy): Policy => {
    const id = idOf(policy.id);
    const content = translate(policy.content);
    const former = base.policies.get(id)?.content;
    const unchanged = former !== undefined && sameJson(former, content);
    return { ...policy, id, content: unchanged ? former : content, tags: sameTags(policy.tags, translate) };
  });
  return {
    ...head,
    id: head.id === '' ? '' : base.id || head.id,
    rootId,
    managementAccountId: base.managementAccountId || head.managementAccountId,
    targets,
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    delegatedAdministrators: head.delegatedAdministrators.map((each) => ({ ...each, accountId: idOf(each.accountId) })),
    ...settingsField((head.accountSettings ?? []).map((each) => ({ ...each, accountId: idOf(each.accountId) }))),
    ...(head.resourcePolicy === undefined ? {} : { resourcePolicy: sameResourcePolicy(head.resourcePolicy, base, translate) }),
    ...(head.code === undefined ? {} : { code: { ...head.code, withoutFullAwsAccess: head.code.withoutFullAwsAccess.map(idOf) } }),
  };
}

/** Replaces the IDs of account destinations. */
function codeBy(placeOf: (id: string) => string, { removal, moveAccountsTo, moveAccountsOn, ...code }: InCode): InCode {
  return {
    ...code,
    ...(moveAccountsTo === undefined ? {} : { moveAccountsTo: placeOf(moveAccountsTo) }),
    ...(moveAccountsOn === undefined ? {} : { moveAccountsOn: moveAccountsOn.map(placeOf) }),
    ...(removal === undefined ? {} : { removal: withPlaces(placeOf, removal) }),
  };
}

function withPlaces<Place extends Partial<ParentPlaceProperties>>(placeOf: (id: string) => string, place: Place): Place {
  const { ParentId: id, IfRemoved: next } = place;
  if (id === undefined) return place;
  return { ...place, ParentId: placeOf(id), ...(next === undefined ? {} : { IfRemoved: withPlaces(placeOf, next) }) };
}

/** Code that invites an account knows only its party, not its name; additional knowledge of the base is no difference. */
function memberOf({ code }: FlatTarget, present: FlatTarget | undefined): Partial<FlatTarget> {
  return code?.invited === undefined || present === undefined ? {} : { name: present.name, email: present.email };
}

/** An organization has at most one resource policy, so both sides have the same one. */
function sameResourcePolicy(policy: ResourcePolicy, base: FlatOrganization, translate: Translate): ResourcePolicy {
  const { resourcePolicy: former, managementAccountId } = base;
  const isLive = ID_PATTERNS.account.test(managementAccountId);
  // The resource policy is written from the management account; no organization includes that account's partition.
  const written = isLive ? policy.content.replaceAll('${AWS::AccountId}', managementAccountId).replaceAll('${AWS::Partition}', partitionOf(former)) : policy.content;
  const content = translate(written);
  const isSame = former !== undefined && sameJson(former.content, content);
  return { ...policy, id: former?.id ?? policy.id, content: isSame ? former.content : content, tags: sameTags(policy.tags, translate) };
}

function partitionOf(former: ResourcePolicy | undefined): string {
  return /"arn:(aws[a-z-]*):/.exec(former?.content ?? '')?.[1] ?? 'aws';
}

function sameTags(tags: Tags, translate: Translate): Tags {
  const entries = Object.entries(tags).map(([key, value]) => [key, value, translate(value)] as const);
  const isSame = entries.every(([, value, translated]) => value === translated);
  return isSame ? tags : Object.fromEntries(entries.map(([key,, translated]) => [key, translated]));
}

/**
 * Matches policies by type and ID where the service assigned both IDs, since a policy never changes its type. Then by the construct's
 * symbol and the type, since CloudFormation updates the resource of a construct under any name; then by type and name, which the service
 * keeps unique; then by their contents, unless both have constructs: another construct with another name recreates the policy.
 * @param translate replaces the IDs of the head by those of the base in a text.
 * @param isDeployed whether the head is the code that was deployed to the base, so that a policy that is missing on one side was renamed:
 * then the owner tag and the targets identify it
 */
function identifyPolicies(
  identities: Identities, base: FlatOrganization, head: FlatOrganization, translate: Translate, isDeployed = false,
): void {
  const [before, after] = [[...base.policies.values()], [...head.policies.values()]];
  identities.pairByKey(before, after, ({ type, id }) => (isReal(id) ? `${type}/${id}` : undefined));
  identities.pairByKey(before, after, (policy) => `${policy.type}/${constructOf(policy)}`);
  identities.pairByKey(before, after, ({ type, name }) => `${type}/${name}`);
  const byContent = ({ type, content }: Policy, side: 'base' | 'head') => (
    `${type}/${sameMeaningKey(side === 'base' ? content : translate(content))}`);
  const readable = before.filter(isKnownByContents(base, head, isDeployed));
  identities.pairByKey(readable.filter((policy) => !hasConstruct(policy)), after, byContent);
  identities.pairByKey(readable, after.filter((policy) => !hasConstruct(policy)), byContent);
  const [ours, ofCode] = openOwned(base, before.filter(isOwnedBy(head)), after, isDeployed);
  const [places, placesInHead] = [placesOf(base, (id) => id), placesOf(head, (id) => identities.baseOf(id) ?? id)];
  identities.pairByUniqueKey(ours, ofCode, ({ type, id }, side) => {
    const attached = (side === 'base' ? places : placesInHead).get(id);
    return attached && JSON.stringify([type, ...attached.sort()]);
  });
}

/** Targets of each policy that is attached anywhere. */
function placesOf({ targets }: FlatOrganization, idOf: (id: string) => string): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { id, attachedPolicies } of targets.values()) {
    for (const policy of attachedPolicies) {
      const found = places.get(policy.id);
      if (found === undefined) places.set(policy.id, [idOf(id)]);
      // A copy for each of 10,000 targets of FullAWSAccess takes half a second.
      else found.push(idOf(id));
    }
  }
  return places;
}
