import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { SharedState } from './copies';
import { lanePredecessors } from './lanes';
import type { OrganizationsResource } from './organizations-resource';
import { ResourceGraph } from './resource-graph';

const ORDERS = new SharedState<DeploymentOrder>('deployment-order');

/** A member of the order of a stack: a resource of this library, or a nested stack with such resources. */
interface Member {
  readonly resource: CfnResource;
  readonly lanes: number;
  readonly rounds: number;
  readonly preferablyAfter: readonly CfnResource[];
}

/**
 * The order of this library's resources in a stack, beyond the dependencies of their properties.
 *
 * CloudFormation starts all resources without a dependency at once. AWS Organizations accepts few changes at a time, and each resource of
 * this library occupies two Lambda functions while it is in progress. Therefore the resources form lanes through `DependsOn`. The lanes are
 * computed when the template is written, because only then all references and the dependencies that users add are known. A nested stack
 * takes as many lanes of the enclosing stack as it has itself, so that the whole deployment keeps to the limit.
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
  private readonly nested = new Map<CfnResource, DeploymentOrder>();
  private readonly around?: DeploymentOrder;
  private computed?: { readonly size: number; readonly dependsOn: ReadonlyMap<CfnResource, string[]> };
  private computing = false;

  private constructor(private readonly stack: Stack) {
    if (stack.nestedStackParent && stack.nestedStackResource) {
      this.around = DeploymentOrder.of(stack.nestedStackParent);
      this.around.nested.set(stack.nestedStackResource as CfnResource, this);
      this.around.write(stack.nestedStackResource as CfnResource);
    }
  }

  add(resource: OrganizationsResource): void {
    this.resources.set(resource, resource);
    this.write(resource);
  }

  private write(resource: CfnResource): void {
    // Not `addOverride` of the resource itself, which marks it as overridden. While references are still being prepared, not all
    // dependencies between constructs have been translated.
    CfnResource.prototype.addOverride.call(resource, 'DependsOn', Lazy.uncachedAny({
      produce: (context) => (context.preparing ? undefined : this.dependsOn(resource)),
    }));
  }

  /** The value of the resource's `DependsOn`: logical IDs, sorted; undefined if there are none. */
  private dependsOn(resource: CfnResource): string[] | undefined {
    // Reading the properties of an overridden resource asks for its DependsOn, which is about to be computed.
    if (this.computing) return undefined;
    const { size } = this;
    if (this.computed?.size !== size) {
      this.computing = true;
      try {
        this.computed = { size, dependsOn: this.compute() };
      } finally {
        this.computing = false;
      }
    }
    return this.computed.dependsOn.get(resource);
  }

  /** The number of resources, including those of nested stacks. */
  private get size(): number {
    return [...this.nested.values()].reduce((sum, { size }) => sum + size, this.resources.size);
  }

  /** The maximum number of resources in progress at the same time, in the whole deployment. */
  private get width(): number {
    return this.around ? this.around.width : this.smallestWidth();
  }

  private smallestWidth(): number {
    const own = [...this.resources.values()].map(({ maxConcurrentResources }) => Math.max(1, Math.floor(maxConcurrentResources) || 1));
    return Math.min(...own, ...[...this.nested.values()].map((nested) => nested.smallestWidth()));
  }

  private compute(): Map<CfnResource, string[]> {
    const graph = new ResourceGraph(this.stack, (resource) => {
      const own = this.resources.get(resource);
      return own?.overridden ? undefined : own?.declaredProperties;
    });
    const { width } = this;
    // The order of the tree, not of creation: the same app with its statements in another order gives the same template.
    const members = this.members(width)
      .map((member) => ({ ...member, place: graph.placeOf(member.resource) }))
      .filter((entry): entry is Member & { place: number } => entry.place !== undefined)
      .sort((a, b) => a.place - b.place);
    const extra = new Map<number, Set<number>>(members.map(({ place }) => [place, new Set<number>()]));

    for (const { preferablyAfter, place } of members) {
      for (const other of preferablyAfter) {
        const inThisStack = this.withinThisStack(other);
        const predecessor = inThisStack && graph.placeOf(inThisStack);
        if (predecessor !== undefined && graph.tryAdd(place, predecessor)) extra.get(place)!.add(predecessor);
      }
    }
    const byPlace = new Map(members.map((member) => [member.place, member]));
    const ordered = graph.predecessors.map((predecessors, place) => {
      const { lanes = 0, rounds = 0 } = byPlace.get(place) ?? {};
      return { predecessors, lanes, rounds };
    });
    lanePredecessors(ordered, width).forEach((predecessors, place) => predecessors.forEach((each) => extra.get(place)!.add(each)));

    return new Map(members.flatMap(({ resource, place }) => {
      const declared = resource.obtainDependencies().map((dependency) => graph.placeOf(dependency as CfnResource));
      const places = new Set([...declared.filter((found) => found !== undefined), ...extra.get(place)!]);
      const logicalIds = [...places].map((found) => graph.logicalIds[found]).sort();
      return logicalIds.length > 0 ? [[resource, logicalIds] as const] : [];
    }));
  }

  private members(width: number): Member[] {
    return [
      ...[...this.resources.values()].map((resource) => ({ resource, lanes: 1, rounds: 1, preferablyAfter: resource.preferablyAfter() })),
      ...[...this.nested].map(([resource, { size, preferences }]) => (
        { resource, lanes: Math.min(width, size), rounds: Math.ceil(size / width), preferablyAfter: preferences })),
    ];
  }

  /** The resources of any stack after which a resource in this stack should preferably come. */
  private get preferences(): readonly CfnResource[] {
    const preferences = [
      ...[...this.resources.values()].flatMap((resource) => resource.preferablyAfter()),
      ...[...this.nested.values()].flatMap((nested) => nested.preferences),
    ];
    return [...new Set(preferences)];
  }

  /** The resource itself, or the nested stack of this stack that contains it. */
  private withinThisStack(resource: CfnResource): CfnResource | undefined {
    const stack = Stack.of(resource);
    if (stack === this.stack) return resource;
    return stack.nestedStackResource && this.withinThisStack(stack.nestedStackResource as CfnResource);
  }
}
