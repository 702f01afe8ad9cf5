import { cleanUp } from './clean-up';
import { type Cloud, reportStack } from '../cloud';
import { deleteStackResources } from './delete-resource';
import { comparedText } from '../readings';
import { DELETED, type DeployedStack } from '../records';
import { rollBackCreate, rollBackUpdate } from './roll-back';
import { StackOperation, type StackTarget } from './stack-operation';

export interface StackIdentity {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** States in which CloudFormation takes an update (AWS CloudFormation User Guide, "Understand update behaviors of stack resources"). */
const UPDATABLE = new Set([
  'CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE', 'IMPORT_ROLLBACK_COMPLETE',
  // Without a rollback; here after an interruption.
  'CREATE_FAILED', 'UPDATE_FAILED',
]);
/** What `cdk deploy` deletes by itself before it creates the stack anew. */
const RECREATED = new Set(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED']);

/**
 * Creates or updates a top-level stack, as `cdk deploy` does for one stack.
 * @returns whether the stack is as the template says.
 * @throws AssemblyError for a template that CloudFormation would refuse; nothing is changed then.
 */
export async function deployStack(cloud: Cloud, identity: StackIdentity, target: StackTarget): Promise<boolean> {
  const existing = findStack(cloud.stacks.values(), identity);
  if (existing && RECREATED.has(existing.status)) {
    const reason = await deleteStackResources(cloud, existing);
    return reason === undefined && create(cloud, identity, target);
  }
  if (!existing) {
    return create(cloud, identity, target);
  }
  if (!UPDATABLE.has(existing.status)) {
    reportStack(cloud, existing, `Stack:${existing.id} is in ${existing.status} state and can not be updated.`);
    return false;
  }
  return isUnchanged(cloud, existing, target) || update(cloud, existing, target);
}

export function findStack(stacks: Iterable<DeployedStack>, { name, accountId, region }: StackIdentity): DeployedStack | undefined {
  return [...stacks].find((stack) => (
    stack.name === name && stack.accountId === accountId && stack.region === region && stack.status !== DELETED
  ));
}

async function create(cloud: Cloud, identity: StackIdentity, target: StackTarget): Promise<boolean> {
  const { name, accountId, region } = identity;
  const stack: DeployedStack = {
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
  const reason = await operation.apply();
  if (reason === undefined) {
    await cleanUp(operation);
  } else if (!cloud.disableRollback) {
    await rollBackUpdate(operation, reason);
  }
  return reason === undefined;
}

/** "No updates are to be performed." Templates of nested stacks are named by what is in them, so the top one tells of all. */
function isUnchanged(cloud: Cloud, stack: DeployedStack, target: StackTarget): boolean {
  const text = comparedText(cloud.readings);
  const same = stack.status.endsWith('_COMPLETE') && text(stack.template) === text(target.template)
    && text(stack.parameters) === text(target.parameters);
  if (same) {
    reportStack(cloud, stack, 'No updates are to be performed.');
  }
  return same;
}
