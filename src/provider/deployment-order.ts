import { CfnResource, Stack } from 'aws-cdk-lib';
import { lanePredecessors } from './lanes';
import type { OrganizationsResource } from './organizations-resource';
import { ResourceGraph } from './resource-graph';

const ORDERS = new WeakMap<Stack, DeploymentOrder>();

/**
 * Which of this library's resources in a stack wait for which others, beyond what their properties say.
 *
 * CloudFormation starts everything that has no dependency at once; AWS Organizations takes few changes at a time, and each of ours
 * holds two Lambda functions while it is under way. So they form lanes through `DependsOn`. It is worked out when the template is
 * written, because only then are all references and the dependencies that users add by hand known.
 */
export class DeploymentOrder {
  static of(stack: Stack): DeploymentOrder {
    const existing = ORDERS.get(stack);
    if (existing) return existing;
    const order = new DeploymentOrder(stack);
    ORDERS.set(stack, order);
    return order;
  }

  private readonly resources = new Map<CfnResource, OrganizationsResource>();
  private computed?: { readonly resources: number; readonly dependsOn: ReadonlyMap<CfnResource, string[]> };
  private computing = false;

  private constructor(private readonly stack: Stack) {}

  add(resource: OrganizationsResource): void {
    this.resources.set(resource, resource);
  }

  /** The value of the resource's `DependsOn`: logical ids, sorted; undefined for none. */
  dependsOn(resource: OrganizationsResource): string[] | undefined {
    // Reading the properties of an overridden resource asks for its DependsOn, which is about to be computed.
    if (this.computing) return undefined;
    if (this.computed?.resources !== this.resources.size) {
      this.computing = true;
      try {
        this.computed = { resources: this.resources.size, dependsOn: this.compute() };
      } finally {
        this.computing = false;
      }
    }
    return this.computed.dependsOn.get(resource);
  }

  private compute(): Map<CfnResource, string[]> {
    const graph = new ResourceGraph(this.stack, (resource) => {
      const own = this.resources.get(resource);
      return own?.overridden ? undefined : own?.declaredProperties;
    });
    // The order of the tree, not of construction: the same code in another order of statements gives the same template.
    const ours = [...this.resources.values()]
      .map((resource) => ({ resource, place: graph.placeOf(resource) }))
      .filter((entry): entry is { resource: OrganizationsResource; place: number } => entry.place !== undefined)
      .sort((a, b) => a.place - b.place);
    const extra = new Map<number, Set<number>>(ours.map(({ place }) => [place, new Set<number>()]));

    for (const { resource, place } of ours) {
      for (const other of resource.preferablyAfter()) {
        const predecessor = graph.placeOf(other);
        if (predecessor !== undefined && graph.tryAdd(place, predecessor)) extra.get(place)!.add(predecessor);
      }
    }
    const counted = graph.predecessors.map((predecessors, place) => ({ predecessors, counted: extra.has(place) }));
    const width = Math.max(1, Math.min(...ours.map(({ resource }) => Math.floor(resource.maxConcurrentResources) || 1)));
    lanePredecessors(counted, width).forEach((predecessor, place) => extra.get(place)!.add(predecessor));

    return new Map(ours.flatMap(({ resource, place }) => {
      const declared = resource.obtainDependencies().map((dependency) => graph.placeOf(dependency as CfnResource));
      const places = new Set([...declared.filter((found) => found !== undefined), ...extra.get(place)!]);
      const logicalIds = [...places].map((found) => this.stack.getLogicalId(graph.resources[found])).sort();
      return logicalIds.length > 0 ? [[resource, logicalIds] as const] : [];
    }));
  }
}
