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

type Name = 'denyUntrustedIdentities' | 'denyUntrustedServiceRequests' | 'denyUntrustedWebIdentityProviders' | 'denyUntrustedResources'
| 'limitNetworksOfPrincipals' | 'limitNetworksOfResources' | 'denyExternalSharing' | 'denyPublicFunctionUrls' | 'denyFederationChanges'
| typeof SHARING[number] | 'denyDirectKeyGrants' | 'denyForeignConnections' | 'protectTags' | 'protectSessionTags' | 'denyResourcePolicies' | 'denyServicePresignedUrls' | 'denyUntrustedEndpoints';

const OF_STS = 'Of AWS STS, requests that assume roles or set their context; others concern the caller itself';

const row = <N extends string>(ids: string[], title: string, by: N[] = [], note?: string, option?: string): ControlRow<N> => (
  { ids, title, by, note, option });

const none = (ids: string[], title: string, note: string): ControlRow<never> => row(ids, title, [], note);

/** The statements of the published policies, by their Sids. A Sid in both policy types is followed by the type. */
const ROWS: readonly ControlRow<Name>[] = [
  row(['EnforceOrgIdentities'], 'Only trusted identities access resources', ['denyUntrustedIdentities'], OF_STS),
  row(['EnforceConfusedDeputyProtection'], 'AWS services access resources for the organization only', ['denyUntrustedServiceRequests']),
  row(['EnforceTrustedOIDCProviders'], 'Only trusted OpenID Connect providers assume roles', ['denyUntrustedWebIdentityProviders'], undefined, 'webIdentityProviders'),
  none(['EnforceTrustedOIDCTenants'], 'Only trusted tenants of OpenID Connect providers assume roles',
    'Tenants differ by provider: add `DataPerimeterGuardrails.denyUntrustedWebIdentities` for each'),
  row(['EnforceResourcePerimeterAWSResources', 'EnforceResourcePerimeterAWSResourcesS3', 'EnforceResourcePerimeterThirdPartyResources'],
    'Identities access trusted resources only', ['denyUntrustedResources']),
  row(['EnforceNetworkPerimeterOnIAMUsers', 'EnforceNetworkPerimeterOnEC2Roles', 'EnforceNetworkPerimeterOnLambdaRoles', 'EnforceNetworkPerimeterOnGlueRoles',
    'EnforceNetworkPerimeterSourceVPC (SCP)', 'EnforceNetworkPerimeterVpceOrgID (SCP)'],
  'Identities call AWS from expected networks', ['limitNetworksOfPrincipals'], 'The principals that are given', 'networksOfPrincipals'),
  row(['EnforceNetworkPerimeterSourceVPC (RCP)', 'EnforceNetworkPerimeterVpceOrgID (RCP)'],
    'Resources are accessed from expected networks', ['limitNetworksOfResources'], OF_STS, 'networksOfResources'),
  none(['SourceVPCRegion', 'SourceVPCRegion2'], 'The ID of a VPC is valid in its own Region only', 'VPC IDs are unique within a Region: another organization would need the same ID in another Region'),
  row(['PreventRAMExternalResourceShare'], 'No sharing through AWS RAM outside the organization', ['denyExternalSharing']),
  row(['PreventLambdaFunctionURLAuthNone'], 'Function URLs require credentials', ['denyPublicFunctionUrls']),
  row(['PreventIdPTrustModifications'], 'Identity providers are not changed', ['denyFederationChanges'],
    'Tags of providers can be changed, and account instances of IAM Identity Center created: add deny-identity-center-instances'),
  row(['PreventExternalResourceShare'], 'No sharing by other services', [...SHARING], 'Also denied within the organization if a request does not contain the account', 'denyOtherSharing'),
  row(['RestrictKMSGrantsCreationToAWSServices'], 'Grants of keys go to AWS services', ['denyDirectKeyGrants'], undefined, 'denyOtherSharing'),
  row(['ProtectActionsNotSupportedByPrimaryDPControls'], 'Actions that lack the keys of the perimeter', ['denyForeignConnections', 'denyServiceSharing'],
    'Copying snapshots and ending connections are allowed', 'denyOtherSharing'),
  row(['ProtectDataPerimeterTags'], 'Tags of the perimeter are not changed', ['protectTags'], undefined, 'protectedTagKeys'),
  row(['ProtectDataPerimeterSessionTags'], 'Session tags of the perimeter are not set from outside the organization', ['protectSessionTags'], undefined, 'protectedTagKeys'),
  row(['PreventResourcePolicyConfigurations'], 'Resource policies are not changed', ['denyResourcePolicies'], undefined, 'denyResourcePolicies'),
  row(['PreventCreationOfServicePresignedURL'], 'No pre-signed URLs of services', ['denyServicePresignedUrls'], undefined, 'denyServicePresignedUrls'),
  row(['PreventUntrustedSNSEmailSubscriptions', 'PreventEventBridgeAPIDestinations', 'PreventUntrustedStepFunctionsHTTPSAPI', 'PreventUntrustedSESv1Emails',
    'PreventUntrustedSESv2Emails', 'PreventUntrustedSESVerificationEmails'],
  'No data to untrusted endpoints', ['denyUntrustedEndpoints'], undefined, 'trustedEmailDomains'),
  none(['VPC endpoint policies'], 'Networks admit trusted identities to trusted resources', 'Needs a policy of the VPC endpoint in each network'),
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

/** The props of one guardrail, with the exemptions of the set in addition to its own. */
function withExemptionsOf<Props extends ExemptPrincipalsProps>(set: ExemptPrincipalsProps, props: Props): Props {
  return {
    ...props,
    exemptPrincipals: both(set.exemptPrincipals, props.exemptPrincipals),
    exemptAccounts: both(set.exemptAccounts, props.exemptAccounts),
  };
}

function both<Item>(some: Item[] | undefined, others: Item[] | undefined): Item[] | undefined {
  return some && others ? [...some, ...others] : some ?? others;
}

function perimeters(props: DataPerimeterSetProps) {
  const { organizationId, trustedAccounts, trustedResources, webIdentityProviders: providers, exemptAccounts } = props;
  const { networksOfPrincipals, networksOfResources } = props;
  const exempt = exemptionsOf(props);
  return {
    denyUntrustedIdentities: DataPerimeterGuardrails.denyUntrustedIdentities({ ...exempt, organizationId, trustedAccounts }),
    denyUntrustedServiceRequests: DataPerimeterGuardrails.denyUntrustedServiceRequests({ exemptAccounts, organizationId, trustedAccounts }),
    denyUntrustedWebIdentityProviders: providers
      && DataPerimeterRequestGuardrails.denyUntrustedWebIdentityProviders({ exemptAccounts, providers }),
    denyUntrustedResources: DataPerimeterGuardrails.denyUntrustedResources({ ...exempt, organizationId, trustedResources }),
    limitNetworksOfPrincipals: networksOfPrincipals
      && DataPerimeterGuardrails.limitNetworksOfPrincipals(withExemptionsOf(props, networksOfPrincipals)),
    limitNetworksOfResources: networksOfResources
      && DataPerimeterGuardrails.limitNetworksOfResources(withExemptionsOf(props, networksOfResources)),
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

/** For HTTP endpoints without email domains, `denyUntrustedEndpoints` reports the problem. */
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
