/**
 * Ownership is written on the thing itself, in the call that creates it.
 *
 * The owner is the top-level stack's name and nothing else: a construct that is renamed or moved within its stack stays the
 * owner of what it made, without a write. What was taken over rather than made says so, because it is never deleted. An account that
 * was there before its construct says where it was found, and when, so that the deployment that found it can put it back, and no other.
 */
export const OWNER_TAG_KEY = 'cdk-aws-organizations:owner';

/** Tags of users never begin like this. */
export const RESERVED_TAG_PREFIX = 'cdk-aws-organizations:';

/** Before the key of a tag whose value was overwritten when a thing was taken over, the owner tag included: the value that was found. */
export const FORMER_TAG_PREFIX = 'cdk-aws-organizations:was:';

/** Before the name of a stack: `attachedTagKey`. */
export const ATTACHED_TAG_PREFIX = 'cdk-aws-organizations:attached/';

/**
 * Key of a tag on a target of policies. Its value: the ids of policies which this stack attached to it, and which it has not made itself.
 * Stacks share targets, so that each has its own.
 */
export function attachedTagKey(stackName: string): string {
  return `${ATTACHED_TAG_PREFIX}${stackName}`.slice(0, LONGEST_TAG_KEY);
}

/**
 * Key of a tag on a policy or an organizational unit that left the code and could not go, since accounts rely on it. If it
 * comes back in a deployment that fails, the rollback leaves it once more.
 */
export const LEFT_BEHIND_TAG_KEY = 'cdk-aws-organizations:left-behind';

/** Key of a tag on a target of policies. Its value: the ids of policies of this stack that stayed attached when they left it. */
export function leftBehindTagKey(stackName: string): string {
  return `${LEFT_BEHIND_TAG_KEY}/${stackName}`.slice(0, LONGEST_TAG_KEY);
}

/** Key of a tag on the root, which has no owner: this stack has set tags there. While it is missing, none of them are ours. */
export function rootTagsKey(stackName: string): string {
  return `cdk-aws-organizations:root-tags/${stackName}`.slice(0, LONGEST_TAG_KEY);
}

/** Key of a tag on a delegated administrator, since a registration has no tags. Its value: the stack that found it registered already. */
export function delegatedTagKey(servicePrincipal: string): string {
  return `cdk-aws-organizations:delegated/${servicePrincipal}`.slice(0, LONGEST_TAG_KEY);
}

const LONGEST_TAG_KEY = 128;

/** Stack names hold no slash, and neither do ids. */
const OWNER = /^([^/]+?)(\/adopted)?(\/found)?(?:\/([^/]+))?(?:\/(\d+))?$/;

export interface Ownership {
  readonly stackName: string;
  readonly adopted: boolean;
  /** Whether an account was the stack's already when its construct came. */
  readonly found?: boolean;
  /** Of an account that was there before its construct: the id of the parent below which it was found. */
  readonly formerParentId?: string;
  /** When that was noted, in milliseconds since 1970. Absent in what earlier versions noted. */
  readonly notedAt?: number;
}

export function ownerTagValue({ stackName, adopted, found, formerParentId, notedAt }: Ownership): string {
  return [stackName, adopted && 'adopted', found && 'found', formerParentId, notedAt].filter(Boolean).join('/');
}

export function parseOwnerTagValue(value: string): Ownership {
  const [, stackName = value, adopted, found, formerParentId, notedAt] = OWNER.exec(value) ?? [];
  return {
    stackName, adopted: Boolean(adopted), ...found && { found: true }, formerParentId, ...notedAt && { notedAt: Number(notedAt) },
  };
}
