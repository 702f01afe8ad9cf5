import { CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyAttachments } from './policy-attachments';
import { topLevelStack, OrganizationsResource, ResourceGraph } from '../../../provider';
import { synthesisRound } from '../../synthesis/synthesis-round';
import { problem } from '../../validation';

const GRAPHS = new WeakMap<object, Map<Stack, ResourceGraph>>();

/** Problems of policies that one resource has to attach but cannot. It detaches the policies of its stack that it does not name. */
export function sharedAttachmentProblems(attachments: PolicyAttachments, elsewhere: readonly PolicyAttachments[]): string[] {
  return [...ownerProblems(attachments, elsewhere), ...cycleProblems(attachments)];
}

function ownerProblems(attachments: PolicyAttachments, elsewhere: readonly PolicyAttachments[]): string[] {
  const stack = topLevelStack(attachments);
  return elsewhere.filter((other) => topLevelStack(other).stackName === stack.stackName).map((other) => problem({
    wrong: `${attachments.target.node.path} and ${other.target.node.path}, both of stack ${stack.stackName}, attach policies to one target, `
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
    remedy: 'Create these policies in the stack in which they are attached, or in one around it, and let no nested stack depend on the target as a construct',
  })];
}

/** Whether a policy is created in another stack of the same deployment. If whole deployments wait for each other, the CDK reports it. */
function isMadeNearby(policy: IConstruct, attachments: PolicyAttachments): boolean {
  return policy.node.children.some(CfnResource.isCfnResource) && Stack.of(policy) !== Stack.of(attachments)
    && topLevelStack(policy) === topLevelStack(attachments);
}

function pathOfId({ targetId, target }: PolicyAttachments): string {
  return targetId.includes('${Token') ? target.node.path : targetId;
}

/** Whether a resource, or a nested stack around it, could never be created. It is called at synthesis, when all references are known. */
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

/** Undefined if other code overrides parts of the resource: its references are found only if the whole resource is resolved. */
function declaredProperties(resource: CfnResource): object | undefined {
  return OrganizationsResource.isOrganizationsResource(resource) && !resource.overridden ? resource.declaredProperties : undefined;
}
