import { type Cloud, reportStack, setResource, setStackStatus } from '../cloud';
import { nativePhysicalId } from '../native-resource';
import { type DeployedStack, isCustomResource } from '../records';
import type { StackTarget } from './stack-operation';
import { canonicalJson, isRecord, type ResourceDefinition, resolveProperties, stringifyScalars, type Template } from '../../../assembly';
import { stackScope } from '../stack-scope';

const FUNCTION_TYPE = 'AWS::Lambda::Function';

/** The properties of a function that a hotswap changes. Source: AWS CDK CLI, README, "Hotswap deployments for faster development". */
const HOTSWAPPED = ['Code', 'Environment', 'Description'];

/** Changes a stack other than by an update. @returns whether the change was accepted; a refusal changes nothing. */
export function changeStack(cloud: Cloud, stack: DeployedStack | undefined, target: StackTarget): boolean {
  if (stack === undefined || !/_COMPLETE$/.test(stack.status)) {
    if (stack) reportStack(cloud, stack, `Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
    return false;
  }
  if (cloud.operation === 'hotswap') return hotswap(cloud, stack, target);
  return cloud.operation === 'import' ? importNew(cloud, stack, target) : refactor(cloud, stack, target);
}

/** Changes functions past CloudFormation. All other changes of the template are ignored, and the deployed template stays. */
function hotswap(cloud: Cloud, stack: DeployedStack, { template }: StackTarget): boolean {
  const scope = stackScope(cloud, stack);
  for (const [logicalId, resource] of Object.entries(stack.resources)) {
    const definition = template.Resources[logicalId] as ResourceDefinition | undefined;
    if (resource.type !== FUNCTION_TYPE || definition?.Type !== FUNCTION_TYPE) continue;
    const swapped = Object.fromEntries(Object.entries(definition.Properties ?? {}).filter(([name]) => HOTSWAPPED.includes(name)));
    const resolved = stringifyScalars(resolveProperties(swapped, scope, `${stack.name}/Resources/${logicalId}/Properties`));
    stack.resources[logicalId] = { ...resource, properties: { ...resource.properties, ...resolved as Record<string, unknown> } };
  }
  return true;
}

/**
 * Imports the resources that are new in the template. AWS CloudFormation imports no custom resources, which have no read handler (AWS
 * CloudFormation User Guide, "Resource type support for import"), and accepts no other change in the same operation.
 */
function importNew(cloud: Cloud, stack: DeployedStack, { template }: StackTarget): boolean {
  const added = Object.keys(template.Resources).filter((id) => !(id in stack.template.Resources));
  const types = [...new Set(added.map((id) => template.Resources[id].Type))].filter(isCustomResource);
  if (types.length > 0) return refuse(cloud, stack, `ResourceTypes [${types.join(', ')}] are not supported for Import`);
  const others = changedBesides(stack.template, template, added);
  if (others.length > 0) return refuse(cloud, stack, `An import operation changes no other resource. Given: ${others.join(', ')}.`);
  setStackStatus(cloud, stack, 'IMPORT_IN_PROGRESS');
  stack.template = template;
  for (const logicalId of added) {
    const { Type: type, Properties: declared = {} } = template.Resources[logicalId];
    const properties = stringifyScalars(resolveProperties(declared, stackScope(cloud, stack), logicalId)) as Record<string, unknown>;
    const physicalId = nativePhysicalId(stack, logicalId, type, properties);
    setResource(cloud, stack, logicalId, { type, properties, attributes: {}, physicalId, status: 'IMPORT_COMPLETE' });
  }
  setStackStatus(cloud, stack, 'IMPORT_COMPLETE');
  return true;
}

/**
 * Renames resources. Custom resources are among the types that cannot be refactored (AWS CloudFormation User Guide, "Resource type
 * support for stack refactoring"). The text of the refusal is a guess.
 */
function refactor(cloud: Cloud, stack: DeployedStack, { template }: StackTarget): boolean {
  const { Resources: former } = stack.template;
  const [left, came] = [missing(former, template.Resources), missing(template.Resources, former)];
  const moved = [...left.map((id) => former[id]), ...came.map((id) => template.Resources[id])];
  const types = [...new Set(moved.map(({ Type: type }) => type))].filter(isCustomResource);
  if (types.length > 0) return refuse(cloud, stack, `Resource types [${types.join(', ')}] are not supported for stack refactoring`);
  const renamed = came.map((id) => [left.find((old) => sameResource(former[old], template.Resources[id])), id] as const);
  if (left.length !== came.length || renamed.some(([old]) => old === undefined)) {
    return refuse(cloud, stack, `A stack refactor changes logical IDs only. Given: ${[...left, ...came].join(', ')}.`);
  }
  stack.template = template;
  for (const [old, id] of renamed) {
    stack.resources[id] = stack.resources[old!];
    delete stack.resources[old!];
  }
  return true;
}

function refuse(cloud: Cloud, stack: DeployedStack, reason: string): false {
  reportStack(cloud, stack, reason);
  return false;
}

function missing(ids: Template['Resources'], others: Template['Resources']): string[] {
  return Object.keys(ids).filter((id) => !(id in others));
}

function sameResource({ Type: type, Properties: properties }: ResourceDefinition, other: ResourceDefinition): boolean {
  return type === other.Type && canonicalJson(properties) === canonicalJson(other.Properties);
}

function changedBesides(former: Template, template: Template, added: readonly string[]): string[] {
  const ids = [...new Set([...Object.keys(former.Resources), ...Object.keys(template.Resources)])].filter((id) => !added.includes(id));
  return ids.filter((id) => !isRecord(template.Resources[id]) || !sameResource(former.Resources[id], template.Resources[id]));
}
