import type { FlatOrganization } from '../../diff/flat-organization';
import { foreignUnitBelow } from '../../diff/foreign-unit-below';
import { align, type Aligned } from '../../diff/identity/align';
import type { Organization } from '../../organization';
import type { OverlayOptions } from '../overlay';
import { withOwnership } from '../with-ownership';

export interface PlannedCode {
  /** The code by the IDs of the live organization. */
  readonly desired: FlatOrganization;
  /** Units that stay in place though they are recreated elsewhere, with the IDs of the units that replace them there. */
  readonly successors: ReadonlyMap<string, string>;
}

/**
 * The code as a deployment carries it out: an organizational unit that moves becomes another one if its former self stays, which it does
 * unless it becomes empty.
 */
export function plannedCode(live: Organization, code: Organization, { former, asCodeSays }: OverlayOptions): PlannedCode {
  // A moved resource is identified by its former construct, where that is known.
  const before = withOwnership(live, code, former);
  const aligned = align(before, code, { isDeployed: asCodeSays });
  const staying = asCodeSays === true ? [] : unitsThatStay(aligned);
  if (staying.length === 0) return { desired: aligned.head, successors: new Map() };
  const { head: desired } = align(before, code, { apart: new Set(staying) });
  const byAddress = new Map([...desired.targets.values()].map(({ id, code: notes }) => [notes?.address, id]));
  return { desired, successors: new Map(staying.map((id) => [id, byAddress.get(aligned.head.targets.get(id)!.code!.address)!])) };
}

/** A move has no effect if it is not allowed, or if a unit of others would stay below. */
function unitsThatStay(aligned: Aligned): string[] {
  const { base, head, remainingUnits: { units }, recreatedUnits } = aligned;
  return [...recreatedUnits].filter((id) => (
    units.has(id) && head.targets.get(id)!.code!.allowReplacement === true && foreignUnitBelow(base, id) === undefined));
}
