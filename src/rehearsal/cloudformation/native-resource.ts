import type { DeployedResource, DeployedStack } from './records';
import { partitionOf } from '../../assembly';
import { nameSuffix } from '../time/random';

/** Types whose `Ref` is an ARN (the "Return values" of each in the AWS CloudFormation Template Reference). */
const REF_IS_ARN = new Set(['AWS::StepFunctions::StateMachine', 'AWS::SNS::Topic', 'AWS::IAM::ManagedPolicy', 'AWS::SecretsManager::Secret']);

/** The resource part of the ARN of a type, by the name of the resource. */
const ARN_FORM: Record<string, (name: string) => string> = {
  'AWS::Lambda::Function': (name) => `function:${name}`,
  'AWS::IAM::Role': (name) => `role/${name}`,
  'AWS::IAM::ManagedPolicy': (name) => `policy/${name}`,
  'AWS::Logs::LogGroup': (name) => `log-group:${name}:*`,
  'AWS::StepFunctions::StateMachine': (name) => `stateMachine:${name}`,
  'AWS::S3::Bucket': (name) => name,
  'AWS::SNS::Topic': (name) => name,
  'AWS::SQS::Queue': (name) => name,
};
const GLOBAL_SERVICES = new Set(['iam', 's3']);
const SERVICE_NAMES: Record<string, string> = { StepFunctions: 'states' };

/** The ID that CloudFormation generates if no ID is given. */
export function inventedPhysicalId(stack: DeployedStack, logicalId: string): string {
  return `${stack.name}-${logicalId}-${nameSuffix(`${stack.id}|${logicalId}`)}`;
}

/** A plausible physical ID for a resource that is not simulated: its given name, or a generated one. */
export function nativePhysicalId(stack: DeployedStack, logicalId: string, type: string, properties: DeployedResource['properties']): string {
  const [, , kind = ''] = type.split('::');
  const given = properties[`${kind}Name`] ?? properties.FunctionName ?? properties.Name;
  const name = typeof given === 'string' ? given : inventedPhysicalId(stack, logicalId);
  return REF_IS_ARN.has(type) ? arn(stack, type, name) : name;
}

/** A plausible attribute. `Arn` has the format of the service, names and IDs equal the physical ID, and others are stable placeholders. */
export function nativeAttribute(stack: DeployedStack, logicalId: string, resource: DeployedResource, attribute: string): string {
  const physicalId = resource.physicalId ?? inventedPhysicalId(stack, logicalId);
  if (attribute === 'Arn' || attribute.endsWith('Arn')) {
    return physicalId.startsWith('arn:') ? physicalId : arn(stack, resource.type, physicalId);
  }
  return attribute === 'Name' || attribute === 'Id' ? physicalId : `${logicalId}.${attribute}`;
}

function arn(stack: DeployedStack, type: string, name: string): string {
  const [, namespace = 'unknown', kind = 'resource'] = type.split('::');
  const service = SERVICE_NAMES[namespace] ?? namespace.toLowerCase();
  const region = GLOBAL_SERVICES.has(service) ? '' : stack.region;
  const accountId = service === 's3' ? '' : stack.accountId;
  const form = ARN_FORM[type] ?? ((id: string) => `${kind.toLowerCase()}/${id}`);
  return `arn:${partitionOf(stack.region)}:${service}:${region}:${accountId}:${form(name)}`;
}
