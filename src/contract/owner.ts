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
 * The owner that a stack writes: the top-level stack's name and its Region, `Org@eu-west-1`. AWS Organizations is global, and stack names
 * are unique in one Region only. `region` is undefined where code leaves it open.
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

/** Whether two owners are one stack, as far as is known: code that leaves its Region open is compared by its stack's name. */
export function isSameOwner(one: string, other: string): boolean {
  const [[name, region], [otherName, otherRegion]] = [one.split('@'), other.split('@')];
  return name === otherName && (region === otherRegion || region === undefined || otherRegion === undefined);
}

/** Whether two owners are a stack of one name in two Regions. */
export function isOtherRegion(one: string, other: string): boolean {
  return stackNameOf(one) === stackNameOf(other) && !isSameOwner(one, other);
}
