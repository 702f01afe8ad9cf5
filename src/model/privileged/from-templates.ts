import { createHash } from 'crypto';
import { providerFunctions } from './guarded-actions';
import { splitProperties } from './policy-documents';
import { addressOf, FUNCTION_TYPE, type PrivilegedParts, type PrivilegedResource } from './privileged-parts';
import { stackDeployments } from './stack-deployments';
import {
  type AssemblyStack, canonicalJson, type CloudAssembly, isRecord, nestedTemplateName, type ResourceDefinition, type Scope,
  AssemblyError, isActive, privilegedStacks, resolveProperties, textInTemplate,
} from '../../assembly';
import { isOurResourceType } from '../../contract';
import type { JsonValue } from '../../policy';
import { isRetained } from '../code/deletion-policy';
import type { StackTree } from '../desired-resources';

/**
 * Types of resources that grant rights, that run with them, or whose contents the assembly does not show.
 * Source: AWS CloudFormation Template Reference, the resource types of the services.
 */
const PREFIXES = [
  'AWS::IAM::', 'AWS::Lambda::', 'AWS::StepFunctions::', 'AWS::Serverless::', 'AWS::RolesAnywhere::', 'AWS::SSO::', 'AWS::Organizations::',
  'AWS::CloudFormation::', 'Custom::',
];

/** They only wait. */
const HARMLESS = ['AWS::CloudFormation::WaitCondition', 'AWS::CloudFormation::WaitConditionHandle'];

/** A module stands for resources that only CloudFormation knows. Source: AWS CloudFormation User Guide, "Modules". */
const MODULE = '::MODULE';

/** Whether a reviewer sees each change of resources of the type. Those of this library have changes of their own. */
function isPrivilegedType(type: string): boolean {
  const isOutside = isOurResourceType(type) || HARMLESS.includes(type);
  return !isOutside && (type.endsWith(MODULE) || PREFIXES.some((prefix) => type.startsWith(prefix)));
}

/** Resources that grant or use rights in the account of the organization's stacks. */
export function privilegedParts(assembly: CloudAssembly, trees: readonly StackTree[]): PrivilegedParts {
  const privileged = new Set(privilegedStacks(assembly.stacks));
  const scopes = trees.filter(({ stack }) => privileged.has(stack)).flatMap(({ stack, scopes: all }) => all.map((scope) => ({ stack, scope })));
  const resources = scopes.flatMap(({ stack, scope }) => [
    ...macros(scope),
    ...Object.entries(scope.template.Resources)
      .filter(([, definition]) => isPrivilegedType(definition.Type) && !isKnownNestedStack(definition, stack.nestedTemplates))
      .map(([logicalId, definition]) => privilegedResource(stack, scope, logicalId, definition, assembly)),
  ]);
  const serviceTokens = Object.fromEntries(scopes.flatMap(({ scope }) => Object.entries(scope.template.Resources)
    .filter(([, { Type }]) => isOurResourceType(Type))
    .map(([logicalId, { Type, Properties }]) => {
      const { ServiceToken: token = '' } = resolvedDefinition(scope, logicalId, { Type, Properties: { ServiceToken: Properties?.ServiceToken ?? '' } });
      return [`${scope.stackName}.${logicalId}`, typeof token === 'string' ? token : canonicalJson(token)] as const;
    })));
  const sorted = [...resources, ...stackDeployments(assembly.stacks)].sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
  return { resources: sorted, serviceTokens, providerFunctions: providerFunctions(sorted, [...new Set(Object.values(serviceTokens))]) };
}

/** The template at its address is in the assembly, and is read like the one of a stack. */
function isKnownNestedStack(definition: ResourceDefinition, nestedTemplates: ReadonlyMap<string, unknown>): boolean {
  const name = nestedTemplateName(definition);
  return name !== undefined && nestedTemplates.has(name);
}

function privilegedResource(
  stack: AssemblyStack, scope: Scope, logicalId: string, definition: ResourceDefinition, { codeDigests }: CloudAssembly,
): PrivilegedResource {
  const { Type: type, DeletionPolicy: deletionPolicy } = definition;
  const { settings, documents } = splitProperties(resolvedDefinition(scope, logicalId, definition));
  const retained = isRetained(deletionPolicy) ? { retained: true as const } : {};
  const resource = { stack: scope.stackName, logicalId, type, documents, ...retained };
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
  if (!isRecord(code) || typeof code.S3Key !== 'string') return undefined;
  const bucket = textInTemplate(code.S3Bucket, { accountId, region });
  return bucket === undefined ? undefined : digests?.get(`${bucket}/${code.S3Key}`);
}

/** A macro may put anything into the template when it is deployed. */
function macros({ stackName, template }: Scope): PrivilegedResource[] {
  const { Transform: transform } = template as { readonly Transform?: JsonValue };
  const inside = JSON.stringify(template.Resources).includes('"Fn::Transform"') ? template.Resources : undefined;
  if (transform === undefined && inside === undefined) return [];
  const settings: Record<string, JsonValue> = {
    ...(transform === undefined ? {} : { Transform: transform }),
    ...(inside === undefined ? {} : { 'Fn::Transform': sha256(canonicalJson(inside)) }),
  };
  return [{ stack: stackName, logicalId: 'Transform', type: 'Transform', settings, documents: {} }];
}

function sha256(of: string): string {
  return createHash('sha256').update(of).digest('hex');
}

type JsonObject = { readonly [key: string]: JsonValue };

/**
 * The properties of a resource with their references resolved, and its condition among them. Of a resource with functions that only
 * CloudFormation knows, the properties as they stand, with all from which such functions take their values.
 */
function resolvedDefinition(scope: Scope, logicalId: string, definition: ResourceDefinition): JsonObject {
  const { Properties: properties = {} } = definition;
  const place = `${scope.stackName}/${logicalId}`;
  try {
    return { ...resolveProperties(properties, scope, place) as JsonObject, ...conditionSetting(scope, definition, place) };
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    const { Mappings: mappings = {}, Conditions: conditions = {} } = scope.template;
    return {
      ...properties as JsonObject,
      ...(definition.Condition === undefined ? {} : { Condition: definition.Condition }),
      '(where functions take values from)': { Parameters: scope.parameters, Mappings: mappings, Conditions: conditions } as unknown as JsonObject,
    };
  }
}

/** A resource that a parameter can switch on counts as well. */
function conditionSetting(scope: Scope, definition: ResourceDefinition, place: string): JsonObject {
  if (definition.Condition === undefined) return {};
  return { '(condition)': { name: definition.Condition, holds: isActive(definition, scope, place) } };
}
