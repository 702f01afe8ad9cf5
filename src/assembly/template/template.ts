import { DEEPEST_JSON, isOurResourceType } from '../../contract';
import { AssemblyError } from '../assembly-error';
import { isRecord } from '../record';
import { countKeys, findRepeatedKey } from '../repeated-key';
import { ValuesOfTexts } from '../values-of-texts';
import { checkTemplate } from './template-shape';

export { asText, isRecord, ownValue } from '../record';

/** A CloudFormation template as it stands in a cloud assembly (AWS CloudFormation User Guide, "Template anatomy"). */
export interface Template {
  readonly Resources: Readonly<Record<string, ResourceDefinition>>;
  readonly Parameters?: Readonly<Record<string, ParameterDefinition>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Mappings?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
  readonly Outputs?: Readonly<Record<string, OutputDefinition>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  /** Entries of sections that a macro replaces at deployment, such as `Fn::ForEach::Buckets`, by section and name. */
  readonly Unexpanded?: Readonly<Record<string, unknown>>;
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

const templates = new ValuesOfTexts<Template>();

/** @throws AssemblyError if the text is no JSON template with resources. */
export function parseTemplate(text: string, file: string): Template {
  return templates.of(text, () => templateOf(text, file));
}

function templateOf(text: string, file: string): Template {
  const template = parseJson(text, file) as Partial<Template> | null;
  if (!isRecord(template)) {
    throw new AssemblyError('This is no CloudFormation template: an object with "Resources" is expected', file, 'Synthesize the app again.');
  }
  const { Resources = {}, ...others } = withoutMacros(template, file);
  checkTemplate({ Resources, ...others }, file);
  return { ...others, Resources };
}

/** Sections whose entries a macro can write. Source: AWS CloudFormation User Guide, "Fn::ForEach" and "Fn::Transform". */
const SECTIONS = ['Resources', 'Mappings', 'Conditions', 'Outputs'] as const;

/**
 * Takes the entries that a macro replaces out of the sections.
 * @throws AssemblyError if one of them would write a resource of this library
 */
function withoutMacros(template: Partial<Template>, file: string): Partial<Template> {
  const unexpanded: Record<string, unknown> = {};
  const kept: Record<string, unknown> = {};
  for (const section of SECTIONS) {
    const entries = template[section];
    if (!isRecord(entries) || !Object.keys(entries).some(isMacro)) continue;
    Object.entries(entries).filter(([name]) => isMacro(name)).forEach(([name, value]) => {
      if (mentionsOurs(value)) throw new AssemblyError('A macro writes resources of this library, so that they cannot be reviewed', `${section}/${name} in ${file}`, 'Write these resources out in the code.');
      unexpanded[`${section}.${name}`] = value;
    });
    kept[section] = Object.fromEntries(Object.entries(entries).filter(([name]) => !isMacro(name)));
  }
  return Object.keys(unexpanded).length === 0 ? template : { ...template, ...kept, Unexpanded: unexpanded };
}

function isMacro(name: string): boolean {
  return name === 'Fn::Transform' || name.startsWith('Fn::ForEach::');
}

function mentionsOurs(value: unknown): boolean {
  if (typeof value === 'string') return isOurResourceType(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(mentionsOurs);
}

/** @throws AssemblyError if the text is no JSON, is nested too deeply, or has an object with the same key twice. */
export function parseJson(text: string, file: string): unknown {
  const value = parsed(text, file);
  const keys = countKeys(value, DEEPEST_JSON);
  if (keys === Infinity) throw new AssemblyError(`The JSON of this file is nested in more than ${DEEPEST_JSON} levels`, file, 'Write the part that is nested so deeply in another way, and synthesize the app again.');
  // CloudFormation may take another one of two values than the review.
  const repeated = findRepeatedKey(text, keys);
  if (repeated === undefined) return value;
  throw new AssemblyError('An object in this file has the same key twice', `"${repeated.key}" at line ${repeated.line} of ${file}`, 'Synthesize the app again.');
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AssemblyError('This file is not valid JSON', `${file} (${(error as Error).message})`, 'Synthesize the app again.');
  }
}

/** The address of the construct that wrote the resource, as the CDK notes it; undefined where path metadata is switched off. */
export function constructPath(resource: ResourceDefinition): string | undefined {
  const path = resource.Metadata?.['aws:cdk:path'];
  return typeof path === 'string' ? path : undefined;
}
