import type { Guardrail } from '../guardrail';
import { BACKUP_ROLE_LIMIT, UNLESS_BACKUP_ROLE } from '../shared/backup-role';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { literalItems, literalListProblems } from '../shared/literal-parameters';
import { ACCOUNT_RULES, listProblems } from '../shared/parameter-rules';

/**
 * Actions that share machine images and images of desktops. None has a condition key for the other account.
 *
 * Source of these lists: aws-samples, data-perimeter-policy-examples, `data_perimeter_governance_scp.json` and
 * `restrict_resource_policy_configurations_scp.json`; Service Authorization Reference.
 */
const IMAGE_SHARING_ACTIONS = [
  'appstream:UpdateImagePermissions', 'ec2:ModifyFpgaImageAttribute', 'imagebuilder:PutImagePolicy', 'workspaces:UpdateWorkspaceImagePermission',
];

/** Actions that share repositories of images and packages, or replicate them to other registries. */
const REPOSITORY_SHARING_ACTIONS = [
  'codeartifact:PutDomainPermissionsPolicy', 'codeartifact:PutRepositoryPermissionsPolicy', 'ecr-public:CreateRepository',
  'ecr-public:SetRepositoryPolicy', 'ecr:CreateRepositoryCreationTemplate', 'ecr:PutRegistryPolicy', 'ecr:PutReplicationConfiguration',
  'ecr:SetRepositoryPolicy', 'ecr:UpdateRepositoryCreationTemplate',
];

/** Actions that share through features of single services, such as invitations, grants, portfolios and links. */
const SERVICE_SHARING_ACTIONS = [
  'auditmanager:StartAssessmentFrameworkShare', 'auditmanager:UpdateAssessmentFrameworkShare', 'cleanrooms:CreateCollaboration',
  'cleanrooms:CreateConfiguredTableAssociation', 'cleanrooms:CreateIdNamespaceAssociation', 'cleanrooms:CreateMembership',
  'cloud9:CreateEnvironmentMembership', 'cloud9:UpdateEnvironmentMembership', 'codecatalyst:AcceptConnection',
  'config:PutAggregationAuthorization', 'config:PutConfigurationAggregator',
  'connect:AssociateAnalyticsDataSet', 'connect:BatchAssociateAnalyticsDataSet', 'dataexchange:CreateDataGrant',
  'dataexchange:PublishDataSet', 'dataexchange:PublishToDataGrant', 'detective:CreateMembers',
  'ds:AcceptSharedDirectory', 'ds:ShareDirectory', 'es:AcceptInboundConnection', 'es:AcceptInboundCrossClusterSearchConnection',
  'fis:CreateTargetAccountConfiguration', 'fis:UpdateTargetAccountConfiguration',
  'guardduty:AcceptAdministratorInvitation', 'guardduty:AcceptInvitation', 'guardduty:CreateMembers', 'guardduty:InviteMembers',
  'lakeformation:BatchGrantPermissions', 'lakeformation:GrantPermissions', 'license-manager:CreateGrant', 'macie2:AcceptInvitation', 'macie2:CreateInvitations',
  'macie2:CreateMember', 'mediaconnect:GrantFlowEntitlements', 'mediaconnect:UpdateFlowEntitlement', 'oam:CreateLink',
  'observabilityadmin:CreateCentralizationRuleForOrganization', 'observabilityadmin:UpdateCentralizationRuleForOrganization',
  'odb:CreateGrantShare', 'omics:CreateShare', 'qbusiness:AssociatePermission', 'qbusiness:CreateDataAccessor',
  'securityhub:AcceptAdministratorInvitation',
  'securityhub:AcceptInvitation', 'securityhub:CreateMembers', 'securityhub:InviteMembers', 'securitylake:CreateSubscriber',
  'securitylake:UpdateSubscriber', 'servicecatalog:CreatePortfolioShare', 'servicecatalog:UpdatePortfolioShare',
  'transform-custom:ShareTransformationPackage', 'wellarchitected:CreateLensShare', 'wellarchitected:CreateProfileShare',
  'wellarchitected:CreateTemplateShare', 'wellarchitected:CreateWorkloadShare', 'wellarchitected:UpdateWorkloadShare',
  'workspaces:AcceptAccountLinkInvitation',
  'workspaces:CreateAccountLinkInvitation', 'workspaces:UpdateConnectionAliasPermission',
];

/** Services that functions can get permissions for. Those below `amazon.com` are the services of Amazon Alexa. */
const SERVICES = ['*.amazon.com', '*.amazonaws.com', '*.amazonaws.com.cn'];

/** Properties of guardrails that deny sharing, where a condition key contains the other account. */
export interface DenySharingProps extends ExemptPrincipalsProps {
  /**
   * IDs of the accounts with which sharing is allowed. No condition key shows whether an account belongs to the organization, so list its
   * accounts too.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   * @default - none
   */
  readonly trustedAccounts?: string[];
}

const trustedAccountsProblems = ({ trustedAccounts }: DenySharingProps) => trustedAccounts && listProblems('trusted accounts', trustedAccounts, ACCOUNT_RULES);

/**
 * Guardrails that deny sharing with other accounts through features of single services. For AWS Resource Access Manager, use
 * `PublicAccessGuardrails.denyExternalSharing`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Sharing', {
 *   guardrails: [
 *     ExternalSharingGuardrails.denySnapshotSharing({ trustedAccounts: ['111122223333'] }),
 *     ExternalSharingGuardrails.denyImageSharing({ exemptPrincipals: ['arn:*:iam::*:role/image-publisher'] }),
 *   ],
 * }));
 */
export class ExternalSharingGuardrails {
  /**
   * Denies sharing machine images and images of desktops, with one account or publicly. Requests do not contain the account, and changes
   * to other attributes of an image are denied too: exempt the role that publishes images. The default service role of AWS Backup can share
   * machine images, since it copies them to other accounts. If AWS Backup uses a role of your own, exempt it. Exempt the role with which
   * Amazon Data Lifecycle Manager creates images, too.
   *
   * Source: Amazon EC2 User Guide, "Understand shared AMI usage in Amazon EC2"; AWS Whitepaper "Building a Data Perimeter on AWS" and its
   * examples (`data_perimeter_governance_scp.json`).
   */
  public static denyImageSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-image-sharing',
      description: 'Denies sharing machine images',
      denials: [
        { sid: 'DenyImageSharing', actions: IMAGE_SHARING_ACTIONS },
        { sid: 'DenyMachineImageSharing', actions: ['ec2:ModifyImageAttribute'], conditions: UNLESS_BACKUP_ROLE },
      ],
      limits: [
        'EC2 Image Builder shares images with a service-linked role, as its distribution configurations define',
        'Images can be stored in a bucket that other accounts can read (ec2:CreateStoreImageTask): add deny-vm-import-export',
        BACKUP_ROLE_LIMIT,
      ],
    }, props);
  }

  /**
   * Denies sharing EBS snapshots with accounts that are not trusted, and publicly. The default service role of AWS Backup can share them
   * with accounts, since it copies them there, but not publicly. If AWS Backup uses a role of your own, exempt it.
   *
   * Source: Amazon EBS User Guide, "Share an Amazon EBS snapshot with other AWS accounts"; Service Authorization Reference, "Actions,
   * resources, and condition keys for Amazon EC2" (`ec2:Add/userId`, `ec2:Add/group`).
   */
  public static denySnapshotSharing(props: DenySharingProps = {}): Guardrail {
    const { trustedAccounts } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-snapshot-sharing',
      description: 'Denies sharing EBS snapshots with accounts that are not trusted',
      denials: [
        {
          sid: 'DenySnapshotSharing',
          actions: ['ec2:ModifySnapshotAttribute'],
          conditions: {
            ...trustedAccounts ? { 'ForAnyValue:StringNotEquals': { 'ec2:Add/userId': trustedAccounts } } : { Null: { 'ec2:Add/userId': 'false' } },
            ...UNLESS_BACKUP_ROLE,
          },
        },
        { sid: 'DenySnapshotSharingWithGroups', actions: ['ec2:ModifySnapshotAttribute'], conditions: { Null: { 'ec2:Add/group': 'false' } } },
      ],
      limits: ['Principals can copy data from a volume or an image of a snapshot: add deny-image-sharing and deny-ebs-direct-apis', BACKUP_ROLE_LIMIT],
      problems: trustedAccountsProblems(props),
    }, props);
  }

  /**
   * Denies sharing Amazon Redshift data through datashares with accounts that are not trusted. A trusted account can also get it through
   * its AWS Glue Data Catalog, unless the list of accounts is known only at deployment. Sharing snapshots, endpoints and resource policies
   * is always denied, since these requests do not contain the account.
   *
   * Source: Amazon Redshift Database Developer Guide, "Managing access to data sharing operations with IAM policies"; AWS Whitepaper
   * "Building a Data Perimeter on AWS" and its examples (`data_perimeter_governance_scp.json`).
   */
  public static denyWarehouseSharing(props: DenySharingProps = {}): Guardrail {
    const { trustedAccounts } = props;
    const catalogs = literalItems(trustedAccounts).map((account) => `DataCatalog/${account}`);
    return serviceControlGuardrail({
      guardrailId: 'deny-warehouse-sharing',
      description: 'Denies sharing Amazon Redshift data with accounts that are not trusted',
      denials: [
        {
          sid: 'DenyDatashares',
          actions: ['redshift:AuthorizeDataShare'],
          conditions: trustedAccounts && { StringNotEquals: { 'redshift:ConsumerIdentifier': [...trustedAccounts, ...catalogs] } },
        },
        {
          sid: 'DenyWarehouseSharing',
          actions: [
            'redshift-serverless:PutResourcePolicy', 'redshift:AuthorizeEndpointAccess', 'redshift:AuthorizeSnapshotAccess',
            'redshift:PutResourcePolicy',
          ],
        },
      ],
      limits: ['UNLOAD writes data to a bucket, which can belong to another account'],
      problems: trustedAccountsProblems(props),
    }, props);
  }

  /**
   * Denies sharing repositories of images and packages, and replicating them to other registries. Functions that use container images need
   * a repository policy, which `cdk bootstrap` also sets: exempt the roles that do so, or use
   * `DataPerimeterGuardrails.denyUntrustedIdentities`, which covers Amazon ECR.
   *
   * Source: Amazon ECR User Guide, "Private repository policies" and "Private image replication"; AWS CodeArtifact User Guide, "Repository
   * policies"; Service Authorization Reference.
   */
  public static denyRepositorySharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-repository-sharing',
      description: 'Denies sharing repositories with other accounts',
      denials: [{ sid: 'DenyRepositorySharing', actions: REPOSITORY_SHARING_ACTIONS }],
      limits: ['Images can be pushed to a repository of another account, unless deny-untrusted-resources denies it'],
    }, props);
  }

  /**
   * Denies allowing principals of other accounts to invoke functions, except trusted accounts, and denies sharing layers. AWS services
   * and Amazon Alexa can still get permissions; the whole organization (`*` with its ID) cannot. Setting a complete resource policy is
   * denied, since it can contain several principals.
   *
   * Source: AWS Control Tower Controls Reference Guide, "[CT.LAMBDA.PV.2]", which permits no AWS services; AWS Lambda Developer Guide,
   * "Granting other AWS entities access to your Lambda functions"; Service Authorization Reference (`lambda:Principal`).
   */
  public static denyFunctionSharing(props: DenySharingProps = {}): Guardrail {
    const accounts = ['${aws:PrincipalAccount}', ...literalItems(props.trustedAccounts)];
    return serviceControlGuardrail({
      guardrailId: 'deny-function-sharing',
      description: 'Denies sharing functions with accounts that are not trusted, and sharing layers',
      denials: [
        {
          sid: 'DenyFunctionSharing',
          actions: ['lambda:AddPermission'],
          conditions: { StringNotLike: { 'lambda:Principal': ['arn:*', ...SERVICES, ...accounts] } },
        },
        // The name of a role can end like a service, and its path can contain another ARN, so that ARNs are compared part by part.
        {
          sid: 'DenyFunctionSharingWithRoles',
          actions: ['lambda:AddPermission'],
          conditions: {
            StringLike: { 'lambda:Principal': 'arn:*' },
            ArnNotLike: { 'lambda:Principal': accounts.map((account) => `arn:*:iam::${account}:*`) },
          },
        },
        { sid: 'DenyLayerSharing', actions: ['lambda:AddLayerVersionPermission', 'lambda:PutResourcePolicy'] },
      ],
      limits: ['A service with permission to invoke a function can act for other accounts, unless the permission names the source account'],
      problems: literalListProblems('trusted accounts', props.trustedAccounts, ACCOUNT_RULES),
    }, props);
  }

  /**
   * Denies sharing AWS Systems Manager documents, and changing whether they can be public. Requests do not contain the account.
   *
   * Source: AWS Systems Manager User Guide, "Sharing SSM documents" (block public sharing); aws-samples, service-control-policy-examples,
   * "Deny modification to SSM service settings".
   */
  public static denyDocumentSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-document-sharing',
      description: 'Denies sharing AWS Systems Manager documents',
      denials: [
        { sid: 'DenyDocumentSharing', actions: ['ssm:ModifyDocumentPermission', 'ssm:PutResourcePolicy'] },
        {
          sid: 'KeepDocumentSharingBlocked',
          actions: ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'],
          resources: ['arn:*:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission'],
        },
      ],
      limits: ['Principals that can read a document can copy its content'],
    }, props);
  }

  /**
   * Denies sharing through features of single services: invitations of security services, grants of AWS Lake Formation, portfolios,
   * directories, links, aggregators, data grants, collaborations of AWS Clean Rooms, the centralization of logs and subscribers of Amazon
   * Security Lake. Accounts of the organization, and grants within an account, are denied too: exempt the roles that administer these
   * services.
   *
   * Source: AWS Whitepaper "Building a Data Perimeter on AWS" and its examples (`data_perimeter_governance_scp.json`); Service
   * Authorization Reference.
   */
  public static denyServiceSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-service-sharing',
      description: 'Denies sharing with other accounts through invitations, grants, portfolios and links',
      denials: [{ sid: 'DenyServiceSharing', actions: SERVICE_SHARING_ACTIONS }],
      limits: [
        'Existing invitations, shares and links stay',
        'New flows can have entitlements (mediaconnect:CreateFlow), and LF-tags can extend existing grants (lakeformation:AddLFTagsToResource)',
      ],
    }, props);
  }

  private constructor() {}
}
