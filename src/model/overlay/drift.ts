import { OWNER_TAG_KEY } from '../../contract';
import { normalizePolicySets } from '../code/normalize-policy-sets';
import type { Organization } from '../organization';
import { isUnplaced } from './invitation-notes';
import { overlay } from './overlay';
import { Owned } from './owned';
import { membersOnly } from './pending-accounts';
import type { Change } from '../diff/change';
import { changesBetween } from '../diff/diff';
import { flatten, type FlatTarget, unflatten } from '../diff/flat-organization';
import { align } from '../diff/identity/align';

/**
 * Changes outside the code, from the state that the code describes to the actual one. Resources that the code does not own are no drift,
 * except those that a deployment should have deleted.
 */
export function drift(code: Organization, live: Organization): Change[] {
  const [desired, found] = [code, live].map(normalizePolicySets);
  return changesBetween(align(withoutDrift(desired, found), found), { ownerTags: true });
}

/**
 * The live organization without changes outside the code to resources that the code owns. It omits an account that has not joined; one
 * that has joined and waits for a deployment is where its acceptance put it: see `invitationNotes`.
 */
export function withoutDrift(code: Organization, live: Organization): Organization {
  const { code: _code, ...asCodeSays } = membersOnly(withUnplaced(overlay(live, code, { asCodeSays: true }), code, live));
  return withoutNotes(asCodeSays);
}

function withUnplaced(desired: Organization, code: Organization, live: Organization): Organization {
  const [flat, found, owned] = [flatten(desired), flatten(live), new Owned(code)];
  const unplaced = [...flat.targets.values()].flatMap((inCode): FlatTarget[] => {
    const present = found.targets.get(inCode.id);
    return present !== undefined && isUnplaced(present, inCode, found.rootId, owned) ? [present] : [];
  });
  if (unplaced.length === 0) return desired;
  const ids = new Set(unplaced.map(({ id }) => id));
  return unflatten({
    ...flat,
    targets: new Map([...flat.targets, ...unplaced.map((target) => [target.id, target] as const)]),
    delegatedAdministrators: [
      ...flat.delegatedAdministrators.filter(({ accountId }) => !ids.has(accountId)),
      ...found.delegatedAdministrators.filter(({ accountId }) => ids.has(accountId)),
    ],
  });
}

/**
 * The contents of the code and nothing else, by the IDs of the live organization. The management account and IDs of the service are
 * present without being in any code.
 */
export function restrictToCode(code: Organization, live: Organization): Organization {
  const { base, head } = align(live, code, { isDeployed: true });
  const manager = base.targets.get(base.managementAccountId);
  const targets = new Map(head.targets);
  if (manager !== undefined && !targets.has(manager.id)) {
    targets.set(manager.id, { ...manager, parentId: targets.has(manager.parentId!) ? manager.parentId : head.rootId });
  }
  const { id, managementAccountId } = base;
  const { code: _code, ...said } = membersOnly(withUnplaced(unflatten({ ...head, id, managementAccountId, targets }), code, live));
  return withoutNotes(said);
}

/**
 * Places of changes outside the code that are still there after the deployment of every resource: those of others, and those that no
 * handler reverts. Owner tags are no part of it, since their loss may stop the deployment.
 * @param asCodeSays the state from which the changes start
 */
export function notRestored(changes: readonly Change[], asCodeSays: Organization, code: Organization, live: Organization): number[] {
  if (changes.length === 0) return [];
  const [desired, found] = [code, live].map(normalizePolicySets);
  const { code: _code, ...deployed } = membersOnly(overlay(found, desired, { former: desired }));
  const left = changesBetween(align(normalizePolicySets(asCodeSays), withoutNotes(deployed)), { ownerTags: true });
  const remaining = new Set(left.map((change) => JSON.stringify(change)));
  const listed = new Set(align(found, desired, { isDeployed: true }).head.policies.keys());
  const targets = flatten(found).targets;
  return changes.flatMap((change, index) => {
    // The handlers attach it again where only policies of the code are attached.
    const isReattached = change.kind === 'fullAwsAccessDetached'
      && (targets.get(change.target.id)?.attachedPolicies ?? []).every(({ id, awsManaged }) => awsManaged || listed.has(id));
    const isOwnerTag = 'key' in change && change.key === OWNER_TAG_KEY;
    return remaining.has(JSON.stringify(change)) && !isReattached && !isOwnerTag ? [index] : [];
  });
}

/** A comparison of two states of the service has no removals from an app. */
function withoutNotes(organization: Organization): Organization {
  return JSON.parse(JSON.stringify(organization, (key, value: unknown) => (key === 'code' ? undefined : value))) as Organization;
}
