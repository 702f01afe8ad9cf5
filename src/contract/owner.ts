/** Environment variable of the handlers: the names of the top-level stacks that the provider serves. */
export const SERVED_STACKS_VARIABLE = 'SERVED_STACKS';

/** Environment variable of the handlers in a member account: the policy types that are delegated to it. */
export const DELEGATED_POLICY_TYPES_VARIABLE = 'DELEGATED_POLICY_TYPES';

export const STACK_NAME_PATTERN = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;

/** Stack names contain no comma. */
const SEPARATOR = ',';

export function writeServedStacks(names: readonly string[]): string {
  return names.join(SEPARATOR);
}

export function readServedStacks(variable = ''): string[] {
  return variable.split(SEPARATOR).filter(Boolean);
}

/**
 * Ownership is written on the resource itself, in the call that creates it.
 *
 * The owner is the top-level stack's name and its Region, `Org@eu-west-1`: AWS Organizations is global, and stack names are unique in one
 * Region only. A construct that is renamed or moved within its stack keeps its owner without a write. An adopted resource says so,
 * because it is never deleted. An account that existed before its construct says where it was found, and when, so that only the
 * deployment that found it can restore that.
 */
export const OWNER_TAG_KEY = 'cdk-aws-organizations:owner';

/** Tags of users never begin like this. */
export const RESERVED_TAG_PREFIX = 'cdk-aws-organizations:';

/** Before the key of a tag whose value was overwritten when a thing was taken over, the owner tag included: the value that was found. */
export const FORMER_TAG_PREFIX = 'cdk-aws-organizations:was:';

/** Before an owner: `attachedTagKey`. */
export const ATTACHED_TAG_PREFIX = 'cdk-aws-organizations:attached/';

/**
 * Key of a tag on a target of policies. Its value: the ids of policies which this stack attached to it, and which it has not made itself.
 * Stacks share targets, so that each has its own.
 */
export function attachedTagKey(owner: string): string {
  return tagKey(ATTACHED_TAG_PREFIX, owner);
}

/** Whether a key is the `attachedTagKey` of an owner, whose Region may be left open. */
export function isAttachedTagKeyOf(owner: string, key: string): boolean {
  return key === attachedTagKey(owner) || (!owner.includes('@') && key.startsWith(`${ATTACHED_TAG_PREFIX}${owner}@`));
}

/**
 * Key of a tag on a policy or an organizational unit that left the code and could not go, since accounts rely on it. If it
 * comes back in a deployment that fails, the rollback leaves it once more.
 */
export const LEFT_BEHIND_TAG_KEY = 'cdk-aws-organizations:left-behind';

/** Key of a tag on a target of policies. Its value: the ids of policies of this stack that stayed attached when they left it. */
export function leftBehindTagKey(owner: string): string {
  return tagKey(`${LEFT_BEHIND_TAG_KEY}/`, owner);
}

export const ROOT_TAGS_PREFIX = 'cdk-aws-organizations:root-tags/';

/**
 * Key of a tag on the root, which has no owner: this stack has set tags there. While it is missing, none of them are ours. Its value: the
 * owner.
 */
export function rootTagsKey(owner: string): string {
  return tagKey(ROOT_TAGS_PREFIX, owner);
}

export const DELEGATED_TAG_PREFIX = 'cdk-aws-organizations:delegated/';

/** Key of a tag on a delegated administrator, since a registration has no tags. Its value: the stack that found it registered already. */
export function delegatedTagKey(servicePrincipal: string): string {
  return tagKey(DELEGATED_TAG_PREFIX, servicePrincipal);
}

/** Source: AWS Organizations API Reference, `Tag`. */
const LONGEST_TAG_KEY = 128;

/** A key that would be too long ends in a hash of all of it, so that two stacks whose names begin alike do not share a tag. */
function tagKey(prefix: string, name: string): string {
  const key = prefix + name;
  if (key.length <= LONGEST_TAG_KEY) return key;
  const hash = hashOf(key);
  return `${key.slice(0, LONGEST_TAG_KEY - hash.length - 1)}.${hash}`;
}

/** A polynomial hash of 64 bits, in hexadecimal: the report's page needs it too, and a browser has no `node:crypto`. */
function hashOf(text: string): string {
  let hash = 0n;
  for (const character of text) hash = BigInt.asUintN(64, hash * 0x100000001b3n + BigInt(character.codePointAt(0)!));
  return hash.toString(16).padStart(16, '0');
}

/** The owner that a stack writes. `region` is undefined where code leaves it open. */
export function stackOwner(stackName: string, region: string | undefined): string {
  return region === undefined ? stackName : `${stackName}@${region}`;
}

/** The same from a stack's ARN, `arn:aws:cloudformation:eu-west-1:111111111111:stack/Org/…`. */
export function ownerOfStack(stackId: string): string {
  const [, , , region, , resource = ''] = stackId.split(':');
  return stackOwner(resource.split('/')[1] ?? stackId, region);
}

export function stackNameOf(owner: string): string {
  return owner.split('@')[0];
}

/** Whether two owners are one stack, as far as is known: code that leaves its Region open is compared by its stack's name. */
export function isSameOwner(one: string, other: string): boolean {
  const [[name, region], [otherName, otherRegion]] = [one.split('@'), other.split('@')];
  return name === otherName && (region === otherRegion || region === undefined || otherRegion === undefined);
}

/** Whether two owners are a stack of one name in two Regions. */
export function isOtherRegion(one: string, other: string): boolean {
  return stackNameOf(one) === stackNameOf(other) && !isSameOwner(one, other);
}

/** Stack names and IDs contain no slash. */
const OWNERSHIP = /^([^/]+?)(\/adopted)?(\/found)?(?:\/([^/]+))?(?:\/(\d+))?$/;

export interface Ownership {
  /** `<stack name>@<Region>`. */
  readonly owner: string;
  readonly adopted: boolean;
  /** Whether an account was the stack's already when its construct came. */
  readonly found?: boolean;
  /** Of an account that was there before its construct: the id of the parent below which it was found. */
  readonly formerParentId?: string;
  /** When that was noted, in milliseconds since 1970. Absent in what earlier versions noted. */
  readonly notedAt?: number;
}

export function ownerTagValue({ owner, adopted, found, formerParentId, notedAt }: Ownership): string {
  return [owner, adopted && 'adopted', found && 'found', formerParentId, notedAt].filter(Boolean).join('/');
}

export function parseOwnerTagValue(value: string): Ownership {
  const [, owner = value, adopted, found, formerParentId, notedAt] = OWNERSHIP.exec(value) ?? [];
  return {
    owner, adopted: Boolean(adopted), ...found && { found: true }, formerParentId, ...notedAt && { notedAt: Number(notedAt) },
  };
}
