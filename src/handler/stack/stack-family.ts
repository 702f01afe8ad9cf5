import type { Clock } from '../../organizations';
import type { StackDescription, StackPort, StackResource } from '../../organizations/stacks/stack-port';
import { SETTLED_MS } from '../consistency';
import type { EnvironmentHints } from '../environment-hints';
import { stackPhase } from './stack-phase';

export const NESTED_STACK = 'AWS::CloudFormation::Stack';

const IS_FINISHED = /^(CREATE|UPDATE|IMPORT)_COMPLETE$/;

export interface FamilyResource extends StackResource {
  readonly stackId: string;
}

/** The resources of nested stacks that a deployment has finished, by the nested stack and its row. */
export type FinishedStacks = Map<string, readonly FamilyResource[]>;

/**
 * The resources of a stack, its parents and all their nested stacks. A construct that moves from one nested stack to another keeps its
 * object, so the Delete in the former stack has to see the resource in the new one.
 * @param finished is used and extended. Given while a deployment deletes nothing
 */
export async function listFamilyResources(
  stacks: StackPort, rootId: string, finished?: { readonly stacks: FinishedStacks; readonly before: number },
): Promise<FamilyResource[]> {
  const own = (await stacks.listResources(rootId, finished === undefined)).map((resource) => ({ ...resource, stackId: rootId }));
  const nested = own.filter(({ type, physicalId, status }) => type === NESTED_STACK && physicalId && status !== 'DELETE_COMPLETE');
  const below = await Promise.all(nested.map(async ({ physicalId, status, statusSince = Number.POSITIVE_INFINITY }) => {
    const key = `${physicalId} ${status} ${statusSince}`;
    const known = finished?.stacks.get(key) ?? await listFamilyResources(stacks, physicalId, finished);
    if (finished && IS_FINISHED.test(status) && statusSince < finished.before) finished.stacks.set(key, known);
    return known;
  }));
  return [...own, ...below.flat()];
}

/**
 * The same for a resource of a deployment, which would otherwise list all nested stacks for each of its resources. Those that it has
 * finished stay as they are until it cleans up or fails, so one list of each is enough.
 * @param root the stack at the top of the tree
 */
export function listFamilyInDeployment(
  stacks: StackPort, { id, status, changedAt }: StackDescription, hints: EnvironmentHints, clock: Pick<Clock, 'now'>,
): Promise<FamilyResource[]> {
  if (stackPhase(status) !== 'deploy') return listFamilyResources(stacks, id);
  return listFamilyResources(stacks, id, { stacks: hints.finishedStacks(`${id} ${changedAt}`), before: clock.now() - SETTLED_MS });
}

/**
 * The resources of a tree whose deletion has begun, whether CloudFormation still lists them or not.
 * @param rows all resources that it lists
 */
export async function listFamilyDeletions(stacks: StackPort, rootId: string, rows: readonly FamilyResource[]): Promise<StackResource[]> {
  const stackIds = new Set([rootId, ...nestedStacks(rows)]);
  const deletions: StackResource[] = [];
  for (const stackId of stackIds) {
    const own = await stacks.listDeletions(stackId);
    deletions.push(...own);
    for (const nested of nestedStacks(own)) stackIds.add(nested);
  }
  return deletions;
}

function nestedStacks(resources: readonly StackResource[]): string[] {
  return resources.filter(({ type, physicalId }) => type === NESTED_STACK && physicalId).map(({ physicalId }) => physicalId);
}
