import { createHash } from 'crypto';
import { assetPlaces, isAboutAssets, type IsAssetPlace } from './asset-buckets';
import { providerFunctions } from './guarded-actions';
import { handlerChain } from './handler-chain';
import { macrosOf } from './macros';
import { splitProperties } from './policy-documents';
import { addressOf, FUNCTION_TYPE, type PrivilegedParts, type PrivilegedResource } from './privileged-parts';
import { groundsOf, isHarmlessType, isWholeType, relevantProperties } from './resource-classes';
import { stackDeployments } from './stack-deployments';
import {
  type AssemblyStack, canonicalJson, type CloudAssembly, codeAddress, isRecord, logicalName, nestedTemplateName, referencesOf,
  type ResourceDefinition, type Scope, type Template, AssemblyError,
  isActive, privilegedStacks, resolveProperties, shown, symbolicText, type Text,
} from '../../assembly';
import { isOurResourceType } from '../../contract';
import type { JsonValue } from '../../policy';
import { isRetained } from '../code/deletion-policy';
import type { StackTree } from '../desired-resources';
import { groupBy, onceForEach } from '../grouping';

/** Resources that grant or use rights in the account of the organization's stacks. */
export function privilegedParts(assembly: CloudAssembly, trees: readonly StackTree[]): PrivilegedParts {
  const privileged = new Set(privilegedStacks(assembly));
  const scopes = trees.filter(({ stack }) => privileged.has(stack)).flatMap(
    ({ stack, scopes: all }) => all.map((scope) => ({ stack, scope })),
  );
  const isAssetPlace = assetPlaces(scopes.flatMap(({ scope }) => codeBuckets(scope)));
  const resources = scopes.flatMap(({ stack, scope }) => [
    ...macrosOf(scope),
    ...othersIn(scope.template)
      .flatMap(([logicalId, definition]): (readonly [string, ResourceDefinition])[] => {
        if (!isKnownNestedStack(definition, stack.nestedTemplates)) return [[logicalId, definition]];
        const rest = besidesTemplate(definition);
        return rest === undefined ? [] : [[logicalId, rest]];
      })
      .map(([logicalId, definition]) => privilegedResource(stack, scope, logicalId, definition, { assembly, isAssetPlace })),
  ]);
  const serviceTokens = Object.fromEntries(scopes.flatMap(({ scope }) => serviceTokensOf(scope)));
  const sorted = [...resources, ...stackDeployments(assembly)].map((each) => [addressOf(each), each] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
  const tokens = [...new Set(Object.values(serviceTokens))];
  const [functions, chain] = [providerFunctions(sorted, tokens), handlerChain(sorted, tokens)];
  return { resources: sorted, serviceTokens, providerFunctions: functions, handlerChain: chain };
}

/** Resources that may grant rights. Those of this library have changes of their own. */
const othersIn = onceForEach(({ Resources }: Template) => (
  Object.entries(Resources).filter(([, { Type }]) => !isOurResourceType(Type) && !isHarmlessType(Type))));

/** Resources of this library by their service token. Nearly all of a template have the same one. */
const oursByToken = onceForEach(({ Resources }: Template) => {
  const ours = Object.entries(Resources).filter(([, { Type }]) => isOurResourceType(Type));
  return [...groupBy(ours, ([, { Properties }]) => JSON.stringify(Properties?.ServiceToken ?? '')).values()];
});

function serviceTokensOf(scope: Scope): (readonly [address: string, token: string])[] {
  return oursByToken(scope.template).flatMap((resources) => {
    const [[first, { Type, Properties }]] = resources;
    const { ServiceToken: token = '' } = resolvedDefinition(scope, first, { Type, Properties: { ServiceToken: Properties?.ServiceToken ?? '' } });
    const text = typeof token === 'string' ? token : canonicalJson(token);
    return resources.map(([logicalId]) => [addressOf({ stack: scope.stackName, logicalId }), text] as const);
  });
}

/** The template at its address is in the assembly, and is read like the one of a stack. */
function isKnownNestedStack(definition: ResourceDefinition, nestedTemplates: ReadonlyMap<string, unknown>): boolean {
  const name = nestedTemplateName(definition);
  return name !== undefined && nestedTemplates.has(name);
}

/** Settings of a nested stack besides its template and the values of parameters, which are compared by themselves. */
function besidesTemplate({ Properties: properties = {}, ...attributes }: ResourceDefinition): ResourceDefinition | undefined {
  const { TemplateURL: _url, Parameters: _parameters, ...rest } = properties;
  const isUsual = Object.keys(rest).length === 0 && attributes.DeletionPolicy !== 'Retain' && attributes.Condition === undefined;
  return isUsual ? undefined : { ...attributes, Properties: rest };
}

/** Where the code of the functions of a stack lies. */
function codeBuckets(scope: Scope): JsonValue[] {
  return Object.entries(scope.template.Resources).filter(([, { Type }]) => Type === FUNCTION_TYPE).flatMap(([logicalId, definition]) => {
    const { Code: code } = resolvedDefinition(scope, logicalId, definition);
    return isRecord(code) && code.S3Bucket !== undefined ? [code.S3Bucket as JsonValue] : [];
  });
}

interface Around {
  readonly assembly: CloudAssembly;
  readonly isAssetPlace: IsAssetPlace;
}

function privilegedResource(
  stack: AssemblyStack, scope: Scope, logicalId: string, definition: ResourceDefinition, {
    assembly: { codeDigests }, isAssetPlace,
  }: Around,
): PrivilegedResource {
  const { Type: type, DeletionPolicy: deletionPolicy, Properties: properties = {} } = definition;
  // Most resources of such types grant nothing; references make no difference to that.
  if (!isWholeType(type) && groundsOf(type, properties as JsonObject).length === 0) {
    return { stack: scope.stackName, logicalId, type, settings: {}, documents: {}, partial: true };
  }
  const all = resolvedDefinition(scope, logicalId, definition);
  const { settings, documents } = splitProperties(isWholeType(type) ? all : relevantPart(type, all));
  const resource = {
    stack: scope.stackName,
    logicalId,
    type,
    documents,
    ...(isRetained(deletionPolicy) ? { retained: true as const } : {}),
    ...(isWholeType(type) ? {} : { partial: true as const }),
    ...(isAboutAssets(type, all, isAssetPlace) ? { assets: true as const } : {}),
  };
  if (type !== FUNCTION_TYPE) return { ...resource, settings };
  const { Code: code, ...rest } = settings;
  const digest = digestOfCode(definition.Properties?.Code, stack, codeDigests);
  if (!isRecord(code) || code.S3Key === undefined) return { ...resource, settings: rest, code: sha256(canonicalJson(code ?? null)) };
  // Where the code is uploaded to matters as much as what is uploaded; the key follows the contents.
  const { S3Key: _key, ...place } = code;
  return { ...resource, settings: { ...rest, Code: place as { [name: string]: JsonValue } }, code: digest ?? sha256(canonicalJson(code)) };
}

/** The digest of code that a stack publishes where the function reads it. */
function digestOfCode(code: unknown, { accountId, region }: AssemblyStack, digests: CloudAssembly['codeDigests']): string | undefined {
  const address = codeAddress(code, { accountId, region });
  return address && digests?.get(`${address.bucket}/${address.key}`);
}

function sha256(of: string): string {
  return createHash('sha256').update(of).digest('hex');
}

type JsonObject = { readonly [key: string]: JsonValue };

/** Of a type that grants nothing by itself: only the properties by which it does, with the condition of the resource. */
function relevantPart(type: string, all: JsonObject): JsonObject {
  const relevant = relevantProperties(type, all);
  const about = Object.entries(all).filter(([name]) => name.startsWith('('));
  return Object.keys(relevant).length === 0 ? {} : { ...relevant, ...Object.fromEntries(about) };
}

/**
 * The properties of a resource with their references resolved, and its condition among them. Of a resource with functions that only
 * CloudFormation knows, the properties as they stand, with all from which such functions take their values.
 */
function resolvedDefinition(scope: Scope, logicalId: string, definition: ResourceDefinition): JsonObject {
  const { Properties: properties = {} } = definition;
  const place = `${scope.stackName}/${logicalId}`;
  try {
    return shown(
      { ...resolveProperties(properties, scope, place), ...attributeSettings(definition), ...conditionSetting(scope, definition, place) },
    ) as JsonObject;
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    const { Mappings: mappings = {}, Conditions: conditions = {} } = scope.template;
    return shown({
      ...properties,
      ...attributeSettings(definition),
      ...(definition.Condition === undefined ? {} : { Condition: definition.Condition }),
      '(references)': referencesTo(scope, properties, place),
      '(where functions take values from)': { Parameters: scope.parameters, Mappings: mappings, Conditions: conditions },
    }) as JsonObject;
  }
}

/** Attributes that run code or hooks: metadata that `cfn-init` reads, and update policies. The CDK's own metadata does nothing. */
function attributeSettings(definition: ResourceDefinition): JsonObject {
  const {
    UpdatePolicy: update, CreationPolicy: creation, Metadata: metadata = {},
  } = definition as ResourceDefinition & { readonly UpdatePolicy?: JsonValue; readonly CreationPolicy?: JsonValue };
  const own = Object.entries(metadata).filter(([name]) => !/^(aws:(cdk|asset):|cfn_nag$|cdk_nag$|guard$)/.test(name));
  return {
    ...(update === undefined ? {} : { '(update policy)': update }),
    ...(creation === undefined ? {} : { '(creation policy)': creation }),
    ...(own.length === 0 ? {} : { '(metadata)': Object.fromEntries(own) as JsonObject }),
  };
}

/** The resources of the template to which properties refer. */
function referencesTo(scope: Scope, properties: object, place: string): Text[] {
  return [...referencesOf(properties, place, { skipsUnsupported: true })].filter((name) => Object.hasOwn(scope.template.Resources, name))
    .sort().map((name) => symbolicText(logicalName(scope.stackName, name)));
}

/** A resource that a parameter can switch on counts as well. */
function conditionSetting(scope: Scope, definition: ResourceDefinition, place: string): JsonObject {
  if (definition.Condition === undefined) return {};
  return { '(condition)': { name: definition.Condition, holds: isActive(definition, scope, place) } };
}
