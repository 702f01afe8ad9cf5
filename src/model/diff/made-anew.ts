import type { Aligned } from './identity/align';

/** Organizational units that get another parent, or whose parent does: the service moves none, so that each is made with another id. */
export function madeAnew({ base, head }: Aligned): ReadonlySet<string> {
  const found = new Set<string>();
  // Parents stand before their children.
  for (const { id, kind, parentId, code } of head.targets.values()) {
    const former = base.targets.get(id);
    if (kind !== 'organizationalUnit' || former === undefined || code === undefined) continue;
    if (former.parentId !== parentId || found.has(parentId!)) found.add(id);
  }
  return found;
}
