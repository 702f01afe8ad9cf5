import {
  type AssemblyStack, type CloudAssembly, derivedSymbol, intrinsicName, isActive, isForeign, logicalName, mayBeSame, nestedTemplateName,
  type OutputDefinition, ownValue, parameterValues, pseudoParametersOf, referencesOf, resolve, type ResourceDefinition, resolveProperties,
  type Scope, shown, shownText, stackLabel, symbolicText, type Template, textOf, unknownExport,
} from '../assembly';
import { isOurResourceType, OrganizationAttribute, ResourceType, type ResourceTypeName, stackOwner } from '../contract';
import { once } from './grouping';
import { importsOf } from './stack-links';

/** A resource of this library in an assembly, with its properties resolved. */
export interface DesiredResource {
  /** Owner tag value of the top-level stack; without a Region where the code leaves that open. */
  readonly owner: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: ResourceTypeName;
  /** The value of `Ref`, as it is shown (`shownLiteral`): the physical ID if it is known, else a symbol that is unique in the assembly. */
  readonly id: string;
  /** With texts as they are shown. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** `Retain`: CloudFormation keeps the resource when it is removed from the app. */
  readonly deletionPolicy?: string;
  /** Names of the exports whose value contains the ID or an attribute; sorted. */
  readonly exports: readonly string[];
}

/** Facts about a deployment of the assembly; none for code that is only synthesized. */
export interface Deployed {
  physicalId(stackName: string, logicalId: string): string | undefined;
  attribute(stackName: string, logicalId: string, name: string): unknown;
  /** The account of a stack whose code does not specify one. */
  accountId?(stackName: string): string | undefined;
}

export const NOT_DEPLOYED: Deployed = { physicalId: () => undefined, attribute: () => undefined };

/** An output that its stack exports. */
interface Exported {
  readonly stack: AssemblyStack;
  readonly value: () => unknown;
}

/** The source of values that a template does not hold itself. */
interface Place {
  readonly assembly: CloudAssembly;
  readonly stack: AssemblyStack;
  readonly deployed: Deployed;
  readonly exports: Map<string, readonly Exported[]>;
}

/** A top-level stack with the scopes of its template and of those of its nested stacks. */
export interface StackTree {
  readonly stack: AssemblyStack;
  readonly owner: string;
  readonly scopes: readonly Scope[];
}

export function stackTrees(assembly: CloudAssembly, deployed: Deployed = NOT_DEPLOYED): StackTree[] {
  const exports: Place['exports'] = new Map();
  return assembly.stacks.map((stack) => ({
    stack,
    tree: scopeTree({ assembly, stack, deployed, exports }, stackLabel(stack, assembly.stacks), stack.template, stack.parameters ?? {}),
  })).map(({ stack, tree }) => ({ stack, owner: stackOwner(stack.name, stack.region), scopes: scopesIn(tree) }));
}

/**
 * Every resource of this library in the assembly's stacks and their nested stacks, without resources whose condition is false.
 * @param trees of the assembly, where they are known
 */
export function desiredResources(
  assembly: CloudAssembly, deployed: Deployed = NOT_DEPLOYED, trees = stackTrees(assembly, deployed),
): DesiredResource[] {
  const exported = exportedReferences(trees.flatMap(({ scopes }) => scopes));
  return trees.flatMap(({ owner, scopes }) => scopes.flatMap((scope) => {
    const find = () => resourcesIn(scope, owner, exported);
    return deployed === NOT_DEPLOYED ? foundBefore(scope, owner, find) : find();
  }));
}

function resourcesIn(scope: Scope, owner: string, exported: ReadonlyMap<string, string[]>): DesiredResource[] {
  const { stackName, lookup, template } = scope;
  return Object.entries(template.Resources).flatMap(([logicalId, definition]) => {
    const { Type: type, Properties: properties, DeletionPolicy: deletionPolicy } = definition;
    const place = `${stackName}/${logicalId}`;
    if (!isOurResourceType(type) || !isActive(definition, scope, place)) return [];
    return [{
      owner,
      stackName,
      logicalId,
      type,
      id: shownText(textOf(lookup.physicalId(logicalId))),
      properties: shown(resolveProperties(properties ?? {}, scope, place)) as DesiredResource['properties'],
      ...(deletionPolicy === undefined ? {} : { deletionPolicy }),
      exports: exported.get(place) ?? [],
    }];
  });
}

/** The resources of a template with some values. */
interface Found {
  /** The values on which they depend, as JSON: most templates are asked about once, and need none. */
  readonly values: () => string;
  readonly resources: readonly DesiredResource[];
}

const FOUND = new WeakMap<Template, readonly Found[]>();

/** The resources of an equal template with equal values are the same objects: base and head of a review have most of them in common. */
function foundBefore(scope: Scope, owner: string, find: () => readonly DesiredResource[]): readonly DesiredResource[] {
  const { template, stackName, parameters, pseudoParameters } = scope;
  const known = FOUND.get(template) ?? [];
  if (known.length > 0 && dependsOnOthers(template)) return find();
  const values = once(() => JSON.stringify([owner, stackName, parameters, pseudoParameters]));
  const same = known.find((each) => each.values() === values());
  if (same !== undefined) return same.resources;
  const resources = find();
  FOUND.set(template, [...known, { values, resources }]);
  return resources;
}

/** Whether nested stacks or other stacks give values to a template. */
function dependsOnOthers(template: Template): boolean {
  return Object.values(template.Resources).some((each) => nestedTemplateName(each) !== undefined) || importsOf(template).length > 0;
}

/** The symbol of an attribute as it is shown. */
export function symbolOf({ stackName, logicalId }: Pick<DesiredResource, 'stackName' | 'logicalId'>, attribute: string): string {
  return shownText(symbolicText(logicalName(stackName, logicalId, attribute)));
}

/** By stack and logical ID, the names of the exports that refer to a resource. */
function exportedReferences(scopes: readonly Scope[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const scope of scopes) {
    for (const [name, output] of Object.entries(scope.template.Outputs ?? {})) {
      if (!output.Export) continue;
      const place = `${scope.stackName}/Outputs/${name}`;
      const exportName = exportKey(scope, output.Export);
      for (const logicalId of referencesOf(output.Value, place, { skipsUnsupported: isForeign(scope.template) })) {
        const key = `${scope.stackName}/${logicalId}`;
        found.set(key, [...found.get(key) ?? [], exportName].sort());
      }
    }
  }
  return found;
}

/** Types with a physical ID of letters, digits and hyphens. */
const PLAIN_IDS: readonly string[] = [
  ResourceType.ORGANIZATION, ResourceType.ORGANIZATIONAL_UNIT, ResourceType.ACCOUNT, ResourceType.POLICY,
];

/** Attributes of organizations with such a value. */
const PLAIN_ATTRIBUTES: readonly string[] = [OrganizationAttribute.MANAGEMENT_ACCOUNT_ID, OrganizationAttribute.ROOT_ID];

function hasPlainId(resource: ResourceDefinition | undefined): boolean {
  return resource !== undefined && PLAIN_IDS.includes(resource.Type);
}

/** The ID of an existing account or organizational unit that the code names, to adopt it or to invite it. */
function idToAdopt(resource: ResourceDefinition | undefined): string | undefined {
  const { AccountId, OrganizationalUnitId } = resource?.Properties ?? {};
  const isUnit = resource?.Type === ResourceType.ORGANIZATIONAL_UNIT;
  const isAccount = resource?.Type === ResourceType.ACCOUNT || resource?.Type === ResourceType.INVITED_ACCOUNT;
  const id = isAccount ? AccountId : isUnit && OrganizationalUnitId;
  return typeof id === 'string' ? id : undefined;
}

/** Whether code names the management account of an organization in the same template as the account that it adopts. */
function managerOf(
  template: Template, resource: ResourceDefinition | undefined,
): readonly [logicalId: string, attribute: string] | undefined {
  const { 'Fn::GetAtt': given } = Object(resource?.Properties?.AccountId) as { readonly 'Fn::GetAtt'?: unknown };
  if (resource?.Type !== ResourceType.ACCOUNT || !Array.isArray(given)) return undefined;
  const [logicalId, attribute] = given as unknown[];
  if (typeof logicalId !== 'string' || attribute !== OrganizationAttribute.MANAGEMENT_ACCOUNT_ID) return undefined;
  return ownValue(template.Resources, logicalId)?.Type === ResourceType.ORGANIZATION ? [logicalId, attribute] : undefined;
}

/** The scope of a template, with those of the stacks nested in it: each is made when a value first needs it, as they stand in any order. */
interface ScopeTree {
  readonly scope: Scope;
  /** Those of stacks that are created. Undefined for any other resource, and for a circle of nested stacks. */
  readonly child: (logicalId: string) => ScopeTree | undefined;
  /** The value of an output. Many parameters of other nested stacks may take the ID of the same resource. */
  readonly output: (name: string) => unknown;
}

function scopesIn({ scope, child }: ScopeTree): Scope[] {
  return [scope, ...Object.keys(scope.template.Resources).flatMap((logicalId) => {
    const tree = child(logicalId);
    return tree === undefined ? [] : scopesIn(tree);
  })];
}

/** Registers the exports of the template. */
function scopeTree(place: Place, stackName: string, template: Template, given: Record<string, unknown>): ScopeTree {
  const children = new Map<string, ScopeTree | undefined>();
  const references = new Map<string, unknown>();
  const output = (name: string): unknown => {
    // Any other value may depend on a template whose scope is not made yet.
    if (intrinsicName(ownValue(template.Outputs, name)?.Value) !== 'Ref') return outputValue(scope, name);
    if (!references.has(name)) references.set(name, outputValue(scope, name));
    return references.get(name);
  };
  const child = (logicalId: string): ScopeTree | undefined => {
    if (children.has(logicalId)) return children.get(logicalId);
    children.set(logicalId, undefined);
    const made = nestedTree(place, scope, logicalId);
    children.set(logicalId, made);
    return made;
  };
  const scope: Scope = {
    stackName,
    template,
    hasSymbols: true,
    parameters: parameterValues(template, given, stackName, { hasSymbols: true }),
    pseudoParameters: pseudoParametersOf({
      accountId: place.stack.accountId ?? place.deployed.accountId?.(stackName) ?? symbolicText('AWS::AccountId', { isId: true }),
      region: place.stack.region ?? 'us-east-1',
      stackId: derivedSymbol('AWS::StackId', [stackName]),
      stackName,
    }),
    lookup: {
      physicalId: (logicalId) => {
        const resource = ownValue(template.Resources, logicalId);
        const known = place.deployed.physicalId(stackName, logicalId) ?? idToAdopt(resource);
        const manager = known === undefined ? managerOf(template, resource) : undefined;
        return known ?? (manager && scope.lookup.attribute(...manager))
          ?? symbolicText(logicalName(stackName, logicalId), hasPlainId(resource) ? { isId: true } : {});
      },
      attribute: (logicalId, name) => {
        if (typeof name !== 'string') return derivedSymbol('Fn::GetAtt', [stackName, logicalId, name]);
        const nested = name.startsWith('Outputs.') ? child(logicalId) : undefined;
        if (nested) return nested.output(name.slice('Outputs.'.length));
        const isId = PLAIN_ATTRIBUTES.includes(name) && ownValue(template.Resources, logicalId)?.Type === ResourceType.ORGANIZATION;
        const symbol = symbolicText(logicalName(stackName, logicalId, name), isId ? { isId } : {});
        return place.deployed.attribute(stackName, logicalId, name) ?? symbol;
      },
      importValue: (name) => {
        const exportName = shownText(name);
        const value = exportFor(place, exportName)?.value();
        const problem = isForeign(template) ? undefined : unknownExport(exportName, value, stackName);
        if (problem) throw problem;
        return value ?? derivedSymbol('Fn::ImportValue', [name]);
      },
    },
  };
  for (const [name, { Export: exported }] of Object.entries(template.Outputs ?? {})) {
    if (exported) addExport(place, exportKey(scope, exported), () => output(name));
  }
  return { scope, child, output };
}

function nestedTree(place: Place, scope: Scope, logicalId: string): ScopeTree | undefined {
  const stackName = `${scope.stackName}/${logicalId}`;
  const resource = ownValue(scope.template.Resources, logicalId);
  const file = resource && nestedTemplateName(resource);
  const template = file === undefined ? undefined : place.stack.nestedTemplates.get(file);
  if (!resource || !template || !isActive(resource, scope, stackName)) return undefined;
  const parameters = resolveProperties((resource.Properties?.Parameters ?? {}) as Record<string, unknown>, scope, stackName);
  return scopeTree(place, stackName, template, parameters);
}

function addExport({ stack, exports }: Place, exportName: string, value: () => unknown): void {
  exports.set(exportName, [...exports.get(exportName) ?? [], { stack, value }]);
}

/** A stack imports only from its own account and Region. Undefined if it could be one of several. */
function exportFor({ stack: importer, exports }: Place, exportName: string): Exported | undefined {
  const possible = (exports.get(exportName) ?? []).filter(({ stack }) => mayBeSame(stack, importer));
  const exact = possible.filter(({ stack }) => stack.accountId === importer.accountId && stack.region === importer.region);
  const [found, ...others] = exact.length > 0 ? exact : possible;
  return others.length === 0 ? found : undefined;
}

/** The name of an export as it is shown, which is unique like the name itself. */
function exportKey(scope: Scope, { Name: name }: NonNullable<OutputDefinition['Export']>): string {
  return shownText(textOf(resolve(name, scope, scope.stackName)));
}

function outputValue(scope: Scope, name: string): unknown {
  const output = ownValue(scope.template.Outputs, name);
  return output && resolve(output.Value, scope, `${scope.stackName}/Outputs/${name}`);
}
