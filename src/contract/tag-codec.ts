/**
 * The codec of all tags that the handlers write: for each family its key, the grammar of its value, and its limits.
 *
 * The page docs/contributing/tag-protocol.md has a section for each family: its writers, its readers, and its removal. No other file
 * contains a grammar. `settings-note.ts` packs the content of the family `formerSettings` with `node:zlib`, since this file has to work in
 * a browser too.
 */
import { ID_PATTERNS } from './ids';
import type { Tag } from './properties';
import { QUOTAS } from './quotas';

/** The prefix of all reserved keys. Tags of users never have it. */
export const RESERVED_TAG_PREFIX = 'cdk-aws-organizations:';

/**
 * Owner: the stack that owns a resource, in the tags of the call that creates it.
 *
 * A construct that is renamed or moved within its stack keeps its owner without a write. An adopted resource is marked, because it is never
 * deleted. For an account that existed before its construct, the tag has the place and the time at which it was found. Only the deployment
 * that found it can restore that place.
 */
export const OWNER_TAG_KEY = 'cdk-aws-organizations:owner';

export interface Ownership {
  /** `<stack name>@<Region>`. */
  readonly owner: string;
  readonly adopted: boolean;
  /** Whether the stack already owned the account when its construct was added. */
  readonly found?: boolean;
  /** For an account that existed before its construct: the ID of the parent below which it was found. */
  readonly formerParentId?: string;
  /** The time of that record, in milliseconds since 1970. Absent in records of earlier versions. */
  readonly notedAt?: number;
}

/** Stack names and IDs contain no slash. Values that no stack writes are read as well, since other callers can write the tag. */
const OWNERSHIP = /^([^/]+?)(\/adopted)?(\/found)?(?:\/([^/]+))?(?:\/(\d+))?$/;
const WRITTEN_OWNERSHIP = /^[A-Za-z][A-Za-z0-9-]{0,127}(@[a-z0-9-]+)?(\/adopted)?(\/found)?(\/(r|ou)-[0-9a-z-]+)?(\/\d{1,15})?$/;

export function ownerTagValue({ owner, adopted, found, formerParentId, notedAt }: Ownership): string {
  return [owner, adopted && 'adopted', found && 'found', formerParentId, notedAt].filter(Boolean).join('/');
}

export function parseOwnerTagValue(value: string): Ownership {
  const [, owner = value, adopted, found, formerParentId, notedAt] = OWNERSHIP.exec(value) ?? [];
  return {
    owner, adopted: Boolean(adopted), ...found && { found: true }, formerParentId, ...notedAt && { notedAt: Number(notedAt) },
  };
}

/** Whether a stack writes such a value. */
export function isOwnerTagValue(value: string): boolean {
  return WRITTEN_OWNERSHIP.test(value);
}

/** Former values: the prefix of the key of a tag that a stack has overwritten, including the owner tag. The value is the former one. */
export const FORMER_TAG_PREFIX = 'cdk-aws-organizations:was:';

/** The key may be longer than the maximum of a tag key: then the former value cannot be kept. */
export function formerTagKey(key: string): string {
  return FORMER_TAG_PREFIX + key;
}

/**
 * The value of a note of former or added tags that has no meaning any more. The call that takes an object over, or gives it back, writes it
 * to each note that it does not use, and removes these notes afterwards. So a note always belongs to the present owner.
 */
export const OBSOLETE_NOTE_VALUE = `${RESERVED_TAG_PREFIX}obsolete`;

/** Whether a tag is a note without a meaning. */
export function isObsoleteNote({ Key, Value }: Tag): boolean {
  return isNoteKey(Key) && Value === OBSOLETE_NOTE_VALUE;
}

/** Whether a tag tells of former or added tags. */
export function isNoteKey(key: string): boolean {
  return key.startsWith(FORMER_TAG_PREFIX) || key.startsWith(ADDED_TAG_PREFIX);
}

/**
 * Attached policies: a tag on a target for each owner, since stacks share targets. The value lists the policies of the target on which the
 * stack has a claim; see `AttachmentClaims`. The stack's own policies need no claim.
 */
export const ATTACHED_TAG_PREFIX = 'cdk-aws-organizations:attached/';

export function attachedTagKey(owner: string): string {
  return tagKey(ATTACHED_TAG_PREFIX, owner);
}

/** Whether a key is the `attachedTagKey` of an owner, which may have no Region. */
export function isAttachedTagKeyOf(owner: string, key: string): boolean {
  return key === attachedTagKey(owner) || (!owner.includes('@') && key.startsWith(`${ATTACHED_TAG_PREFIX}${owner}@`));
}

/**
 * Retained object: a mark on a policy or an organizational unit that left the template and could not be deleted, since accounts rely on
 * it. If a deployment adds it again and fails, the rollback retains it once more.
 */
export const RETAINED_TAG_KEY = 'cdk-aws-organizations:retained';

export const RETAINED_TAG: Tag = { Key: RETAINED_TAG_KEY, Value: 'true' };

/** Retained attachments: a tag on a target. The value lists policies that stayed attached when their list left the template. */
export const RETAINED_ATTACHMENTS_TAG_PREFIX = `${RETAINED_TAG_KEY}/`;

export function retainedAttachmentsTagKey(owner: string): string {
  return tagKey(RETAINED_ATTACHMENTS_TAG_PREFIX, owner);
}

const LISTS = [ATTACHED_TAG_PREFIX, RETAINED_ATTACHMENTS_TAG_PREFIX];
const LIST_SEPARATOR = ' ';

/** The entry in a list of policies, in place of an ID, that the stack detached FullAWSAccess. */
export const FULL_AWS_ACCESS_DETACHED = 'without-FullAWSAccess';

/** The owner in the key of a list of policies, of either family. The key of a long name ends in a hash. */
export function ownerOfPolicyList(key: string): string | undefined {
  const prefix = LISTS.find((each) => key.startsWith(each));
  return prefix === undefined ? undefined : key.slice(prefix.length);
}

export function parsePolicyList(value = ''): string[] {
  return value.split(LIST_SEPARATOR).filter(Boolean);
}

export function policyListValue(ids: readonly string[]): string {
  return ids.join(LIST_SEPARATOR);
}

/** The claims of one stack on the attachments of a target. Entries are policy IDs or `FULL_AWS_ACCESS_DETACHED`. */
export interface AttachmentClaims {
  /** The stack attached the policy. */
  readonly made: readonly string[];
  /** The template listed the policy, and somebody else had attached it. */
  readonly found: readonly string[];
  /** Found policies that the present deployment has detached. They are no claims. A rollback attaches them again, as found ones. */
  readonly dropped: readonly string[];
}

const MARKS = ['found', 'dropped'] as const;

export function parseAttachmentClaims(value = ''): AttachmentClaims {
  const entries = parsePolicyList(value);
  const marked = (mark: string) => entries.filter((entry) => entry.startsWith(`${mark}:`)).map((entry) => entry.slice(mark.length + 1));
  return { made: entries.filter((entry) => !entry.includes(':')), found: marked('found'), dropped: marked('dropped') };
}

/** Whether a stack has a claim on an attachment. */
export function isClaimed({ made, found }: AttachmentClaims, policyId: string): boolean {
  return made.includes(policyId) || found.includes(policyId);
}

/** The entries of a list of policies that hold some claims. */
export function claimEntries(claims: AttachmentClaims): string[] {
  return [...claims.made, ...MARKS.flatMap((mark) => claims[mark].map((id) => `${mark}:${id}`))];
}

/** The entries that fit into one value, about twenty: policies that the stack attached first, all of them sorted. */
export function policiesThatFit(ids: readonly string[]): string[] {
  const sorted = [...ids].sort((one, other) => Number(one.includes(':')) - Number(other.includes(':')) || (one < other ? -1 : 1));
  while (policyListValue(sorted).length > QUOTAS.tagValueLength.value) sorted.pop();
  return sorted;
}

function isPolicyList(value: string): boolean {
  const ids = parsePolicyList(value);
  return policyListValue(policiesThatFit(ids)) === value && ids.length > 0 && ids.every(isPolicyListEntry);
}

/** Whether a stack writes such an entry. The service refuses anything else as the ID of a policy. */
export function isPolicyListEntry(id: string): boolean {
  return id === FULL_AWS_ACCESS_DETACHED || ID_PATTERNS.policy.test(id);
}

function isClaims(value: string): boolean {
  const claims = parseAttachmentClaims(value);
  const ids = Object.values(claims).flat();
  return policyListValue(policiesThatFit(claimEntries(claims))) === value && ids.length > 0 && ids.every(isPolicyListEntry);
}

/** Root tags: a mark on the root, which has no owner. While it is missing, none of the root's tags belong to the stack. */
export const ROOT_TAGS_PREFIX = 'cdk-aws-organizations:root-tags/';

export function rootTagsKey(owner: string): string {
  return tagKey(ROOT_TAGS_PREFIX, owner);
}

export function rootTagsTag(owner: string): Tag {
  return { Key: rootTagsKey(owner), Value: owner };
}

/** The owner in a mark of the root; undefined for any other tag. */
export function ownerOfRootTags(key: string, value: string): string | undefined {
  return key.startsWith(ROOT_TAGS_PREFIX) && key === rootTagsKey(value) ? value : undefined;
}

/** Delegated administrators: a tag on the account for each service, since a registration has no tags. */
export const DELEGATED_TAG_PREFIX = 'cdk-aws-organizations:delegated/';

export interface DelegationNote {
  /** The stack that registered an account of others, or was the last one to find the account registered. It holds the registration. */
  readonly holder: string;
  /**
   * `shared`: the former holder, a stack or a person, has not released the registration. `released`: the holder shared it and released it.
   * Absent: it has no other holder.
   */
  readonly state?: 'shared' | 'released';
  /** Other stacks that have found the registration and list it too, the last one first. */
  readonly others?: readonly string[];
}

const DELEGATION = /^([^/]+)(?:\/(shared|released)?(?:\/([^/]+@[^/]+))?)?$/;
const OWNER_SEPARATOR = '+';

export function delegatedTagKey(servicePrincipal: string): string {
  return tagKey(DELEGATED_TAG_PREFIX, servicePrincipal);
}

/** Other owners that do not fit, or that have no Region, are left out. They have not released the registration, which is shared then. */
export function delegatedTag(servicePrincipal: string, { holder, state: given, others: all = [] }: DelegationNote): Tag {
  const others = all.filter((owner) => owner.includes('@'));
  const state = others.length < all.length ? given ?? 'shared' : given;
  const parts = others.length > 0 ? [holder, state ?? '', others.join(OWNER_SEPARATOR)] : [holder, ...state === undefined ? [] : [state]];
  const value = parts.join('/');
  return value.length > QUOTAS.tagValueLength.value
    ? delegatedTag(servicePrincipal, { holder, state: state ?? 'shared', others: others.slice(0, -1) })
    : { Key: delegatedTagKey(servicePrincipal), Value: value };
}

export function parseDelegatedTagValue(value: string): DelegationNote | undefined {
  const [, holder, state, others] = DELEGATION.exec(value) ?? [];
  if (holder === undefined || (others === undefined && value.endsWith('/'))) return undefined;
  return { holder, ...state && { state: state as DelegationNote['state'] }, ...others && { others: others.split(OWNER_SEPARATOR) } };
}

/**
 * Policy set: each document has the owner tag and this one, both from the call that creates it. The first document represents the set,
 * since its ID stays when the set is renamed. The other documents refer to it.
 */
export const POLICY_SET_TAG_KEY = 'cdk-aws-organizations:policy-set';

const FIRST_DOCUMENT = 'first';
const TEMPORARY = '/temporary';

export interface PolicySetMembership {
  /** Absent on the first document itself. */
  readonly firstId?: string;
  /** Whether the document holds statements only while they move from one document to another. */
  readonly temporary: boolean;
}

export function policySetTagValue({ firstId, temporary }: PolicySetMembership): string {
  return (firstId ?? FIRST_DOCUMENT) + (temporary ? TEMPORARY : '');
}

export function policySetTag(membership: PolicySetMembership): Tag {
  return { Key: POLICY_SET_TAG_KEY, Value: policySetTagValue(membership) };
}

export function parsePolicySetTagValue(value: string): PolicySetMembership {
  const temporary = value.endsWith(TEMPORARY);
  const first = temporary ? value.slice(0, -TEMPORARY.length) : value;
  return { firstId: first === FIRST_DOCUMENT ? undefined : first, temporary };
}

/** The first document of the set that a policy is part of, by the value of its tag; `undefined` if it is part of no set. */
export function policySetOf(policyId: string, tagValue: string | undefined): string | undefined {
  return tagValue === undefined ? undefined : parsePolicySetTagValue(tagValue).firstId ?? policyId;
}

/** Added tags: numbered tags on an adopted object, whose values are the parts of one text: the keys that the stack has added to it. */
export const ADDED_TAG_PREFIX = 'cdk-aws-organizations:added/';

const KEY_SEPARATOR = '+';
/** A value may contain neither a percent sign nor a comma. Spaces at the end of a part might be lost. */
const ESCAPED_KEY_CHARACTERS = /[+= ]/g;

export function addedKeysTags(keys: readonly string[]): Tag[] {
  const escape = (character: string) => `=${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return partsOf(ADDED_TAG_PREFIX, [...keys].sort().map((key) => key.replace(ESCAPED_KEY_CHARACTERS, escape)).join(KEY_SEPARATOR));
}

/** The keys that the stack has added, by the tags of the object. */
export function addedKeys(tags: readonly Tag[]): string[] {
  const keys = textOfParts(ADDED_TAG_PREFIX, tags.filter((tag) => !isObsoleteNote(tag)))?.split(KEY_SEPARATOR).filter(Boolean) ?? [];
  return keys.map((key) => key.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));
}

function isAddedNote(value: string, key: string): boolean {
  return !key.endsWith('/1') || TEXT_WITH_LENGTH.test(value) || value === OBSOLETE_NOTE_VALUE;
}

/** Former settings: numbered tags on an account, whose values are the parts of one text (`settings-note.ts`). */
export const FORMER_SETTINGS_TAG_PREFIX = 'cdk-aws-organizations:former-settings/';

export function formerSettingsTags(text: string): Tag[] {
  return partsOf(FORMER_SETTINGS_TAG_PREFIX, text);
}

/** The parts among the tags of an account, in their order. */
export function formerSettingsParts(tags: readonly Tag[]): Tag[] {
  return partsIn(FORMER_SETTINGS_TAG_PREFIX, tags);
}

export function formerSettingsText(tags: readonly Tag[]): string | undefined {
  return textOfParts(FORMER_SETTINGS_TAG_PREFIX, tags);
}

/** The first part begins with the length of the text, since parts of a longer text may be left for a moment. */
const TEXT_WITH_LENGTH = /^(\d{1,5})\.(.*)$/s;

function partsOf(prefix: string, text: string): Tag[] {
  const whole = `${text.length}.${text}`;
  const length = QUOTAS.tagValueLength.value;
  return Array.from({ length: Math.ceil(whole.length / length) }, (_, index) => ({
    Key: `${prefix}${index + 1}`, Value: whole.slice(index * length, (index + 1) * length),
  }));
}

function partsIn(prefix: string, tags: readonly Tag[]): Tag[] {
  const number = ({ Key }: Tag) => Number(Key.slice(prefix.length));
  return tags.filter(({ Key }) => Key.startsWith(prefix)).sort((one, other) => number(one) - number(other));
}

function textOfParts(prefix: string, tags: readonly Tag[]): string | undefined {
  const [, length, text] = TEXT_WITH_LENGTH.exec(partsIn(prefix, tags).map(({ Value }) => Value).join('')) ?? [];
  return text?.slice(0, Number(length));
}

/** Invitations: not a tag, since the tags of an invitation cannot be read. The last line of its notes names the owner that sent it. */
const INVITATION_OWNER_MARK = `${OWNER_TAG_KEY}=`;

/** Characters of the notes that are reserved for the owner: a stack name of 128 characters and its Region fit in. */
export const INVITATION_MARK_LENGTH = 200;

const DEFAULT_NOTES = 'This invitation to join an organization was sent by AWS CloudFormation.';

/** The notes of an invitation, with a last line that names the stack that sent it. */
export function invitationNotes(owner: string, notes = DEFAULT_NOTES): string {
  return `${notes}\n${INVITATION_OWNER_MARK}${owner}`;
}

/** The stack that sent an invitation; `undefined` if it was a person or another program. */
export function ownerOfInvitation(notes = ''): string | undefined {
  const lastLine = notes.split('\n').at(-1)!;
  return lastLine.startsWith(INVITATION_OWNER_MARK) ? lastLine.slice(INVITATION_OWNER_MARK.length) : undefined;
}

export interface TagFamily {
  readonly isKey: (key: string) => boolean;
  /** Whether a handler writes such a value. */
  readonly isValue: (value: string, key: string) => boolean;
}

/** All families of tags by name. No key belongs to two of them. */
export const TAG_FAMILIES = {
  owner: { isKey: (key) => key === OWNER_TAG_KEY, isValue: isOwnerTagValue },
  former: { isKey: (key) => key.startsWith(FORMER_TAG_PREFIX), isValue: () => true },
  added: { isKey: (key) => key.startsWith(ADDED_TAG_PREFIX), isValue: isAddedNote },
  attached: { isKey: (key) => key.startsWith(ATTACHED_TAG_PREFIX), isValue: isClaims },
  retained: { isKey: (key) => key === RETAINED_TAG_KEY, isValue: (value) => value === RETAINED_TAG.Value },
  retainedAttachments: { isKey: (key) => key.startsWith(RETAINED_ATTACHMENTS_TAG_PREFIX), isValue: isPolicyList },
  rootTags: { isKey: (key) => key.startsWith(ROOT_TAGS_PREFIX), isValue: (value, key) => ownerOfRootTags(key, value) !== undefined },
  delegated: { isKey: (key) => key.startsWith(DELEGATED_TAG_PREFIX), isValue: (value) => parseDelegatedTagValue(value) !== undefined },
  policySet: { isKey: (key) => key === POLICY_SET_TAG_KEY, isValue: isPolicySetMembership },
  formerSettings: { isKey: (key) => key.startsWith(FORMER_SETTINGS_TAG_PREFIX), isValue: (value) => /^[\w.-]+$/.test(value) },
} satisfies Record<string, TagFamily>;

export type TagFamilyName = keyof typeof TAG_FAMILIES;

/** The family that a key belongs to; `undefined` if no handler writes it. */
export function tagFamilyOf(key: string): TagFamilyName | undefined {
  return (Object.keys(TAG_FAMILIES) as TagFamilyName[]).find((name) => TAG_FAMILIES[name].isKey(key));
}

function isPolicySetMembership(value: string): boolean {
  const { firstId } = parsePolicySetTagValue(value);
  return firstId === undefined || ID_PATTERNS.policy.test(firstId);
}

/** The key of a tag. If it is too long, it ends in a hash of the whole key, so that stacks whose names begin alike do not share a tag. */
function tagKey(prefix: string, name: string): string {
  const key = prefix + name;
  const longest = QUOTAS.tagKeyLength.value;
  if (key.length <= longest) return key;
  const hash = hashOf(key);
  return `${key.slice(0, longest - hash.length - 1)}.${hash}`;
}

/** A polynomial hash of 64 bits, in hexadecimal. The page of the report needs it too, and a browser has no `node:crypto`. */
export function hashOf(text: string): string {
  let hash = 0n;
  for (const character of text) hash = BigInt.asUintN(64, hash * 0x100000001b3n + BigInt(character.codePointAt(0)!));
  return hash.toString(16).padStart(16, '0');
}
