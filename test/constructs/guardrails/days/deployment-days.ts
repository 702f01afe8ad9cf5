import { any, arn, type Day, LOG_ARCHIVE, on, SHOP, serviceLinked, through } from './day';

const ASSETS = `arn:aws:s3:::cdk-hnb659fds-assets-${SHOP}-eu-central-1`;
const cdkRole = (name: string) => `role/cdk-hnb659fds-${name}-role-${SHOP}-eu-central-1`;
const iam = (rest: string) => `arn:aws:iam::${SHOP}:${rest}`;
const STACK = arn('cloudformation', 'stack/shop/1a2b3c4d-0000-1111-2222-333344445555');

/** Deployments of a team, and those of the platform in its account. */
export const DEPLOYMENT_DAYS: readonly Day[] = [
  {
    title: 'Deploy an app by the AWS CDK',
    parts: [
      {
        who: 'A developer',
        principal: 'role/Developer',
        calls: ['lookup', 'file-publishing', 'image-publishing', 'deploy'].flatMap((name) => on(iam(cdkRole(name)), ['sts:AssumeRole'])),
      },
      {
        who: 'The role that looks up',
        principal: cdkRole('lookup'),
        calls: [...any('ec2:DescribeVpcs', 'ec2:DescribeSubnets', 'route53:ListHostedZonesByName'), ...on(arn('ssm', 'parameter/cdk-bootstrap/hnb659fds/version'), ['ssm:GetParameter'])],
      },
      {
        who: 'The role that publishes files',
        principal: cdkRole('file-publishing'),
        calls: [
          ...on(ASSETS, ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetEncryptionConfiguration']),
          ...on(`${ASSETS}/0a1b.zip`, ['s3:GetObject', 's3:AbortMultipartUpload']),
          ...on(`${ASSETS}/0a1b.zip`, ['s3:PutObject'], { 's3:x-amz-server-side-encryption': 'aws:kms', 's3:x-amz-server-side-encryption-aws-kms-key-id': arn('kms', 'key/1a') }),
          ...on(arn('kms', 'key/1a'), ['kms:GenerateDataKey', 'kms:Decrypt'], { 'kms:ViaService': 's3.eu-central-1.amazonaws.com', ...through('s3') }),
        ],
      },
      {
        who: 'The role that publishes images',
        principal: cdkRole('image-publishing'),
        calls: [
          ...any('ecr:GetAuthorizationToken'),
          ...on(arn('ecr', `repository/cdk-hnb659fds-container-assets-${SHOP}-eu-central-1`), [
            'ecr:DescribeRepositories', 'ecr:DescribeImages', 'ecr:BatchCheckLayerAvailability', 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage',
          ]),
        ],
      },
      {
        who: 'The role that deploys',
        principal: cdkRole('deploy'),
        calls: [
          ...on(STACK, ['cloudformation:CreateChangeSet', 'cloudformation:DescribeChangeSet', 'cloudformation:ExecuteChangeSet', 'cloudformation:DescribeStacks', 'cloudformation:DescribeStackEvents', 'cloudformation:GetTemplate', 'cloudformation:DeleteChangeSet']),
          ...on(iam(cdkRole('cfn-exec')), ['iam:PassRole'], { 'iam:PassedToService': 'cloudformation.amazonaws.com' }),
          ...on(`${ASSETS}/0a1b.json`, ['s3:GetObject'], through('cloudformation')),
          ...on(arn('ssm', 'parameter/cdk-bootstrap/hnb659fds/version'), ['ssm:GetParameters'], through('cloudformation')),
        ],
      },
      {
        who: 'AWS CloudFormation with the role that creates resources',
        principal: cdkRole('cfn-exec'),
        keys: through('cloudformation'),
        calls: [
          ...on(iam('role/shop-Handler'), ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PutRolePolicy', 'iam:TagRole', 'iam:GetRole', 'iam:PassRole'], { 'iam:PermissionsBoundary': null }),
          ...on(arn('lambda', 'function:shop-Handler'), ['lambda:CreateFunction', 'lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration', 'lambda:GetFunction', 'lambda:TagResource'], { 'lambda:VpcIds': ['vpc-0a1b2c3d'] }),
          ...on(arn('lambda', 'function:shop-Handler'), ['lambda:AddPermission'], { 'lambda:Principal': 'apigateway.amazonaws.com', 'lambda:FunctionUrlAuthType': null }),
          ...on(arn('lambda', 'function:shop-Seed'), ['lambda:InvokeFunction']),
          ...on(arn('logs', 'log-group:/aws/lambda/shop-Handler'), ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:TagResource']),
          ...on('arn:aws:s3:::shop-data', ['s3:CreateBucket', 's3:PutEncryptionConfiguration', 's3:PutBucketPublicAccessBlock', 's3:PutBucketPolicy', 's3:PutBucketVersioning', 's3:PutLifecycleConfiguration', 's3:PutBucketTagging', 's3:PutBucketOwnershipControls', 's3:DeleteBucket']),
          ...on(arn('dynamodb', 'table/orders'), ['dynamodb:CreateTable', 'dynamodb:UpdateContinuousBackups', 'dynamodb:TagResource', 'dynamodb:DeleteTable']),
          ...on(arn('sqs', 'orders'), ['sqs:CreateQueue', 'sqs:SetQueueAttributes', 'sqs:GetQueueAttributes']),
          ...on(arn('sns', 'orders'), ['sns:CreateTopic', 'sns:SetTopicAttributes']),
          ...on(arn('sns', 'orders'), ['sns:Subscribe'], { 'sns:Protocol': 'sqs', 'sns:Endpoint': arn('sqs', 'orders') }),
          ...on(arn('kms', 'key/2b'), ['kms:PutKeyPolicy', 'kms:EnableKeyRotation', 'kms:CreateAlias', 'kms:ScheduleKeyDeletion'], { 'kms:BypassPolicyLockoutSafetyCheck': false }),
          ...on(arn('kms', 'key/*'), ['kms:CreateKey'], { 'kms:BypassPolicyLockoutSafetyCheck': false, 'kms:KeyUsage': 'ENCRYPT_DECRYPT', 'kms:KeySpec': 'SYMMETRIC_DEFAULT', 'kms:KeyOrigin': 'AWS_KMS' }),
          ...on(arn('apigateway', '/restapis', ''), ['apigateway:POST', 'apigateway:PATCH', 'apigateway:PUT']),
          ...on(arn('events', 'rule/nightly'), ['events:PutRule', 'events:PutTargets'], { 'events:TargetArn': [arn('lambda', 'function:shop-Handler')] }),
          ...on(arn('cloudwatch', 'alarm:shop-errors'), ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms']),
          ...on(arn('states', 'stateMachine:shop'), ['states:CreateStateMachine', 'states:UpdateStateMachine']),
          ...on(arn('secretsmanager', 'secret:shop-AbCdEf'), ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'], { 'secretsmanager:Name': 'shop', 'secretsmanager:AddReplicaRegions': null }),
          ...on(arn('ec2', 'security-group/sg-0a1b'), ['ec2:CreateSecurityGroup', 'ec2:AuthorizeSecurityGroupIngress', 'ec2:CreateTags']),
          ...on('arn:aws:cloudformation:eu-central-1:aws:transform/Serverless-2016-10-31', ['cloudformation:CreateChangeSet']),
          ...on(`${ASSETS}/0a1b.zip`, ['s3:GetObject']),
        ],
      },
    ],
  },
  {
    title: 'Roll out a baseline by AWS CloudFormation StackSets',
    parts: [
      {
        who: 'StackSets with the role of the organization',
        principal: serviceLinked('member.org.stacksets.cloudformation', 'AWSServiceRoleForCloudFormationStackSetsOrgMember'),
        calls: [...on(iam('role/stacksets-exec-0a1b'), ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:DetachRolePolicy', 'iam:DeleteRole'])],
      },
      {
        who: 'AWS CloudFormation with the role that StackSets creates',
        principal: 'role/stacksets-exec-0a1b',
        keys: through('cloudformation'),
        calls: [
          ...on(arn('cloudformation', 'stack/StackSet-baseline-1/2b'), ['cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:DescribeStacks']),
          ...on(iam('role/baseline-Reader'), ['iam:CreateRole', 'iam:PutRolePolicy']),
          ...on(arn('events', 'rule/findings'), ['events:PutRule', 'events:PutTargets'], { 'events:TargetArn': [arn('events', 'event-bus/security', LOG_ARCHIVE)] }),
          ...on(arn('logs', 'log-group:/baseline'), ['logs:CreateLogGroup', 'logs:PutRetentionPolicy']),
          ...on(arn('ssm', 'parameter/baseline'), ['ssm:PutParameter']),
          ...any('ec2:EnableEbsEncryptionByDefault'),
        ],
      },
    ],
  },
  {
    title: 'Let AWS Control Tower set up and update the account',
    parts: [
      {
        who: 'The role AWSControlTowerExecution',
        principal: 'role/AWSControlTowerExecution',
        calls: [
          ...on(arn('cloudformation', 'stack/StackSet-AWSControlTowerBP-BASELINE-CONFIG-1/3c'), ['cloudformation:CreateStack', 'cloudformation:UpdateStack', 'cloudformation:DeleteStack']),
          ...on(arn('config', '*'), ['config:PutConfigurationRecorder', 'config:PutDeliveryChannel', 'config:StartConfigurationRecorder', 'config:PutConfigRule', 'config:DeleteConfigurationRecorder']),
          ...on(arn('cloudtrail', 'trail/aws-controltower-BaselineCloudTrail'), ['cloudtrail:CreateTrail', 'cloudtrail:UpdateTrail', 'cloudtrail:StartLogging', 'cloudtrail:PutEventSelectors']),
          ...on(iam('role/aws-controltower-ConfigRecorderRole'), ['iam:CreateRole', 'iam:AttachRolePolicy', 'iam:PassRole']),
          ...on(arn('sns', 'aws-controltower-SecurityNotifications'), ['sns:CreateTopic', 'sns:SetTopicAttributes', 'sns:Subscribe'], { 'sns:Protocol': 'lambda', 'sns:Endpoint': arn('lambda', 'function:aws-controltower-NotificationForwarder') }),
          ...on(arn('lambda', 'function:aws-controltower-NotificationForwarder'), ['lambda:CreateFunction'], { 'lambda:VpcIds': null }),
          ...on(arn('lambda', 'function:aws-controltower-NotificationForwarder'), ['lambda:AddPermission'], { 'lambda:Principal': 'sns.amazonaws.com' }),
          ...on(arn('logs', 'log-group:/aws/lambda/aws-controltower-NotificationForwarder'), ['logs:CreateLogGroup', 'logs:PutRetentionPolicy']),
          ...any('ec2:DescribeRegions', 'ec2:DescribeVpcs'),
          ...on(arn('ec2', 'vpc/vpc-0default'), ['ec2:DeleteVpc']),
        ],
      },
      {
        who: 'AWS Control Tower with its service-linked role',
        principal: serviceLinked('controltower', 'AWSServiceRoleForAWSControlTower'),
        calls: [...any('config:DescribeConfigRules', 'config:PutConfigRule', 'config:DeleteConfigRule', 'events:PutRule')],
      },
      {
        who: 'The role that forwards notifications',
        principal: 'role/aws-controltower-ForwardSnsNotificationRole',
        calls: [...on(arn('sns', 'aws-controltower-AggregateSecurityNotifications', LOG_ARCHIVE), ['sns:Publish']), ...on(arn('logs', 'log-group:/aws/lambda/x:log-stream:y'), ['logs:CreateLogStream', 'logs:PutLogEvents'])],
      },
      {
        who: 'AWS Config, which delivers to the log archive',
        principal: 'config.amazonaws.com',
        account: 'log-archive',
        keys: { 'aws:SourceAccount': SHOP },
        calls: [
          ...on('arn:aws:s3:::aws-controltower-logs-333344445555-eu-central-1', ['s3:GetBucketAcl', 's3:ListBucket']),
          ...on('arn:aws:s3:::aws-controltower-logs-333344445555-eu-central-1/o-a1/AWSLogs/1/Config/a.json.gz', ['s3:PutObject'], { 's3:x-amz-acl': 'bucket-owner-full-control' }),
        ],
      },
      {
        who: 'AWS CloudTrail, which delivers to the log archive',
        principal: 'cloudtrail.amazonaws.com',
        account: 'log-archive',
        keys: { 'aws:SourceAccount': '999999999999' },
        calls: [...on('arn:aws:s3:::log-archive-trail/o-a1/AWSLogs/1/CloudTrail/a.json.gz', ['s3:PutObject'], { 's3:x-amz-acl': 'bucket-owner-full-control' })],
      },
    ],
  },
];
