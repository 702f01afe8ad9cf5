import { CfnResource, Stack } from 'aws-cdk-lib';
import { OrganizationsResource, ResourceGraph } from '../../../provider';
import { synthesisRound } from '../../synthesis/synthesis-round';

const GRAPHS = new WeakMap<object, Map<Stack, ResourceGraph>>();

/** Whether a resource, or a nested stack that it lies in, could never be made. Asked at synthesis, when all references are known. */
export function waitsForItself(resource: CfnResource): boolean {
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

/** What others wrote into a resource is found only when all of it is resolved. */
function declaredProperties(resource: CfnResource): object | undefined {
  return resource instanceof OrganizationsResource && !resource.overridden ? resource.declaredProperties : undefined;
}
