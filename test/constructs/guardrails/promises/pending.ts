/** Actions that a guardrail promises to deny and does not yet. Empty is right. */
export const PENDING: Readonly<Record<string, readonly string[]>> = {
  'deny-leaving-organization': [
    'organizations:AcceptHandshake',
  ],
  'deny-account-changes': [
    'iam:UpdateAccountEmailAddress', 'iam:UpdateAccountName',
  ],
  'deny-federation-changes': [
    'rolesanywhere:DeleteCrl', 'rolesanywhere:DisableCrl', 'rolesanywhere:EnableCrl', 'rolesanywhere:ImportCrl',
    'rolesanywhere:UpdateCrl',
  ],
  'protect-cloud-trail': [
    'cloudtrail:DeleteChannel', 'cloudtrail:DeleteResourcePolicy', 'cloudtrail:DeleteServiceLinkedChannel',
    'cloudtrail:DisableFederation', 'cloudtrail:EnableFederation', 'cloudtrail:PutResourcePolicy', 'cloudtrail:UpdateChannel',
    'cloudtrail:UpdateServiceLinkedChannel',
  ],
  'protect-config': [
    'config:DeleteConnector', 'config:DeletePendingAggregationRequest', 'config:PutConfigurationAggregator', 'config:PutConformancePack',
    'config:PutConnector', 'config:PutOrganizationConfigRule', 'config:PutOrganizationConformancePack',
    'config:PutRemediationConfigurations', 'config:PutRemediationExceptions', 'config:PutThirdPartyServiceLinkedConfigurationRecorder',
  ],
  'protect-guard-duty': [
    'guardduty:AcceptAdministratorInvitation', 'guardduty:AcceptInvitation', 'guardduty:DeleteCustomDetectionRuleAssociation',
    'guardduty:DeleteCustomDetectionRuleOrgConfiguration', 'guardduty:DeleteThreatEntitySet',
    'guardduty:UpdateCustomDetectionRuleAssociation', 'guardduty:UpdateCustomDetectionRuleOrgConfiguration',
    'guardduty:UpdateMalwareProtectionPlan', 'guardduty:UpdateOrganizationConfiguration', 'guardduty:UpdateThreatEntitySet',
  ],
  'protect-security-hub': [
    'securityhub:AcceptAdministratorInvitation', 'securityhub:AcceptInvitation', 'securityhub:BatchUpdateAutomationRules',
    'securityhub:CreateAutomationRule', 'securityhub:CreateAutomationRuleV2', 'securityhub:DeleteAggregatorV2',
    'securityhub:DeleteConnector', 'securityhub:DeleteConnectorV2', 'securityhub:DeleteFindingAggregator',
    'securityhub:DisableSecurityHubFeatureV2', 'securityhub:StartConfigurationPolicyAssociation',
    'securityhub:StartConfigurationPolicyDisassociation', 'securityhub:UpdateAggregatorV2', 'securityhub:UpdateAutomationRuleV2',
    'securityhub:UpdateConnector', 'securityhub:UpdateConnectorV2', 'securityhub:UpdateFindingAggregator',
    'securityhub:UpdateSecurityControl',
  ],
  'protect-macie': [
    'macie2:AcceptInvitation', 'macie2:BatchUpdateAutomatedDiscoveryAccounts', 'macie2:CreateAllowList', 'macie2:CreateFindingsFilter',
    'macie2:DeleteCustomDataIdentifier', 'macie2:PutClassificationExportConfiguration', 'macie2:PutFindingsPublicationConfiguration',
    'macie2:UpdateAllowList', 'macie2:UpdateAutomatedDiscoveryConfiguration', 'macie2:UpdateClassificationJob',
    'macie2:UpdateClassificationScope', 'macie2:UpdateFindingsFilter', 'macie2:UpdateOrganizationConfiguration',
    'macie2:UpdateResourceProfile', 'macie2:UpdateResourceProfileDetections', 'macie2:UpdateSensitivityInspectionTemplate',
  ],
  'protect-access-analyzer': [
    'access-analyzer:DeleteServiceLinkedAnalyzer',
  ],
  'protect-inspector': [
    'inspector2:BatchDisassociateCodeSecurityScanConfiguration', 'inspector2:BatchUpdateMemberEc2DeepInspectionStatus',
    'inspector2:DeleteCisScanConfiguration', 'inspector2:DeleteCodeSecurityIntegration',
    'inspector2:DeleteCodeSecurityScanConfiguration', 'inspector2:DeleteConnector', 'inspector2:UpdateCisScanConfiguration',
    'inspector2:UpdateCodeSecurityIntegration', 'inspector2:UpdateCodeSecurityScanConfiguration', 'inspector2:UpdateConnector',
    'inspector2:UpdateConnectorScanConfiguration', 'inspector2:UpdateOrgEc2DeepInspectionConfiguration',
    'inspector2:UpdateOrganizationConfiguration',
  ],
  'protect-detective': [
    'detective:AcceptInvitation', 'detective:UpdateDatasourcePackages', 'detective:UpdateOrganizationConfiguration',
  ],
  'deny-internet-access': [
    'ec2:CreateDefaultSubnet', 'ec2:CreateDefaultVpc',
  ],
  'deny-public-ip-addresses': [
    'ec2:AcceptAddressTransfer',
  ],
  'deny-vpn': [
    'ec2:AcceptTransitGatewayClientVpnAttachment', 'ec2:ImportClientVpnClientCertificateRevocationList',
  ],
  'require-imds-v2': [
    'ec2:ModifyInstanceMetadataDefaults', 'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances',
  ],
  'deny-other-instance-types': [
    'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances',
  ],
  'deny-instance-types': [
    'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances',
  ],
  'require-volume-encryption': [
    'ec2:RequestSpotFleet', 'ec2:RequestSpotInstances',
  ],
  'protect-buckets': [
    's3:CreateAccessPoint', 's3:CreateAccessPointForObjectLambda', 's3:CreateMultiRegionAccessPoint', 's3:DeleteObjectAnnotation',
    's3:DeleteObjectVersionAnnotation', 's3:PutAccessPointPolicy', 's3:PutAccessPointPolicyForObjectLambda', 's3:PutBucketAbac',
    's3:PutBucketLogging', 's3:PutBucketNotification', 's3:PutBucketOwnershipControls', 's3:PutIntelligentTieringConfiguration',
    's3:PutInventoryConfiguration', 's3:PutMultiRegionAccessPointPolicy', 's3:UpdateObjectEncryption',
  ],
  'deny-key-deletion': [
    'kms:DeleteAlias', 'kms:DisconnectCustomKeyStore',
  ],
  'protect-log-groups': [
    'logs:AssociateKmsKey', 'logs:DeleteDataProtectionPolicy', 'logs:DeleteTransformer', 'logs:DisassociateKmsKey',
    'logs:PutDataProtectionPolicy', 'logs:PutLogGroupDeletionProtection', 'logs:PutSubscriptionFilter', 'logs:PutTransformer',
  ],
  'protect-backups': [
    'backup:AssociateBackupVaultMpaApprovalTeam', 'backup:CancelLegalHold', 'backup:DeleteBackupVaultSharingPolicy',
    'backup:DisassociateBackupVaultMpaApprovalTeam', 'backup:DisassociateRecoveryPointFromParent', 'backup:PutBackupVaultSharingPolicy',
    'backup:RevokeRestoreAccessBackupVault', 'backup:UpdateGlobalSettings',
  ],
  'deny-commitments': [
    'athena:CreateCapacityReservation', 'athena:UpdateCapacityReservation', 'aws-marketplace:AcceptAgreementRequest',
    'bedrock-mantle:CreateReservation', 'cloudfront:CreateSavingsPlan', 'devicefarm:PurchaseOffering', 'devicefarm:RenewOffering',
    'ec2:AcceptCapacityReservationBillingOwnership', 'ec2:AcceptReservedInstancesExchangeQuote', 'ec2:CreateCapacityReservation',
    'ec2:CreateCapacityReservationFleet', 'ec2:ModifyCapacityReservation', 'ec2:ModifyCapacityReservationFleet',
    'ec2:PurchaseScheduledInstances', 'elasticloadbalancing:ModifyCapacityReservation',
    'es:PurchaseReservedElasticsearchInstanceOffering', 'mediaconnect:PurchaseOffering', 'pricingplanmanager:ApprovePaidSubscription',
    'redshift:AcceptReservedNodeExchange', 'route53domains:RenewDomain', 'sagemaker:CreateReservedCapacity',
    'sagemaker:CreateTrainingPlan', 'sagemaker:ExtendTrainingPlan',
  ],
};
