/**
 * The accounts of an organizational unit that is recreated, or that returns to its former one.
 *
 * Accounts in the app get or lose their directly attached policies as in a move of their own. An account whose parent in the template is a
 * different one is left to its own Update: otherwise it would be unprotected in between. So an account that someone moved here by hand,
 * contrary to the app, stays in the former unit, which then stays as well.
 */
import { isAccountType, type Ownership } from '../../../contract';
import { readableTemplate } from '../../stack/readable-template';
import type { FamilyResource } from '../../stack/stack-family';
import { moveAccount, returnAccount } from '../account/account-move';
import { agreeingReads } from '../agreeing-reads';
import { attachmentsOfTarget } from '../attachments/attachments-of-resource';
import { preattachPolicies, revertPreattachedPolicies } from '../attachments/preattached-policies';
import { all } from '../lists';
import { unlessMissing } from '../missing';
import { isLive } from '../ownership/other-owners';
import { isFoundNow, ownerOf, readOwnedTags } from '../ownership/ownership';
import type { ReconcileContext } from '../reconcile-context';

export async function moveAccounts(context: ReconcileContext, fromId: string, toId: string): Promise<void> {
  const moved = new Set<string>();
  for (const { id, own } of await accountsIn(context, fromId)) {
    const parent = own && await parentOf(context, own);
    if (parent === 'another') continue;
    const found = own && parent === undefined && await foundOwnership(context, id);
    if (found) await returnAccount(context, id, found);
    else await moveOne(context, { id, own, fromId, toId });
    moved.add(id);
  }
  await revertPreattachedLeftovers(context, [fromId, toId], moved);
}

/**
 * The owner tag of an account that the failed deployment found elsewhere. Its Delete returns it later: in the former unit it might lack
 * denials until then.
 */
async function foundOwnership(context: ReconcileContext, id: string): Promise<Ownership | undefined> {
  if (context.verb !== 'revert') return undefined;
  const ownership = ownerOf(await readOwnedTags(context, id));
  const isFound = ownership?.owner === context.owner && ownership.formerParentId !== undefined && await isFoundNow(context, ownership);
  return isFound ? ownership : undefined;
}

/** Moves all accounts, including those whose parent in the template is a different one. */
export async function moveAllAccounts(context: ReconcileContext, fromId: string, toId: string): Promise<void> {
  const accounts = await accountsIn(context, fromId);
  for (const account of accounts) await moveOne(context, { ...account, fromId, toId });
  await revertPreattachedLeftovers(context, [fromId, toId], new Set(accounts.map(({ id }) => id)));
}

/**
 * A crashed invocation may have moved an account back without detaching the preattached policies: the unit that it left does not list it
 * any more. An account in a third unit waits for its own Update, which detaches the policies after the move.
 */
async function revertPreattachedLeftovers(
  context: ReconcileContext, units: (string | undefined)[], moved: ReadonlySet<string>,
): Promise<void> {
  if (context.verb !== 'revert') return;
  for (const own of await ownAccounts(context)) {
    if (moved.has(own.physicalId) || await parentOf(context, own) !== 'this') continue;
    const parentId = await unlessMissing(['ChildNotFound', 'AccountNotFound'], () => context.organizations.findParent(own.physicalId));
    if (!units.includes(parentId)) continue;
    await revertPreattachedPolicies(context, own.physicalId, () => attachmentsOfTarget(context, own));
  }
}

interface AccountIn {
  readonly id: string;
  /** Absent for an account outside the app. */
  readonly own?: FamilyResource;
}

async function accountsIn(context: ReconcileContext, unitId: string): Promise<AccountIn[]> {
  const { organizations, clock } = context;
  const accounts = await agreeingReads(clock, () => all(organizations.listAccountsForParent(unitId)));
  if (accounts.length === 0) return [];
  const resources = await ownAccounts(context);
  return accounts.map(({ id }) => ({ id, own: resources.find(({ physicalId }) => physicalId === id) }));
}

async function ownAccounts({ stack }: ReconcileContext): Promise<FamilyResource[]> {
  return (await stack.resources()).filter((resource) => isAccountType(resource.type) && isLive(resource));
}

async function moveOne(context: ReconcileContext, { id, own, fromId, toId }: AccountIn & { fromId: string; toId: string }): Promise<void> {
  const listed = own && (() => attachmentsOfTarget(context, own));
  if (listed && context.verb === 'converge') await preattachPolicies(context, id, await listed());
  await moveAccount(context, id, toId, fromId);
  if (listed && context.verb === 'revert') await revertPreattachedPolicies(context, id, listed);
}

/** Whether the template names this unit or another one as the parent. An output of another stack may be this unit, and counts as it. */
async function parentOf(context: ReconcileContext, own: FamilyResource): Promise<'this' | 'another' | undefined> {
  const { Resources = {} } = await readableTemplate(context.stack.template(own.stackId));
  const { Properties } = (Resources[own.logicalId] ?? {}) as { Properties?: { ParentId?: unknown } };
  if (Properties?.ParentId === undefined) return undefined;
  return await namesAnother(context, own.stackId, Properties.ParentId) ? 'another' : 'this';
}

/**
 * Whether a value in the template of a stack refers to another resource than this unit. A parameter of a nested stack is looked up in the
 * enclosing stack, because the nested stack itself may not be updated yet. A parameter that is no longer set referred to another resource.
 */
async function namesAnother(context: ReconcileContext, stackId: string, value: unknown): Promise<boolean> {
  const { stack, logicalId } = context;
  const { Ref: reference, 'Fn::GetAtt': attribute } = Object(value) as { 'Ref'?: string; 'Fn::GetAtt'?: [string, string] };
  const named = attribute?.[0] ?? reference;
  if (named === undefined || attribute?.[1].startsWith('Outputs.')) return false;
  const { Resources = {} } = await readableTemplate(stack.template(stackId));
  if (named in Resources) return !(named === logicalId && stackId === stack.id);
  const nested = (await stack.resources()).find(({ physicalId }) => physicalId === stackId);
  if (!nested) return false;
  const around = await readableTemplate(stack.template(nested.stackId));
  const { Properties } = (around.Resources?.[nested.logicalId] ?? {}) as { Properties?: { Parameters?: Record<string, unknown> } };
  const given = Properties?.Parameters ?? {};
  return Properties !== undefined && (!(named in given) || await namesAnother(context, nested.stackId, given[named]));
}
