import { ExternalSharingGuardrails } from '../../../../../src';
import type { Difference, Forbidden, GuardrailCase } from '../guardrail-case';
import { eachOf } from '../requests';

const GOVERNANCE = 'data_perimeter_governance_scp.json';
const SNAPSHOT = 'arn:aws:ec2:eu-west-1::snapshot/snap-0a1b2c3d';
const IMAGE = 'arn:aws:ec2:eu-west-1::image/ami-0a1b2c3d';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:shop';
const LAYER = 'arn:aws:lambda:eu-west-1:111122223333:layer:tools:1';
const TRUSTED = '444455556666';
const OTHER = '999988887777';
const PUBLIC_SHARING = 'arn:aws:ssm:eu-west-1:111122223333:servicesetting/ssm/documents/console/public-sharing-permission';
const OTHER_SETTING = 'arn:aws:ssm:eu-west-1:111122223333:servicesetting/ssm/parameter-store/high-throughput-enabled';

const shareSnapshot = (...accounts: string[]) => ({ action: 'ec2:ModifySnapshotAttribute', resource: SNAPSHOT, context: { 'ec2:Add/userId': accounts } });
const shareWithGroup = { action: 'ec2:ModifySnapshotAttribute', resource: SNAPSHOT, context: { 'ec2:Add/group': 'all' } };
const shareData = (consumer: string) => ({ action: 'redshift:AuthorizeDataShare', context: { 'redshift:ConsumerIdentifier': consumer } });
const permit = (principal: string) => ({ action: 'lambda:AddPermission', resource: FUNCTION, context: { 'lambda:Principal': principal, 'aws:PrincipalAccount': '111122223333' } });

const OWN_PURPOSE: Difference = { difference: 'Denies only actions for its own purpose', reason: 'Other guardrails deny the rest' };
const BACKUP_ROLE = 'arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole';
const NOT_BACKUP = { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/service-role/AWSBackupDefaultServiceRole' } };
const BACKUP_IS_EXEMPT = 'The default service role of AWS Backup is exempt, since it copies and deletes backups: add protect-roles for it';
const COPIES = 'Principals can copy data from a volume or an image of a snapshot: add deny-image-sharing and deny-ebs-direct-apis';

/** Snapshots for other accounts than the trusted ones, and for everybody. */
const sharedSnapshots = (accounts: object): Forbidden[] => [
  { actions: ['ec2:ModifySnapshotAttribute'], when: { ...accounts, ...NOT_BACKUP } },
  { actions: ['ec2:ModifySnapshotAttribute'], when: { Null: { 'ec2:Add/group': 'false' } } },
];
/** Permissions for anyone but AWS services and these accounts. The name and the path of a role can look like others. */
const permissions = (...accounts: string[]): Forbidden[] => [
  {
    actions: ['lambda:AddPermission'],
    when: { StringNotLike: { 'lambda:Principal': ['arn:*', '*.amazon.com', '*.amazonaws.com', '*.amazonaws.com.cn', ...accounts] } },
  },
  {
    actions: ['lambda:AddPermission'],
    when: {
      ArnLike: { 'lambda:Principal': 'arn:*:*:*:*:*' },
      ArnNotLike: { 'lambda:Principal': accounts.map((account) => `arn:*:iam::${account}:*`) },
    },
  },
];

export const EXTERNAL_SHARING_CASES: readonly GuardrailCase[] = [
  {
    build: ExternalSharingGuardrails.denyImageSharing,
    denied: [
      { action: 'ec2:ModifyImageAttribute', resource: IMAGE }, { action: 'ec2:ModifyFpgaImageAttribute' },
      { action: 'appstream:UpdateImagePermissions' }, { action: 'imagebuilder:PutImagePolicy' }, { action: 'workspaces:UpdateWorkspaceImagePermission' },
    ],
    allowed: [
      { action: 'ec2:CreateImage' }, { action: 'ec2:ResetImageAttribute', resource: IMAGE },
      { action: 'ec2:ModifyImageAttribute', resource: IMAGE, principal: BACKUP_ROLE },
    ],
    forbids: [{ actions: ['ec2:ModifyImageAttribute'], when: NOT_BACKUP }],
    waysAround: [
      { request: { action: 'ec2:ModifyImageAttribute', resource: IMAGE, context: { 'ec2:Attribute': 'LaunchPermission' } } },
      { request: { action: 'imagebuilder:PutImagePolicy', principal: BACKUP_ROLE } },
      { request: { action: 'ec2:ModifyImageAttribute', resource: IMAGE, principal: BACKUP_ROLE }, limit: BACKUP_IS_EXEMPT },
      {
        request: { action: 'imagebuilder:CreateDistributionConfiguration' },
        limit: 'EC2 Image Builder shares images with a service-linked role, as its distribution configurations define',
      },
      {
        request: { action: 'ec2:CreateStoreImageTask', resource: IMAGE },
        limit: 'Images can be stored in a bucket that other accounts can read (ec2:CreateStoreImageTask): add deny-vm-import-export',
      },
    ],
    published: GOVERNANCE,
    differences: [OWN_PURPOSE, { difference: 'Also denies EC2 Image Builder policies', reason: 'They share images' }],
  },
  {
    build: ExternalSharingGuardrails.denySnapshotSharing,
    denied: [shareSnapshot(OTHER), shareSnapshot(TRUSTED), shareWithGroup],
    allowed: [
      { action: 'ec2:CreateSnapshot' }, { action: 'ec2:ModifySnapshotAttribute', resource: SNAPSHOT, context: { 'ec2:Remove/userId': OTHER } },
      { action: 'ec2:ModifySnapshotAttribute', resource: SNAPSHOT }, { ...shareSnapshot(OTHER), principal: BACKUP_ROLE },
    ],
    forbids: sharedSnapshots({ Null: { 'ec2:Add/userId': 'false' } }),
    waysAround: [
      { request: { ...shareSnapshot(TRUSTED), context: { 'ec2:Add/userId': TRUSTED, 'ec2:Remove/userId': OTHER } } },
      { request: { ...shareWithGroup, principal: BACKUP_ROLE } },
      { request: { ...shareSnapshot(OTHER), principal: BACKUP_ROLE }, limit: BACKUP_IS_EXEMPT },
      { request: { action: 'ec2:CreateVolume', resource: SNAPSHOT }, limit: COPIES },
    ],
    published: GOVERNANCE,
    differences: [OWN_PURPOSE, { difference: 'Allows removing accounts from a snapshot', reason: 'Its condition keys distinguish adding and removing' }],
  },
  {
    build: (exempt) => ExternalSharingGuardrails.denySnapshotSharing({ ...exempt, trustedAccounts: [TRUSTED, '555566667777'] }),
    denied: [shareSnapshot(OTHER), shareSnapshot(TRUSTED, OTHER), shareWithGroup],
    allowed: [shareSnapshot(TRUSTED), shareSnapshot(TRUSTED, '555566667777'), { action: 'ec2:ModifySnapshotAttribute', resource: SNAPSHOT }],
    forbids: sharedSnapshots({ 'ForAnyValue:StringNotEquals': { 'ec2:Add/userId': [TRUSTED, '555566667777'] } }),
  },
  {
    build: ExternalSharingGuardrails.denyWarehouseSharing,
    denied: [
      shareData(OTHER), { action: 'redshift:AuthorizeDataShare' },
      ...eachOf('redshift', 'AuthorizeEndpointAccess', 'AuthorizeSnapshotAccess', 'PutResourcePolicy'), { action: 'redshift-serverless:PutResourcePolicy' },
    ],
    allowed: [{ action: 'redshift:DeauthorizeDataShare' }, { action: 'redshift:RevokeSnapshotAccess' }],
    waysAround: [
      { request: shareData('ADX') },
      { request: { action: 'redshift-data:ExecuteStatement' }, limit: 'UNLOAD writes data to a bucket, which can belong to another account' },
    ],
    published: GOVERNANCE,
    differences: [OWN_PURPOSE, { difference: 'Also denies resource policies of namespaces', reason: 'They share namespaces' }],
  },
  {
    build: (exempt) => ExternalSharingGuardrails.denyWarehouseSharing({ ...exempt, trustedAccounts: [TRUSTED] }),
    denied: [
      shareData(OTHER), shareData(`DataCatalog/${OTHER}`), { action: 'redshift:AuthorizeDataShare' }, { action: 'redshift:AuthorizeSnapshotAccess' },
    ],
    allowed: [shareData(TRUSTED), shareData(`DataCatalog/${TRUSTED}`)],
    forbids: [{
      actions: ['redshift:AuthorizeDataShare'],
      when: { StringNotEquals: { 'redshift:ConsumerIdentifier': [TRUSTED, `DataCatalog/${TRUSTED}`] } },
    }],
    waysAround: [{ request: shareData('ADX') }],
  },
  {
    build: ExternalSharingGuardrails.denyRepositorySharing,
    denied: [
      { action: 'codeartifact:PutRepositoryPermissionsPolicy' }, { action: 'codeartifact:PutDomainPermissionsPolicy' },
      ...eachOf('ecr', 'CreateRepositoryCreationTemplate', 'PutRegistryPolicy', 'PutReplicationConfiguration', 'SetRepositoryPolicy',
        'UpdateRepositoryCreationTemplate'),
      ...eachOf('ecr-public', 'CreateRepository', 'SetRepositoryPolicy'),
    ],
    allowed: [{ action: 'ecr:CreateRepository' }, { action: 'ecr:DeleteRepositoryPolicy' }, { action: 'codeartifact:CreateRepository' }],
    waysAround: [
      { request: { action: 'ecr:CreateRepositoryCreationTemplate' } },
      { request: { action: 'ecr:PutReplicationConfiguration' } },
      { request: { action: 'ecr:PutImage' }, limit: 'Images can be pushed to a repository of another account, unless deny-untrusted-resources denies it' },
    ],
    published: 'restrict_resource_policy_configurations_scp.json',
    differences: [
      OWN_PURPOSE,
      { difference: 'Also denies policies, templates and replication of Amazon ECR', reason: 'They share repositories or copy their images' },
    ],
  },
  {
    build: ExternalSharingGuardrails.denyFunctionSharing,
    denied: [
      permit(OTHER), permit(`arn:aws:iam::${OTHER}:root`), permit(`arn:aws:iam::${TRUSTED}:role/Caller`), permit('*'),
      permit(`arn:aws:iam::${OTHER}:role/x`), permit(`arn:aws:iam::${OTHER}:role/x.amazonaws.com`),
      { action: 'lambda:AddLayerVersionPermission', resource: LAYER }, { action: 'lambda:PutResourcePolicy', resource: FUNCTION },
    ],
    allowed: [
      { action: 'lambda:RemovePermission', resource: FUNCTION }, permit('s3.amazonaws.com'), permit('111122223333'),
      permit('alexa-appkit.amazon.com'),
      permit('arn:aws:iam::111122223333:role/Caller'),
    ],
    forbids: permissions('${aws:PrincipalAccount}'),
    waysAround: [
      { request: { action: 'lambda:PutResourcePolicy', resource: FUNCTION, context: { 'lambda:Principal': '111122223333' } } },
      ...['x.amazon.com', 'x.amazonaws.com.cn'].map((role) => ({ request: permit(`arn:aws:iam::${OTHER}:role/${role}`) })),
      { request: permit(`arn:aws:iam::${OTHER}:role/iam::111122223333:role/x`) },
      { request: { action: 'lambda:AddPermission', resource: FUNCTION, context: { 'aws:PrincipalAccount': '111122223333' } } },
      {
        request: permit('s3.amazonaws.com'),
        limit: 'A service with permission to invoke a function can act for other accounts, unless the permission names the source account',
      },
    ],
    published: 'restrict_resource_policy_configurations_scp.json',
    differences: [
      OWN_PURPOSE,
      { difference: 'Allows permissions for AWS services and for the own account', reason: 'Triggers of functions need them' },
      { difference: 'Also denies complete resource policies of functions', reason: 'They have the same effect as lambda:AddPermission' },
    ],
  },
  {
    build: (exempt) => ExternalSharingGuardrails.denyFunctionSharing({ ...exempt, trustedAccounts: [TRUSTED] }),
    denied: [permit(OTHER), permit(`arn:aws:iam::${OTHER}:root`), { action: 'lambda:AddLayerVersionPermission', resource: LAYER }],
    allowed: [permit(TRUSTED), permit(`arn:aws:iam::${TRUSTED}:role/Caller`), permit('events.amazonaws.com')],
    forbids: permissions('${aws:PrincipalAccount}', TRUSTED),
    waysAround: [{ request: permit(`arn:aws:iam::${OTHER}:role/x.amazonaws.com`) }],
  },
  {
    build: ExternalSharingGuardrails.denyDocumentSharing,
    denied: [
      { action: 'ssm:UpdateServiceSetting', resource: PUBLIC_SHARING }, { action: 'ssm:ResetServiceSetting', resource: PUBLIC_SHARING },
      { action: 'ssm:ModifyDocumentPermission' }, { action: 'ssm:PutResourcePolicy' },
    ],
    allowed: [{ action: 'ssm:UpdateServiceSetting', resource: OTHER_SETTING }, { action: 'ssm:CreateDocument' }],
    forbids: [{
      actions: ['ssm:ResetServiceSetting', 'ssm:UpdateServiceSetting'],
      resources: ['arn:*:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission'],
    }],
    waysAround: [
      { request: { action: 'ssm:PutResourcePolicy', resource: 'arn:aws:ssm:eu-west-1:111122223333:document/Deploy' } },
      { request: { action: 'ssm:GetDocument' }, limit: 'Principals that can read a document can copy its content' },
    ],
    published: 'Deny-modification-to-SSM-service-settings.json',
    differences: [
      { difference: 'Also denies sharing documents', reason: 'The setting prevents public sharing only' },
      { difference: 'Does not deny the role of Default Host Management', reason: 'It shares nothing' },
    ],
  },
  {
    build: ExternalSharingGuardrails.denyServiceSharing,
    denied: [
      { action: 'ds:ShareDirectory' }, { action: 'ds:AcceptSharedDirectory' },
      ...eachOf('auditmanager', 'StartAssessmentFrameworkShare', 'UpdateAssessmentFrameworkShare'),
      ...eachOf('cloud9', 'CreateEnvironmentMembership', 'UpdateEnvironmentMembership'),
      ...eachOf('config', 'PutAggregationAuthorization', 'PutConfigurationAggregator'),
      ...eachOf('connect', 'AssociateAnalyticsDataSet', 'BatchAssociateAnalyticsDataSet'), ...eachOf('detective', 'CreateMembers'),
      ...eachOf('fis', 'CreateTargetAccountConfiguration', 'UpdateTargetAccountConfiguration'),
      ...eachOf('guardduty', 'AcceptAdministratorInvitation', 'AcceptInvitation', 'CreateMembers', 'InviteMembers'),
      ...eachOf('lakeformation', 'BatchGrantPermissions', 'GrantPermissions'), ...eachOf('macie2', 'AcceptInvitation', 'CreateInvitations', 'CreateMember'),
      ...eachOf('oam', 'CreateLink'), ...eachOf('securityhub', 'AcceptAdministratorInvitation', 'AcceptInvitation', 'CreateMembers', 'InviteMembers'),
      ...eachOf('servicecatalog', 'CreatePortfolioShare', 'UpdatePortfolioShare'), ...eachOf('workspaces', 'UpdateConnectionAliasPermission'),
      ...eachOf('securitylake', 'CreateSubscriber', 'UpdateSubscriber'), ...eachOf('dataexchange', 'CreateDataGrant'), ...eachOf('omics', 'CreateShare'),
      ...eachOf('codecatalyst', 'AcceptConnection'), ...eachOf('es', 'AcceptInboundCrossClusterSearchConnection'), ...eachOf('license-manager', 'CreateGrant'),
      ...eachOf('odb', 'CreateGrantShare'), ...eachOf('transform-custom', 'ShareTransformationPackage'),
      ...eachOf('wellarchitected', 'CreateLensShare', 'CreateProfileShare', 'CreateTemplateShare', 'CreateWorkloadShare'),
      ...eachOf('workspaces', 'AcceptAccountLinkInvitation', 'CreateAccountLinkInvitation'),
      ...eachOf('cleanrooms', 'CreateCollaboration', 'CreateConfiguredTableAssociation', 'CreateIdNamespaceAssociation', 'CreateMembership'),
      ...eachOf('dataexchange', 'PublishDataSet', 'PublishToDataGrant'), ...eachOf('es', 'AcceptInboundConnection'),
      ...eachOf('mediaconnect', 'GrantFlowEntitlements', 'UpdateFlowEntitlement'),
      ...eachOf('observabilityadmin', 'CreateCentralizationRuleForOrganization', 'UpdateCentralizationRuleForOrganization'),
      ...eachOf('qbusiness', 'AssociatePermission', 'CreateDataAccessor'), ...eachOf('wellarchitected', 'UpdateWorkloadShare'),
    ],
    allowed: [...eachOf('securitylake', 'DeleteSubscriber', 'GetSubscriber'), ...eachOf('dataexchange', 'DeleteDataGrant'), { action: 'ds:UnshareDirectory' }, { action: 'lakeformation:RevokePermissions' }, { action: 'oam:DeleteLink' }],
    waysAround: [
      { request: { action: 'fis:UpdateTargetAccountConfiguration' } },
      { request: { action: 'securityhub:AcceptInvitation' } },
      { request: { action: 'wellarchitected:CreateWorkloadShare' } },
      ...eachOf('es', 'AcceptInboundConnection').map((request) => ({ request })), ...eachOf('qbusiness', 'AssociatePermission').map((request) => ({ request })),
      { request: { action: 'oam:UpdateLink' }, limit: 'Existing invitations, shares and links stay' },
      ...[{ action: 'mediaconnect:CreateFlow' }, { action: 'lakeformation:AddLFTagsToResource' }].map((request) => ({
        request,
        limit: 'New flows can have entitlements (mediaconnect:CreateFlow), and LF-tags can extend existing grants (lakeformation:AddLFTagsToResource)',
      })),
    ],
    published: GOVERNANCE,
    differences: [
      OWN_PURPOSE,
      { difference: 'Also denies changes of shares and the older operations for invitations', reason: 'They do the same' },
    ],
  },
];
