import { account } from './account';
import { accountSettings } from './account-settings';
import { delegatedAdministrator } from './delegated-administrator';
import { invitedAccount } from './invited-account';
import { organization } from './organization';
import { organizationalUnit } from './organizational-unit';
import { policy } from './policy';
import { policyAttachments } from './policy-attachments';
import { policySet } from './policy-set';
import { policyType } from './policy-type';
import type { Reconciler } from './reconcile-context';
import { resourcePolicy } from './resource-policy';
import { trustedService } from './trusted-service';
import { type CommonProperties, ResourceType, type ResourceTypeName } from '../../contract';

/** Properties were checked against the type by `parse-properties.ts`, so that the common shape is all that callers need to know. */
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
