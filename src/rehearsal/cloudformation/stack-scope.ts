import type { Cloud } from './cloud';
import { findExport } from './exports';
import { nativeAttribute } from './native-resource';
import { type DeployedStack, isCustomResource } from './records';
import { AssemblyError, isForeign, NESTED_STACK_TYPE, parameterValues, pseudoParametersOf, type Scope, unknownExport } from '../../assembly';
import { isOurResourceType } from '../../contract';

/** The current values of a stack. It records the exports of other stacks that are used. */
export function stackScope(cloud: Cloud, stack: DeployedStack): Scope {
  const place = (logicalId: string) => `${stack.name}/Resources/${logicalId}`;
  return {
    stackName: stack.name,
    template: stack.template,
    parameters: parameterValues(stack.template, stack.parameters, stack.name),
    pseudoParameters: pseudoParametersOf({ accountId: stack.accountId, region: stack.region, stackId: stack.id, stackName: stack.name }),
    lookup: {
      physicalId: (logicalId) => deployed(stack, logicalId, place(logicalId)).physicalId,
      attribute: (logicalId, attribute: string) => attributeOf(cloud, stack, logicalId, attribute, place(logicalId)),
      importValue: (name: string) => {
        const value = findExport(cloud.stacks.values(), stack, name)?.value;
        if (value === undefined) {
          throw new AssemblyError(`No export named ${name} found`, stack.name, 'Deploy the stack that exports it first.');
        }
        const problem = isForeign(stack.template) ? undefined : unknownExport(name, value, stack.name);
        if (problem) throw problem;
        stack.imports = [...new Set([...stack.imports, name])];
        return value;
      },
    },
  };
}

function deployed(stack: DeployedStack, logicalId: string, place: string) {
  const resource = stack.resources[logicalId];
  if (resource?.physicalId === undefined) {
    throw new AssemblyError(
      `Template format error: Unresolved resource dependencies [${logicalId}] in the Resources block of the template`,
      place,
      'The condition of the resource is false. Put every reference to it under the same condition.',
    );
  }
  return resource;
}

function attributeOf(cloud: Cloud, stack: DeployedStack, logicalId: string, attribute: string, place: string): unknown {
  const resource = deployed(stack, logicalId, place);
  if (resource.type === NESTED_STACK_TYPE) {
    const output = cloud.stacks.get(resource.physicalId ?? '')?.outputs[attribute.replace(/^Outputs\./, '')];
    if (output === undefined) {
      throw new AssemblyError(`The nested stack has no output ${attribute}`, place, 'Refer to an output of its template.');
    }
    return output.value;
  }
  if (!isCustomResource(resource.type)) {
    return nativeAttribute(stack, logicalId, resource, attribute);
  }
  if (attribute in resource.attributes) {
    return resource.attributes[attribute];
  }
  if (!isOurResourceType(resource.type)) {
    return `${logicalId}.${attribute}`;
  }
  throw new AssemblyError(
    `CustomResource attribute error: Vendor response doesn't contain ${attribute} attribute in object ${stack.id}|${logicalId}`,
    place,
    `The resource answered: ${Object.keys(resource.attributes).join(', ') || 'no attributes'}.`,
  );
}
