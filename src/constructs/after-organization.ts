import { CfnResource, Stack } from 'aws-cdk-lib';
import { dependOnFound } from './lazy-dependency';
import { Organization } from './organization';

/**
 * Lets a resource whose properties do not name the organization come after it. An organization in another stack is left out, and
 * so is one nested in this one: its policies may come from here, which would close a cycle.
 */
export function comeAfterOrganization(resource: CfnResource): void {
  dependOnFound(resource, () => {
    const stacks = enclosingStacks(Stack.of(resource));
    return Organization._of(resource).map((organization) => organization._organizationResource)
      .filter((organization) => stacks.includes(Stack.of(organization)));
  });
}

function enclosingStacks(stack: Stack): Stack[] {
  return stack.nestedStackParent ? [stack, ...enclosingStacks(stack.nestedStackParent)] : [stack];
}
