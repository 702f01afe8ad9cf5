import { type FlatOrganization, flatten, type FlatTarget, withNamedRoot, withRootOf } from '../flat-organization';
import { identifyAccounts, identifyUnits } from './identify-targets';
import { Identities, constructOf, hasConstruct, isKnownByContents, isMadeBy, isReal } from './identities';
import { sameMeaningKey } from './policy-text';
import { type Translate, translator } from './translate';
import { ID_PATTERNS } from '../../../contract';
import { sameJson } from '../../../policy/same-json';
import { settingsField } from '../../account-settings/account-settings';
import type { AttachedPolicy, InCode, Organization, Policy, ResourcePolicy, Tags } from '../../organization';

export interface Aligned {
  readonly base: FlatOrganization;
  /** The head by the ids of the base. What is new keeps its own id, or gets another where the base uses that for something else. */
  readonly head: FlatOrganization;
}

export interface AlignOptions {
  /**
   * Ids of the base that are nothing in the head, whatever looks like them there.
   * @default - none
   */
  readonly apart?: ReadonlySet<string>;
  /**
   * Whether the head is the code that made the base.
   * @default false
   */
  readonly isDeployed?: boolean;
}

/** Brings two values of an organization to the same ids, so that what is left different is a change. */
export function align(base: Organization, head: Organization, { apart, isDeployed }: AlignOptions = {}): Aligned {
  const after = withNamedRoot(flatten(head));
  const before = withRootOf(after, withNamedRoot(flatten(base)));
  const identities = new Identities(apart);
  for (const field of ['id', 'rootId', 'managementAccountId'] as const) {
    if (before[field] !== '' && after[field] !== '') identities.pair(before[field], after[field]);
  }
  identifyAccounts(identities, before, after);
  identifyUnits(identities, before, after, isDeployed);
  identifyPolicies(identities, before, after, translator(identities, before), isDeployed);
  keepNewIdsApart(identities, before, after);
  return { base: before, head: renamed(after, before, identities) };
}

/** A logical id may now stand for something else, whose symbol would be taken for the former one. */
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
  const targets = [...head.targets.values()].map((target): FlatTarget => {
    const id = target.kind === 'root' ? rootId : idOf(target.id);
    const parentId = parentOf(target);
    return {
      ...target,
      id,
      name: target.name === target.id && target.code?.invited === undefined ? id : target.name,
      ...memberOf(target, base.targets.get(id)),
      ...(parentId === undefined ? {} : { parentId }),
      tags: sameTags(target.tags, translate),
      attachedPolicies: target.attachedPolicies.map((policy): AttachedPolicy => ({ ...policy, id: idOf(policy.id) })),
      ...(target.code === undefined ? {} : { code: codeBy(placeOf, target.code) }),
    };
  });
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
    targets: new Map(targets.map((target) => [target.id, target])),
    policies: new Map(policies.map((policy) => [policy.id, policy])),
    delegatedAdministrators: head.delegatedAdministrators.map((each) => ({ ...each, accountId: idOf(each.accountId) })),
    ...settingsField((head.accountSettings ?? []).map((each) => ({ ...each, accountId: idOf(each.accountId) }))),
    ...(head.resourcePolicy === undefined ? {} : { resourcePolicy: sameResourcePolicy(head.resourcePolicy, base, translate) }),
    ...(head.code === undefined ? {} : { code: { ...head.code, withoutFullAwsAccess: head.code.withoutFullAwsAccess.map(idOf) } }),
  };
}

/** Destinations of accounts by other IDs. */
function codeBy(placeOf: (id: string) => string, { removal, moveAccountsTo, ...code }: InCode): InCode {
  return {
    ...code,
    ...(moveAccountsTo === undefined ? {} : { moveAccountsTo: placeOf(moveAccountsTo) }),
    ...(removal === undefined ? {} : {
      removal: removal.ParentId === undefined ? removal : {
        ...removal,
        ParentId: placeOf(removal.ParentId),
      },
    }),
  };
}

/** Code that invites an account knows neither its name nor more of it than its party; what the base knows is no difference. */
function memberOf({ code }: FlatTarget, present: FlatTarget | undefined): Partial<FlatTarget> {
  return code?.invited === undefined || present === undefined ? {} : { name: present.name, email: present.email };
}

/** An organization has at most one, so that it is the same one on both sides. */
function sameResourcePolicy(policy: ResourcePolicy, base: FlatOrganization, translate: Translate): ResourcePolicy {
  const { resourcePolicy: former, managementAccountId } = base;
  const isLive = ID_PATTERNS.account.test(managementAccountId);
  // The resource policy is written from the management account, whose partition no organization tells.
  const written = isLive ? policy.content.replaceAll('${AWS::AccountId}', managementAccountId).replaceAll('${AWS::Partition}', partitionOf(former)) : policy.content;
  const content = translate(written);
  const isSame = former !== undefined && sameJson(former.content, content);
  return { ...policy, id: former?.id ?? policy.id, content: isSame ? former.content : content, tags: sameTags(policy.tags, translate) };
}

function partitionOf(former: ResourcePolicy | undefined): string {
  return /"arn:(aws[a-z-]*):/.exec(former?.content ?? '')?.[1] ?? 'aws';
}

function sameTags(tags: Tags, translate: Translate): Tags {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, translate(value)]));
}

/**
 * Policies by type and id where the service gave one to both, since none changes its type, else by the construct's symbol and the type,
 * since CloudFormation updates what it stands for, whatever that is called; else by type and name, which the service keeps unique; else
 * by what they say, unless both have constructs: what gets another construct and another name is made anew.
 * @param translate brings a text of the head to the ids of the base.
 * @param isDeployed whether the head is the code that made the base, so that what one has and the other has not was renamed: then the
 * owner tag and the targets tell
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
  if (!isDeployed) return;
  const ours = before.filter((policy) => isMadeBy(head)(policy) && !hasConstruct(policy));
  const [places, placesInHead] = [placesOf(base, (id) => id), placesOf(head, (id) => identities.baseOf(id) ?? id)];
  identities.pairByUniqueKey(ours, after, ({ type, id }, side) => {
    const attached = (side === 'base' ? places : placesInHead).get(id);
    return attached && JSON.stringify([type, ...attached.sort()]);
  });
}

/** Targets of each policy that is attached anywhere. */
function placesOf({ targets }: FlatOrganization, idOf: (id: string) => string): Map<string, string[]> {
  const places = new Map<string, string[]>();
  for (const { id, attachedPolicies } of targets.values()) {
    for (const policy of attachedPolicies) places.set(policy.id, [...places.get(policy.id) ?? [], idOf(id)]);
  }
  return places;
}
