/**
 * A member account that administers an AWS service for the organization.
 *
 * Life cycle: registered if it is not yet; another account or service is another registration, and CloudFormation deletes the former one.
 * Fallbacks: "already registered" is no error; neither are "not registered" and "no such account" for a Delete.
 * Traps: a registration has no tags. A rollback reverts only one that is younger than the deployment. A stack that registers an account
 * which is not its own notes on the account that it holds the registration. So does a stack that finds an existing registration, and
 * shares it with the former holder. The Delete of the former holder ends the sharing and keeps the registration. A holder that shares
 * deregisters when the registration alone leaves the app. If the account leaves too, or the stack is deleted, it releases the
 * registration, again with a note: a repeated event must not find an account without a note, which would mean that the account's own
 * stack registered it. The age of a registration comes from another list than its existence: if the two do not agree yet, the handler
 * waits for the age.
 */
import { TAGS_VISIBLE_MS } from '../../consistency';
import { agreeingReads, MANY_READS } from '../agreeing-reads';
import { unlessAlreadyDone } from './already-done';
import {
  type DelegatedAdministratorProperties, delegatedTag, delegatedTagKey, type DelegationNote, ID_PATTERNS, isAccountType, isInvitedId,
  OWNER_TAG_KEY, ownerOfStack, parseDelegatedTagValue, type Tag,
} from '../../../contract';
import { isOrganizationsError } from '../../../organizations';
import type { StackResource } from '../../../organizations/stacks/stack-port';
import { RequeueError } from '../errors';
import { outcomeBeforeJoining } from '../invited-account/not-joined';
import { all, first } from '../lists';
import { NO_SUCH_TARGET, unlessMissing } from '../missing';
import { formerTag } from '../ownership/former-tags';
import { wasMadeByOthers } from '../ownership/made-by-others';
import { findOtherOwner, isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { isOfAnotherStack } from '../ownership/other-stacks';
import { isOwnedBy, ownerOf, readOwnedTags } from '../ownership/ownership';
import { isInTemplates } from '../ownership/still-in-template';
import { reconcileTags } from '../ownership/tags';
import type { Reconciler, ReconcileContext } from '../reconcile-context';

export const delegatedAdministrator: Reconciler<DelegatedAdministratorProperties> = {
  isNaturalKey: (id) => {
    const [accountId, servicePrincipal, ...more] = id.split('/');
    return ID_PATTERNS.account.test(accountId) && Boolean(servicePrincipal) && more.length === 0;
  },

  async converge(context) {
    const { organizations, desired, log } = context;
    const { AccountId, ServicePrincipal } = desired;
    const key = `${AccountId}/${ServicePrincipal}`;
    if (isInvitedId(AccountId)) {
      // This is the rollback of the deployment that found it joined. A Delete need not follow: many services retain the registration.
      if (context.verb === 'revert' && context.physicalId !== undefined) await delegatedAdministrator.remove(context);
      return outcomeBeforeJoining(context, key);
    }
    let isFound = await find(context, AccountId, ServicePrincipal) !== undefined;
    if (!isFound) {
      try {
        log('register', { accountId: AccountId, servicePrincipal: ServicePrincipal });
        await organizations.registerDelegatedAdministrator(AccountId, ServicePrincipal);
      } catch (error) {
        if (!isOrganizationsError(error, 'AccountAlreadyRegistered')) throw error;
        isFound = true;
      }
    }
    if (!isFound || context.physicalId !== key) await noteHolder(context, key, isFound);
    return { physicalId: key, data: {} };
  },

  async remove(context) {
    const { organizations, desired, verb, clock, log } = context;
    const key = context.physicalId ?? `${desired.AccountId}/${desired.ServicePrincipal}`;
    // An account that had not joined had no registration.
    if (isInvitedId(key)) return;
    const [accountId, servicePrincipal] = key.split('/');
    if (await isOwnedByAnotherLogicalId(context, key)) return;
    const found = await agreeingReads(clock, () => unlessMissing(['InvalidInput'], () => find(context, accountId, servicePrincipal)));
    const tagKey = delegatedTagKey(servicePrincipal);
    const readTags = () => unlessMissing(NO_SUCH_TARGET, () => all(organizations.listTags(accountId)));
    const tags = await agreeingReads(clock, readTags) ?? [];
    const value = valueOfNote(tags, servicePrincipal);
    const note = parseDelegatedTagValue(value ?? '');
    if (value !== undefined && !note) log('ignored note', { id: accountId, reason: `The tag ${tagKey} says "${value}".`, warning: true });
    const { holder, state, others = [] }: DelegationNote = note ?? { holder: context.owner };
    const write = (next: DelegationNote) => reconcileTags(context, accountId, tags, [delegatedTag(servicePrincipal, next)]);
    const removeNote = () => reconcileTags(context, accountId, tags, [], value === undefined ? [] : [{ Key: tagKey, Value: value }]);
    if (!found) {
      // Somebody has deregistered it. A note that stays would count for the next registration.
      if (note && holder === context.owner && others.length === 0) await removeNote();
      return;
    }
    if (holder !== context.owner && state !== 'released') {
      const isFound = others.includes(context.owner);
      const left = others.filter((each) => each !== context.owner);
      // Only the stack of the account may have registered it without a note. A repeated event of any other one changes nothing.
      const endsSharing = verb !== 'revert' && isOwnedBy(context.owner, tags);
      if (isFound || endsSharing) await write({ holder, others: left, ...isFound && { state } });
      return log('kept', { accountId, servicePrincipal, reason: `The stack ${holder} has it now.` });
    }
    if (holder === context.owner && others.length > 0) {
      await write({ holder: others[0], state, others: others.slice(1) });
      return log('kept', { accountId, servicePrincipal, reason: `The stack ${others[0]} lists it too.` });
    }
    const isDropped = state === 'shared' && verb === 'remove'
      && !await accountLeftTheApp(context, accountId) && !await mayBeOfAnUnknownStack(context, tags);
    if (holder === context.owner && state !== undefined && verb !== 'revert' && !isDropped) {
      await write({ holder, state: 'released' });
      return log('kept', { accountId, servicePrincipal, reason: 'It was registered before this stack listed it.' });
    }
    const isByOthers = verb === 'revert' && await wasMadeByOthers(context, await registeredAt(context, accountId, servicePrincipal));
    if (holder === context.owner && state === 'shared' && !isByOthers && !isDropped) {
      // Its age counts as this deployment's only because that continues a failure. The note stays for a repeated event.
      return log('kept', { accountId, servicePrincipal, reason: 'It was registered before this stack listed it.' });
    }
    const isOfAnother = await isOfAnotherStack(context, key);
    await removeNote();
    if (isOfAnother) return;
    if (isByOthers) return log('kept', { accountId, servicePrincipal, reason: 'It was not registered by this deployment.' });
    try {
      log('deregister', { accountId, servicePrincipal });
      const deregister = () => organizations.deregisterDelegatedAdministrator(accountId, servicePrincipal);
      await unlessAlreadyDone(context, deregister, async () => await find(context, accountId, servicePrincipal) === undefined);
    } catch (error) {
      if (!isOrganizationsError(error, 'AccountNotRegistered', 'AccountNotFound')) throw error;
    }
  },
};

/**
 * Notes a registration that existed before and that no other resource of this stack manages, and each registration of an account that is
 * not the stack's own.
 */
async function noteHolder(context: ReconcileContext<DelegatedAdministratorProperties>, key: string, isFound: boolean): Promise<void> {
  const { organizations, owner, clock, stack, verb, desired: { AccountId, ServicePrincipal } } = context;
  if (isFound && await findOtherOwner(context, key)) return;
  let tags = await readOwnedTags(context, AccountId);
  const value = () => valueOfNote(tags, ServicePrincipal);
  const needsNone = () => value() === undefined && isOwnedBy(owner, tags);
  if (needsNone() && !isFound) return;
  const since = isFound ? await registeredAt(context, AccountId, ServicePrincipal) : clock.now();
  const isNew = since >= await stack.deploymentBeganAt();
  if (!isNew && verb === 'revert') return;
  // A resource that was renamed into this one is deleted after this one has responded.
  await context.assertEventIsUnanswered();
  // The note of a registration that has just ended may still be shown, and one of a young registration may not be shown yet.
  const isDoubtful = value() === undefined ? isFound && clock.now() - since < TAGS_VISIBLE_MS : isNew;
  if (isDoubtful) tags = await agreeingReads(clock, () => all(organizations.listTags(AccountId)), MANY_READS);
  if (isNew && needsNone()) return;
  const note = parseDelegatedTagValue(value() ?? '');
  const isHeld = note !== undefined && note.state !== 'released';
  // An earlier call may have noted it, and the former holder may have released it since then.
  if (isHeld && note.holder === owner) return;
  // Without a note, the account's stack or a person made it. A holder that shares it with nobody else is the only other one.
  const next: DelegationNote = isHeld
    ? { holder: owner, state: note.state, others: [note.holder, ...note.others ?? []].filter((each) => each !== owner) }
    : { holder: owner, ...!isNew && { state: 'shared' } };
  await reconcileTags(context, AccountId, tags, [delegatedTag(ServicePrincipal, next)]);
}

function valueOfNote(tags: readonly Tag[], servicePrincipal: string): string | undefined {
  return tags.find(({ Key }) => Key === delegatedTagKey(servicePrincipal))?.Value;
}

/** Whether the construct of the account has left the app too. An account that the app only imports has none. */
async function accountLeftTheApp(context: ReconcileContext, accountId: string): Promise<boolean> {
  const { stack, phase } = context;
  const rows = await stack.resources();
  const isAccount = ({ type, physicalId }: StackResource) => isAccountType(type) && physicalId === accountId;
  const constructs = rows.filter(isAccount);
  for (const row of constructs) {
    // If a whole stack is deleted, its template still has its resources.
    const isDeleted = row.stackId === stack.id && phase !== 'cleanup';
    if (!isDeleted && await isInTemplates(context, row, rows)) return false;
  }
  // A row may be gone before the resource is.
  return constructs.length > 0 || (await stack.touched(rows)).some(isAccount);
}

/**
 * Whether the account belongs, or belonged, to a stack whose resources this one cannot read. That stack may have registered the account,
 * which it does not note.
 */
async function mayBeOfAnUnknownStack({ owner, stack }: ReconcileContext, tags: readonly Tag[]): Promise<boolean> {
  const known = [owner, ...(await stack.otherStacks()).map(({ id }) => ownerOfStack(id))];
  const former = formerTag(tags, OWNER_TAG_KEY);
  return [ownerOf(tags), former && ownerOf([former])].some((other) => other !== undefined && !known.includes(other.owner));
}

function find({ organizations }: ReconcileContext, accountId: string, servicePrincipal: string) {
  return first(organizations.listDelegatedAdministrators(servicePrincipal), (administrator) => administrator.accountId === accountId);
}

/** The age of a registration that another reading has shown. One of the two readings may come from an endpoint that is behind. */
async function registeredAt({ organizations }: ReconcileContext, accountId: string, servicePrincipal: string): Promise<number> {
  const services = await unlessMissing(['AccountNotRegistered'], () => all(organizations.listDelegatedServicesForAccount(accountId)));
  const service = services?.find((entry) => entry.servicePrincipal === servicePrincipal);
  if (!service) throw new RequeueError(`it is certain whether the account ${accountId} administers ${servicePrincipal}`);
  return service.enabledAt;
}
