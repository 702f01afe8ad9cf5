import { type Cloud, reportStack } from '../cloud';
import type { DeployedStack, StackVersion } from '../records';
import { rollBackCreate, rollBackUpdate } from './roll-back';
import type { StackOperation } from './stack-operation';
import { dependencyGraph, isActive, NESTED_STACK_TYPE, type Template } from '../../../assembly';
import { stackScope } from '../stack-scope';

/** Keeps the last complete version of a stack whose update failed without a rollback. A retry that fails keeps the version before both. */
export function noteLastStable({ stack, before, requested, isCreate }: Pick<StackOperation, 'stack' | 'before' | 'requested' | 'isCreate'>): void {
  const version: StackVersion | undefined = before.status.endsWith('_COMPLETE') ? before : before.lastStable;
  if (isCreate || version === undefined) return;
  const { template, parameters, resources, outputs, imports } = version;
  const { requested: earlier = {}, beganAt = [] } = before.lastStable ?? {};
  const all = { ...earlier, ...Object.fromEntries(requested) };
  stack.lastStable = { template, parameters, resources, outputs, imports, requested: all, beganAt: [...beganAt, stack.updatedAt] };
}

/**
 * Rolls a stack back to its last complete version, after a failure without a rollback. A stack that never was complete loses its resources.
 * Source: AWS CloudFormation API Reference, "RollbackStack". After express mode it is refused (aws-cdk-cli issue 1739).
 * @returns the reason why it was refused or failed, or `undefined`.
 */
export async function rollbackStack(cloud: Cloud, stack: DeployedStack): Promise<string | undefined> {
  const refusal = refusalOf(stack);
  if (refusal !== undefined) {
    reportStack(cloud, stack, refusal);
    return refusal;
  }
  const { template, lastStable } = stack;
  if (lastStable === undefined) {
    await rollBackCreate({ cloud, stack }, stack.statusReason ?? '');
  } else {
    const { requested, ...before } = lastStable;
    await rollBackUpdate({
      cloud,
      stack,
      before,
      target: { template },
      graph: graphOf(cloud, stack, template),
      requested: new Map(Object.entries(requested)),
      undone: new Set(),
      children: new Map(),
      // Without a rollback, nothing is replaced.
      isReplaced: () => false,
      givenUp: () => undefined,
    }, stack.statusReason ?? '');
  }
  return stack.status.endsWith('ROLLBACK_COMPLETE') ? undefined : stack.statusReason;
}

export function needsRollback(status: string): boolean {
  return status === 'CREATE_FAILED' || status === 'UPDATE_FAILED';
}

function refusalOf({ name, status, deploymentConfig, resources, template }: DeployedStack): string | undefined {
  if (!needsRollback(status)) {
    return `The stack ${name} needs no rollback. Given: ${status}. Roll back a stack in CREATE_FAILED or UPDATE_FAILED.`;
  }
  if (deploymentConfig?.mode === 'EXPRESS') {
    return 'RollbackStack is not supported for stacks that were last updated using EXPRESS deployment mode and are in a failed state.';
  }
  const isTree = Object.keys(resources).some((id) => template.Resources[id]?.Type === NESTED_STACK_TYPE);
  return isTree ? `The rehearsal cannot roll back a stack with nested stacks. Given: ${name}. Deploy it again instead.` : undefined;
}

function graphOf(cloud: Cloud, stack: DeployedStack, template: Template) {
  const scope = stackScope(cloud, stack);
  return dependencyGraph(template, stack.name, (id) => (
    id in stack.resources || isActive(template.Resources[id], scope, `${stack.name}/Resources/${id}`)));
}
