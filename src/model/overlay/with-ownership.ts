import { flatten, unflatten } from '../diff/flat-organization';
import { align } from '../diff/identity/align';
import type { InCode, Organization, Tags } from '../organization';
import { Owned } from './owned';

/**
 * A live organization with notes on the resources that the code owns, as a base that determines the outcome of removals. The notes are
 * those of the code that was deployed last, where it is known; else owner tags identify the owners, and accounts count as retained.
 */
export function withOwnership(live: Organization, code: Organization, former?: Organization): Organization {
  const owned = new Owned(code);
  const notes = former && align(live, former, { isDeployed: true }).head;
  const flat = flatten(live);
  const note = (kind: string, tags: Tags, known: InCode | undefined): { code?: InCode } => {
    const ownership = owned.ownership(tags);
    if (ownership === undefined) return {};
    return {
      code: known ?? { owner: ownership.owner, address: '', adopt: ownership.adopted, retained: kind === 'account', exports: [] },
    };
  };
  const targets = [...flat.targets.values()].map((target) => (
    { ...target, ...note(target.kind, target.tags, notes?.targets.get(target.id)?.code) }));
  const policies = [...flat.policies.values()].map((policy) => (
    { ...policy, ...note('policy', policy.tags, notes?.policies.get(policy.id)?.code) }));
  const resourcePolicy = flat.resourcePolicy && {
    ...flat.resourcePolicy, ...note('resourcePolicy', flat.resourcePolicy.tags, notes?.resourcePolicy?.code),
  };
  const ownerOf = new Map(notes?.delegatedAdministrators.map(({ accountId, servicePrincipal, owner, retained }) => (
    [`${accountId}/${servicePrincipal}`, { owner, ...(retained ? { retained } : {}) }])));
  const delegatedAdministrators = flat.delegatedAdministrators.map((each) => (
    { ...each, ...ownerOf.get(`${each.accountId}/${each.servicePrincipal}`) }));
  const byId = <T extends { readonly id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));
  return unflatten({
    ...flat, targets: byId(targets), policies: byId(policies), delegatedAdministrators, ...(resourcePolicy ? { resourcePolicy } : {}),
  });
}
