import { withoutDrift } from './drift';
import { Owned } from './owned';
import {
  delegatedTagKey, FULL_AWS_ACCESS_DETACHED, isOwnerTagValue, ownerOfPolicyList, ownerOfRootTags, OWNER_TAG_KEY, parseDelegatedTagValue,
  parseAttachmentClaims, parseOwnerTagValue, parsePolicyList, RESERVED_TAG_PREFIX, type TagFamilyName, tagFamilyOf,
} from '../../contract';
import { listed } from '../../policy';
import { type Organization, type Tags, targets } from '../organization';

/**
 * `note`: a tag about a resource that neither the code nor the organization has. `owner`: an owner tag in a form that no version writes.
 * `unknownKey`: a key that no version writes. `otherStack`: tags of a stack that is not in the code; usual where several apps manage one
 * organization.
 */
export type UnexplainedTagKind = 'note' | 'owner' | 'unknownKey' | 'otherStack';

/** A tag of this library that the code does not explain: a leftover, or a tag that someone else wrote to steer the handlers. */
export interface UnexplainedTag {
  readonly kind: UnexplainedTagKind;
  /** Path of a target, or name of a policy; of `otherStack`, the owner. */
  readonly subject: string;
  /** The tag's key; of `otherStack`, that of the first tag. */
  readonly key: string;
  readonly value: string;
  /** The problem, the value given, and the remedy. */
  readonly message: string;
}

interface Tagged {
  readonly id: string;
  readonly subject: string;
  readonly tags: Tags;
  /** Ids of the policies that are attached after a deployment; of targets only. */
  readonly attached: ReadonlySet<string>;
  readonly isRoot: boolean;
}

const ADVICE = 'Find out who wrote it (AWS CloudTrail, TagResource), and remove it.';
const MOST_NAMED = 3;

/** The tags of this library in a live organization that code does not explain, those that only other stacks explain last. */
export function unexplainedTags(code: Organization, live: Organization): UnexplainedTag[] {
  const owned = new Owned(code);
  const all = taggedOf(code, live);
  const found = all.flatMap((tagged) => Object.entries(tagged.tags)
    .filter(([key]) => key.startsWith(RESERVED_TAG_PREFIX))
    .flatMap(([key, value]) => findingOf(tagged, key, value, { owned, live })));
  return [...found, ...otherStacks(all, owned)];
}

/** The policies that a list names, with those that a stack has found or dropped. */
function entriesOf(family: TagFamilyName | undefined, value: string): string[] {
  return family === 'attached' ? Object.values(parseAttachmentClaims(value)).flat() : parsePolicyList(value);
}

interface Context {
  readonly owned: Owned;
  readonly live: Organization;
}

function findingOf(tagged: Tagged, key: string, value: string, { owned, live }: Context): UnexplainedTag[] {
  const { subject, tags, attached, id, isRoot } = tagged;
  const finding = (kind: UnexplainedTagKind, why: string): UnexplainedTag[] => [{
    kind, subject, key, value, message: `The tag ${key} of ${subject} says "${value}", and ${why}. ${ADVICE}`,
  }];
  const family = tagFamilyOf(key);
  if (family === undefined) return finding('unknownKey', 'no version of this library writes this key');
  if (family === 'owner' && !isOwnerTagValue(value)) return finding('owner', 'no stack writes an owner like this');
  const owner = ownerOfPolicyList(key);
  if (owner !== undefined && owned.isOwner(owner)) {
    const policyIds = entriesOf(family, value);
    if (policyIds.length === 0) return finding('note', 'no stack writes an empty list of policies');
    const unknown = policyIds.filter((policyId) => policyId !== FULL_AWS_ACCESS_DETACHED && !attached.has(policyId)
      && owned.ownership(live.policies.find((policy) => policy.id === policyId)?.tags ?? {}) === undefined);
    if (unknown.length > 0) return finding('note', `the code neither attaches ${unknown.join(', ')} there nor makes it`);
  }
  if (family === 'rootTags' && (!isRoot || ownerOfRootTags(key, value) === undefined)) {
    return finding('note', 'a mark of this stack has another key, and is on the root');
  }
  const isManaged = Object.keys(tags).some((each) => ['owner', 'rootTags'].includes(tagFamilyOf(each) ?? ''));
  if ((family === 'former' || family === 'added') && !isManaged) {
    return finding('note', `no stack owns what it is on, so that none ${family === 'former' ? 'restores the value' : 'removes what was added'}`);
  }
  if (family === 'delegated') {
    const isRegistered = live.delegatedAdministrators
      .some(({ accountId, servicePrincipal }) => accountId === id && delegatedTagKey(servicePrincipal) === key);
    if (!isRegistered || parseDelegatedTagValue(value) === undefined) return finding('note', 'there is no such registration of a delegated administrator');
  }
  return [];
}

function taggedOf(code: Organization, live: Organization): Tagged[] {
  const after = new Map([...targets(withoutDrift(code, live))]
    .map(({ target }) => [target.id, new Set(target.attachedPolicies.map(({ id }) => id))]));
  return [
    ...[...targets(live)].map(({ path, target, kind }) => ({
      id: target.id, subject: path, tags: target.tags, attached: after.get(target.id) ?? new Set<string>(), isRoot: kind === 'root',
    })),
    ...live.policies.map(({ id, name, tags }) => ({
      id, subject: `the policy ${name}`, tags, attached: new Set<string>(), isRoot: false,
    })),
  ];
}

/** One finding for each stack: a thousand accounts of another app are one fact. */
function otherStacks(all: readonly Tagged[], owned: Owned): UnexplainedTag[] {
  const others = new Map<string, { readonly key: string; readonly value: string; readonly subjects: string[] }>();
  for (const { subject, tags } of all) {
    for (const [key, value] of Object.entries(tags)) {
      const owner = ownerIn(key, value);
      if (owner === undefined || owned.isOwner(owner)) continue;
      const other = others.get(owner) ?? { key, value, subjects: [] };
      others.set(owner, other);
      if (!other.subjects.includes(subject)) other.subjects.push(subject);
    }
  }
  return [...others].sort(([one], [other]) => (one < other ? -1 : 1)).map(([owner, { key, value, subjects }]) => {
    return {
      kind: 'otherStack',
      subject: owner,
      key,
      value,
      message: `The stack ${owner} is not in the code, and tags of this library name it (on ${listed(subjects, MOST_NAMED)}). `
        + 'Remove them if no other app deploys this stack.',
    };
  });
}

/** The stack that a tag names as its own. A key that was too long ends in a hash. */
function ownerIn(key: string, value: string): string | undefined {
  if (key === OWNER_TAG_KEY && isOwnerTagValue(value)) return parseOwnerTagValue(value).owner;
  return ownerOfRootTags(key, value) ?? ownerOfPolicyList(key);
}
