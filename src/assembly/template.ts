import { AssemblyError } from './assembly-error';

/** A CloudFormation template as it stands in a cloud assembly (AWS CloudFormation User Guide, "Template anatomy"). */
export interface Template {
  readonly Resources: Readonly<Record<string, ResourceDefinition>>;
  readonly Parameters?: Readonly<Record<string, ParameterDefinition>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  readonly Outputs?: Readonly<Record<string, OutputDefinition>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface ResourceDefinition {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

export interface ParameterDefinition {
  readonly Type: string;
  readonly Default?: unknown;
}

export interface OutputDefinition {
  readonly Value: unknown;
  readonly Condition?: string;
  readonly Export?: { readonly Name: unknown };
}

/** Source: AWS CloudFormation User Guide, "Nested stacks". */
export const NESTED_STACK_TYPE = 'AWS::CloudFormation::Stack';

/** @throws AssemblyError if the text is no JSON template with resources. */
export function parseTemplate(text: string, file: string): Template {
  const template = parseJson(text, file) as Partial<Template> | null;
  if (!isRecord(template) || (template.Resources !== undefined && !isRecord(template.Resources))) {
    throw new AssemblyError('This is no CloudFormation template: an object with "Resources" is expected', file, 'Synthesize the app again.');
  }
  for (const [logicalId, resource] of Object.entries(template.Resources ?? {})) {
    if (!isRecord(resource) || typeof resource.Type !== 'string') {
      throw new AssemblyError(`Resource ${logicalId} has no "Type"`, file, 'Synthesize the app again.');
    }
  }
  return { ...template, Resources: template.Resources ?? {} };
}

export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AssemblyError('This file is not valid JSON', `${file} (${(error as Error).message})`, 'Synthesize the app again.');
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The address of the construct that wrote the resource, as the CDK notes it; undefined where path metadata is switched off. */
export function constructPath(resource: ResourceDefinition): string | undefined {
  const path = resource.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path : undefined;
}
