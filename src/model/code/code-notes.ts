import { isRetained } from './deletion-policy';
import {
  type AccountRemovalProperties, type InvitedParty, type ParentPlaceProperties, ResourceType, type ResourceTypeName,
} from '../../contract';
import type { DesiredResource } from '../desired-resources';
import { partyOf } from '../invitations';
import type { InCode } from '../organization';

/** Others have the ids of what they belong to: attachments that of their target. */
const OWNED_TYPES: readonly ResourceTypeName[] = [
  ResourceType.ORGANIZATION, ResourceType.ORGANIZATIONAL_UNIT, ResourceType.ACCOUNT, ResourceType.INVITED_ACCOUNT, ResourceType.POLICY,
  ResourceType.POLICY_SET,
];

/** What code says of each thing beside what the service will know of it, by id. */
export function codeNotes(resources: readonly DesiredResource[]): ReadonlyMap<string, InCode> {
  const owned = resources.filter(({ type }) => OWNED_TYPES.includes(type));
  return new Map(owned.map(({ id, type, owner, stackName, logicalId, properties, deletionPolicy, exports }) => [id, {
    owner,
    address: `${stackName}.${logicalId}`,
    adopt: isTrue(properties.Adopt),
    retained: isRetained(deletionPolicy),
    exports,
    ...(isTrue(properties.AllowMove) ? { allowReplacement: true } : {}),
    ...(properties.MoveAccountsTo === undefined ? {} : { moveAccountsTo: (properties.MoveAccountsTo as ParentPlaceProperties).ParentId }),
    ...(properties.Reconcile === undefined ? {} : { reconcile: String(properties.Reconcile) }),
    ...(properties.Removal === undefined ? {} : { removal: properties.Removal as AccountRemovalProperties }),
    ...(type === ResourceType.INVITED_ACCOUNT ? { invited: partyOf(properties as InvitedParty) } : {}),
  }]));
}

function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}
