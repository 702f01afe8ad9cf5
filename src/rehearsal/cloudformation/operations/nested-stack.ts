import { setResource } from '../cloud';
import { inventedPhysicalId } from '../native-resource';
import type { DeployedStack } from '../records';
import type { StackOperation } from './stack-operation';
import { AssemblyError, isRecord, nestedTemplateName, NESTED_STACK_TYPE } from '../../../assembly';

/** Creates or updates a nested stack as a resource of its parent. Every update of the parent also updates the child. */
export async function applyNestedStack(
  parent: StackOperation, logicalId: string, properties: Record<string, unknown>,
): Promise<string | undefined> {
  const { cloud, stack } = parent;
  const before = stack.resources[logicalId];
  const child = before ? cloud.stacks.get(before.physicalId ?? '') : newChild(parent, logicalId);
  const [verb, past] = before ? ['UPDATE', 'updated'] : ['CREATE', 'created'];
  if (before) {
    parent.requested.set(logicalId, properties);
  }
  setResource(cloud, stack, logicalId, {
    type: NESTED_STACK_TYPE, attributes: {}, properties, status: `${verb}_IN_PROGRESS`, physicalId: child?.id,
  });
  let reason: string | undefined;
  try {
    if (!child) {
      throw new AssemblyError('The nested stack is not in the state', `${stack.name}/${logicalId}`, 'Rehearse from a complete state.');
    }
    cloud.stacks.set(child.id, child);
    const operation = parent.operationOn(child, {
      template: nestedTemplate(parent, logicalId),
      parameters: isRecord(properties.Parameters) ? properties.Parameters : {},
      nestedTemplates: parent.target.nestedTemplates,
    });
    parent.children.set(logicalId, operation);
    reason = await operation.apply();
  } catch (error) {
    reason = (error as Error).message;
  }
  if (parent.hasEnded) {
    return undefined;
  }
  const failure = reason && `Embedded stack ${child?.id ?? logicalId} was not successfully ${past}: ${reason}`;
  setResource(cloud, stack, logicalId, { status: `${verb}_${failure ? 'FAILED' : 'COMPLETE'}`, reason: failure });
  return failure;
}

function newChild({ cloud, stack }: StackOperation, logicalId: string): DeployedStack {
  const name = inventedPhysicalId(stack, logicalId);
  return {
    id: cloud.newStackId(name, stack.region, stack.accountId),
    name,
    accountId: stack.accountId,
    region: stack.region,
    parentId: stack.id,
    createdAt: cloud.time.now(),
    updatedAt: cloud.time.now(),
    status: 'CREATE_IN_PROGRESS',
    template: { Resources: {} },
    parameters: {},
    resources: {},
    outputs: {},
    imports: [],
  };
}

function nestedTemplate({ target, stack }: StackOperation, logicalId: string) {
  const file = nestedTemplateName(target.template.Resources[logicalId]);
  const template = file === undefined ? undefined : target.nestedTemplates.get(file);
  if (template === undefined) {
    throw new AssemblyError(
      'The template of the nested stack is not in the cloud assembly',
      `${stack.name}/Resources/${logicalId}, file ${file ?? 'unknown'}`,
      'Use the NestedStack construct of the CDK.',
    );
  }
  return template;
}
