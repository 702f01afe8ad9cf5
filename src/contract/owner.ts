/**
 * Ownership is written on the thing itself, in the call that creates it.
 *
 * The owner is the top-level stack's name and nothing else: a construct that is renamed or moved within its stack stays the
 * owner of what it made, without a write. What was taken over rather than made says so, because it is never deleted.
 */
export const OWNER_TAG_KEY = 'cdk-aws-organizations:owner';

const ADOPTED_SUFFIX = '/adopted';

export interface Ownership {
  readonly stackName: string;
  readonly adopted: boolean;
}

export function ownerTagValue(stackName: string, adopted = false): string {
  return adopted ? stackName + ADOPTED_SUFFIX : stackName;
}

export function parseOwnerTagValue(value: string): Ownership {
  const adopted = value.endsWith(ADOPTED_SUFFIX);
  return { stackName: adopted ? value.slice(0, -ADOPTED_SUFFIX.length) : value, adopted };
}
