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
