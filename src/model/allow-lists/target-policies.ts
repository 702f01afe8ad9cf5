import type { AllowedAtTarget } from './allow-lists-of';
import { allowedByPolicies, type AllowedServices, allowedText, allowsNothing, missingServices } from '../../policy';
import { type PlacedTarget, placedTargets } from '../access/placed-account';
import { PolicyChains } from '../access/policy-chains';
import { FULL_AWS_ACCESS } from '../diff/default-attachments';
import type { Organization } from '../organization';

/** The service control policies of each target of an organization, from the root down to it. */
export class TargetPolicies {
  private readonly chains: PolicyChains;
  private readonly placed: ReadonlyMap<string, PlacedTarget>;

  constructor(private readonly organization: Organization) {
    this.chains = new PolicyChains(organization);
    this.placed = new Map(placedTargets(organization).map((each) => [each.target.id, each]));
  }

  /** IDs of all targets, in the order of the tree. */
  get targetIds(): string[] {
    return [...this.placed.keys()];
  }

  /** Whether service control policies form an allow list at the target. They do not apply to the management account. */
  isAllowList(targetId: string): boolean {
    const attached = this.placed.get(targetId)?.target.attachedPolicies.filter(({ type }) => type === 'SERVICE_CONTROL_POLICY') ?? [];
    return this.chains.policyTypes.has('SERVICE_CONTROL_POLICY') && targetId !== this.organization.managementAccountId
      && attached.length > 0 && !attached.some(({ id }) => id === FULL_AWS_ACCESS);
  }

  /** Undefined if the organization does not have the target. */
  allowed(targetId: string): AllowedServices | undefined {
    const placed = this.placed.get(targetId);
    return placed && allowedByPolicies(this.chains.serviceControlPolicies(placed.places));
  }
}

export function allowedAtTarget(allowed: AllowedServices): AllowedAtTarget {
  const text = allowedText(allowed);
  return {
    ...(text === undefined ? {} : { allowed: text }),
    missing: allowsNothing(allowed) ? [] : missingServices(allowed),
    unknownPolicies: allowed.notKnown,
  };
}
