import { createHash } from 'crypto';
import { splitProperties } from './policy-documents';
import { addressOf, FUNCTION_TYPE, type PrivilegedParts, type PrivilegedResource } from './privileged-parts';
import { isPrivilegedType } from './privileged-types';
import { providerFunctions } from './provider-functions';
import { resolvedDefinition } from './resolved-definition';
import {
  canonicalJson, type CloudAssembly, isRecord, nestedTemplateAddress, nestedTemplateFile, type ResourceDefinition, type Scope,
} from '../../assembly';
import { isOurResourceType } from '../../contract';
import type { JsonValue } from '../../policy';
import { isRetained } from '../deletion-policy';
import type { StackTree } from '../desired-resources';

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
