import { isRetained } from './deletion-policy';
import {
  type AccountRemovalProperties, type InvitedParty, type ParentPlaceProperties, ResourceType, type ResourceTypeName,
} from '../../contract';
import type { DesiredResource } from '../desired-resources';
import { partyOf } from '../invitations';
import type { InCode } from '../organization';

/** Other resources have the IDs of their subject: attachments have the ID of their target. */
const OWNED_TYPES: readonly ResourceTypeName[] = [
  ResourceType.ORGANIZATION, ResourceType.ORGANIZATIONAL_UNIT, ResourceType.ACCOUNT, ResourceType.INVITED_ACCOUNT, ResourceType.POLICY,
  ResourceType.POLICY_SET, ResourceType.RESOURCE_POLICY,
];

/** The facts about each resource that only the code knows, by ID. */
export function codeNotes(resources: readonly DesiredResource[]): ReadonlyMap<string, InCode> {
  const owned = resources.filter(({ type }) => OWNED_TYPES.includes(type));
  return new Map(owned.map(({ id, type, owner, stackName, logicalId, properties, deletionPolicy, exports }) => [id, {
    owner,
    address: `${stackName}.${logicalId}`,
    adopt: isTrue(properties.Adopt),
    ...idToAdopt(type, properties),
    retained: isRetained(deletionPolicy),
    exports,
    ...(isTrue(properties.AllowMove) ? { allowReplacement: true } : {}),
    ...destinationIn(properties.MoveAccountsTo as ParentPlaceProperties | undefined),
    ...(properties.Reconcile === undefined ? {} : { reconcile: String(properties.Reconcile) }),
    ...(properties.Removal === undefined ? {} : { removal: properties.Removal as AccountRemovalProperties }),
    ...(type === ResourceType.INVITED_ACCOUNT ? { invited: partyOf(properties as InvitedParty) } : {}),
  }]));
}

function destinationIn(place: ParentPlaceProperties | undefined): Pick<InCode, 'moveAccountsTo' | 'moveAccountsOn'> {
  const [moveAccountsTo, ...moveAccountsOn] = placesIn(place);
  return moveAccountsTo === undefined ? {} : { moveAccountsTo, ...(moveAccountsOn.length > 0 ? { moveAccountsOn } : {}) };
}

/** IDs of a destination of accounts and of those to which they go where it is removed. */
export function placesIn(place: Partial<ParentPlaceProperties> | undefined): string[] {
  const found: string[] = [];
  for (let each = place; each?.ParentId !== undefined; each = each.IfRemoved) found.push(each.ParentId);
  return found;
}

/** The same of a unit whose notes are known. */
export function placesOfUnit({ moveAccountsTo: to, moveAccountsOn: on = [] }: Partial<InCode> = {}): string[] {
  return to === undefined ? [] : [to, ...on];
}

/** A reference, such as that to the management account, is no ID yet. */
function idToAdopt(
  type: ResourceTypeName, { Adopt: adopt, AccountId: account, OrganizationalUnitId: unit }: DesiredResource['properties'],
): Pick<InCode, 'idToAdopt'> {
  const id = type === ResourceType.ACCOUNT ? account : type === ResourceType.ORGANIZATIONAL_UNIT ? unit : undefined;
  return typeof id !== 'string' || id.includes('${') || !isTrue(adopt) ? {} : { idToAdopt: id };
}

function isTrue(value: unknown): boolean {
  return String(value) === 'true';
}
