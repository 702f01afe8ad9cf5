import { isPlaced, OF_AWS, type Party } from './access-parties';
import type { PolicyChains } from './policy-chains';
import { type AccountSide, type Reason, UnknownPolicy } from '../../policy';

type AuthorizationPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

const WORDS = {
  SERVICE_CONTROL_POLICY: { title: 'service control policies', of: 'principals' },
  RESOURCE_CONTROL_POLICY: { title: 'resource control policies', of: 'resources' },
} as const;

export interface PartySide {
  readonly side: AccountSide;
  /** Why policies of this organization do not count. */
  readonly aside: readonly Reason[];
}

/**
 * The policies that one side of a request brings in. Of an account outside of the organization, none of ours.
 * @param isMember whether an account that is not in the model belongs to the organization; undefined if nobody knows
 */
export function partySide(chains: PolicyChains, party: Party, type: AuthorizationPolicyType, isMember: boolean | undefined): PartySide {
  if (isPlaced(party)) return { side: chains.of(party), aside: [] };
  if (!chains.policyTypes.has(type)) return { side: { levels: [] }, aside: [] };
  const { title, of } = WORDS[type];
  if (isMember === false) {
    const whose = party === OF_AWS ? `${of} of AWS` : `${of} of account ${party}, which is outside of it`;
    const why = `${title} of this organization do not reach ${whose}`;
    return { side: { levels: [] }, aside: [{ kind: 'exempt', type, why }] };
  }
  const unknown = [new UnknownPolicy(party, `the ${title} of account ${party}, which is not in the code`)];
  const policies = type === 'SERVICE_CONTROL_POLICY' ? { serviceControlPolicies: unknown } : { resourceControlPolicies: unknown };
  return { side: { levels: [{ name: `account ${party}`, ...policies }] }, aside: [] };
}
