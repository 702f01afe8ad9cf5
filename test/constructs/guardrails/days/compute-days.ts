import { any, arn, type Day, on, SHOP, serviceLinked, through } from './day';

const iam = (rest: string) => `arn:aws:iam::${SHOP}:${rest}`;
const ec2 = (rest: string) => arn('ec2', rest);
const INSTANCE = { 'ec2:RoleDelivery': '2.0', 'ec2:SourceInstanceARN': ec2('instance/i-0a1b2c3d') };
const REPOSITORY = arn('ecr', 'repository/shop');
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];
const LOGS = arn('logs', 'log-group:/shop:log-stream:a');
const INTERFACES = [ec2('subnet/subnet-0a1b'), ec2('security-group/sg-0a1b'), ec2('network-interface/eni-0a1b')];

/** Work with containers, functions and instances. */
export const COMPUTE_DAYS: readonly Day[] = [
  {
    title: 'Build in a VPC with AWS CodeBuild',
    parts: [
      {
        who: 'A developer',
        principal: 'role/Developer',
        calls: [
          ...on(arn('codebuild', 'project/shop'), ['codebuild:CreateProject', 'codebuild:UpdateProject'], {
            'codebuild:vpcConfig.vpcId': 'vpc-0a1b2c3d', 'codebuild:artifacts.encryptionDisabled': false, 'codebuild:secondaryArtifacts.encryptionDisabled': null, 'codebuild:logsConfig.s3Logs.encryptionDisabled': null,
          }),
          ...on(arn('codebuild', 'project/shop'), ['codebuild:StartBuild', 'codebuild:BatchGetBuilds']),
          ...on(iam('role/shop-build'), ['iam:PassRole'], { 'iam:PassedToService': 'codebuild.amazonaws.com' }),
        ],
      },
      {
        who: 'AWS CodeBuild with the role of the project',
        principal: 'role/shop-build',
        calls: [
          ...any('ec2:DescribeSubnets', 'ec2:DescribeSecurityGroups', 'ec2:DescribeVpcs', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeDhcpOptions'),
          ...INTERFACES.flatMap((resource) => on(resource, ['ec2:CreateNetworkInterface'])),
          ...on(ec2('network-interface/eni-0a1b'), ['ec2:CreateNetworkInterfacePermission'], { 'ec2:AuthorizedService': 'codebuild.amazonaws.com', 'ec2:Subnet': ec2('subnet/subnet-0a1b') }),
          ...on(ec2('network-interface/eni-0a1b'), ['ec2:DeleteNetworkInterface']),
          ...on(LOGS, ['logs:CreateLogStream', 'logs:PutLogEvents']),
          ...on('arn:aws:s3:::shop-artifacts/a.zip', ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject']),
          ...on(REPOSITORY, ['ecr:BatchCheckLayerAvailability', 'ecr:InitiateLayerUpload', 'ecr:UploadLayerPart', 'ecr:CompleteLayerUpload', 'ecr:PutImage']),
          ...any('ecr:GetAuthorizationToken'),
          ...on(arn('codebuild', 'report-group/shop-tests'), ['codebuild:CreateReport', 'codebuild:UpdateReport', 'codebuild:BatchPutTestCases']),
          ...on(arn('codebuild', 'report-group/shop-tests'), ['codebuild:CreateReportGroup'], { 'codebuild:exportConfig.s3Destination.encryptionDisabled': null }),
          ...on(arn('secretsmanager', 'secret:npm-AbCdEf'), ['secretsmanager:GetSecretValue']),
          ...on(arn('codeconnections', 'connection/0a1b'), ['codeconnections:UseConnection', 'codeconnections:GetConnectionToken']),
          ...on(arn('kms', 'key/1a'), ['kms:Decrypt', 'kms:GenerateDataKey'], through('s3')),
        ],
      },
    ],
  },
  {
    title: 'Run a service on Amazon ECS, with scaling',
    parts: [
      {
        who: 'AWS CloudFormation with the role that creates resources',
        principal: `role/cdk-hnb659fds-cfn-exec-role-${SHOP}-eu-central-1`,
        keys: through('cloudformation'),
        calls: [
          ...on(arn('ecs', 'cluster/shop'), ['ecs:CreateCluster']),
          ...on(arn('ecs', 'task-definition/shop:1'), ['ecs:RegisterTaskDefinition', 'ecs:DeregisterTaskDefinition']),
          ...on(arn('ecs', 'service/shop/web'), ['ecs:CreateService', 'ecs:UpdateService'], { 'ecs:auto-assign-public-ip': false }),
          ...on(iam('role/shop-task'), ['iam:PassRole'], { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' }),
          ...on(arn('elasticloadbalancing', 'loadbalancer/app/shop/0a'), ['elasticloadbalancing:CreateLoadBalancer', 'elasticloadbalancing:ModifyLoadBalancerAttributes'], { 'elasticloadbalancing:Scheme': 'internal' }),
          ...on(arn('elasticloadbalancing', 'targetgroup/shop/0a'), ['elasticloadbalancing:CreateTargetGroup']),
          ...on(arn('application-autoscaling', 'scalable-target/0a'), ['application-autoscaling:RegisterScalableTarget', 'application-autoscaling:PutScalingPolicy']),
          ...on(iam('role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService'), ['iam:CreateServiceLinkedRole']),
          ...on(arn('autoscaling', 'autoScalingGroup:0a:autoScalingGroupName/shop'), ['autoscaling:CreateAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'], { 'autoscaling:LaunchTemplateVersionSpecified': true, 'autoscaling:InstanceTypes': ['m7g.large'] }),
          ...on(ec2('launch-template/lt-0a1b'), ['ec2:CreateLaunchTemplate', 'ec2:CreateLaunchTemplateVersion']),
        ],
      },
      {
        who: 'Amazon ECS with its service-linked role',
        principal: serviceLinked('ecs', 'AWSServiceRoleForECS'),
        calls: [...any('ec2:CreateNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'elasticloadbalancing:RegisterTargets', 'route53:ChangeResourceRecordSets')],
      },
      {
        who: 'Application Auto Scaling with its service-linked role',
        principal: serviceLinked('ecs.application-autoscaling', 'AWSServiceRoleForApplicationAutoScaling_ECSService'),
        calls: [...any('ecs:UpdateService', 'ecs:DescribeServices', 'cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms')],
      },
      {
        who: 'Amazon EC2 Auto Scaling with its service-linked role',
        principal: serviceLinked('autoscaling', 'AWSServiceRoleForAutoScaling'),
        calls: [...any('ec2:RunInstances', 'ec2:TerminateInstances', 'ec2:CreateTags')],
      },
      {
        who: 'Amazon ECS with the role that starts tasks',
        principal: 'role/shop-task-execution',
        policy: 'AmazonECSTaskExecutionRolePolicy',
        calls: [...any('ecr:GetAuthorizationToken'), ...on(REPOSITORY, PULL), ...on(LOGS, ['logs:CreateLogStream', 'logs:PutLogEvents'])],
      },
      {
        who: 'The task',
        principal: 'role/shop-task',
        calls: [
          ...on('arn:aws:s3:::shop-data/a', ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']), ...on('arn:aws:s3:::shop-data', ['s3:ListBucket']),
          ...on(arn('dynamodb', 'table/orders'), ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:DeleteItem']),
          ...on(arn('sqs', 'orders'), ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage']), ...on(arn('sns', 'orders'), ['sns:Publish']),
          ...on(arn('events', 'event-bus/default'), ['events:PutEvents']), ...on(arn('secretsmanager', 'secret:shop-AbCdEf'), ['secretsmanager:GetSecretValue']),
          ...any('xray:PutTraceSegments', 'cloudwatch:PutMetricData'),
        ],
      },
      {
        who: 'An instance of the cluster',
        principal: 'role/ecsInstanceRole',
        policy: 'AmazonEC2ContainerServiceforEC2Role',
        keys: INSTANCE,
        calls: [
          ...on(arn('ecs', 'cluster/shop'), ['ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance', 'ecs:SubmitContainerStateChange']),
          ...any('ecs:DiscoverPollEndpoint', 'ecr:GetAuthorizationToken', 'ec2:DescribeTags'), ...on(arn('ecs', 'container-instance/shop/0a'), ['ecs:Poll', 'ecs:StartTelemetrySession']),
          ...on(REPOSITORY, PULL), ...on(LOGS, ['logs:CreateLogStream', 'logs:PutLogEvents']),
        ],
      },
    ],
  },
  {
    title: 'Run a cluster on Amazon EKS',
    parts: [
      {
        who: 'A developer',
        principal: 'role/Developer',
        calls: [
          ...on(arn('eks', 'cluster/shop'), ['eks:CreateCluster', 'eks:UpdateClusterConfig', 'eks:DescribeCluster', 'eks:CreateNodegroup', 'eks:CreateAddon'], {
            'eks:endpointPublicAccess': false, 'eks:bootstrapClusterCreatorAdminPermissions': false, 'eks:deletionProtection': true,
          }),
          ...on(arn('eks', 'cluster/shop'), ['eks:CreateAccessEntry']),
          ...on(arn('eks', 'access-entry/shop/role/111122223333/Developer/0a'), ['eks:AssociateAccessPolicy'], { 'eks:policyArn': 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy' }),
          ...on(iam('role/eks-cluster'), ['iam:PassRole'], { 'iam:PassedToService': 'eks.amazonaws.com' }),
        ],
      },
      {
        who: 'Amazon EKS with its service-linked role',
        principal: serviceLinked('eks', 'AWSServiceRoleForAmazonEKS'),
        calls: [...any('ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:CreateNetworkInterfacePermission', 'route53:AssociateVPCWithHostedZone')],
      },
      {
        who: 'Amazon EKS with the role of the cluster',
        principal: 'role/eks-cluster',
        calls: [
          ...on(arn('elasticloadbalancing', 'loadbalancer/net/shop/0a'), ['elasticloadbalancing:CreateLoadBalancer'], { 'elasticloadbalancing:Scheme': 'internal' }),
          ...on(ec2('volume/vol-0a1b'), ['ec2:CreateVolume', 'ec2:AttachVolume'], { 'ec2:Encrypted': true }), ...on(ec2('instance/i-0a1b'), ['ec2:AttachVolume', 'ec2:ModifyInstanceAttribute']),
          ...on(ec2('security-group/sg-0a1b'), ['ec2:AuthorizeSecurityGroupIngress']), ...any('autoscaling:DescribeAutoScalingGroups'),
        ],
      },
      {
        who: 'A node',
        principal: 'role/eks-node',
        keys: INSTANCE,
        calls: [
          ...any('ec2:DescribeInstances', 'eks:DescribeCluster', 'ecr:GetAuthorizationToken'), ...on(REPOSITORY, PULL),
          // The images of the add-ons are in a repository of AWS.
          ...on(arn('ecr', 'repository/amazon-k8s-cni', '602401143452'), PULL, { 'aws:ResourceOrgID': 'o-eksregistry' }),
          ...INTERFACES.flatMap((resource) => on(resource, ['ec2:CreateNetworkInterface'])), ...on(ec2('network-interface/eni-0a1b'), ['ec2:AssignPrivateIpAddresses', 'ec2:AttachNetworkInterface']),
        ],
      },
      {
        who: 'A pod, by a web identity of the cluster',
        principal: `arn:aws:iam::${SHOP}:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B`,
        keys: { 'token.actions.githubusercontent.com:sub': null, 'oidc.eks.eu-central-1.amazonaws.com/id/0A1B:aud': 'sts.amazonaws.com', 'oidc.eks.eu-central-1.amazonaws.com/id/0A1B:sub': 'system:serviceaccount:shop:web' },
        calls: [...on(iam('role/shop-pod'), ['sts:AssumeRoleWithWebIdentity'])],
      },
      {
        who: 'Amazon EKS Pod Identity',
        principal: 'pods.eks.amazonaws.com',
        keys: { 'aws:SourceAccount': SHOP, 'saml:aud': null },
        calls: [...on(iam('role/shop-pod'), ['sts:AssumeRole']), ...on(iam('role/shop-pod'), ['sts:TagSession'], { 'aws:TagKeys': ['eks-cluster-name', 'kubernetes-namespace'] })],
      },
      {
        who: 'The AWS CDK, which registers the identity provider of the cluster',
        principal: 'role/cluster-builder',
        keys: through('cloudformation'),
        calls: [...on(iam('oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A1B'), ['iam:CreateOpenIDConnectProvider'])],
      },
    ],
  },
  {
    title: 'Run functions in a VPC',
    parts: [
      {
        who: 'AWS CloudFormation with the role that creates resources',
        principal: `role/cdk-hnb659fds-cfn-exec-role-${SHOP}-eu-central-1`,
        keys: through('cloudformation'),
        calls: [
          ...on(arn('lambda', 'function:shop'), ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'], { 'lambda:VpcIds': ['vpc-0a1b2c3d'], 'lambda:SubnetIds': ['subnet-0a1b'] }),
          ...on(arn('lambda', 'event-source-mapping:0a'), ['lambda:CreateEventSourceMapping', 'lambda:UpdateEventSourceMapping', 'lambda:DeleteEventSourceMapping'], { 'lambda:FunctionArn': arn('lambda', 'function:shop') }),
          ...on(arn('lambda', 'function:shop'), ['lambda:AddPermission'], { 'lambda:Principal': 's3.amazonaws.com', 'lambda:FunctionUrlAuthType': null }),
          ...on(arn('lambda', 'layer:LambdaInsightsExtension:38', '580247275435'), ['lambda:GetLayerVersion'], { 'aws:ResourceOrgID': 'o-cloudwatch' }),
        ],
      },
      {
        who: 'AWS Lambda with the role of the function',
        principal: 'role/shop-function',
        policy: 'AWSLambdaVPCAccessExecutionRole',
        calls: [
          ...INTERFACES.flatMap((resource) => on(resource, ['ec2:CreateNetworkInterface'])), ...on(ec2('network-interface/eni-0a1b'), ['ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses']),
          ...any('ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets'), ...on(LOGS, ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']),
        ],
      },
      {
        who: 'The function',
        principal: 'role/shop-function',
        calls: [...on(arn('sqs', 'orders'), ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']), ...on(arn('kms', 'key/1a'), ['kms:Decrypt']), ...any('xray:PutTraceSegments')],
      },
      {
        who: 'Amazon S3, which invokes the function',
        principal: 's3.amazonaws.com',
        keys: { 'aws:SourceAccount': SHOP },
        calls: [...on(arn('lambda', 'function:shop'), ['lambda:InvokeFunction']), ...on(arn('sqs', 'orders'), ['sqs:SendMessage'])],
      },
    ],
  },
  {
    title: 'Patch instances and open sessions with AWS Systems Manager',
    parts: [
      {
        who: 'An operator',
        principal: 'role/Operator',
        calls: [
          ...on(arn('ssm', 'patchbaseline/pb-0a1b'), ['ssm:CreatePatchBaseline', 'ssm:RegisterPatchBaselineForPatchGroup']),
          ...on(arn('ssm', 'maintenancewindow/mw-0a1b'), ['ssm:CreateMaintenanceWindow', 'ssm:RegisterTaskWithMaintenanceWindow']),
          ...on('arn:aws:ssm:eu-central-1::document/AWS-RunPatchBaseline', ['ssm:SendCommand']), ...on(ec2('instance/i-0a1b2c3d'), ['ssm:SendCommand', 'ssm:StartSession']),
          ...on('arn:aws:ssm:eu-central-1::document/AWS-StartSSHSession', ['ssm:StartSession']), ...on(arn('ssm', 'session/Operator-0a'), ['ssm:TerminateSession', 'ssm:ResumeSession']),
          ...any('ssm:DescribeInstancePatchStates', 'ssm:ListCommandInvocations'),
          ...on('arn:aws:ssm:eu-central-1::automation-definition/AWS-RestartEC2Instance:$DEFAULT', ['ssm:StartAutomationExecution']),
        ],
      },
      {
        who: 'A maintenance window',
        principal: 'role/service-role/AmazonSSMMaintenanceWindowRole',
        policy: 'AmazonSSMMaintenanceWindowRole',
        calls: [...on('arn:aws:ssm:eu-central-1::document/AWS-RunPatchBaseline', ['ssm:SendCommand']), ...on(ec2('instance/i-0a1b2c3d'), ['ssm:SendCommand']), ...any('ssm:ListCommands', 'resource-groups:ListGroups', 'tag:GetResources')],
      },
      {
        who: 'The instance',
        principal: 'role/instance',
        keys: INSTANCE,
        calls: [
          ...on(ec2('instance/i-0a1b2c3d'), ['ssm:GetDeployablePatchSnapshotForInstance', 'ssm:UpdateInstanceInformation'], { 'ssm:SourceInstanceARN': null }),
          ...any('ssmmessages:CreateControlChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:CreateDataChannel', 'ec2messages:GetMessages', 'ec2messages:SendReply', 'ssm:PutInventory', 'ssm:PutComplianceItems', 'ssm:ListInstanceAssociations'),
          ...on('arn:aws:ssm:eu-central-1::document/AWS-RunPatchBaseline', ['ssm:GetDocument', 'ssm:DescribeDocument']), ...on('arn:aws:ssm:eu-central-1::parameter/aws/service/ami-amazon-linux-latest/al2023', ['ssm:GetParameter']),
          // The documents and snapshots of the agent are in buckets of AWS.
          ...['aws-ssm-eu-central-1', 'patch-baseline-snapshot-eu-central-1'].flatMap((bucket) => on(`arn:aws:s3:::${bucket}/a`, ['s3:GetObject'], { 'aws:ResourceAccount': '888877776666', 'aws:ResourceOrgID': 'o-systemsmgr' })),
          ...on('arn:aws:s3:::shop-ssm-output/a', ['s3:PutObject']),
        ],
      },
    ],
  },
];
