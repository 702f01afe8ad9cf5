import { type ControlRow, setOf } from './control-rows';
import { WORKLOAD_ROWS, workloadGuardrails } from './data-perimeter-workloads';
import type { GuardrailSet } from './guardrail-set';
import type { DataPerimeterSetProps } from './guardrail-set-props';
import { TagGuardrails } from '../accounts/tag-guardrails';
import { KeyGuardrails } from '../data/key-guardrails';
import type { Guardrail } from '../guardrail';
import { IdentityGuardrails } from '../identity/identity-guardrails';
import { NetworkGuardrails } from '../network/network-guardrails';
import { DataPerimeterEgressGuardrails } from '../perimeter/data-perimeter-egress-guardrails';
import { DataPerimeterGuardrails } from '../perimeter/data-perimeter-guardrails';
import { DataPerimeterRequestGuardrails } from '../perimeter/data-perimeter-request-guardrails';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { ExternalSharingGuardrails } from '../sharing/external-sharing-guardrails';
import { PublicAccessGuardrails } from '../sharing/public-access-guardrails';

const SHARING = [
  'denyImageSharing', 'denySnapshotSharing', 'denyDatabaseSnapshotSharing', 'denyWarehouseSharing', 'denyDocumentSharing', 'denyServiceSharing',
  'denyNetworkSharing',
] as const;

type Name = 'trustedIdentities' | 'trustedServiceRequests' | 'trustedWebIdentityProviders' | 'trustedResources' | 'networksOfPrincipals'
| 'networksOfResources' | 'denyExternalSharing' | 'denyPublicFunctionUrls' | 'denyFederationChanges' | typeof SHARING[number] | 'denyDirectKeyGrants'
| 'denyForeignConnections' | 'protectTags' | 'protectSessionTags' | 'denyResourcePolicies' | 'denyServicePresignedUrls' | 'denyUntrustedEndpoints';

const row = <N extends string>(ids: string[], title: string, by: N[] = [], note?: string, option?: string): ControlRow<N> => (
  { ids, title, by, note, option });

const none = (ids: string[], title: string, note: string): ControlRow<never> => row(ids, title, [], note);

/** Sids of the published policies; one that two of them have is told with the file. */
const ROWS: readonly ControlRow<Name>[] = [
  row(['EnforceOrgIdentities'], 'Only trusted identities reach resources', ['trustedIdentities']),
  row(['EnforceConfusedDeputyProtection'], 'AWS services reach resources for the organization only', ['trustedServiceRequests']),
  row(['EnforceTrustedOIDCProviders'], 'Only trusted OpenID Connect providers assume roles', ['trustedWebIdentityProviders'], undefined, 'webIdentityProviders'),
  none(['EnforceTrustedOIDCTenants'], 'Only trusted tenants of OpenID Connect providers assume roles',
    'Tenants differ by provider: add `DataPerimeterGuardrails.trustedWebIdentities` for each'),
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
  row(['PreventExternalResourceShare'], 'No sharing by other services', [...SHARING], 'Within the organization too, where a request does not name the account', 'denyOtherSharing'),
  row(['RestrictKMSGrantsCreationToAWSServices'], 'Grants of keys go to AWS services', ['denyDirectKeyGrants'], undefined, 'denyOtherSharing'),
  row(['ProtectActionsNotSupportedByPrimaryDPControls'], 'Actions that lack the keys of the perimeter', ['denyForeignConnections', 'denyServiceSharing'],
    'Copies of snapshots pass, as well as what ends a connection', 'denyOtherSharing'),
  row(['ProtectDataPerimeterTags'], 'Tags of the perimeter stay', ['protectTags'], undefined, 'protectedTagKeys'),
  row(['ProtectDataPerimeterSessionTags'], 'Nobody outside the organization sets session tags of the perimeter', ['protectSessionTags'], undefined, 'protectedTagKeys'),
  row(['PreventResourcePolicyConfigurations'], 'Resource policies stay', ['denyResourcePolicies'], undefined, 'denyResourcePolicies'),
  row(['PreventCreationOfServicePresignedURL'], 'No pre-signed URLs of services', ['denyServicePresignedUrls'], undefined, 'denyServicePresignedUrls'),
  row(['PreventUntrustedSNSEmailSubscriptions', 'PreventEventBridgeAPIDestinations', 'PreventUntrustedStepFunctionsHTTPSAPI', 'PreventUntrustedSESv1Emails',
    'PreventUntrustedSESv2Emails', 'PreventUntrustedSESVerificationEmails'],
  'No data to untrusted endpoints', ['denyUntrustedEndpoints'], undefined, 'trustedEmailDomains'),
  none(['VPC endpoint policies'], 'Networks admit trusted identities to trusted resources', 'A policy of the VPC endpoint, which each network needs besides'),
];

export function dataPerimeter(props: DataPerimeterSetProps): GuardrailSet {
  return setOf([...ROWS, ...WORKLOAD_ROWS], {
    ...perimeters(props),
    ...sharing(props),
    ...tagsOfPerimeter(props),
    ...egress(props),
    ...workloadGuardrails(props.requireVpcs ?? false, exemptionsOf(props)),
  });
}

function exemptionsOf({ exemptPrincipals, exemptAccounts }: ExemptPrincipalsProps): ExemptPrincipalsProps {
  return { exemptPrincipals, exemptAccounts };
}

function perimeters(props: DataPerimeterSetProps) {
  const { organizationId, trustedAccounts, trustedResources, webIdentityProviders: providers, exemptAccounts } = props;
  const { networksOfPrincipals, networksOfResources } = props;
  const exempt = exemptionsOf(props);
  return {
    trustedIdentities: DataPerimeterGuardrails.trustedIdentities({ ...exempt, organizationId, trustedAccounts }),
    trustedServiceRequests: DataPerimeterGuardrails.trustedServiceRequests({ exemptAccounts, organizationId, trustedAccounts }),
    trustedWebIdentityProviders: providers && DataPerimeterRequestGuardrails.trustedWebIdentityProviders({ exemptAccounts, providers }),
    trustedResources: DataPerimeterGuardrails.trustedResources({ ...exempt, organizationId, trustedResources }),
    networksOfPrincipals: networksOfPrincipals && DataPerimeterGuardrails.networksOfPrincipals({ ...exempt, ...networksOfPrincipals }),
    networksOfResources: networksOfResources && DataPerimeterGuardrails.networksOfResources({ ...exempt, ...networksOfResources }),
    denyExternalSharing: PublicAccessGuardrails.denyExternalSharing(exempt),
    denyPublicFunctionUrls: PublicAccessGuardrails.denyPublicFunctionUrls(exempt),
    denyFederationChanges: IdentityGuardrails.denyFederationChanges(exempt),
  };
}

function sharing(props: DataPerimeterSetProps) {
  const exempt = exemptionsOf(props);
  const trusting = { ...exempt, trustedAccounts: props.trustedAccounts };
  const optional = (build: () => Guardrail) => (props.denyOtherSharing ? build() : undefined);
  return {
    denyImageSharing: optional(() => ExternalSharingGuardrails.denyImageSharing(exempt)),
    denySnapshotSharing: optional(() => ExternalSharingGuardrails.denySnapshotSharing(trusting)),
    denyDatabaseSnapshotSharing: optional(() => PublicAccessGuardrails.denyDatabaseSnapshotSharing(exempt)),
    denyWarehouseSharing: optional(() => ExternalSharingGuardrails.denyWarehouseSharing(trusting)),
    denyDocumentSharing: optional(() => ExternalSharingGuardrails.denyDocumentSharing(exempt)),
    denyServiceSharing: optional(() => ExternalSharingGuardrails.denyServiceSharing(exempt)),
    denyNetworkSharing: optional(() => NetworkGuardrails.denyNetworkSharing(exempt)),
    denyDirectKeyGrants: optional(() => KeyGuardrails.denyDirectKeyGrants(exempt)),
    denyForeignConnections: optional(() => DataPerimeterEgressGuardrails.denyForeignConnections(trusting)),
  };
}

function tagsOfPerimeter(props: DataPerimeterSetProps) {
  const { protectedTagKeys: tagKeys, organizationId, trustedAccounts } = props;
  const exempt = exemptionsOf(props);
  return {
    protectTags: tagKeys && TagGuardrails.protectTags({ ...exempt, tagKeys }),
    protectSessionTags: tagKeys
      && DataPerimeterRequestGuardrails.protectSessionTags({ ...exempt, organizationId, trustedAccounts, tagKeys }),
  };
}

/** URLs without domains are a mistake that `denyUntrustedEndpoints` tells. */
function egress(props: DataPerimeterSetProps) {
  const { denyResourcePolicies, denyServicePresignedUrls, trustedEmailDomains, trustedHttpEndpoints } = props;
  const exempt = exemptionsOf(props);
  return {
    denyResourcePolicies: denyResourcePolicies ? DataPerimeterEgressGuardrails.denyResourcePolicies(exempt) : undefined,
    denyServicePresignedUrls: denyServicePresignedUrls ? DataPerimeterEgressGuardrails.denyServicePresignedUrls(exempt) : undefined,
    denyUntrustedEndpoints: (trustedEmailDomains ?? trustedHttpEndpoints) && DataPerimeterEgressGuardrails.denyUntrustedEndpoints({
      ...exempt, trustedHttpEndpoints, trustedEmailDomains: trustedEmailDomains ?? [],
    }),
  };
}
