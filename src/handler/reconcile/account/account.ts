/**
 * A member account.
 *
 * Life cycle: created (`account-creation.ts`), or found by its email address, which only one account can have. With `adopt` it is only
 * found, never created (`account-adoption.ts`). Otherwise it is found when the service reports that the address is taken. Then it is moved
 * below its parent and tagged. When its construct is removed from the app, it stays where it is unless its removal settings say otherwise
 * (`account-removal.ts`). If the deployment fails, an account that it found returns to its former parent, whether this stack owned it or
 * took it over. The owner tag records that parent and the time, because the note of an earlier deployment would restore an older parent.
 * Fallbacks: if someone moves the account in between, the handler looks it up again: "duplicate" and "no such source parent" indicate a
 * stale reading.
 * Traps: an account starts in the root, with only the policies of the root, until it is moved. AWS Account Management changes name and
 * address (`account-identity.ts`). A closed account keeps its address for months.
 */
import { accountToAdopt, idToAdopt } from './account-adoption';
import { createAccount, type CreatedAccount, followRequest } from './account-creation';
import { reconcileIdentity } from './account-identity';
import { moveAccount, moveNewAccount, returnAccount } from './account-move';
import { logRetained, removeAccount } from './account-removal';
import { findByAddress } from './account-search';
import { checkParentOfManagementAccount, isManagementAccount } from './management-account';
import { type AccountProperties, ARN_ATTRIBUTE, ID_PATTERNS } from '../../../contract';
import type { Account, AccountState } from '../../../organizations';
import { TAGS_VISIBLE_MS } from '../../consistency';
import { rebuildArn } from '../arn';
import { attachmentsOfTarget } from '../attachments/attachments-of-resource';
import { preattachPolicies, revertPreattachedPolicies } from '../attachments/preattached-policies';
import { TerminalError, RequeueError } from '../errors';
import { all } from '../lists';
import { unlessGone } from '../missing';
import { isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { resolveOwnership, type ResolvedOwnership, isFoundNow, newOwnerTag, ownerOf, ownerTag, readTagsBeforeDestroying } from '../ownership/ownership';
import { releaseOwnership, reconcileTags, removeObsoleteNotes } from '../ownership/tags';
import type { Outcome, Reconciler, ReconcileContext } from '../reconcile-context';

type AccountContext = ReconcileContext<AccountProperties>;

export const account: Reconciler<AccountProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.account.test(id),

  async converge(context) {
    const { desired, physicalId } = context;
    if (physicalId) return applyDesiredState(context, await describeKnown(context, physicalId));
    if (desired.Adopt) return applyDesiredState(context, await accountToAdopt(context));
    const followed = await followRequest(context);
    if (followed.created) return applyToCreatedAccount(context, followed.created);
    const creation = await createAccount(context, followed);
    return 'account' in creation ? applyToCreatedAccount(context, creation) : applyDesiredState(context, creation);
  },

  idToAdopt,

  async remove(context) {
    const { desired, physicalId } = context;
    if (!desired.Removal || !physicalId) return logRetained(context, physicalId);
    await removeAccount(context, physicalId, desired.Removal);
  },

  async revertCreate(context) {
    const id = context.physicalId ?? (await findByAddress(context, context.startedAt))?.id;
    if (!id) return logRetained(context, id);
    await restoreFormerParent(context, id);
  },

  release: async (context) => logRetained(context, context.physicalId),

  async lastKnown(context) {
    return { [ARN_ATTRIBUTE]: await rebuildArn(context, 'account', context.physicalId ?? '') };
  },
};

/** Reverts the Create of an existing account, if this deployment of this stack found it. */
async function restoreFormerParent(context: AccountContext, id: string): Promise<void> {
  const { organizations, desired, log } = context;
  if (await isOwnedByAnotherLogicalId(context, id)) return;
  const tags = await readTagsBeforeDestroying(context, id);
  const ownership = ownerOf(tags);
  if (ownership?.owner !== context.owner || !await isFoundNow(context, ownership)) {
    if (ownership?.owner !== context.owner) await removeObsoleteNotes(context, id, tags);
    return log('kept', { id, reason: 'This deployment did not find it elsewhere.' });
  }
  await returnAccount(context, id, ownership);
  await revertPreattachedPolicies(context, id);
  if (ownership.found) return organizations.tagResource(id, [ownerTag({ owner: context.owner, adopted: ownership.adopted })]);
  await releaseOwnership(context, id, tags, desired.Tags ?? []);
}

async function describeKnown(context: AccountContext, id: string): Promise<Account> {
  const known = await unlessGone(context, ['AccountNotFound'], () => context.organizations.describeAccount(id));
  if (known) return known;
  throw new TerminalError(
    `The account ${id} ("${context.desired.AccountName}", ${context.desired.Email}) is not in the organization any more.`,
    'Take its construct out of the code; or invite the account, set adopt: true and deploy again.',
  );
}

/**
 * Applies the desired state to an account that a request created during this event. Its tags may become visible later than the account, but
 * another stack may also have taken it over in the seconds since then.
 */
async function applyToCreatedAccount(context: AccountContext, { account: created, sentTags }: CreatedAccount): Promise<Outcome> {
  const { organizations, owner, clock } = context;
  const tags = await all(organizations.listTags(created.id));
  const current = ownerOf(tags);
  if (current?.owner === owner) return applyDesiredState(context, created, { tags, ownershipTags: [ownerTag(current)] });
  if (!current && sentTags) return applyDesiredState(context, created, { tags: sentTags, ownershipTags: [newOwnerTag(owner)] });
  if (!current && clock.now() - created.joinedAt < TAGS_VISIBLE_MS) throw new RequeueError(`the owner of ${created.id} is certain`);
  return applyDesiredState(context, created);
}

async function applyDesiredState(context: AccountContext, found: Account, known?: ResolvedOwnership): Promise<Outcome> {
  const { organizations, desired, previous, log } = context;
  checkState(found);
  // Read once: the parent that the owner tag records has to be the one that the account is moved from.
  let parentId: Promise<string> | undefined;
  const findParent = () => parentId ??= organizations.findParent(found.id);
  const isManager = isManagementAccount(context, found.id);
  const what = `The ${isManager ? 'management ' : ''}account "${found.name}" with the address ${found.email}`;
  const { tags, ownershipTags } = known ?? await resolveOwnership(context, found.id, what, { find: findParent, since: found.joinedAt });
  if (isManager) await checkParentOfManagementAccount(context, found, await findParent());
  await reconcileIdentity(context, found);
  for (const property of ['RoleName', 'IamUserAccessToBilling'] as const) {
    const former = previous[property];
    if (former !== undefined && former !== desired[property]) log('ignored', { property, reason: 'Only used at creation.' });
  }
  // Tags first: the owner tag records the former parent before the account is moved.
  await reconcileTags(context, found.id, tags, [...desired.Tags ?? [], ...ownershipTags], previous.Tags);
  if (known) await moveNewAccount(context, found.id, desired.ParentId);
  else if (!isManager) await moveToDesiredParent(context, found, await findParent());
  return { physicalId: found.id, data: { [ARN_ATTRIBUTE]: found.arn } };
}

/** Moves the account below its parent. Policies that protected it by inheritance and are attached to it afterwards are attached first. */
async function moveToDesiredParent(context: AccountContext, { id, joinedAt }: Account, parentId: string): Promise<void> {
  const { desired, verb, stack, logicalId } = context;
  const listed = () => attachmentsOfTarget(context, { stackId: stack.id, logicalId });
  // An account that this deployment created had no protection to lose.
  const mayBeProtected = verb === 'converge' && joinedAt < await stack.deploymentBeganAt();
  if (mayBeProtected && parentId !== desired.ParentId) await preattachPolicies(context, id, await listed());
  await moveAccount(context, id, desired.ParentId, parentId);
  if (verb === 'revert') await revertPreattachedPolicies(context, id, listed);
}

export function checkState({ id, name, email, state, isFromStatus }: Account): void {
  if (state === 'ACTIVE' || state === 'PENDING_ACTIVATION') return;
  const advice = state === 'SUSPENDED' && isFromStatus ? SUSPENDED_OR_CLOSED : ADVICE_BY_STATE[state];
  throw new TerminalError(`The account ${id} ("${name}", ${email}) is in the state ${state}.`, `${advice} Or take its construct out of the code.`);
}

const REOPEN = 'Ask AWS Support to reopen it within 90 days after its closure. A new account needs another email address.';

const ADVICE_BY_STATE: Readonly<Record<Exclude<AccountState, 'ACTIVE' | 'PENDING_ACTIVATION'>, string>> = {
  SUSPENDED: 'AWS has suspended it: ask AWS Support why.',
  PENDING_CLOSURE: `It is being closed. ${REOPEN}`,
  CLOSED: REOPEN,
};

const SUSPENDED_OR_CLOSED = 'The service sent the older Status, which is SUSPENDED for a closed account as well. Look at its state in the console of '
  + `AWS Organizations. If AWS has suspended it, ask AWS Support why. If it is closed: ${REOPEN}`;
