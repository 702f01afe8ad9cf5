import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyAttachments } from './policy-attachments';
import { topLevelStack, OrganizationsResource, ResourceGraph } from '../../../provider';
import { synthesisRound } from '../../synthesis/synthesis-round';
import { problem } from '../../validation';

const GRAPHS = new WeakMap<object, Map<Stack, ResourceGraph>>();

/** Where policies of one target cannot be attached by one resource. Each resource takes off what is its stack's and is not in it. */
export function sharedAttachmentProblems(attachments: PolicyAttachments, elsewhere: readonly PolicyAttachments[]): string[] {
  return [...ownerProblems(attachments, elsewhere), ...cycleProblems(attachments)];
}

function ownerProblems(attachments: PolicyAttachments, elsewhere: readonly PolicyAttachments[]): string[] {
  const stack = topLevelStack(attachments);
  return elsewhere.filter((other) => topLevelStack(other).stackName === stack.stackName).map((other) => problem({
    wrong: `Policies are attached to one target by ${attachments.target.node.path} and by ${other.target.node.path}, as stack ${stack.stackName} both, `
      + 'and each would detach those of the other',
    given: pathOfId(attachments),
    remedy: topLevelStack(other) === stack
      ? 'Attach all of them through one of the two constructs'
      : 'Give the stacks different names, or attach all of them in one of the two',
  }));
}

function cycleProblems(attachments: PolicyAttachments): string[] {
  const foreign = attachments.attached.filter((each) => isMadeNearby(each, attachments));
  if (foreign.length === 0 || !waitsForItself(attachments.resource)) return [];
  return [problem({
    wrong: `The policies of one target are attached by ${attachments.node.path}, which would have to wait for a stack that waits for it`,
    given: foreign.map(({ node }) => node.path).join(', '),
    remedy: 'Make these policies in the stack in which they are attached, or in one around it, and let no nested stack depend on the target as a construct',
  })];
}

/** In another stack of the same deployment. Where whole deployments wait for each other, the CDK says so. */
function isMadeNearby(policy: IConstruct, attachments: PolicyAttachments): boolean {
  return policy.node.children.some(CfnResource.isCfnResource) && Stack.of(policy) !== Stack.of(attachments)
    && topLevelStack(policy) === topLevelStack(attachments);
}

function pathOfId({ targetId, target }: PolicyAttachments): string {
  return targetId.includes('${Token') ? target.node.path : targetId;
}

/** Whether a resource, or a nested stack that it lies in, could never be made. Asked at synthesis, when all references are known. */
function waitsForItself(resource: CfnResource): boolean {
  const stack = Stack.of(resource);
  const graph = graphOf(stack);
  const place = graph.placeOf(resource);
  if (place !== undefined && graph.waitsFor(place, place)) return true;
  return stack.nestedStackResource !== undefined && waitsForItself(stack.nestedStackResource as CfnResource);
}

function graphOf(stack: Stack): ResourceGraph {
  const round = synthesisRound(stack) ?? {};
  const graphs = GRAPHS.get(round) ?? new Map<Stack, ResourceGraph>();
  GRAPHS.set(round, graphs);
  const graph = graphs.get(stack) ?? new ResourceGraph(stack, declaredProperties);
  graphs.set(stack, graph);
  return graph;
}

/** References that other code wrote into a resource show only when the whole resource is resolved. */
function declaredProperties(resource: CfnResource): object | undefined {
  return OrganizationsResource.isOrganizationsResource(resource) && !resource.overridden ? resource.declaredProperties : undefined;
}
