import { AssemblyError } from '../assembly-error';
import type { PseudoParameter } from './intrinsics';
import { asText, ownValue } from '../record';
import { concatenated, derivedSymbol, splitText, SymbolicText, type Text, textOf } from './symbolic-text';
import type { ParameterDefinition, Template } from './template';

/** Looks up resources and exports for the resolver. A rehearsal answers with physical IDs, a model with symbols. */
export interface ResourceLookup {
  /** The value of `Ref` for a resource. */
  physicalId(logicalId: string): unknown;
  attribute(logicalId: string, name: Text): unknown;
  /** The value that another stack exports. */
  importValue(exportName: Text): unknown;
}

/** Everything that decides what a value of one template comes to. */
export interface Scope {
  readonly stackName: string;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly pseudoParameters: Readonly<Record<Exclude<PseudoParameter, 'AWS::NoValue'>, unknown>>;
  readonly lookup: ResourceLookup;
  /**
   * Whether values that only a deployment knows are symbols. A rehearsal has a substitute for each of them.
   * @default false
   */
  readonly hasSymbols?: boolean;
}

export interface StackEnvironment {
  readonly accountId: Text;
  readonly region: string;
  readonly stackId: Text;
  readonly stackName: string;
}

/** Pseudo parameters as CloudFormation gives them (AWS CloudFormation Template Reference, "Pseudo parameters reference"). */
export function pseudoParametersOf(environment: StackEnvironment): Scope['pseudoParameters'] {
  const { accountId, region, stackId, stackName } = environment;
  const partition = partitionOf(region);
  return {
    'AWS::AccountId': accountId,
    'AWS::Region': region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
    'AWS::StackId': stackId,
    'AWS::StackName': stackName,
    'AWS::NotificationARNs': [],
  };
}

export function partitionOf(region: string): string {
  return region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** The version of the CDK's bootstrap stack that a rehearsal claims to have: newer than any that the CDK asks for. */
const BOOTSTRAP_VERSION = '999';

/** Whether the value of a parameter lives in Systems Manager. */
export function isSsmParameter({ Type: type }: ParameterDefinition): boolean {
  return type.startsWith('AWS::SSM::Parameter::Value<');
}

/** Whether a parameter has the version of the CDK's bootstrap stack, which the CDK itself writes and no property uses. */
export function isBootstrapVersion({ Type: type, Default: value }: ParameterDefinition): boolean {
  return isSsmParameter({ Type: type }) && /^\/cdk-bootstrap\/.*\/version$/.test(asText(value));
}

/**
 * The values of a template's parameters: what is given, else the default. Lists are split at commas; a value that lives in
 * Systems Manager is a symbol, or without symbols the bootstrap version, the one such parameter that the CDK itself writes, or a
 * placeholder.
 * @throws AssemblyError for a parameter with neither value nor default.
 */
export function parameterValues(
  template: Template, given: Readonly<Record<string, unknown>>, stackName: string, { hasSymbols = false }: Pick<Scope, 'hasSymbols'> = {},
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(template.Parameters ?? {}).map(([name, { Type: type, Default: fallback }]) => {
    const value = ownValue(given, name) ?? fallback;
    if (value === undefined) {
      throw new AssemblyError(`Parameter ${name} has no value`, `${stackName}/Parameters/${name}`, 'Give it with --parameters NAME=VALUE where the command has that option, or give it a default in the code.');
    }
    if (isSsmParameter({ Type: type })) return [name, hasSymbols ? derivedSymbol('AWS::SSM::Parameter::Value', [value]) : ofSsm(asText(value))];
    const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
    return [name, isList && !Array.isArray(value) ? listOf(textOf(value)) : isList ? value : textOf(value)];
  }));
}

function ofSsm(parameter: string): string {
  return isBootstrapVersion({ Type: 'AWS::SSM::Parameter::Value<String>', Default: parameter }) ? BOOTSTRAP_VERSION : `{{resolve:ssm:${parameter}}}`;
}

function listOf(text: Text): Text[] | Text {
  return splitText(text, ',')?.map(trimmed) ?? derivedSymbol('Fn::Split', [',', text]);
}

/** Without white space at the ends, which no symbol has. */
function trimmed(text: Text): Text {
  if (typeof text === 'string') return text.trim();
  return concatenated(text.parts.map((part, index, { length }) => {
    if (typeof part !== 'string') return new SymbolicText([part]);
    return index === 0 ? part.trimStart() : index === length - 1 ? part.trimEnd() : part;
  }));
}
