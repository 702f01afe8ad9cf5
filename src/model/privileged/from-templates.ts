import { createHash } from 'crypto';
import { providerFunctions } from './guarded-actions';
import { splitProperties } from './policy-documents';
import { addressOf, FUNCTION_TYPE, type PrivilegedParts, type PrivilegedResource } from './privileged-parts';
import {
  canonicalJson, type CloudAssembly, isRecord, logicalName, nestedTemplateAddress, nestedTemplateFile, referencesOf,
  type ResourceDefinition, type Scope, AssemblyError, isActive, resolveProperties, shown, symbolicText, type Text,
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
  const scopes = inSameAccount(trees).flatMap(({ stack, scopes: all }) => all.map((scope) => ({ stack, scope })));
  const resources = scopes.flatMap(({ stack, scope }) => [
    ...macros(scope),
    ...Object.entries(scope.template.Resources)
      .filter(([, definition]) => isPrivilegedType(definition.Type) && !isKnownNestedStack(definition, stack.nestedTemplates))
      .map(([logicalId, definition]) => privilegedResource(scope, logicalId, definition, assembly)),
  ]);
  const serviceTokens = Object.fromEntries(scopes.flatMap(({ scope }) => Object.entries(scope.template.Resources)
    .filter(([, { Type }]) => isOurResourceType(Type))
    .map(([logicalId, { Type, Properties }]) => {
      const { ServiceToken: token = '' } = resolvedDefinition(scope, logicalId, { Type, Properties: { ServiceToken: Properties?.ServiceToken ?? '' } });
      return [`${scope.stackName}.${logicalId}`, typeof token === 'string' ? token : canonicalJson(token)] as const;
    })));
  const sorted = [...resources].sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
  return { resources: sorted, serviceTokens, providerFunctions: providerFunctions(sorted, [...new Set(Object.values(serviceTokens))]) };
}

/** The stacks with resources of this library, and all that may go to an account of theirs. */
function inSameAccount(trees: readonly StackTree[]): readonly StackTree[] {
  const hasOurs = ({ template }: Scope) => Object.values(template.Resources).some(({ Type }) => isOurResourceType(Type));
  const ours = trees.filter(({ scopes }) => scopes.some(hasOurs));
  const accounts = new Set(ours.map(({ stack }) => stack.accountId));
  if (ours.length === 0) return [];
  return trees.filter(({ stack: { accountId } }) => accountId === undefined || accounts.has(undefined) || accounts.has(accountId));
}

function isKnownNestedStack(definition: ResourceDefinition, nestedTemplates: ReadonlyMap<string, unknown>): boolean {
  const file = nestedTemplateFile(definition);
  return file !== undefined && nestedTemplates.has(file) && /^["{].*<template>\.json/.test(nestedTemplateAddress(definition));
}

function privilegedResource(
  scope: Scope, logicalId: string, definition: ResourceDefinition, { codeDigests }: CloudAssembly,
): PrivilegedResource {
  const { Type: type, DeletionPolicy: deletionPolicy } = definition;
  const { settings, documents } = splitProperties(resolvedDefinition(scope, logicalId, definition));
  const retained = isRetained(deletionPolicy) ? { retained: true as const } : {};
  const resource = { stack: scope.stackName, logicalId, type, documents, ...retained };
  if (type !== FUNCTION_TYPE) return { ...resource, settings };
  const { Code: code, ...rest } = settings;
  const { S3Key: key, S3Bucket: bucket } = isRecord(code) ? code : {};
  const digest = typeof key === 'string' ? codeDigests?.get(key) : undefined;
  if (digest === undefined) return { ...resource, settings: rest, code: sha256(canonicalJson(code ?? null)) };
  // Where the code is uploaded to matters as much as what is uploaded; the key follows the contents.
  const { S3Key: _key, ...place } = code as { [name: string]: JsonValue };
  return { ...resource, settings: { ...rest, Code: bucket === undefined ? {} : place }, code: digest };
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
    return shown({ ...resolveProperties(properties, scope, place), ...conditionSetting(scope, definition, place) }) as JsonObject;
  } catch (error) {
    if (!(error instanceof AssemblyError)) throw error;
    const { Mappings: mappings = {}, Conditions: conditions = {} } = scope.template;
    return shown({
      ...properties,
      ...(definition.Condition === undefined ? {} : { Condition: definition.Condition }),
      '(references)': referencesTo(scope, properties, place),
      '(where functions take values from)': { Parameters: scope.parameters, Mappings: mappings, Conditions: conditions },
    }) as JsonObject;
  }
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
