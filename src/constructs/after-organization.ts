import { CfnResource, Stack } from 'aws-cdk-lib';
import { ownOrganizations } from './known-organizations';
import { dependOnFound } from './lazy-dependency';

/**
 * Lets a resource whose properties do not name the organization come after it. An organization in another stack is left out, and
 * so is one nested in this one: its policies may come from here, which would close a cycle.
 */
export function comeAfterOrganization(resource: CfnResource): void {
  dependOnFound(resource, () => {
    const stacks = enclosingStacks(Stack.of(resource));
    return ownOrganizations(resource).map((organization) => organization._organizationResource)
      .filter((organization) => stacks.includes(Stack.of(organization)));
  });
}

function enclosingStacks(stack: Stack): Stack[] {
  return stack.nestedStackParent ? [stack, ...enclosingStacks(stack.nestedStackParent)] : [stack];
}
