/**
 * Objects that another stack has too: their constructs have moved there, or are about to.
 *
 * A Delete asks before it takes anything away. It never asks in a rollback, which restores what was there before its deployment: the owner
 * tag and other notes decide about that.
 */
import { isLive, isSameKind, logKept } from './other-owners';
import { ID_PATTERNS, isAccountType, notedOfOtherStacks, noteDigest, ResourceType, unitPlace } from '../../../contract';
import type { OrganizationalUnit } from '../../../organizations';
import { readableTemplate } from '../../stack/readable-template';
import type { FamilyResource } from '../../stack/stack-family';
import type { ReconcileContext } from '../reconcile-context';

/** Statuses of a stack whose present template was never deployed as a whole and no longer will be. */
const NOT_DEPLOYED = /^(REVIEW_|ROLLBACK_)/;

/** Whether a live resource of another stack that the provider serves manages the same object. */
export async function isOfAnotherStack(context: ReconcileContext, physicalId: string): Promise<boolean> {
  if (context.verb === 'revert') return false;
  const other = findLive(await context.stack.resourcesOfOtherStacks(), physicalId, context.resourceType);
  if (other) logKept(context, physicalId, other);
  return other !== undefined;
}

function findLive(rows: readonly FamilyResource[], physicalId: string, type: string): FamilyResource | undefined {
  return rows.find((row) => isSameKind(row.type, type) && row.physicalId === physicalId && isLive(row));
}

/** An account with the email addresses and the ID by which a template may name it. */
export interface NamedAccount {
  readonly id: string;
  readonly names: readonly (string | undefined)[];
}

/**
 * The first account that another stack has: as a live resource, in a template whose deployment has not come to it yet, or in the app, as
 * the new template of this stack notes.
 */
export async function findAccountOfAnotherStack<T extends NamedAccount>(
  context: ReconcileContext, accounts: readonly T[],
): Promise<T | undefined> {
  const noted = await notedInTemplate(context);
  const inNote = noted && accounts.find(({ names }) => names.some(noted));
  if (inNote) {
    context.log('kept', { id: inNote.id, reason: 'The construct of the account has moved to another stack of the app, as the template notes.' });
    return inNote;
  }
  const rows = await context.stack.resourcesOfOtherStacks();
  for (const account of context.verb === 'revert' ? [] : accounts) {
    const live = findLive(rows, account.id, ResourceType.ACCOUNT);
    if (!live) continue;
    logKept(context, account.id, live);
    return account;
  }
  const listings = await listingsOf(context, rows);
  const listingOf = ({ names }: T) => names.map((name) => listings.get(name?.toLowerCase() ?? '')).find((stackId) => stackId !== undefined);
  const listed = accounts.find(listingOf);
  if (listed) context.log('kept', { id: listed.id, reason: `The template of ${listingOf(listed)} has a construct for the same account.` });
  return listed;
}

/** Whether another stack of the app is about to take over a unit that left this one, as the new template of this stack notes. */
export async function isUnitOfAnotherStack(context: ReconcileContext, { id, name }: Pick<OrganizationalUnit, 'id' | 'name'>): Promise<boolean> {
  const { organizations, verb, log } = context;
  if (verb !== 'remove') return false;
  const noted = await notedInTemplate(context);
  if (!noted) return false;
  const parentId = await organizations.findParent(id);
  const parent = ID_PATTERNS.root.test(parentId) ? '' : (await organizations.describeOrganizationalUnit(parentId)).name;
  const isNoted = [id, ...[undefined, parentId, parent].map((each) => unitPlace(name, each))].some(noted);
  if (isNoted) log('kept', { id, reason: 'The construct of the unit has moved to another stack of the app, as the template notes.' });
  return isNoted;
}

/** Whether the template of the top-level stack notes a name as that of an object of another stack; `undefined` without a note. */
async function notedInTemplate({ stack }: ReconcileContext): Promise<((name: string | undefined) => boolean) | undefined> {
  const { Metadata } = await readableTemplate(stack.template(stack.rootId));
  const noted = new Set(notedOfOtherStacks(Metadata));
  return noted.size === 0 ? undefined : (name) => name !== undefined && noted.has(noteDigest(name));
}

/**
 * The other stacks whose templates name accounts, by the lower-case names. The resource of an account may not have been created yet, or may
 * have failed.
 */
async function listingsOf({ stack }: ReconcileContext, rows: readonly FamilyResource[]): Promise<ReadonlyMap<string, string>> {
  const others = await stack.otherStacks();
  const undeployed = new Set(others.filter(({ status }) => NOT_DEPLOYED.test(status)).map(({ id }) => id));
  const stackIds = new Set([...others.map(({ id }) => id), ...rows.map((row) => row.stackId)]);
  const found = new Map<string, string>();
  for (const stackId of [...stackIds].filter((each) => !undeployed.has(each))) {
    const { Resources = {} } = await readableTemplate(stack.template(stackId));
    for (const [logicalId, resource] of Object.entries(Resources)) {
      if (!isDeleted(rows, stackId, logicalId)) namesIn(resource).forEach((name) => found.set(name.toLowerCase(), stackId));
    }
  }
  return found;
}

/** The address and the ID of the account of a resource. */
function namesIn(resource: unknown): string[] {
  const { Type, Properties } = resource as { readonly Type?: unknown; readonly Properties?: Readonly<Record<string, unknown>> };
  const { Email, AccountId } = Properties ?? {};
  return typeof Type === 'string' && isAccountType(Type) ? [Email, AccountId].filter((name) => name !== undefined).map(String) : [];
}

/** Whether the resource was there and is no longer. */
function isDeleted(rows: readonly FamilyResource[], stackId: string, logicalId: string): boolean {
  return rows.some((row) => row.stackId === stackId && row.logicalId === logicalId && row.status.startsWith('DELETE_'));
}
