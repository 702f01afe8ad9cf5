import { isUnplaced } from './invitation-notes';
import { Owned } from './owned';
import type { Change } from '../diff/change';
import { flatten } from '../diff/flat-organization';
import { align } from '../diff/identity/align';
import { Names } from '../diff/identity/names';
import { isLeftToItself } from '../diff/identity/provenance';
import { isInvited } from '../invitations';
import type { InCode, Organization, Tags } from '../organization';

/** Changes that say that a resource is removed from the app and stays as it is. */
type LeavingChange = Extract<Change, { readonly kind: 'organizationalUnitRemoved' | 'accountRemoved' | 'policyRemoved' }>;

/**
 * The resources that a deployment takes out of a stack and leaves in the organization. A comparison of two organizations does not show
 * them, since only owner tags change.
 * @param live without policy sets, as the others (`normalizePolicySets`)
 * @param end the organization after the deployment (`overlay`)
 * @param former the code that was deployed last
 */
export function leavingResources(live: Organization, end: Organization, code: Organization, former: Organization): LeavingChange[] {
  const [base, planned] = [flatten(live), flatten(end)];
  const before = align(live, former, { isDeployed: true }).head;
  const after = align(live, code, { isDeployed: true }).head;
  const names = new Names(base, planned);
  const owned = new Owned(code);
  const leaves = ({ tags }: { readonly tags: Tags }, notes: InCode | undefined, other: { readonly code?: InCode } | undefined) => (
    notes !== undefined && other?.code === undefined && !isLeftToItself(notes, after) && owned.ownership(tags) !== undefined);
  const targets = [...before.targets.values()].flatMap((inCode): LeavingChange[] => {
    const { id, code: notes } = inCode;
    const [found, left] = [base.targets.get(id), planned.targets.get(id)];
    const isStaying = found !== undefined && left !== undefined && found.parentId === left.parentId && !isInvited(found);
    // An account that joined, and that no deployment has found since, is in no stack.
    if (!isStaying || isUnplaced(found, inCode, base.rootId, owned) || !leaves(found, notes, after.targets.get(id))) return [];
    if (found.kind === 'organizationalUnit') return [{ kind: 'organizationalUnitRemoved', unit: names.unit(found), outcome: 'stays' }];
    return found.kind === 'account' ? [{ kind: 'accountRemoved', account: names.account(found), outcome: 'stays' }] : [];
  });
  const policies = [...before.policies.values()].flatMap(({ id, code: notes }): LeavingChange[] => {
    const found = base.policies.get(id);
    if (found === undefined || !planned.policies.has(id) || !leaves(found, notes, after.policies.get(id))) return [];
    return [{ kind: 'policyRemoved', policy: names.policy(found), outcome: 'stays', content: found.content }];
  });
  return [...policies, ...targets];
}
