import { type ControlRow, setOf } from './control-rows';
import type { GuardrailSet } from './guardrail-set';
import type { DataPerimeterSetProps } from './guardrail-set-props';
import { IdentityGuardrails } from '../identity/identity-guardrails';
import { DataPerimeterGuardrails } from '../perimeter/data-perimeter-guardrails';
import { PublicAccessGuardrails } from '../sharing/public-access-guardrails';

type Name = 'trustedIdentities' | 'trustedServiceRequests' | 'trustedResources' | 'networksOfPrincipals' | 'networksOfResources'
| 'denyExternalSharing' | 'denyPublicFunctionUrls' | 'denyFederationChanges';

type Row = ControlRow<Name>;

const NO_GUARDRAIL = 'The set has no guardrail of this kind';
const ENDPOINT_POLICY = 'A policy of the VPC endpoint, which each network needs besides';

const row = (ids: string[], title: string, by: Name[] = [], note?: string, option?: string): Row => ({ ids, title, by, note, option });

const none = (ids: string[], title: string, note: string): Row => row(ids, title, [], note);

/** Sids of the published policies; one that two of them have is told with the file. */
const ROWS: readonly Row[] = [
  row(['EnforceOrgIdentities'], 'Only trusted identities reach resources', ['trustedIdentities']),
  row(['EnforceConfusedDeputyProtection'], 'AWS services reach resources for the organization only', ['trustedServiceRequests']),
  none(['EnforceTrustedOIDCTenants', 'EnforceTrustedOIDCProviders'], 'Only trusted OpenID Connect providers and tenants assume roles',
    'Tenants differ by organization: add `DataPerimeterGuardrails.trustedWebIdentities` for each provider'),
  row(['EnforceResourcePerimeterAWSResources', 'EnforceResourcePerimeterAWSResourcesS3', 'EnforceResourcePerimeterThirdPartyResources'],
    'Identities reach trusted resources only', ['trustedResources']),
  row(['EnforceNetworkPerimeterOnIAMUsers', 'EnforceNetworkPerimeterOnEC2Roles', 'EnforceNetworkPerimeterOnLambdaRoles', 'EnforceNetworkPerimeterOnGlueRoles',
    'EnforceNetworkPerimeterSourceVPC (SCP)', 'EnforceNetworkPerimeterVpceOrgID (SCP)'],
  'Identities call AWS from expected networks', ['networksOfPrincipals'], 'The principals that are given', 'networksOfPrincipals'),
  row(['EnforceNetworkPerimeterSourceVPC (RCP)', 'EnforceNetworkPerimeterVpceOrgID (RCP)'],
    'Resources are reached from expected networks', ['networksOfResources'], undefined, 'networksOfResources'),
  none(['SourceVPCRegion', 'SourceVPCRegion2'], 'The ID of a VPC counts in its own Region only', 'IDs of VPCs are unique in one Region: a stranger would have to have the same ID in another'),
  row(['PreventRAMExternalResourceShare'], 'No sharing through AWS RAM outside the organization', ['denyExternalSharing']),
  row(['PreventLambdaFunctionURLAuthNone'], 'Function URLs ask for credentials', ['denyPublicFunctionUrls']),
  row(['PreventIdPTrustModifications'], 'Identity providers stay', ['denyFederationChanges']),
  none(['PreventExternalResourceShare'], 'No sharing outside the organization by other services', NO_GUARDRAIL),
  none(['RestrictKMSGrantsCreationToAWSServices'], 'Grants of keys go to AWS services', NO_GUARDRAIL),
  none(['ProtectActionsNotSupportedByPrimaryDPControls'], 'Actions that lack the keys of the perimeter', NO_GUARDRAIL),
  none(['ProtectDataPerimeterTags', 'ProtectDataPerimeterSessionTags'], 'Tags of the perimeter stay',
    'The set exempts by ARNs and accounts, not by tags; `TagGuardrails.protectTags` where you use tags'),
  none(['PreventResourcePolicyConfigurations'], 'Resource policies stay', NO_GUARDRAIL),
  none(['PreventCreationOfServicePresignedURL'], 'No pre-signed URLs of services', NO_GUARDRAIL),
  none(['PreventUntrustedSNSEmailSubscriptions', 'PreventEventBridgeAPIDestinations', 'PreventUntrustedStepFunctionsHTTPSAPI', 'PreventUntrustedSESv1Emails',
    'PreventUntrustedSESv2Emails', 'PreventUntrustedSESVerificationEmails'], 'No data to untrusted endpoints', NO_GUARDRAIL),
  none(['PreventNonVPCDeploymentSageMaker', 'PreventNonVpcOnlySageMakerDomain', 'PreventDirectInternetAccessSageMakerNotebook', 'PreventNonVPCDeploymentLambda',
    'PreventNonVPCDeploymentGlueJob', 'PreventNonVPCDeploymentCloudShell', 'PreventNonVPCDeploymentAppRunner', 'PreventNonVPCDeploymentCodeBuild',
    'PreventDeploymentSSMAutomationRunbook', 'PreventDeploymentCodeStarConnections'], 'Workloads run in VPCs', NO_GUARDRAIL),
  none(['VPC endpoint policies'], 'Networks admit trusted identities to trusted resources', ENDPOINT_POLICY),
];

export function dataPerimeter(props: DataPerimeterSetProps): GuardrailSet {
  const { organizationId, trustedAccounts, trustedResources, networksOfPrincipals, networksOfResources, exemptAccounts } = props;
  const exempt = { exemptPrincipals: props.exemptPrincipals, exemptAccounts };
  return setOf(ROWS, {
    trustedIdentities: DataPerimeterGuardrails.trustedIdentities({ ...exempt, organizationId, trustedAccounts }),
    trustedServiceRequests: DataPerimeterGuardrails.trustedServiceRequests({ exemptAccounts, organizationId, trustedAccounts }),
    trustedResources: DataPerimeterGuardrails.trustedResources({ ...exempt, organizationId, trustedResources }),
    networksOfPrincipals: networksOfPrincipals && DataPerimeterGuardrails.networksOfPrincipals({ ...exempt, ...networksOfPrincipals }),
    networksOfResources: networksOfResources && DataPerimeterGuardrails.networksOfResources({ ...exempt, ...networksOfResources }),
    denyExternalSharing: PublicAccessGuardrails.denyExternalSharing(exempt),
    denyPublicFunctionUrls: PublicAccessGuardrails.denyPublicFunctionUrls(exempt),
    denyFederationChanges: IdentityGuardrails.denyFederationChanges(exempt),
  });
}
