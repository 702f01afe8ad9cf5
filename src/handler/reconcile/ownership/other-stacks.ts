/**
 * Objects that another stack has too: their constructs have moved there, or are about to.
 *
 * A Delete asks before it takes anything away. It never asks in a rollback, which restores what was there before its deployment: the owner
 * tag and other notes decide about that.
 */
import { isLive, isSameKind, logKept } from './other-owners';
import { accountDigest, accountsOfOtherStacks, isAccountType } from '../../../contract';
import type { Account } from '../../../organizations';
import { readableTemplate } from '../../stack/readable-template';
import type { FamilyResource } from '../../stack/stack-family';
import type { ReconcileContext } from '../reconcile-context';

/** Statuses of a stack whose present template was never deployed as a whole and no longer will be. */
const NOT_DEPLOYED = /^(REVIEW_|ROLLBACK_)/;

/** Whether a live resource of another stack that the provider serves manages the same object. */
export async function isOfAnotherStack(context: ReconcileContext, physicalId: string): Promise<boolean> {
  if (context.verb === 'revert') return false;
  const other = (await context.stack.resourcesOfOtherStacks()).find((resource) => (
    isSameKind(resource.type, context.resourceType) && resource.physicalId === physicalId && isLive(resource)));
  if (other) logKept(context, physicalId, other);
  return other !== undefined;
}

/**
 * Whether another stack has an account: as a live resource, in a template whose deployment has not come to it yet, or in the app, as the
 * new template of this stack notes.
 * @param names the email addresses and the ID by which a template may name the account
 */
export async function isAccountOfAnotherStack(
  context: ReconcileContext, { id }: Pick<Account, 'id'>, names: readonly (string | undefined)[],
): Promise<boolean> {
  const isNamed = (value: unknown) => names.some((name) => name !== undefined && String(value).toLowerCase() === name.toLowerCase());
  if (await isNotedInTemplate(context, names)) {
    context.log('kept', { id, reason: 'The construct of the account has moved to another stack of the app, as the template notes.' });
    return true;
  }
  if (await isOfAnotherStack(context, id)) return true;
  const listing = await findListing(context, isNamed);
  if (listing === undefined) return false;
  context.log('kept', { id, reason: `The template of ${listing} has a construct for the same account.` });
  return true;
}

async function isNotedInTemplate({ stack }: ReconcileContext, names: readonly (string | undefined)[]): Promise<boolean> {
  const { Metadata } = await readableTemplate(stack.template(stack.rootId));
  const noted = new Set(accountsOfOtherStacks(Metadata));
  return noted.size > 0 && names.some((name) => name !== undefined && noted.has(accountDigest(name)));
}

/** The ID of another stack whose template names the account. Its resource may not have been created yet, or may have failed. */
async function findListing({ stack }: ReconcileContext, isNamed: (value: unknown) => boolean): Promise<string | undefined> {
  const others = await stack.otherStacks();
  const undeployed = new Set(others.filter(({ status }) => NOT_DEPLOYED.test(status)).map(({ id }) => id));
  const rows = await stack.resourcesOfOtherStacks();
  const stackIds = new Set([...others.map(({ id }) => id), ...rows.map((row) => row.stackId)]);
  for (const stackId of [...stackIds].filter((each) => !undeployed.has(each))) {
    const { Resources = {} } = await readableTemplate(stack.template(stackId));
    const names = ([logicalId, resource]: [string, unknown]) => isListed(resource, isNamed) && !isDeleted(rows, stackId, logicalId);
    if (Object.entries(Resources).some(names)) return stackId;
  }
  return undefined;
}

function isListed(resource: unknown, isNamed: (value: unknown) => boolean): boolean {
  const { Type, Properties } = resource as { readonly Type?: unknown; readonly Properties?: Readonly<Record<string, unknown>> };
  return typeof Type === 'string' && isAccountType(Type) && [Properties?.Email, Properties?.AccountId].some(isNamed);
}

/** Whether the resource was there and is no longer. */
function isDeleted(rows: readonly FamilyResource[], stackId: string, logicalId: string): boolean {
  return rows.some((row) => row.stackId === stackId && row.logicalId === logicalId && row.status.startsWith('DELETE_'));
}
