import { createHash } from 'node:crypto';
import {
  ARN_ATTRIBUTE, invitedId, type InvitedParty, isOurResourceType, OrganizationAttribute, OWNER_TAG_KEY, parseOwnerTagValue,
  POLICY_IDS_ATTRIBUTE,
  ResourceType, stackOwner, STATUS_ATTRIBUTE,
} from '../../contract';
import { type Deployed, type Organization, type Tags, targets } from '../../model';
import type { CustomResourceAnswer, CustomResourceCall } from '../cloudformation/custom-resource';

/** The answers of the resources in deployed stacks, without calls of their handlers. */
export interface KnownResources {
  readonly answer: (call: CustomResourceCall, stackName: string) => CustomResourceAnswer | undefined;
  /** The addresses of resources that the stacks created and that no longer exist. They are collected as answers are given. */
  readonly lost: readonly string[];
}

/**
 * Answers for the stacks of deployed code from the current organization. Their handlers are not called, so manual changes such as a closed
 * account do not matter. A resource of another owner does not belong to the stacks.
 */
export function knownResources(live: Organization, deployed: Deployed): KnownResources {
  const tags = new Map<string, Tags>([
    ...[...targets(live)].map(({ target }): [string, Tags] => [target.id, target.tags]),
    ...live.policies.map((policy): [string, Tags] => [policy.id, policy.tags]),
  ]);
  const organization = attributesOf(live);
  const lost: string[] = [];

  const ownResource = ({ logicalId, stack, type }: CustomResourceCall, stackName: string): CustomResourceAnswer => {
    const found = deployed.physicalId(stackName, logicalId);
    if (found === undefined) lost.push(`${stackName}.${logicalId}`);
    const physicalId = found ?? lostId(type, `${stackName}.${logicalId}`, live.root.id);
    const mark = tags.get(physicalId)?.[OWNER_TAG_KEY];
    const owner = mark === undefined ? undefined : parseOwnerTagValue(mark).owner;
    const own = stackOwner(stackName.split('/')[0], stack.region);
    if (owner !== undefined && owner !== own) {
      return { succeeded: false, physicalId, reason: `${physicalId} belongs to the stack ${owner}, not to ${own}.` };
    }
    return { succeeded: true, physicalId, data: attributesOfResource(type, stackName, logicalId, deployed, physicalId) };
  };
  // The stack has the account ID only if a deployment found the account. The account may have left and been invited again by hand.
  const invited = (call: CustomResourceCall, stackName: string): CustomResourceAnswer => {
    const found = deployed.physicalId(stackName, call.logicalId);
    if (found !== undefined && tags.has(found) && Object.hasOwn(tags.get(found)!, OWNER_TAG_KEY)) return ownResource(call, stackName);
    return { succeeded: true, physicalId: invitedId(call.properties as InvitedParty), data: { [STATUS_ATTRIBUTE]: 'INVITED' } };
  };
  return {
    lost,
    answer: (call, stackName) => {
      const { type, properties, requestType, physicalId } = call;
      if (!isOurResourceType(type)) return undefined;
      if (requestType === 'Delete') return { succeeded: true, physicalId: physicalId!, data: {} };
      const text = (field: string) => String(properties[field]);
      const natural = (id: string): CustomResourceAnswer => ({ succeeded: true, physicalId: id, data: {} });
      switch (type) {
        case ResourceType.ORGANIZATION: return { succeeded: true, physicalId: live.id, data: organization };
        case ResourceType.POLICY_ATTACHMENTS: return natural(text('TargetId'));
        case ResourceType.ACCOUNT_SETTINGS: return natural(text('AccountId'));
        case ResourceType.POLICY_TYPE: return natural(`${text('RootId')}/${text('PolicyType')}`);
        case ResourceType.TRUSTED_SERVICE: return natural(text('ServicePrincipal'));
        case ResourceType.DELEGATED_ADMINISTRATOR: return natural(`${text('AccountId')}/${text('ServicePrincipal')}`);
        case ResourceType.INVITED_ACCOUNT: return invited(call, stackName);
        default: return ownResource(call, stackName);
      }
    },
  };
}

function attributesOfResource(type: string, stackName: string, logicalId: string, deployed: Deployed, id: string): Record<string, unknown> {
  return type === ResourceType.POLICY_SET
    ? { [POLICY_IDS_ATTRIBUTE]: deployed.attribute(stackName, logicalId, POLICY_IDS_ATTRIBUTE) ?? id }
    : type === ResourceType.INVITED_ACCOUNT ? { [STATUS_ATTRIBUTE]: 'JOINED' }
      : { [ARN_ATTRIBUTE]: deployed.attribute(stackName, logicalId, ARN_ATTRIBUTE) ?? `arn:aws:organizations:::lost/${id}` };
}

function attributesOf(live: Organization): Record<string, string> {
  const { id, managementAccountId, root } = live;
  const arn = (resource: string) => `arn:aws:organizations::${managementAccountId}:${resource}`;
  const manager = [...targets(live)].map(({ target }) => target).find((target) => target.id === managementAccountId);
  return {
    [OrganizationAttribute.ARN]: arn(`organization/${id}`),
    [OrganizationAttribute.MANAGEMENT_ACCOUNT_ID]: managementAccountId,
    [OrganizationAttribute.MANAGEMENT_ACCOUNT_ARN]: arn(`account/${id}/${managementAccountId}`),
    [OrganizationAttribute.MANAGEMENT_ACCOUNT_EMAIL]: manager !== undefined && 'email' in manager ? manager.email : '',
    [OrganizationAttribute.ROOT_ID]: root.id,
    [OrganizationAttribute.ROOT_ARN]: arn(`root/${id}/${root.id}`),
  };
}

/** The ID of a deleted resource in its stack. The service no longer has this ID, so any unused one will do. */
function lostId(type: string, address: string, rootId: string): string {
  const hash = createHash('sha256').update(address).digest('hex');
  if (type === ResourceType.ACCOUNT) return String(BigInt(`0x${hash}`) % 10n ** 12n).padStart(12, '0');
  if (type === ResourceType.RESOURCE_POLICY) return `rp-${hash.slice(0, 8)}`;
  return type === ResourceType.ORGANIZATIONAL_UNIT ? `ou-${rootId.slice('r-'.length)}-${hash.slice(0, 8)}` : `p-${hash.slice(0, 8)}`;
}
