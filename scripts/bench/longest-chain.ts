import { dependencyGraph, type Template } from '../../src/assembly';
import { isOurResourceType } from '../../src/contract';

/** How many custom resources of this library wait for one another at most: the length of a deployment when each takes equally long. */
export function longestChain(template: Template): number {
  const graph = dependencyGraph(template, 'Bench');
  const lengths = new Map<string, number>();
  const lengthOf = (logicalId: string): number => {
    const known = lengths.get(logicalId);
    if (known !== undefined) return known;
    const below = Math.max(0, ...[...graph.get(logicalId) ?? []].map(lengthOf));
    const length = below + (isOurResourceType(template.Resources[logicalId].Type) ? 1 : 0);
    lengths.set(logicalId, length);
    return length;
  };
  return Math.max(0, ...Object.keys(template.Resources).map(lengthOf));
}
