import { isInvited, partyKey } from '../../invitations';
import type { FlatOrganization, FlatTarget } from '../flat-organization';
import {
  constructOf, hasConstruct, type Identities, isKnownByContents, isOwnedBy, isReal, openOwned, ownershipOf, targetsOf,
} from './identities';
import { ID_PATTERNS, RETAINED_TAG_KEY, stackNameOf } from '../../../contract';

/**
 * Matches accounts by ID where the service assigned both IDs, or where code invites the account by its ID; then by email address, which
 * is unique for the lifetime of an account; then by the construct's symbol; then by the ID that the code adopts; then by the owner tag and
 * the name (another address).
 */
export function identifyAccounts(identities: Identities, base: FlatOrganization, head: FlatOrganization, isDeployed = false): void {
  const [before, after] = [targetsOf(base, 'account'), targetsOf(head, 'account')];
  identities.pairByKey(before, after, realId);
  identities.pairByKey(before, after, accountId);
  identities.pairByKey(before, after, ({ email }) => (email === '' ? undefined : email.toLowerCase()));
  identities.pairByKey(before, after, constructOf);
  identities.pairByKey(before, after, idToAdopt);
  const named = after.filter(({ code }) => code?.invited === undefined);
  const [ours, ofCode] = openOwned(base, before.filter(isOwnedBy(head)), named, isDeployed);
  identities.pairByUniqueKey(ours, ofCode, ({ name, tags, code }, side) => {
    const owner = side === 'base' ? ownershipOf(tags)?.owner : code?.owner;
    return owner && placeKey(stackNameOf(owner), name);
  });
}

/**
 * Matches organizational units by ID where the service assigned both IDs; then by the construct's symbol, since CloudFormation updates the
 * resource of a construct under any name; then by name below the same parent; then by the ID that the code adopts; then by name
 * and accounts (moved, by another construct); then, in a live organization, by the owner tag and their accounts (renamed). Each match may
 * lead to more matches below it.
 * @param isDeployed whether the head is the code that was deployed to the base, so that a unit that is missing on one side was renamed:
 * then the owner tag, the contents and the attachments identify it, and at last that no other candidate is left. Units that the code
 * adopts are identified so in any code.
 */
export function identifyUnits(identities: Identities, base: FlatOrganization, head: FlatOrganization, isDeployed = false): void {
  const [before, after] = [targetsOf(base, 'organizationalUnit'), targetsOf(head, 'organizationalUnit')];
  // Parents stand before their children, so that one pass finds a whole branch.
  // The root of code that knows no root is still the same root.
  const inBase = (parentId: string) => (parentId === head.rootId ? base.rootId : identities.baseOf(parentId));
  const byPlace = () => pairByPlace(identities, before, after, inBase);
  identities.pairByKey(before, after, realId);
  identities.pairByKey(before, after, constructOf);
  byPlace();
  identities.pairByKey(before, after, idToAdopt);
  byPlace();
  for (const depth of ['direct', 'all'] as const) {
    identities.pairByKey(before.filter(isKnownByContents(base, head, isDeployed)), after, contentsOf(base, head, identities, depth));
    byPlace();
  }
  // A construct under another logical ID creates a unit of its own.
  const owned = before.filter(isOwnedBy(head));
  const ours = owned.filter((unit) => !hasConstruct(unit));
  for (const depth of ['direct', 'all'] as const) {
    identities.pairByKey(ours, after, accountsKey({ base, head, depth }, identities, inBase));
    byPlace();
  }
  const [open, ofCode] = openOwned(base, owned, after, isDeployed);
  identities.pairByUniqueKey(open, ofCode, surroundingsKey(base, head, inBase));
  byPlace();
  const remaining = open.filter((unit) => !Object.hasOwn(unit.tags, RETAINED_TAG_KEY));
  const missing = () => after.filter(({ id }) => identities.baseOf(id) === undefined).length;
  // Each pass may find the parents of units that the next one finds.
  for (let missingBefore = Infinity; missing() < missingBefore;) {
    missingBefore = missing();
    identities.pairByUniqueKey(remaining, ofCode, ownerKey(inBase));
    byPlace();
  }
}

/** For a renamed unit without contents: the only unit below its parent that its stack owns and does not find. */
function ownerKey(inBase: (parentId: string) => string | undefined) {
  return ({ tags, parentId, code }: FlatTarget, side: 'base' | 'head') => {
    const parent = side === 'base' ? parentId : inBase(parentId!);
    const owner = side === 'base' ? ownershipOf(tags)?.owner : code?.owner;
    return parent === undefined || owner === undefined ? undefined : placeKey(parent, stackNameOf(owner));
  };
}

/** For a renamed unit: the same accounts, directly or at all depths, below the same parent. */
function accountsKey(
  { base, head, depth }: { readonly base: FlatOrganization; readonly head: FlatOrganization; readonly depth: 'direct' | 'all' },
  identities: Identities,
  inBase: (parentId: string) => string | undefined,
) {
  const accountsInBase = accountsIn(base, depth, (id) => id);
  const accountsInHead = accountsIn(head, depth, (id) => identities.baseOf(id) ?? id);
  return ({ id, parentId }: FlatTarget, side: 'base' | 'head') => {
    const accounts = (side === 'base' ? accountsInBase : accountsInHead).get(id);
    const parent = side === 'base' ? parentId : inBase(parentId!);
    return accounts && parent && placeKey(parent, accounts.sort().join(' '));
  };
}

/** For a renamed unit with other accounts: the same policies and units (at least one) below the same parent. */
function surroundingsKey(base: FlatOrganization, head: FlatOrganization, inBase: (parentId: string) => string | undefined) {
  const unitsOf = ({ targets }: FlatOrganization, id: string) => (
    [...targets.values()].filter(({ kind, parentId }) => kind === 'organizationalUnit' && parentId === id).map(({ name }) => name));
  return ({ id, parentId, attachedPolicies }: FlatTarget, side: 'base' | 'head') => {
    const parent = side === 'base' ? parentId : inBase(parentId!);
    const policies = attachedPolicies.filter(({ awsManaged }) => !awsManaged).map(({ type, name }) => `${type} ${name}`);
    const around = [policies.sort(), unitsOf(side === 'base' ? base : head, id).sort()];
    return parent === undefined || around.flat().length === 0 ? undefined : placeKey(parent, JSON.stringify(around));
  };
}

function pairByPlace(
  identities: Identities, before: readonly FlatTarget[], after: readonly FlatTarget[], inBase: (parentId: string) => string | undefined,
): void {
  const open = before.filter(({ id }) => identities.isOpen(id));
  const waiting = new Map(open.map((unit) => [placeKey(unit.parentId!, unit.name), unit]));
  for (const unit of after) {
    const parentId = inBase(unit.parentId!);
    if (parentId === undefined || identities.baseOf(unit.id) !== undefined) continue;
    const key = placeKey(parentId, unit.name);
    const partner = waiting.get(key);
    if (partner === undefined) continue;
    waiting.delete(key);
    identities.pair(partner.id, unit.id);
  }
}

function placeKey(...parts: readonly string[]): string {
  return parts.join('\u0000');
}

/** The name of a unit and its accounts, directly or at all depths, by their IDs in the base; undefined for a unit without accounts. */
function contentsOf(base: FlatOrganization, head: FlatOrganization, identities: Identities, depth: 'direct' | 'all') {
  const inBase = accountsIn(base, depth, (id) => id);
  const inHead = accountsIn(head, depth, (id) => identities.baseOf(id) ?? id);
  return (unit: FlatTarget, side: 'base' | 'head') => {
    const accounts = (side === 'base' ? inBase : inHead).get(unit.id);
    return accounts && placeKey(unit.name, accounts.sort().join(' '));
  };
}

function accountsIn({ targets }: FlatOrganization, depth: 'direct' | 'all', idOf: (id: string) => string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { kind, id, parentId } of targets.values()) {
    if (kind !== 'account') continue;
    for (let place = parentId; place !== undefined; place = depth === 'direct' ? undefined : targets.get(place)?.parentId) {
      const accounts = found.get(place);
      if (accounts) accounts.push(idOf(id));
      else found.set(place, [idOf(id)]);
    }
  }
  return found;
}

function accountId(account: FlatTarget): string | undefined {
  const { id, name, code } = account;
  const known = code?.invited?.accountId ?? [id, ...isInvited(account) ? [name] : []].find((each) => ID_PATTERNS.account.test(each));
  return known === undefined ? undefined : partyKey({ accountId: known });
}

/** The ID of a live resource, and the one that code takes over. */
function idToAdopt(target: FlatTarget): string | undefined {
  return realId(target) ?? target.code?.idToAdopt;
}

function realId({ id }: FlatTarget): string | undefined {
  return isReal(id) ? id : undefined;
}
