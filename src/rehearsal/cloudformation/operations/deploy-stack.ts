import { cleanUp } from './clean-up';
import { type Cloud, reportStack } from '../cloud';
import { changeStack } from './change-stack';
import { deleteStackResources } from './delete-resource';
import { deletionRefusal } from './delete-stack';
import { refusedFollowUp } from './follow-up';
import { comparedText } from '../readings';
import { DELETED, type DeployedStack } from '../records';
import { rollBackCreate, rollBackUpdate } from './roll-back';
import { StackOperation, type StackTarget } from './stack-operation';

export interface StackIdentity {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** States in which CloudFormation accepts an update (AWS CloudFormation User Guide, "Understand update behaviors of stack resources"). */
const UPDATABLE = new Set([
  'CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE',
  // Only without a rollback, or after an interruption of the rehearsal.
  'CREATE_FAILED', 'UPDATE_FAILED',
]);
/** The states in which `cdk deploy` deletes the stack before it creates the stack again. */
const RECREATED = new Set(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED']);

/**
 * Creates or updates a top-level stack, as `cdk deploy` does for one stack.
 * @returns whether the stack matches its template.
 * @throws AssemblyError for a template that CloudFormation would refuse. Nothing is changed in that case.
 */
export async function deployStack(cloud: Cloud, identity: StackIdentity, target: StackTarget): Promise<boolean> {
  const existing = findStack(cloud.stacks.values(), identity);
  const { operation } = cloud;
  if (operation === 'hotswap' || operation === 'import' || operation === 'refactor') {
    return changeStack(cloud, existing, target);
  }
  if (operation === 'prepareChangeSet') {
    prepare(cloud, existing ?? inReview(cloud, identity), target);
    return true;
  }
  if (existing && RECREATED.has(existing.status)) {
    const reason = deletionRefusal(cloud, existing) ?? await deleteStackResources(cloud, existing);
    return reason === undefined && create(cloud, inReview(cloud, identity), target);
  }
  if (!existing || existing.status === 'REVIEW_IN_PROGRESS') {
    return create(cloud, existing ?? inReview(cloud, identity), target);
  }
  if (!UPDATABLE.has(existing.status)) {
    reportStack(cloud, existing, `Stack:${existing.id} is in ${existing.status} state and can not be updated.`);
    return false;
  }
  const refusal = refusedFollowUp(cloud, existing);
  if (refusal !== undefined) {
    reportStack(cloud, existing, refusal);
    return false;
  }
  existing.terminationProtection = target.terminationProtection;
  return isUnchanged(cloud, existing, target) || update(cloud, existing, target);
}

export function findStack(stacks: Iterable<DeployedStack>, { name, accountId, region }: StackIdentity): DeployedStack | undefined {
  return [...stacks].find((stack) => (
    stack.name === name && stack.accountId === accountId && stack.region === region && stack.status !== DELETED
  ));
}

function inReview(cloud: Cloud, { name, accountId, region }: StackIdentity): DeployedStack {
  return {
    id: cloud.newStackId(name, region, accountId),
    name,
    accountId,
    region,
    createdAt: cloud.time.now(),
    updatedAt: cloud.time.now(),
    status: 'REVIEW_IN_PROGRESS',
    template: { Resources: {} },
    parameters: {},
    resources: {},
    outputs: {},
    imports: [],
  };
}

/** Creates a change set that nothing executes. Of the stack, only the termination protection changes. Source: AWS CDK CLI. */
function prepare(cloud: Cloud, stack: DeployedStack, { terminationProtection }: StackTarget): void {
  cloud.stacks.set(stack.id, stack);
  stack.terminationProtection = terminationProtection;
}

async function create(cloud: Cloud, stack: DeployedStack, target: StackTarget): Promise<boolean> {
  stack.terminationProtection = target.terminationProtection;
  if (cloud.operation === 'deployDirectly') {
    stack.createdDirectly = true;
  }
  const operation = new StackOperation(cloud, stack, target);
  cloud.stacks.set(stack.id, stack);
  const reason = await operation.apply();
  if (reason !== undefined && !cloud.disableRollback) {
    await rollBackCreate(operation, reason);
  }
  return reason === undefined;
}

async function update(cloud: Cloud, stack: DeployedStack, target: StackTarget): Promise<boolean> {
  const operation = new StackOperation(cloud, stack, target);
  delete stack.createdDirectly;
  const reason = await operation.apply();
  if (reason === undefined) {
    await cleanUp(operation);
  } else if (!cloud.disableRollback) {
    await rollBackUpdate(operation, reason);
  }
  return reason === undefined;
}

/** Whether there is nothing to update. The names of nested templates depend on their contents, so the root template shows all changes. */
function isUnchanged(cloud: Cloud, stack: DeployedStack, target: StackTarget): boolean {
  const text = comparedText(cloud.readings);
  const same = stack.status.endsWith('_COMPLETE') && text(stack.template) === text(target.template)
    && text(stack.parameters) === text(target.parameters);
  if (same) {
    reportStack(cloud, stack, 'No updates are to be performed.');
  }
  return same;
}
