import { AssemblyError } from '../assembly-error';
import { isForeign } from './foreign-templates';
import { referencesOf } from './references';
import type { ResourceDefinition, Template } from './template';

/** The dependencies of each logical ID, in the template's order. */
export type DependencyGraph = ReadonlyMap<string, readonly string[]>;

/**
 * The graph of the resources of a template (AWS CloudFormation Template Reference, "DependsOn attribute"): `Ref`, `Fn::GetAtt`,
 * `Fn::Sub` and `DependsOn`. `isActive` leaves out the resources whose condition is false.
 * @throws AssemblyError for a reference to a name that does not exist, a cycle, or a function that is not supported where values matter.
 */
export function dependencyGraph(
  template: Template, stackName: string, isActive: (logicalId: string) => boolean = () => true,
): DependencyGraph {
  const graph = new Map<string, string[]>();
  for (const [logicalId, resource] of Object.entries(template.Resources)) {
    if (!isActive(logicalId)) {
      continue;
    }
    const place = `${stackName}/Resources/${logicalId}`;
    const names = referencesOf(resource.Properties ?? {}, `${place}/Properties`, { skipsUnsupported: isForeign(template) });
    explicitDependencies(resource).forEach((name) => names.add(name));
    const unknown = unknownNames(names, template);
    if (unknown.length > 0) {
      throw unresolved(unknown, 'Resources', place);
    }
    graph.set(logicalId, [...names].filter((name) => Object.hasOwn(template.Resources, name) && name !== logicalId && isActive(name)));
  }
  checkOutputs(template, stackName);
  checkCycles(graph, stackName);
  return graph;
}

/** The graph in the order of deletion. */
export function reversed(graph: DependencyGraph): DependencyGraph {
  const result = new Map<string, string[]>([...graph.keys()].reverse().map((id) => [id, []]));
  for (const [id, dependencies] of graph) {
    dependencies.forEach((dependency) => result.get(dependency)?.push(id));
  }
  return result;
}

export function explicitDependencies(resource: ResourceDefinition): readonly string[] {
  const { DependsOn: dependsOn = [] } = resource;
  return typeof dependsOn === 'string' ? [dependsOn] : dependsOn;
}

function checkOutputs(template: Template, stackName: string): void {
  for (const [name, output] of Object.entries(template.Outputs ?? {})) {
    const place = `${stackName}/Outputs/${name}`;
    const unknown = unknownNames(referencesOf(output, place, { skipsUnsupported: isForeign(template) }), template);
    if (unknown.length > 0) {
      throw unresolved(unknown, 'Outputs', place);
    }
  }
}

function unknownNames(names: Iterable<string>, { Resources: resources, Parameters: parameters = {} }: Template): string[] {
  return [...names].filter((name) => !Object.hasOwn(resources, name) && !Object.hasOwn(parameters, name));
}

function unresolved(names: string[], block: string, place: string): AssemblyError {
  return new AssemblyError(
    `Template format error: Unresolved resource dependencies [${names.join(', ')}] in the ${block} block of the template`,
    place,
    'Refer to a resource or parameter of the same template.',
  );
}

/** Depth first with a stack of its own: the chain of a large organization is longer than some call stacks. */
function checkCycles(graph: DependencyGraph, stackName: string): void {
  const done = new Set<string>();
  for (const start of graph.keys()) {
    const path: { id: string; next: number }[] = done.has(start) ? [] : [{ id: start, next: 0 }];
    const open = new Set(path.map(({ id }) => id));
    while (path.length > 0) {
      const top = path[path.length - 1];
      const dependency = (graph.get(top.id) ?? [])[top.next++];
      if (dependency === undefined) {
        done.add(top.id);
        open.delete(top.id);
        path.pop();
      } else if (open.has(dependency)) {
        const cycle = path.map(({ id }) => id).slice(path.findIndex(({ id }) => id === dependency));
        throw new AssemblyError('Circular dependency between resources', `${stackName}: [${cycle.join(', ')}]`, 'Take one reference or DependsOn away.');
      } else if (!done.has(dependency)) {
        path.push({ id: dependency, next: 0 });
        open.add(dependency);
      }
    }
  }
}
