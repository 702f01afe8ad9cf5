import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ownOrganizations } from './known-organizations';
import { topLevelStack } from '../../provider';
import { dependOnFound } from '../synthesis/lazy-dependency';
import { problem } from '../validation';

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

/**
 * A policy in a stack that CDK deploys before that of the organization, such as one that is attached to a target in the organization's
 * stack: AWS refuses policies where there is no organization. Stacks that do not depend on each other are left as they are, since the
 * organization exists where a policy is attached to a target by its ID.
 */
export function organizationOrderProblems(policy: IConstruct): string[] {
  const organizations = ownOrganizations(policy);
  const [organization] = organizations;
  if (organizations.length !== 1 || organization._exists) return [];
  const [own, its] = [policy, organization].map(topLevelStack);
  if (own === its || !comesAfter(its, own)) return [];
  return [problem({
    wrong: `The policy is in a stack that CDK deploys before ${its.node.path}, which makes the organization that the policy needs`,
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
