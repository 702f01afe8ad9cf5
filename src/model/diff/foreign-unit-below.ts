import type { FlatOrganization, FlatTarget } from './flat-organization';

/** A unit outside the code somewhere below another one, in a live organization with notes on the resources that the code owns. */
export function foreignUnitBelow({ targets }: FlatOrganization, id: string): FlatTarget | undefined {
  const isBelow = ({ parentId }: FlatTarget): boolean => parentId !== undefined && (parentId === id || isBelow(targets.get(parentId)!));
  return [...targets.values()].find((target) => target.kind === 'organizationalUnit' && target.code === undefined && isBelow(target));
}
