import { DataPerimeterEgressGuardrails } from '../../../../../src';
import type { Forbidden, GuardrailCase, Request } from '../guardrail-case';
import { eachOf } from '../requests';

const subscribe = (protocol: string, endpoint: string): Request => ({
  action: 'sns:Subscribe', context: { 'sns:Protocol': protocol, 'sns:Endpoint': endpoint },
});
const send = (action: string, recipients: string[], version: string): Request => ({
  action: `ses:${action}`, context: { 'ses:Recipients': recipients, 'ses:ApiVersion': version },
});
const invoke = (endpoint: string): Request => ({ action: 'states:InvokeHTTPEndpoint', context: { 'states:HTTPEndpoint': endpoint } });
const target = (arns: string[]): Request => ({ action: 'events:PutTargets', context: { 'events:TargetArn': arns } });
const DESTINATION = 'arn:aws:events:eu-west-1:111122223333:api-destination/chat/0a1b';
const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:orders';

const EMAILS = ['SendBulkTemplatedEmail', 'SendEmail', 'SendRawEmail', 'SendTemplatedEmail'];
const subscriptions = (protocols: string[], trusted: string[]): Forbidden => ({
  actions: ['sns:Subscribe'], when: { StringEqualsIgnoreCase: { 'sns:Protocol': protocols }, StringNotLike: { 'sns:Endpoint': trusted } },
});
/** Data for other addresses and endpoints than the trusted ones. */
const sentElsewhere = (addresses: string[], endpoints: string[]): Forbidden[] => [
  subscriptions(['email', 'email-json'], addresses),
  subscriptions(['http', 'https'], endpoints),
  { actions: ['events:PutTargets'], when: { 'ForAnyValue:ArnLike': { 'events:TargetArn': 'arn:*:events:*:*:api-destination/*' } } },
  { actions: ['states:InvokeHTTPEndpoint'], when: { StringNotLike: { 'states:HTTPEndpoint': endpoints } } },
  { actions: EMAILS.map((action) => `ses:${action}`), when: { 'ForAnyValue:StringNotLike': { 'ses:Recipients': addresses } } },
  { actions: EMAILS.map((action) => `ses:${action}`), when: { Null: { 'ses:Recipients': 'true' } } },
];

const INSTANCE = 'arn:aws:ec2:eu-west-1:111122223333:instance/i-1';

const endpoint = (owner: string | null): Request => ({
  action: 'ec2:CreateVpcEndpoint',
  resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc-endpoint/vpce-1',
  context: { 'aws:PrincipalAccount': '111122223333', ...owner !== null && { 'ec2:VpceServiceOwner': owner } },
});

const peering = (verb: 'Accept' | 'Create', account?: string): Request => ({
  action: `ec2:${verb}VpcPeeringConnection`,
  resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc-peering-connection/pcx-1',
  context: {
    'aws:PrincipalAccount': '111122223333',
    ...account !== undefined && { [`ec2:${verb === 'Accept' ? 'Requester' : 'Accepter'}Vpc`]: `arn:aws:ec2:eu-west-1:${account}:vpc/vpc-1` },
  },
});

/** Peering with a VPC that belongs neither to the account nor to the trusted one. */
const foreignPeering = (action: string, otherVpc: string): Forbidden => ({
  actions: [action],
  resources: ['arn:*:ec2:*:*:vpc-peering-connection/*'],
  when: { ArnNotLike: { [otherVpc]: ['${aws:PrincipalAccount}', '444455556666'].map((account) => `arn:*:ec2:*:${account}:vpc/*`) } },
});

/** Actions that the promise of `denyResourcePolicies` found when its pattern grew to all policies. */
const FURTHER_POLICIES = [
  'aiops:PutInvestigationGroupPolicy', 'apigateway:PutPortalProductSharingPolicy', 'apigateway:UpdateDomainNameManagementPolicy',
  'apigateway:UpdateDomainNamePolicy', 'apigateway:UpdateRestApiPolicy', 'appmesh-preview:PutMeshPolicy', 'appmesh:PutMeshPolicy', 'backup:PutBackupVaultSharingPolicy', 'cleanrooms-ml:PutConfiguredAudienceModelPolicy',
  'datazone:PutDomainSharingPolicy', 'dsql:PutClusterPolicy', 'elemental-inference:PutFeedPolicy', 'entityresolution:AddPolicyStatement',
  'entityresolution:PutPolicy', 'imagebuilder:PutComponentPolicy', 'imagebuilder:PutContainerRecipePolicy', 'imagebuilder:PutImagePolicy',
  'imagebuilder:PutImageRecipePolicy', 'mediapackagev2:PutChannelPolicy', 'mediapackagev2:PutOriginEndpointPolicy', 'mediastore:PutContainerPolicy',
  'mediatailor:PutChannelPolicy', 'oam:PutSinkPolicy', 'omics:PutS3AccessPolicy', 'rekognition:PutProjectPolicy', 'resource-groups:PutGroupPolicy',
  'route53profiles:PutProfilePolicy', 's3-outposts:PutAccessPointPolicy', 's3-outposts:PutBucketPolicy', 's3express:PutAccessPointPolicy',
  's3files:PutFileSystemPolicy', 'sagemaker:CreateLineageGroupPolicy', 'sagemaker:PutLineageGroupPolicy', 'ssm-contacts:PutContactPolicy',
  'waf-regional:PutPermissionPolicy', 'waf:PutPermissionPolicy', 'cloudsearch:UpdateServiceAccessPolicies',
  'codeguru-profiler:PutPermission',
];

export const EGRESS_CASES: readonly GuardrailCase[] = [
  {
    build: DataPerimeterEgressGuardrails.denyResourcePolicies,
    denied: [
      ...eachOf('lambda', 'AddPermission', 'AddLayerVersionPermission', 'PutResourcePolicy'), ...eachOf('sns', 'AddPermission'),
      ...eachOf('codeartifact', 'PutDomainPermissionsPolicy', 'PutRepositoryPermissionsPolicy'), ...eachOf('events', 'PutPermission', 'PutResourcePolicy'),
      ...eachOf('lex', 'CreateResourcePolicy', 'UpdateResourcePolicy', 'CreateResourcePolicyStatement'), ...eachOf('glacier', 'SetVaultAccessPolicy'),
      ...eachOf('logs', 'PutDestinationPolicy', 'PutResourcePolicy', 'PutDeliveryDestinationPolicy'), ...eachOf('serverlessrepo', 'PutApplicationPolicy'),
      ...['codebuild', 'dynamodb', 'schemas', 'aps', 'bedrock', 'bedrock-agentcore', 'cloudtrail', 'fsx', 'glue', 'kinesis', 'network-firewall', 'osis',
        'payment-cryptography', 'redshift', 'redshift-serverless', 'sagemaker', 'ssm', 'vpc-lattice', 'xray', 'agent-registry', 'aws-marketplace', 'cloudfront', 'cloudhsm', 'comprehend',
        'lookoutequipment', 'networkmanager', 'qbusiness', 'refactor-spaces', 'rum', 'sms-voice', 'ssm-incidents'].map((service) => ({ action: `${service}:PutResourcePolicy` })),
      ...eachOf('acm-pca', 'PutPolicy'), ...eachOf('backup', 'PutBackupVaultAccessPolicy'), ...eachOf('ecr-public', 'SetRepositoryPolicy'),
      ...eachOf('elasticfilesystem', 'PutFileSystemPolicy'), ...eachOf('kafka', 'PutClusterPolicy'), ...eachOf('s3express', 'PutBucketPolicy'),
      ...eachOf('route53resolver', 'PutFirewallRuleGroupPolicy', 'PutResolverQueryLogConfigPolicy', 'PutResolverRulePolicy'),
      ...eachOf('s3tables', 'PutTableBucketPolicy', 'PutTablePolicy'), ...eachOf('s3vectors', 'PutVectorBucketPolicy'),
      ...eachOf('sagemaker', 'PutModelPackageGroupPolicy'), ...eachOf('signer', 'AddProfilePermission'), ...eachOf('vpc-lattice', 'PutAuthPolicy'),
      ...eachOf('ses', 'CreateEmailIdentityPolicy', 'PutIdentityPolicy', 'UpdateEmailIdentityPolicy'), ...eachOf('wafv2', 'PutPermissionPolicy'),
      ...FURTHER_POLICIES.map((action) => ({ action })),
    ],
    allowed: [...eachOf('lambda', 'RemovePermission', 'GetPolicy'), { action: 's3:PutBucketPolicy' }],
    waysAround: [
      { request: { action: 'kinesis:PutResourcePolicy' } },
      {
        request: { action: 'sns:SetTopicAttributes' },
        limit: 'A policy that is an attribute of its resource is set together with other attributes, as by sns:SetTopicAttributes, and is allowed',
      },
    ],
    published: 'restrict_resource_policy_configurations_scp.json',
    differences: [{ difference: 'further services', reason: 'The example has fifteen actions; other services have resource-based policies too' }],
  },
  {
    build: (exempt) => DataPerimeterEgressGuardrails.denyResourcePolicies({ ...exempt, actions: ['lambda:PutResourcePolicy'] }),
    denied: eachOf('lambda', 'PutResourcePolicy'),
    allowed: eachOf('lambda', 'AddPermission'),
  },
  {
    build: (exempt) => DataPerimeterEgressGuardrails.denyUntrustedEndpoints({
      ...exempt, trustedEmailDomains: ['example.com', '*.example.com'], trustedHttpEndpoints: ['https://hooks.example.com/*'],
    }),
    denied: [
      subscribe('email', 'jo@example.net'), subscribe('https', 'https://collect.example.net/in'), target([QUEUE, DESTINATION]),
      invoke('https://collect.example.net/in'), ...eachOf('ses', 'SendBulkEmail', 'SendCustomVerificationEmail'),
      ...eachOf('firehose', 'CreateDeliveryStream', 'UpdateDestination'), ...eachOf('appflow', 'CreateFlow', 'UpdateFlow'),
      ...['AzureBlob', 'Hdfs', 'Nfs', 'ObjectStorage', 'Smb']
        .flatMap((name) => eachOf('datasync', `CreateLocation${name}`, `UpdateLocation${name}`)),
      ...eachOf('events', 'CreateConnection', 'UpdateConnection'), ...eachOf('appsync', 'CreateDataSource', 'UpdateDataSource'),
      ...eachOf('rtbfabric', 'CreateOutboundExternalLink'), ...eachOf('connect', 'SendOutboundEmail', 'StartOutboundEmailContact'),
      ...eachOf('notifications-contacts', 'CreateEmailContact'), ...eachOf('ses', 'CreateRelay', 'UpdateRelay'),
      ...eachOf('ssm-contacts', 'CreateContactChannel', 'UpdateContactChannel'),
      ...eachOf('workmail', 'CreateSmtpGateway', 'UpdateSmtpGateway'),
      ...eachOf('ses', ...EMAILS), ...eachOf('events', 'UpdateApiDestination'), ...eachOf('iot', 'CreateTopicRuleDestination'), ...eachOf('transfer', 'CreateConnector', 'UpdateConnector'),
      ...EMAILS.map((action) => send(action, ['jo@example.com', 'jo@example.net'], '1')),
    ],
    allowed: [
      subscribe('email', 'jo@example.com'), subscribe('email', 'jo@shop.example.com'), subscribe('https', 'https://hooks.example.com/in'),
      ...eachOf('firehose', 'PutRecordBatch', 'DeleteDeliveryStream'), ...eachOf('appflow', 'StartFlow'), subscribe('sqs', QUEUE), target([QUEUE]), invoke('https://hooks.example.com/in'), send('SendEmail', ['jo@example.com', 'ann@example.com'], '2'),
    ],
    forbids: sentElsewhere(['*@example.com', '*@*.example.com'], ['https://hooks.example.com/*']),
    waysAround: [
      { request: subscribe('email-json', 'jo@example.net') },
      { request: subscribe('HTTPS', 'https://collect.example.net/in') },
      { request: subscribe('http', 'http://hooks.example.com/in') },
      { request: subscribe('https', 'https://hooks.example.com.collect.example.net/in') },
      { request: subscribe('email', 'jo@badexample.com') },
      { request: send('SendEmail', ['jo@example.net'], '2') },
      { request: { action: 'ses:SendBulkEmail', context: { 'ses:ApiVersion': '2' } } },
      { request: subscribe('sms', '+441632960000'), limit: 'Text messages are allowed, since a phone number does not show its owner' },
      {
        request: { action: 'pipes:CreatePipe' },
        limit: 'Amazon EventBridge pipes are allowed, since their target is in the body of the request, which a policy cannot evaluate',
      },
      ...eachOf('apigateway', 'PUT').concat(eachOf('bedrock-agentcore', 'CreateGatewayTarget')).map((request) => ({
        request,
        limit: 'HTTP integrations of Amazon API Gateway and targets of Amazon Bedrock AgentCore are allowed: apigateway:PUT, bedrock-agentcore:CreateGatewayTarget',
      })),
    ],
    published: 'restrict_untrusted_endpoints_scp.json',
    differences: [
      { difference: 'subscriptions by email-json, http and https are denied too', reason: 'They leave the organization just as emails do' },
      { difference: 'ses:SendBulkEmail is denied', reason: 'Its requests have no recipients in the context' },
      { difference: 'one statement for both versions of the API of Amazon SES', reason: 'The trusted recipients are the same for both' },
    ],
  },
  {
    build: (exempt) => DataPerimeterEgressGuardrails.denyUntrustedEndpoints({ ...exempt, trustedEmailDomains: ['example.com'] }),
    denied: [
      subscribe('https', 'https://hooks.example.com/in'), invoke('https://hooks.example.com/in'), subscribe('email', 'jo@example.net'),
      target([DESTINATION]), send('SendRawEmail', ['jo@example.net'], '1'), ...eachOf('ses', 'SendBulkEmail', 'SendEmail'), ...eachOf('firehose', 'CreateDeliveryStream'),
    ],
    allowed: [subscribe('email', 'jo@example.com')],
    forbids: sentElsewhere(['*@example.com'], []),
  },
  {
    build: DataPerimeterEgressGuardrails.denyServicePresignedUrls,
    denied: [
      ...eachOf('ecr', 'GetDownloadUrlForLayer'), ...eachOf('lambda', 'GetFunction'), ...eachOf('lex', 'CreateUploadUrl', 'DescribeExport'),
      ...eachOf('serverlessrepo', 'CreateCloudFormationTemplate', 'GetApplication', 'GetCloudFormationTemplate'),
      ...eachOf('ssm', 'GetDeployablePatchSnapshotForInstance'), ...eachOf('lambda', 'GetLayerVersion'),
      ...eachOf('auditmanager', 'GetAssessmentReportUrl', 'GetEvidenceFileUploadUrl'), ...eachOf('cloudshell', 'GetFileDownloadUrls', 'GetFileUploadUrls'),
      ...eachOf('codeguru-security', 'CreateUploadUrl'), ...eachOf('gamelift', 'GetGameSessionLogUrl'), ...eachOf('lex', 'GetTestExecutionArtifactsUrl'),
      ...eachOf('sagemaker', 'CreateHubContentPresignedUrls'), ...eachOf('security-ir', 'GetCaseAttachmentDownloadUrl', 'GetCaseAttachmentUploadUrl'),
      ...eachOf('transform-custom', 'CreateTransformationPackageUrl', 'GetAnalysisArtifactDownloadUrl', 'GetTransformationPackageUrl'),
      ...eachOf('amplify', 'CreateDeployment', 'GetArtifactUrl'), ...eachOf('connect', 'GetAttachedFile', 'StartAttachedFileUpload'),
      ...eachOf('devicefarm', 'CreateUpload'), ...eachOf('discovery', 'DescribeExportTasks'),
      ...eachOf('elasticbeanstalk', 'RetrieveEnvironmentInfo'), ...eachOf('greengrass', 'GetComponentVersionArtifact'),
      ...eachOf('qbusiness', 'GetDocumentContent'),
      ...eachOf('translate', 'GetParallelData', 'GetTerminology'), ...eachOf('wisdom', 'GetContent', 'StartContentUpload'),
    ],
    allowed: [
      ...eachOf('lambda', 'GetFunctionConfiguration', 'InvokeFunction'),
      { action: 'ssm:GetDeployablePatchSnapshotForInstance', context: { 'ec2:SourceInstanceARN': INSTANCE } },
      { action: 'ssm:GetDeployablePatchSnapshotForInstance', context: { 'ssm:SourceInstanceARN': 'arn:aws:ssm:eu-west-1:111122223333:managed-instance/mi-1' } },
    ],
    forbids: [{
      actions: ['ssm:GetDeployablePatchSnapshotForInstance'],
      when: { Null: { 'ec2:SourceInstanceARN': 'true', 'ssm:SourceInstanceARN': 'true' } },
    }],
    waysAround: [
      { request: { action: 'serverlessrepo:GetApplication' } },
      { request: { action: 'cloudshell:GetFileDownloadUrls' } },
      {
        request: { action: 'sagemaker:CreatePresignedDomainUrl' },
        limit: 'URLs that sign in to an application are allowed, such as sagemaker:CreatePresignedDomainUrl: give actions',
      },
      {
        request: { action: 'transcribe:GetTranscriptionJob' },
        limit: 'Other responses can contain such URLs too, such as that of transcribe:GetTranscriptionJob: give actions',
      },
      { request: { action: 'lambda:GetLayerVersion', context: { 'ec2:SourceInstanceARN': INSTANCE } } },
      {
        request: { action: 's3:GetObject', resource: 'arn:aws:s3:::shop/orders.csv', context: { 's3:authType': 'REST-QUERY-STRING' } },
        limit: 'Principals can presign URLs themselves without a request: add limit-presigned-requests or deny-presigned-requests',
      },
    ],
    published: 'restrict_presignedURL_scp.json',
    differences: [
      { difference: 'lambda:GetLayerVersion and files of AWS CloudShell and other services are denied too', reason: 'Their responses contain such a URL as well' },
      { difference: 'Instances can get patch snapshots', reason: 'Patch Manager needs them, with the role of the instance' },
    ],
  },
  {
    build: (exempt) => DataPerimeterEgressGuardrails.denyServicePresignedUrls({ ...exempt, actions: ['lambda:GetLayerVersion'] }),
    denied: eachOf('lambda', 'GetLayerVersion'),
    allowed: eachOf('lambda', 'GetFunction'),
  },
  {
    build: (exempt) => DataPerimeterEgressGuardrails.denyForeignConnections({ ...exempt, trustedAccounts: ['444455556666'] }),
    denied: [
      peering('Create', '999988887777'), peering('Accept', '999988887777'),
      ...eachOf('ec2', 'CreateTransitGatewayPeeringAttachment', 'AcceptTransitGatewayPeeringAttachment', 'AcceptVpcEndpointConnections'),
      ...eachOf('route53', 'CreateVPCAssociationAuthorization', 'AssociateVPCWithHostedZone'), ...eachOf('es', 'AcceptInboundConnection', 'AcceptInboundCrossClusterSearchConnection'),
      ...eachOf('ds', 'CreateTrust'), ...eachOf('ec2', 'AcceptTransitGatewayClientVpnAttachment', 'AcceptTransitGatewayVpcAttachment'),
      ...eachOf('directconnect', 'AcceptDirectConnectGatewayAssociationProposal', 'AllocateConnectionOnInterconnect',
        'AllocateHostedConnection', 'AllocatePrivateVirtualInterface', 'AllocatePublicVirtualInterface', 'AllocateTransitVirtualInterface',
        'AssociateHostedConnection', 'ConfirmConnection', 'ConfirmPrivateVirtualInterface', 'ConfirmPublicVirtualInterface', 'ConfirmTransitVirtualInterface',
        'CreateDirectConnectGatewayAssociationProposal'),
      ...eachOf('interconnect', 'AcceptConnectionProposal', 'CreateConnection'), ...eachOf('networkmanager', 'AcceptAttachment'),
      ...eachOf('rtbfabric', 'AcceptLink', 'CreateLink'),
      ...eachOf('ds', 'AcceptSharedDirectory'), ...eachOf('auditmanager', 'UpdateAssessmentFrameworkShare'), endpoint('999988887777'),
    ],
    allowed: [
      { action: 'ec2:DescribeVpcs' }, endpoint('amazon'), endpoint('444455556666'), endpoint('111122223333'),
      ...['111122223333', '444455556666'].flatMap((account) => [peering('Create', account), peering('Accept', account)]),
      { action: 'ec2:CreateVpcEndpoint', resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1' }, { action: 'ec2:DeleteVpcPeeringConnection' },
    ],
    forbids: [
      foreignPeering('ec2:AcceptVpcPeeringConnection', 'ec2:RequesterVpc'),
      foreignPeering('ec2:CreateVpcPeeringConnection', 'ec2:AccepterVpc'),
      {
        actions: ['ec2:CreateVpcEndpoint'],
        resources: ['arn:*:ec2:*:*:vpc-endpoint/*'],
        when: { StringNotEquals: { 'ec2:VpceServiceOwner': ['amazon', '${aws:PrincipalAccount}', '444455556666'] } },
      },
    ],
    waysAround: [
      { request: endpoint('aws-marketplace') },
      { request: endpoint(null) },
      { request: peering('Create') },
      {
        request: { action: 'ds:ShareDirectory' },
        limit: 'A directory of the account can be shared with other accounts: add deny-service-sharing',
      },
      { request: { action: 'ec2:CopySnapshot' }, limit: 'Copies of snapshots that another account shares are allowed, since their requests look like those for own snapshots' },
    ],
    published: 'data_perimeter_governance_scp.json',
    differences: [
      { difference: 'VPC peering within the account and with trusted accounts is allowed', reason: 'ec2:AccepterVpc and ec2:RequesterVpc contain the other account' },
      { difference: 'VPC endpoints for services of AWS and of trusted accounts are allowed', reason: 'ec2:VpceServiceOwner distinguishes them' },
      { difference: 'ec2:CopySnapshot, listing, rejecting and deleting are allowed', reason: 'Backups copy snapshots; the others do not move data out' },
      { difference: 'Direct Connect, Interconnect, RTB Fabric, attachments and trusts are denied too', reason: 'They connect with others as well' },
      { difference: 'invitations of security services are not included', reason: 'protect-guard-duty, protect-macie, protect-security-hub and protect-detective deny them' },
    ],
  },
];
