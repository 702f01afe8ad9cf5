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
 * The owner that a stack writes: the name of the top-level stack and its Region, `Org@eu-west-1`. AWS Organizations is global, but stack
 * names are unique only within a Region. `region` is undefined if the app does not set it.
 */
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

/** Whether two owners may be the same stack. If one of them has no Region, only the names are compared. */
export function isSameOwner(one: string, other: string): boolean {
  const [[name, region], [otherName, otherRegion]] = [one.split('@'), other.split('@')];
  return name === otherName && (region === otherRegion || region === undefined || otherRegion === undefined);
}

/** Whether two owners are stacks with the same name in different Regions. */
export function isOtherRegion(one: string, other: string): boolean {
  return stackNameOf(one) === stackNameOf(other) && !isSameOwner(one, other);
}
