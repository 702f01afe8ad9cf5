import { account } from './account/account';
import { accountSettings } from './account-settings';
import { policyAttachments } from './attachments/policy-attachments';
import { invitedAccount } from './invited-account/invited-account';
import { organization } from './organization/organization';
import { policyType } from './organization/policy-type';
import { organizationalUnit } from './organizational-unit/organizational-unit';
import { policy } from './policy/policy';
import { resourcePolicy } from './policy/resource-policy';
import { policySet } from './policy-set/policy-set';
import type { Reconciler } from './reconcile-context';
import { delegatedAdministrator } from './service-access/delegated-administrator';
import { trustedService } from './service-access/trusted-service';
import { type CommonProperties, ResourceType, type ResourceTypeName } from '../../contract';

/** `parse-properties.ts` has checked the properties against the type, so callers only need the common shape. */
export function reconcilerOf(type: ResourceTypeName): Reconciler<CommonProperties> {
  return RECONCILERS[type] as Reconciler<CommonProperties>;
}

const RECONCILERS = {
  [ResourceType.ORGANIZATION]: organization,
  [ResourceType.ORGANIZATIONAL_UNIT]: organizationalUnit,
  [ResourceType.ACCOUNT]: account,
  [ResourceType.ACCOUNT_SETTINGS]: accountSettings,
  [ResourceType.INVITED_ACCOUNT]: invitedAccount,
  [ResourceType.POLICY]: policy,
  [ResourceType.POLICY_SET]: policySet,
  [ResourceType.POLICY_ATTACHMENTS]: policyAttachments,
  [ResourceType.POLICY_TYPE]: policyType,
  [ResourceType.TRUSTED_SERVICE]: trustedService,
  [ResourceType.DELEGATED_ADMINISTRATOR]: delegatedAdministrator,
  [ResourceType.RESOURCE_POLICY]: resourcePolicy,
} satisfies Record<ResourceTypeName, unknown>;

export * from './errors';
export * from './reconcile-context';
