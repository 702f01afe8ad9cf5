import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { literalItems, literalListProblems } from '../shared/literal-parameters';
import { ACCOUNT_RULES, listProblems } from '../shared/parameter-rules';

/**
 * Actions that share machine images and images of desktops. None has a key for the other account.
 *
 * Source of these lists: aws-samples, data-perimeter-policy-examples, `data_perimeter_governance_scp.json` and
 * `restrict_resource_policy_configurations_scp.json`; Service Authorization Reference.
 */
const IMAGE_SHARING_ACTIONS = [
  'appstream:UpdateImagePermissions', 'ec2:ModifyFpgaImageAttribute', 'ec2:ModifyImageAttribute', 'imagebuilder:PutImagePolicy',
  'workspaces:UpdateWorkspaceImagePermission',
];

/** Actions that open repositories of images and packages, or copy them to other registries. */
const REPOSITORY_SHARING_ACTIONS = [
  'codeartifact:PutDomainPermissionsPolicy', 'codeartifact:PutRepositoryPermissionsPolicy', 'ecr-public:CreateRepository',
  'ecr-public:SetRepositoryPolicy', 'ecr:CreateRepositoryCreationTemplate', 'ecr:PutRegistryPolicy', 'ecr:PutReplicationConfiguration',
  'ecr:SetRepositoryPolicy', 'ecr:UpdateRepositoryCreationTemplate',
];

/** Actions that share by means that services have of their own: invitations, grants, portfolios, links. */
const SERVICE_SHARING_ACTIONS = [
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

/** Properties of guardrails against sharing whose conditions tell the account that is shared with. */
export interface DenySharingProps extends ExemptPrincipalsProps {
  /**
   * IDs of accounts that may be shared with. No condition tells whether an account is of the organization, so that those of the
   * organization must be listed too.
   * @default - none
   */
  readonly trustedAccounts?: string[];
}

const trustedAccountsProblems = ({ trustedAccounts }: DenySharingProps) => trustedAccounts && listProblems('trusted accounts', trustedAccounts, ACCOUNT_RULES);

/** Guardrails against sharing with other accounts by means of services, without AWS Resource Access Manager. */
export class ExternalSharingGuardrails {
  /**
   * Nobody shares machine images or images of desktops, with one account or with all. Requests do not tell the account, and changes to
   * other attributes of an image are denied too: exempt the role that publishes images.
   *
   * Source: Amazon EC2 User Guide, "Understand shared AMI usage in Amazon EC2"; AWS Whitepaper "Building a Data Perimeter on AWS" and its
   * examples (`data_perimeter_governance_scp.json`).
   */
  public static denyImageSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-image-sharing',
      description: 'Nobody shares machine images',
      denials: [{ sid: 'DenyImageSharing', actions: IMAGE_SHARING_ACTIONS }],
      limits: ['EC2 Image Builder shares images by a service-linked role, as its distribution configurations say'],
    }, props);
  }

  /**
   * Nobody shares snapshots of volumes with accounts that are not trusted, or with all.
   *
   * Source: Amazon EBS User Guide, "Share an Amazon EBS snapshot with other AWS accounts"; Service Authorization Reference, "Actions,
   * resources, and condition keys for Amazon EC2" (`ec2:Add/userId`, `ec2:Add/group`).
   */
  public static denySnapshotSharing(props: DenySharingProps = {}): Guardrail {
    const { trustedAccounts } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-snapshot-sharing',
      description: 'Nobody shares snapshots of volumes with accounts that are not trusted',
      denials: [
        {
          sid: 'DenySnapshotSharing',
          actions: ['ec2:ModifySnapshotAttribute'],
          conditions: trustedAccounts
            ? { 'ForAnyValue:StringNotEquals': { 'ec2:Add/userId': trustedAccounts } } : { Null: { 'ec2:Add/userId': 'false' } },
        },
        { sid: 'DenySnapshotSharingWithGroups', actions: ['ec2:ModifySnapshotAttribute'], conditions: { Null: { 'ec2:Add/group': 'false' } } },
      ],
      limits: ['A volume or an image made from a snapshot can be copied out by those who read it: add deny-image-sharing and deny-ebs-direct-apis'],
      problems: trustedAccountsProblems(props),
    }, props);
  }

  /**
   * Nobody shares data of Amazon Redshift with accounts that are not trusted: datashares. Snapshots, endpoints and resource policies are
   * denied altogether, as their requests do not tell the account.
   *
   * Source: Amazon Redshift Database Developer Guide, "Managing access to data sharing operations with IAM policies"; AWS Whitepaper
   * "Building a Data Perimeter on AWS" and its examples (`data_perimeter_governance_scp.json`).
   */
  public static denyWarehouseSharing(props: DenySharingProps = {}): Guardrail {
    const { trustedAccounts } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-warehouse-sharing',
      description: 'Nobody shares data of Amazon Redshift with accounts that are not trusted',
      denials: [
        {
          sid: 'DenyDatashares',
          actions: ['redshift:AuthorizeDataShare'],
          conditions: trustedAccounts && { StringNotEquals: { 'redshift:ConsumerIdentifier': trustedAccounts } },
        },
        {
          sid: 'DenyWarehouseSharing',
          actions: [
            'redshift-serverless:PutResourcePolicy', 'redshift:AuthorizeEndpointAccess', 'redshift:AuthorizeSnapshotAccess',
            'redshift:PutResourcePolicy',
          ],
        },
      ],
      limits: ['UNLOAD writes data to a bucket, which can be of another account'],
      problems: trustedAccountsProblems(props),
    }, props);
  }

  /**
   * Nobody opens repositories of images and packages, or copies them to other registries. Functions from images need a policy of their
   * repository: exempt the role that sets it, or use `DataPerimeterGuardrails.trustedIdentities`, which covers Amazon ECR.
   *
   * Source: Amazon ECR User Guide, "Private repository policies" and "Private image replication"; AWS CodeArtifact User Guide, "Repository
   * policies"; Service Authorization Reference.
   */
  public static denyRepositorySharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-repository-sharing',
      description: 'Nobody opens repositories to other accounts',
      denials: [{ sid: 'DenyRepositorySharing', actions: REPOSITORY_SHARING_ACTIONS }],
      limits: ['Images can be pushed to a repository of another account, unless trusted-resources denies it'],
    }, props);
  }

  /**
   * Nobody lets principals of other accounts invoke functions, but for those that are trusted, or shares layers. AWS services may still get
   * permissions, everybody of an organization (`*` with its ID) may not. Whole resource policies are denied, since one can hold several
   * principals.
   *
   * Source: AWS Control Tower Controls Reference Guide, "[CT.LAMBDA.PV.2]", which permits no AWS services; AWS Lambda Developer Guide,
   * "Granting other AWS entities access to your Lambda functions"; Service Authorization Reference (`lambda:Principal`).
   */
  public static denyFunctionSharing(props: DenySharingProps = {}): Guardrail {
    const accounts = ['${aws:PrincipalAccount}', ...literalItems(props.trustedAccounts)];
    return serviceControlGuardrail({
      guardrailId: 'deny-function-sharing',
      description: 'Nobody shares functions with accounts that are not trusted, or layers',
      denials: [
        {
          sid: 'DenyFunctionSharing',
          actions: ['lambda:AddPermission'],
          conditions: {
            StringNotLike: {
              'lambda:Principal': ['*.amazonaws.com', '*.amazonaws.com.cn', ...accounts, ...accounts.map((account) => `arn:*:iam::${account}:*`)],
            },
          },
        },
        { sid: 'DenyLayerSharing', actions: ['lambda:AddLayerVersionPermission', 'lambda:PutResourcePolicy'] },
      ],
      limits: ['A service that may invoke a function acts for other accounts too, unless the permission names the source account'],
      problems: literalListProblems('trusted accounts', props.trustedAccounts, ACCOUNT_RULES),
    }, props);
  }

  /**
   * Nobody shares documents of AWS Systems Manager, or changes whether they may be public. Requests do not tell the account.
   *
   * Source: AWS Systems Manager User Guide, "Sharing SSM documents" (block public sharing); aws-samples, service-control-policy-examples,
   * "Deny modification to SSM service settings".
   */
  public static denyDocumentSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-document-sharing',
      description: 'Nobody shares documents of AWS Systems Manager',
      denials: [
        { sid: 'DenyDocumentSharing', actions: ['ssm:ModifyDocumentPermission', 'ssm:PutResourcePolicy'] },
        {
          sid: 'KeepDocumentSharingBlocked',
          actions: ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'],
          resources: ['arn:*:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission'],
        },
      ],
      limits: ['Who may read a document can copy its content'],
    }, props);
  }

  /**
   * Nobody shares by means that services have of their own: invitations of security services, grants of AWS Lake Formation, portfolios,
   * directories, links and aggregators. Accounts of the organization, and grants within an account, are denied too: exempt those who
   * administer these services.
   *
   * Source: AWS Whitepaper "Building a Data Perimeter on AWS" and its examples (`data_perimeter_governance_scp.json`); Service
   * Authorization Reference.
   */
  public static denyServiceSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-service-sharing',
      description: 'Nobody shares with other accounts by invitations, grants, portfolios and links',
      denials: [{ sid: 'DenyServiceSharing', actions: SERVICE_SHARING_ACTIONS }],
      limits: ['Invitations, shares and links that exist go on'],
    }, props);
  }

  private constructor() {}
}
