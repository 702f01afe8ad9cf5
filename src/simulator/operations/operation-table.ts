import { accountClosingOperations } from './accounts/account-closing';
import { accountCreationOperations } from './accounts/account-creation';
import { accountOperations } from './accounts/accounts';
import { delegatedAdministratorOperations } from './delegated-administrators';
import { allFeaturesOperations } from './handshakes/all-features';
import { answerOperations } from './handshakes/answers';
import { handshakeReadOperations } from './handshakes/handshake-reads';
import { invitationOperations } from './handshakes/invitations';
import { Operation } from './operation';
import { organizationOperations } from './organization';
import { organizationalUnitOperations } from './organizational-units';
import { parentOperations } from './parents';
import { attachmentOperations } from './policies/attachments';
import { effectivePolicyOperations } from './policies/effective-policies';
import { policyOperations } from './policies/policies';
import { policyTypeOperations } from './policies/policy-types';
import { resourcePolicyOperations } from './policies/resource-policy';
import { transferInvitationOperations } from './responsibility-transfers/transfer-invitations';
import { transferOperations } from './responsibility-transfers/transfers';
import { tagOperations } from './tags';
import { trustedAccessOperations } from './trusted-access';

/** The operations of the simulator, by name. Other operations of the service fail with UnsupportedAPIEndpointException. */
export const OPERATIONS: ReadonlyMap<string, Operation> = new Map([
  ...organizationOperations,
  ...organizationalUnitOperations,
  ...parentOperations,
  ...accountOperations,
  ...accountCreationOperations,
  ...accountClosingOperations,
  ...policyOperations,
  ...attachmentOperations,
  ...policyTypeOperations,
  ...effectivePolicyOperations,
  ...trustedAccessOperations,
  ...delegatedAdministratorOperations,
  ...resourcePolicyOperations,
  ...tagOperations,
  ...invitationOperations,
  ...answerOperations,
  ...handshakeReadOperations,
  ...allFeaturesOperations,
  ...transferInvitationOperations,
  ...transferOperations,
].map((operation) => [operation.name, operation]));
