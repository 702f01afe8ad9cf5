import { CfnResource, Reference, Stack, Tokenization } from 'aws-cdk-lib';

const SUB_VARIABLE = /\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}/g;

/** The logical IDs that a resolved part of a template refers to. Pseudo parameters are among them; the caller leaves them out. */
export function* templateReferences(value: unknown): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* templateReferences(item);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (key === 'Ref' && typeof item === 'string') yield item;
      else if (key === 'Fn::GetAtt') yield Array.isArray(item) ? String(item[0]) : String(item).split('.')[0];
      else if (key === 'Fn::Sub') yield* subVariables(item);
      yield* templateReferences(item);
    }
  }
}

function* subVariables(argument: unknown): Generator<string> {
  const text = Array.isArray(argument) ? argument[0] : argument;
  if (typeof text !== 'string') return;
  for (const [, name] of text.matchAll(SUB_VARIABLE)) yield name;
}

/** The resources of one stack with their dependencies. A nested stack is one resource, since it has its own template. */
export class ResourceGraph {
  readonly resources: readonly CfnResource[];
  readonly logicalIds: readonly string[];
  readonly predecessors: readonly Set<number>[];
  private readonly places: ReadonlyMap<CfnResource, number>;
  private readonly placesByLogicalId: ReadonlyMap<string, number>;

  /**
   * @param propertiesOf the properties of a resource if they contain all of its references; undefined if its whole definition has to be
   * resolved, which is many times slower
   */
  constructor(private readonly stack: Stack, propertiesOf: (resource: CfnResource) => object | undefined) {
    this.resources = stack.node.findAll().filter(CfnResource.isCfnResource).filter((resource) => Stack.of(resource) === stack);
    this.places = new Map(this.resources.map((resource, place) => [resource, place]));
    this.logicalIds = this.resources.map((resource) => stack.getLogicalId(resource));
    this.placesByLogicalId = new Map(this.logicalIds.map((logicalId, place) => [logicalId, place]));
    this.predecessors = this.resources.map((resource, place) => this.predecessorsOf(resource, place, propertiesOf(resource)));
  }

  placeOf(resource: CfnResource): number | undefined {
    return this.places.get(resource);
  }

  /** Adds an edge unless it would close a cycle or is implied already. Returns whether it was added. */
  tryAdd(place: number, predecessor: number): boolean {
    if (place === predecessor || this.waitsFor(predecessor, place) || this.waitsFor(place, predecessor)) return false;
    this.predecessors[place].add(predecessor);
    return true;
  }

  /** Whether a resource must wait for another, or for itself. */
  waitsFor(place: number, other: number): boolean {
    const seen = new Set<number>([place]);
    for (const current of seen) {
      for (const predecessor of this.predecessors[current]) {
        if (predecessor === other) return true;
        seen.add(predecessor);
      }
    }
    return false;
  }

  private predecessorsOf(resource: CfnResource, place: number, properties: object | undefined): Set<number> {
    const found = new Set<number>();
    const add = (predecessor: number | undefined) => {
      if (predecessor !== undefined && predecessor !== place) found.add(predecessor);
    };
    resource.obtainDependencies().forEach((dependency) => add(this.places.get(dependency as CfnResource)));
    if (properties) {
      this.addTokens(Object.values(properties), add);
    } else {
      const definition = (resource as unknown as { _toCloudFormation(): object })._toCloudFormation();
      this.addResolved(definition, add);
    }
    return found;
  }

  private addTokens(values: unknown[], add: (predecessor: number | undefined) => void): void {
    for (const value of values) {
      if (typeof value === 'string') {
        for (const token of Tokenization.reverseString(value).tokens) {
          const target = Reference.isReference(token) ? token.target : undefined;
          if (target !== undefined && CfnResource.isCfnResource(target) && Stack.of(target) === this.stack) add(this.places.get(target));
          else this.addResolved(token, add);
        }
      } else if (typeof value === 'object' && value !== null) {
        this.addResolved(value, add);
      }
    }
  }

  private addResolved(value: unknown, add: (predecessor: number | undefined) => void): void {
    for (const logicalId of templateReferences(this.stack.resolve(value))) add(this.placesByLogicalId.get(logicalId));
  }
}
