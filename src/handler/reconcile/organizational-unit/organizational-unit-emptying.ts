/**
 * Moves the accounts out of an organizational unit that leaves the template, where its construct has `moveAccountsTo`.
 *
 * Either all accounts directly in the unit move or none, and only if the unit can be deleted afterwards. Three obstacles prevent the moves:
 * a unit below that stays, an account of another stack, and an account whose construct is in a template. The unit then stays with its
 * policies and all of its accounts, like a unit without `moveAccountsTo`.
 *
 * The Delete arrives in the cleanup, when the deployment has attached all policies that the new template lists for the destination and for
 * each account. A denial that moves from the unit to one of those is therefore in force before the move. The unit keeps its own policies
 * until the accounts have left it (`attachment-removal.ts`).
 * Fallbacks: if a call crashes after some of the moves, the next call moves the rest. A unit that was recreated elsewhere did not leave the
 * template: its accounts moved with it.
 */
import { moveAccount } from '../account/account-move';
import { agreeingReads } from '../agreeing-reads';
import { retainUnit } from './organizational-unit-deletion';
import { isAccountType, type OrganizationalUnitProperties, type Tag } from '../../../contract';
import type { Account } from '../../../organizations';
import { readableTemplate } from '../../stack/readable-template';
import type { RequeueError } from '../errors';
import { all, first } from '../lists';
import { destinationOfAccounts } from '../ownership/destination-of-accounts';
import { findReplacement, isLive } from '../ownership/other-owners';
import { isExistingParent, ownerOf } from '../ownership/ownership';
import { markAsRetained } from '../ownership/retained-marks';
import { isStillInTemplate } from '../ownership/still-in-template';
import type { ReconcileContext } from '../reconcile-context';

type OrganizationalUnitContext = ReconcileContext<OrganizationalUnitProperties>;

/** Throws a `RequeueError` that leaves the unit behind if an account in it may not move. `tags`: of the unit. */
export async function moveAccountsAway(context: OrganizationalUnitContext, id: string, tags: readonly Tag[]): Promise<void> {
  const { organizations, desired: { MoveAccountsTo: to }, clock, verb } = context;
  if (!to || verb !== 'remove' || await findReplacement(context, id) || await isStillInTemplate(context)) return;
  const accounts = await agreeingReads(clock, () => all(organizations.listAccountsForParent(id)));
  if (accounts.length === 0) return;
  const destination = await destinationOfAccounts(context, to);
  const obstacle = await findObstacle(context, id, accounts, destination);
  if (obstacle !== undefined) {
    await markAsRetained(context, id, tags);
    throw cannotMove(context, id, obstacle);
  }
  for (const account of accounts) await moveAccount(context, account.id, destination, id);
}

/** The reason why not all of the accounts may move. */
async function findObstacle(
  context: OrganizationalUnitContext, unitId: string, accounts: readonly Account[], destination: string,
): Promise<string | undefined> {
  const { organizations, clock } = context;
  const below = await first(organizations.listOrganizationalUnitsForParent(unitId));
  if (below) return `the organizational unit ${below.name} (${below.id}) is below it and stays`;
  if (destination === unitId) return `the destination ${destination} is the organizational unit itself`;
  if (!await isExistingParent(context, destination)) return `the destination ${destination} does not exist`;
  const inCode = await accountsInTemplates(context);
  for (const { id, name } of accounts) {
    const resource = inCode.get(id);
    if (resource !== undefined) return `the resource ${resource} of this stack determines the parent of the account ${name} (${id})`;
  }
  return agreeingReads(clock, () => findForeignAccount(context, accounts));
}

async function findForeignAccount({ organizations, owner }: OrganizationalUnitContext,
  accounts: readonly Account[]): Promise<string | undefined> {
  for (const { id, name } of accounts) {
    const ownership = ownerOf(await all(organizations.listTags(id)));
    if (ownership && ownership.owner !== owner) return `the account ${name} (${id}) belongs to the stack ${ownership.owner}`;
  }
  return undefined;
}

/** Logical IDs by account ID. A resource that is no longer in a template is being removed, and does not determine its account's parent. */
async function accountsInTemplates({ stack }: ReconcileContext): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const resource of await stack.resources()) {
    const { type, physicalId, stackId, logicalId } = resource;
    if (!isAccountType(type) || !isLive(resource)) continue;
    const { Resources = {} } = await readableTemplate(stack.template(stackId));
    if (logicalId in Resources) found.set(physicalId, logicalId);
  }
  return found;
}

function cannotMove({ desired: { Name } }: OrganizationalUnitContext, id: string, obstacle: string): RequeueError {
  return retainUnit(`the accounts of the organizational unit "${Name}" (${id}) can be moved to the place that moveAccountsTo names; ${obstacle}`,
    'No account is moved. Move the accounts by hand, then delete the organizational unit.');
}
