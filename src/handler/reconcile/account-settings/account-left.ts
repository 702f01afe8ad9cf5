import { type AccountSettingsProperties, ResourceType } from '../../../contract';
import { readableTemplate } from '../../stack/readable-template';
import { isLive } from '../look-around';
import type { ReconcileContext } from '../reconcile-context';

/** Whether the account's own resource left the template together with its settings. A construct that got another path has not left it. */
export async function accountLeftTheTemplate(
  { desired: { AccountLogicalId }, stack }: ReconcileContext<AccountSettingsProperties>, accountId: string,
): Promise<boolean> {
  if (AccountLogicalId === undefined) return false;
  const { Resources = {} } = await readableTemplate(stack.template());
  if (AccountLogicalId in Resources) return false;
  const isRenamed = (await stack.resources()).some((resource) => resource.type === ResourceType.ACCOUNT && resource.physicalId === accountId
    && !(resource.logicalId === AccountLogicalId && resource.stackId === stack.id) && isLive(resource));
  return !isRenamed;
}
