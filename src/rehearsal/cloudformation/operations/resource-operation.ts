import { setResource } from '../cloud';
import type { CustomResourceAnswer } from '../custom-resource';
import { nativePhysicalId } from '../native-resource';
import { applyNestedStack } from './nested-stack';
import { comparedText } from '../readings';
import { type DeployedResource, isCustomResource } from '../records';
import type { StackOperation } from './stack-operation';
import { NESTED_STACK_TYPE, resolveProperties, stringifyScalars } from '../../../assembly';

/** Creates or updates one resource if its properties require it. @returns the reason why it failed, or `undefined`. */
export async function applyResource(operation: StackOperation, logicalId: string): Promise<string | undefined> {
  const { cloud, stack, scope, target } = operation;
  const definition = target.template.Resources[logicalId];
  const { Type: type } = definition;
  const before = stack.resources[logicalId] as DeployedResource | undefined;
  let properties: Record<string, unknown>;
  try {
    const place = `${stack.name}/Resources/${logicalId}/Properties`;
    const resolved = cloud.dynamicReferences.resolve(resolveProperties(definition.Properties ?? {}, scope, place));
    properties = stringifyScalars(resolved) as Record<string, unknown>;
  } catch (error) {
    noteWhatResolves(operation, logicalId);
    return fail(operation, logicalId, before, type, (error as Error).message);
  }
  if (type === NESTED_STACK_TYPE) {
    return applyNestedStack(operation, logicalId, properties);
  }
  const text = comparedText(cloud.readings);
  if (before && text(before.properties) === text(properties)) {
    return undefined;
  }
  if (before && isCustomResource(type) && before.properties.ServiceToken !== properties.ServiceToken) {
    return fail(operation, logicalId, before, type, 'Modifying service token is not allowed.');
  }
  begin(operation, logicalId, before, type, properties);
  return isCustomResource(type)
    ? applyCustomResource(operation, logicalId, before, properties)
    : applyNative(operation, logicalId, before, type, properties);
}

/** Records a resource for which no request was sent, with its resolved properties. Under one reading it still gets a Delete. */
function noteWhatResolves({ cloud, stack, scope, target }: StackOperation, logicalId: string): void {
  if (cloud.readings.neverAsked !== 'getsDelete' || logicalId in stack.resources) {
    return;
  }
  const { Type: type, Properties: declared = {} } = target.template.Resources[logicalId];
  const entries = Object.entries(declared).flatMap(([key, value]) => {
    try {
      return Object.entries(resolveProperties({ [key]: value }, scope, `${stack.name}/Resources/${logicalId}/Properties`));
    } catch {
      return [];
    }
  });
  const properties = stringifyScalars(cloud.dynamicReferences.resolve(Object.fromEntries(entries))) as Record<string, unknown>;
  setResource(cloud, stack, logicalId, { type, properties, attributes: {}, status: 'CREATE_IN_PROGRESS' });
}

function begin(
  operation: StackOperation, logicalId: string, before: DeployedResource | undefined, type: string, properties: Record<string, unknown>,
): void {
  if (before) {
    operation.requested.set(logicalId, properties);
    setResource(operation.cloud, operation.stack, logicalId, { status: 'UPDATE_IN_PROGRESS' });
  } else {
    setResource(operation.cloud, operation.stack, logicalId, { type, status: 'CREATE_IN_PROGRESS', properties, attributes: {} });
  }
}

/** Creates or updates a resource of an AWS type. These are not simulated and exist at once. */
function applyNative(
  operation: StackOperation, logicalId: string, before: DeployedResource | undefined, type: string, properties: Record<string, unknown>,
): undefined {
  const { stack } = operation;
  const physicalId = nativePhysicalId(stack, logicalId, type, properties);
  complete(operation, logicalId, before, { physicalId, properties });
  return undefined;
}

async function applyCustomResource(
  operation: StackOperation, logicalId: string, before: DeployedResource | undefined, properties: Record<string, unknown>,
): Promise<string | undefined> {
  const { cloud, stack } = operation;
  const { type } = stack.resources[logicalId];
  const answer = await operation.unlessInterrupted<CustomResourceAnswer>(cloud.callCustomResource({
    requestType: before ? 'Update' : 'Create',
    stack,
    logicalId,
    type,
    properties,
    ...(before ? { physicalId: before.physicalId, oldProperties: before.properties } : {}),
  }));
  if (answer === undefined) {
    return undefined;
  }
  if (!answer.succeeded) {
    const isReplacement = cloud.readings.failedUpdateWithNewId === 'takesNewId' && before !== undefined
      && answer.physicalId !== undefined && answer.physicalId !== before.physicalId;
    if (isReplacement) {
      noteReplacement(operation, logicalId, before, { physicalId: answer.physicalId });
    }
    const physicalId = before ? before.physicalId : answer.physicalId;
    return fail(operation, logicalId, before, type, answer.reason, physicalId);
  }
  if (before && cloud.disableRollback && answer.physicalId !== before.physicalId) {
    return fail(operation, logicalId, before, type, 'Replacement type updates not supported on stack with disable-rollback.');
  }
  complete(operation, logicalId, before, { physicalId: answer.physicalId, properties, attributes: answer.data });
  return undefined;
}

/** Completes a resource. A new physical ID is a replacement, and the clean-up deletes the old instance. */
function complete(
  operation: StackOperation, logicalId: string, before: DeployedResource | undefined, change: Partial<DeployedResource>,
): void {
  const { cloud, stack } = operation;
  const isReplacement = before && before.physicalId !== change.physicalId;
  const replacedId = isReplacement ? before.physicalId : undefined;
  setResource(cloud, stack, logicalId, { ...change, replacedId, status: before ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE' });
  if (isReplacement) {
    operation.noteReplacement(logicalId, before, stack.resources[logicalId]);
  }
}

/** Records the replacement of a failed Update that answered another ID. */
function noteReplacement(operation: StackOperation, logicalId: string, before: DeployedResource, change: Partial<DeployedResource>): void {
  const { stack } = operation;
  const properties = operation.requested.get(logicalId) ?? before.properties;
  stack.resources[logicalId] = { ...stack.resources[logicalId], ...change, replacedId: before.physicalId };
  operation.noteReplacement(logicalId, before, { ...stack.resources[logicalId], properties });
}

/** Records a failure before any request was sent. The resource has no physical ID and gets no Delete. */
function fail(
  operation: StackOperation, logicalId: string, before: DeployedResource | undefined, type: string, reason: string, physicalId?: string,
): string {
  const { cloud, stack } = operation;
  if (before) {
    setResource(cloud, stack, logicalId, { status: 'UPDATE_FAILED', reason });
  } else {
    const { properties = {}, attributes = {} } = (stack.resources[logicalId] ?? {}) as Partial<DeployedResource>;
    setResource(cloud, stack, logicalId, { type, properties, attributes, physicalId, status: 'CREATE_FAILED', reason });
  }
  return reason;
}
