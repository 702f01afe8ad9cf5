import type { Organization } from '../organization';
import type { Change } from './change';
import { diffAccountSettings } from './compare/diff-account-settings';
import { diffAttachments } from './compare/diff-attachments';
import { diffOrganization, diffServices } from './compare/diff-organization';
import { diffOwners } from './compare/diff-owners';
import { diffPolicies } from './compare/diff-policies';
import { diffPrivileged, type PrivilegedOptions } from './compare/diff-privileged';
import { diffRemovals } from './compare/diff-removals';
import { diffTags, type TagOptions } from './compare/diff-tags';
import { diffAccounts, diffUnits } from './compare/diff-targets';
import { type Aligned, align } from './identity/align';
import { Names } from './identity/names';

/**
 * The changes from base to head in a stable order: the organization, policies, organizational units, accounts, their contacts and
 * Regions, stacks, attachments, tags, services, removal settings, privileged resources; within a kind by path or name.
 * Another construct for the same resource is no difference, nor is another symbol as its ID.
 *
 * A base from code determines the outcome of removed resources. Resources outside the code are not covered here: see `overlay`.
 */
export function diff(base: Organization, head: Organization): Change[] {
  return changesBetween(align(base, head));
}

export function changesBetween(aligned: Aligned, options: TagOptions & PrivilegedOptions = {}): Change[] {
  const { base, head } = aligned;
  const names = new Names(base, head);
  return [
    ...diffOrganization(base, head),
    ...diffPolicies(aligned, names),
    ...diffUnits(aligned, names),
    ...diffAccounts(aligned, names),
    ...diffAccountSettings(aligned, names),
    ...diffOwners(aligned, names),
    ...diffAttachments(base, head, names),
    ...diffTags(base, head, names, options),
    ...diffServices(aligned),
    ...diffRemovals(aligned, names),
    ...diffPrivileged(options.formerParts ?? base.code?.privileged, head.code?.privileged, options.knownCode),
  ];
}
