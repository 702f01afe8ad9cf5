import type { PolicyTypeName } from '../../../../contract';
import { listed } from '../../../../policy';
import type { FlatOrganization } from '../../../diff/flat-organization';
import type { Aligned } from '../../../diff/identity/align';
import { captionsOf } from '../../../diff/identity/names';
import { policyTypesToDisable } from '../../../diff/identity/provenance';
import type { Obstacle } from '../../risk';
import { obstacle } from '../obstacle';

/** The number of attachments that a message names. */
const NAMED = 5;

/**
 * It takes two keys to disable a policy type, and no policy may be attached any more: the service would detach it, even if others
 * attached it.
 */
export function policyTypeDisabling({ base, head }: Aligned): Obstacle[] {
  const leaving = head.code?.policyTypesToDisable ?? policyTypesToDisable(base, head);
  const isAllowed = head.code?.guardedActions.includes('DisablePolicyType');
  return leaving.flatMap((type) => {
    const attached = attachmentsOf(head, type);
    return [
      ...(isAllowed ? [] : [obstacle('removalNotAllowed', type, `The policy type ${type} is to be disabled, for which the organization in the code gives no right`,
        'DisablePolicyType', 'Keep allowPolicyTypeDisabling: true on the Organization until the type is disabled')]),
      ...(attached.length === 0 ? [] : [obstacle('policyTypeInUse', type,
        `The policy type ${type} is to be disabled, which would detach ${attached.length === 1 ? 'a policy' : 'policies'} that the code leaves attached`,
        listed(attached, NAMED),
        'It stays enabled: detach them first, or keep the type in the code')]),
    ];
  });
}

/** All attachments except those that AWS makes by itself, by name. */
function attachmentsOf(organization: FlatOrganization, type: PolicyTypeName): string[] {
  const captions = captionsOf(organization);
  return [...organization.targets.values()].flatMap(({ id, attachedPolicies }) => attachedPolicies
    .filter((policy) => policy.type === type && !policy.awsManaged)
    .map(({ name }) => `${name} on ${captions.get(id) ?? id}`));
}
