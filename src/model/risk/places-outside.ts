import { isOnlyNamed } from '../diff/compare/diff-attachments';
import type { FlatOrganization, FlatTarget } from '../diff/flat-organization';
import type { Aligned } from '../diff/identity/align';

/**
 * Places that the code names and does not make, by id: it is not known which accounts are there, nor what else is attached. A live
 * organization tells both.
 */
export function placesOutside({ base, head }: Aligned): ReadonlyMap<string, FlatTarget> {
  const isTold = ([id]: readonly [string, FlatTarget]) => base.code === undefined && base.targets.has(id);
  const targets = new Map([...base.targets, ...head.targets].filter((each) => !isTold(each)));
  return new Map([...targets].filter(([id, target]) => isOutside(head.targets.has(id) ? head : base, target)));
}

function isOutside(organization: FlatOrganization, target: FlatTarget): boolean {
  const isImportedRoot = target.kind === 'root' && organization.code !== undefined && organization.id === '';
  return isImportedRoot || isOnlyNamed(organization, target);
}
