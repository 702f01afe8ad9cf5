import { StackError } from '../../../organizations/stacks/stack-port';
import { readableTemplate } from '../../stack/readable-template';
import { type FamilyResource, NESTED_STACK } from '../../stack/stack-family';
import type { ReconcileContext } from '../reconcile-context';

/** Whether a Delete is for a resource that is still in the app, as far as the template shows. */
export async function isStillInTemplate({ stack, logicalId, log }: ReconcileContext): Promise<boolean> {
  return stack.isCleaningUp && await isInTemplate({ stack, log }, logicalId) === true;
}

/**
 * Whether a resource is in the template of its stack, and each nested stack around it in that of the next one.
 * @param rows the resources of the tree
 * @param ifUnreadable the answer if a template on the way is not in JSON
 */
export async function isInTemplates(
  { stack }: ReconcileContext, row: FamilyResource, rows: readonly FamilyResource[], ifUnreadable = false,
): Promise<boolean> {
  for (let each: FamilyResource | undefined = row; each;) {
    const { stackId, logicalId }: FamilyResource = each;
    const { Resources } = await readableTemplate(stack.template(stackId));
    if (!Resources) return ifUnreadable;
    if (!(logicalId in Resources)) return false;
    each = rows.find(({ type, physicalId }) => type === NESTED_STACK && physicalId === stackId);
  }
  return true;
}

/** Whether a template contains a resource; `undefined` if the template cannot be read. */
export async function isInTemplate({ stack, log }: Pick<ReconcileContext, 'stack' | 'log'>, logicalId: string): Promise<boolean | undefined> {
  try {
    const { Resources } = await stack.template();
    return logicalId in (Resources ?? {});
  } catch (error) {
    if (!(error instanceof StackError) || error.code !== 'NotJson') throw error;
    log('template unreadable', { reason: error.message });
    return undefined;
  }
}
