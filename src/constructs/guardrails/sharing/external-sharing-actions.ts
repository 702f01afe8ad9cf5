/**
 * Actions that share machine images and images of desktops. None has a key for the other account.
 *
 * Source of these lists: aws-samples, data-perimeter-policy-examples, `data_perimeter_governance_scp.json` and
 * `restrict_resource_policy_configurations_scp.json`; Service Authorization Reference.
 */
export const IMAGE_SHARING_ACTIONS = [
  'appstream:UpdateImagePermissions', 'ec2:ModifyFpgaImageAttribute', 'ec2:ModifyImageAttribute', 'imagebuilder:PutImagePolicy',
  'workspaces:UpdateWorkspaceImagePermission',
];

/** Actions that open repositories of images and packages, or copy them to other registries. */
export const REPOSITORY_SHARING_ACTIONS = [
  'codeartifact:PutDomainPermissionsPolicy', 'codeartifact:PutRepositoryPermissionsPolicy', 'ecr-public:CreateRepository',
  'ecr-public:SetRepositoryPolicy', 'ecr:CreateRepositoryCreationTemplate', 'ecr:PutRegistryPolicy', 'ecr:PutReplicationConfiguration',
  'ecr:SetRepositoryPolicy', 'ecr:UpdateRepositoryCreationTemplate',
];

/** Actions that share by means that services have of their own: invitations, grants, portfolios, links. */
export const SERVICE_SHARING_ACTIONS = [
  'auditmanager:StartAssessmentFrameworkShare', 'auditmanager:UpdateAssessmentFrameworkShare', 'cloud9:CreateEnvironmentMembership',
  'cloud9:UpdateEnvironmentMembership', 'config:PutAggregationAuthorization', 'config:PutConfigurationAggregator',
  'connect:AssociateAnalyticsDataSet', 'connect:BatchAssociateAnalyticsDataSet', 'detective:CreateMembers', 'ds:AcceptSharedDirectory',
  'ds:ShareDirectory', 'fis:CreateTargetAccountConfiguration', 'fis:UpdateTargetAccountConfiguration',
  'guardduty:AcceptAdministratorInvitation', 'guardduty:AcceptInvitation', 'guardduty:CreateMembers', 'guardduty:InviteMembers',
  'lakeformation:BatchGrantPermissions', 'lakeformation:GrantPermissions', 'macie2:AcceptInvitation', 'macie2:CreateInvitations',
  'macie2:CreateMember', 'oam:CreateLink', 'securityhub:AcceptAdministratorInvitation', 'securityhub:AcceptInvitation',
  'securityhub:CreateMembers', 'securityhub:InviteMembers', 'servicecatalog:CreatePortfolioShare', 'servicecatalog:UpdatePortfolioShare',
  'workspaces:UpdateConnectionAliasPermission',
];
