import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ownOrganizations } from './known-organizations';
import { topLevelStack } from '../../provider';
import { dependOnFound } from '../synthesis/lazy-dependency';
import { problem } from '../validation';

/**
 * Makes a resource whose properties do not name the organization depend on it. The resource does not depend on an organization in another
 * stack or in a stack nested in its own: that stack may use its policies, which would close a cycle.
 */
export function comeAfterOrganization(resource: CfnResource): void {
  dependOnFound(resource, () => {
    const stacks = enclosingStacks(Stack.of(resource));
    return ownOrganizations(resource).map((organization) => organization._organizationResource)
      .filter((organization) => stacks.includes(Stack.of(organization)));
  });
}

/**
 * Refuses a policy in a stack that CDK deploys before the stack of the organization, since AWS refuses policies without an organization.
 * A policy that is attached to a target in the organization's stack is an example. Stacks that do not depend on each other are accepted:
 * the organization exists if a policy is attached to a target by its ID.
 */
export function organizationOrderProblems(policy: IConstruct): string[] {
  const organizations = ownOrganizations(policy);
  const [organization] = organizations;
  if (organizations.length !== 1 || organization._exists) return [];
  const [own, its] = [policy, organization].map(topLevelStack);
  if (own === its || !comesAfter(its, own)) return [];
  return [problem({
    wrong: `The policy is in a stack that CDK deploys before ${its.node.path}, which creates the organization that the policy needs`,
    given: own.node.path,
    remedy: `Move the policy into ${its.node.path} or a stack nested in it, or set adopt: true on ${organization.node.path} if the organization `
      + 'exists already',
  })];
}

function comesAfter(stack: Stack, other: Stack, seen = new Set<Stack>()): boolean {
  seen.add(stack);
  return stack.dependencies.some((each) => each === other || (!seen.has(each) && comesAfter(each, other, seen)));
}

function enclosingStacks(stack: Stack): Stack[] {
  return stack.nestedStackParent ? [stack, ...enclosingStacks(stack.nestedStackParent)] : [stack];
}
