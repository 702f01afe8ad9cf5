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
  const nested = own.filter(isNestedStack);
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
 * The resources of a tree that the newest deployment, its rollback or its cleanup has touched, whether CloudFormation still lists them or
 * not. Of a nested stack that is no longer listed itself, these are all its resources.
 * @param rows all resources that CloudFormation lists
 */
export async function listTouchedResources(
  stacks: StackPort, { id: rootId, changedAt }: StackDescription, rows: readonly StackResource[],
): Promise<FamilyResource[]> {
  const since = await stacks.deploymentBeganAt(rootId) ?? changedAt;
  const touched: FamilyResource[] = [];
  const listed = [rootId, ...nestedIn(rows)];
  const found = new Set(listed);
  for (const stackId of found) {
    const ofStack = await stacks.listEvents(stackId, since);
    if (!listed.includes(stackId)) ofStack.push(...await stacks.listResources(stackId));
    touched.push(...ofStack.map((resource) => ({ ...resource, stackId })));
    for (const nested of nestedIn(ofStack)) found.add(nested);
  }
  return touched;
}

function nestedIn(rows: readonly StackResource[]): string[] {
  return rows.filter(isNestedStack).map(({ physicalId }) => physicalId);
}

function isNestedStack({ type, physicalId, status }: StackResource): boolean {
  return type === NESTED_STACK && physicalId !== '' && status !== 'DELETE_COMPLETE';
}
