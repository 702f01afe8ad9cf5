import { asked, BUCKET, denies, ENCODED, FUNCTION, ROLE, type Sample, SCP, silent, told, USER } from './message-parts';

const DENIED = 'with an explicit deny in a service control policy';
const byScp = denies('service control policy');
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const onUser = { principal: USER, cause: silent('identity-based policy') };
const iam = (action: string, resource: string) => `User: ${USER} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;

/** Terminals, logs and trackers change what a service wrote. */
const CHANGED: readonly Sample[] = [
  ['a box of Terraform around broken lines', `╷\n│ Error: reading S3 Bucket (${BUCKET}): User: ${ROLE} is not\n│ authorized to perform: s3:GetObject on resource: "${BUCKET}/a.csv" with an explicit\n│ deny in a service control policy\n│\n│   with aws_s3_bucket.records,\n╵`,
    { ...asked, cause: byScp }],
  ['colors of a terminal', `\u001b[31mError:\u001b[0m User: \u001b[1m${ROLE}\u001b[22m is not authorized to perform: \u001b[33ms3:GetObject\u001b[0m on resource: "${BUCKET}/a.csv" ${DENIED}`, { ...asked, cause: byScp }],
  ['a caller that the terminal broke in two', `User: arn:aws:sts::111122223333:assumed-role/Deve\nloper/anna@example.com is not authorized to perform: s3:GetObject on resource: "${BUCKET}/a.csv" ${DENIED}`, { ...asked, cause: byScp }],
  ['JSON in JSON', JSON.stringify(JSON.stringify({ message: told(DENIED) })), { ...asked, cause: byScp }],
  ['JSON with escaped quotes of Unicode', `{"message":"User: ${ROLE} is not authorized to perform: s3:GetObject on resource: \\u0022${BUCKET}/a.csv\\u0022 ${DENIED}"}`, { ...asked, cause: byScp }],
  ['XML with other references of quotes', `<Error><Message>User: ${ROLE} is not authorized to perform: s3:GetObject on resource: &#34;${BUCKET}/a.csv&#34; ${DENIED}</Message></Error>`, { ...asked, cause: byScp }],
  ['curly quotes of a word processor', `User: ${ROLE} is not authorized to perform: “s3:GetObject” on resource: “${BUCKET}/a.csv” ${DENIED}`, { ...asked, cause: byScp }],
  ['a log line of a Kubernetes controller', JSON.stringify({ level: 'error', ts: 1, logger: 'controller', msg: 'Reconciler error', error: `AccessDeniedException: ${told(DENIED)}` }), { ...asked, cause: byScp }],
  ['an account that GitHub Actions hides', 'User: arn:aws:sts::***:assumed-role/Deploy/run is not authorized to perform: ssm:SendCommand on resource: arn:aws:ssm:***::document/AWS-RunShellScript',
    { principal: 'arn:aws:sts::***:assumed-role/Deploy/run', action: 'ssm:SendCommand', resource: 'arn:aws:ssm:***::document/AWS-RunShellScript' }],
  ['a line break of Windows', `An error occurred (AccessDenied) when calling the GetObject operation:\r\n${told(DENIED)}\r\n`, { ...asked, cause: byScp }],
];

/** Tools that put their own words around it. */
const TOOLS: readonly Sample[] = [
  ['Pulumi', `error: 1 error occurred:\n\t* creating urn:pulumi:dev::x::aws:s3/bucket:Bucket::records: operation error S3: CreateBucket, https response error StatusCode: 403, RequestID: 1111, HostID: a=, api error AccessDenied: User: ${ROLE} is not authorized to perform: s3:CreateBucket on resource: "${BUCKET}" ${DENIED}`,
    { principal: ROLE, action: 's3:CreateBucket', resource: BUCKET, cause: byScp }],
  ['Ansible', `fatal: [localhost]: FAILED! => {"changed": false, "msg": "Failed to describe instances: An error occurred (UnauthorizedOperation) when calling the DescribeInstances operation: You are not authorized to perform this operation. User: ${USER} is not authorized to perform: ec2:DescribeInstances ${DENIED}"}`,
    { principal: USER, action: 'ec2:DescribeInstances', cause: byScp }],
  ['eksctl', `Error: unable to describe cluster control plane: operation error EKS: DescribeCluster, https response error StatusCode: 403, RequestID: 1111, api error AccessDeniedException: User: ${ROLE} is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:eu-west-1:111122223333:cluster/shop with an explicit deny`,
    { principal: ROLE, action: 'eks:DescribeCluster', resource: 'arn:aws:eks:eu-west-1:111122223333:cluster/shop', cause: { how: 'explicit deny' } }],
  ['external-dns', `level=error msg="failed to list hosted zones: operation error Route 53: ListHostedZones, https response error StatusCode: 403, RequestID: 1111, api error AccessDenied: User: ${ROLE} is not authorized to perform: route53:ListHostedZones because no identity-based policy allows the route53:ListHostedZones action"`,
    { principal: ROLE, action: 'route53:ListHostedZones', cause: silent('identity-based policy') }],
  ['the SDK for Java, version 1', 'com.amazonaws.services.s3.model.AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied; Request ID: 1111; S3 Extended Request ID: abc=; Proxy: null)', {}],
  ['the SDK for Go, version 1', `AccessDeniedException: User: ${ROLE} is not authorized to perform: dynamodb:Query on resource: ${TABLE} ${DENIED}\n\tstatus code: 400, request id: 1111`, { principal: ROLE, action: 'dynamodb:Query', resource: TABLE, cause: byScp }],
  ['the SDK for Ruby', `Aws::Lambda::Errors::AccessDeniedException (User: ${ROLE} is not authorized to perform: lambda:InvokeFunction on resource: ${FUNCTION} ${DENIED})`, { principal: ROLE, action: 'lambda:InvokeFunction', resource: FUNCTION, cause: byScp }],
  ['the SDK for C++', `Error: AccessDenied: User: ${ROLE} is not authorized to perform: s3:GetObject on resource: "${BUCKET}/a.csv" ${DENIED} (with address : 203.0.113.9)`, { ...asked, cause: byScp }],
  ['CloudFormation with the name of the API', `API: ec2:RunInstances You are not authorized to perform this operation. Encoded authorization failure message: ${ENCODED}`, { action: 'ec2:RunInstances', encoded: ENCODED }],
  ['CloudFormation in earlier words', 'AccessDenied. User doesn\'t have permission to call ec2:DescribeVpcs', { action: 'ec2:DescribeVpcs' }],
  ['the bootstrap role of the CDK', `current credentials could not be used to assume 'arn:aws:iam::111122223333:role/cdk-deploy', but are for the right account. User: ${ROLE} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::111122223333:role/cdk-deploy ${DENIED}`,
    { principal: ROLE, action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/cdk-deploy', cause: byScp }],
  ['AWS CodeBuild', 'CodeBuild is not authorized to perform: sts:AssumeRole on arn:aws:iam::111122223333:role/Build (Service: AWSCodeBuild; Status Code: 400; Error Code: InvalidInputException; Request ID: 1111)',
    { action: 'sts:AssumeRole', resource: 'arn:aws:iam::111122223333:role/Build' }],
];

/** The SDK for Go without words of IAM shows service and operation. */
const OPERATIONS: readonly Sample[] = ([
  ['EC2: RunInstances', 'ec2:RunInstances'], ['Secrets Manager: GetSecretValue', 'secretsmanager:GetSecretValue'], ['CloudWatch Logs: CreateLogGroup', 'logs:CreateLogGroup'],
  ['Elastic Load Balancing v2: DescribeLoadBalancers', 'elasticloadbalancing:DescribeLoadBalancers'], ['Route 53: ChangeResourceRecordSets', 'route53:ChangeResourceRecordSets'],
  ['EventBridge: PutRule', 'events:PutRule'], ['SFN: StartExecution', 'states:StartExecution'], ['Auto Scaling: CreateAutoScalingGroup', 'autoscaling:CreateAutoScalingGroup'],
  ['Cost Explorer: GetCostAndUsage', 'ce:GetCostAndUsage'], ['Cognito Identity Provider: CreateUserPool', 'cognito-idp:CreateUserPool'], ['Config Service: PutConfigRule', 'config:PutConfigRule'],
  ['Database Migration Service: CreateReplicationTask', 'dms:CreateReplicationTask'], ['SSO Admin: CreatePermissionSet', 'sso:CreatePermissionSet'], ['EFS: CreateFileSystem', 'elasticfilesystem:CreateFileSystem'],
  ['CloudWatch: PutMetricAlarm', 'cloudwatch:PutMetricAlarm'], ['API Gateway: CreateRestApi', 'apigateway:POST'], ['ElastiCache: CreateCacheCluster', 'elasticache:CreateCacheCluster'],
] as const).map(([operation, action]) => [`the SDK for Go in ${operation}`, `operation error ${operation}, https response error StatusCode: 403, RequestID: 1111, api error AccessDenied: Access denied`, { action }]);

/** Resources without an ARN, and messages with less than others. */
const RESOURCES: readonly Sample[] = [
  ['a user of IAM by its name', iam('iam:CreateAccessKey', 'user bert'), { ...onUser, action: 'iam:CreateAccessKey' }],
  ['an instance profile by its name', iam('iam:AddRoleToInstanceProfile', 'instance profile web'), { ...onUser, action: 'iam:AddRoleToInstanceProfile' }],
  ['a policy with its type before the ARN', iam('iam:AttachRolePolicy', 'policy arn:aws:iam::111122223333:policy/team/x'), { ...onUser, action: 'iam:AttachRolePolicy', resource: 'arn:aws:iam::111122223333:policy/team/x' }],
  ['a version of a policy', iam('iam:SetDefaultPolicyVersion', 'policy arn:aws:iam::111122223333:policy/x version v2'), { ...onUser, action: 'iam:SetDefaultPolicyVersion', resource: 'arn:aws:iam::111122223333:policy/x' }],
  ['a resource without a name', `User: ${USER} is not authorized to perform: elasticfilesystem:DeleteFileSystem on the specified resource`, { principal: USER, action: 'elasticfilesystem:DeleteFileSystem' }],
  ['a log group with the colon at its end', `User: ${USER} is not authorized to perform: logs:DeleteLogGroup on resource: arn:aws:logs:eu-west-1:111122223333:log-group:audit:log-stream: ${DENIED}: ${SCP}`,
    { principal: USER, action: 'logs:DeleteLogGroup', resource: 'arn:aws:logs:eu-west-1:111122223333:log-group:audit:log-stream:', cause: denies('service control policy', SCP) }],
  ['a role of another account that a service gets', 'An error occurred (AccessDeniedException) when calling the CreateFunction operation: Cross-account pass role is not allowed.', { action: 'iam:PassRole' }],
  ['an authorizer of Amazon API Gateway', 'User is not authorized to access this resource with an explicit deny in an identity-based policy', { cause: denies('identity-based policy') }],
  ['the console of Amazon S3', 'Insufficient permissions to list buckets. After you or your AWS administrator has updated your permissions to allow the s3:ListAllMyBuckets action, refresh the page.', { action: 's3:ListAllMyBuckets' }],
  ['a console that says do not', 'You do not have permission to perform: lambda:ListFunctions', { action: 'lambda:ListFunctions' }],
  ['AWS Organizations', 'An error occurred (AccessDeniedException) when calling the ListPolicies operation: You don\'t have permissions to access this resource.', {}],
  ['an access rule of Kubernetes, which is no policy of AWS', `Error from server (Forbidden): pods is forbidden: User "${ROLE}" cannot list resource "pods" in API group "" in the namespace "default"`, { principal: ROLE }],
  ['the ARN of a session policy', told('with an explicit deny in a session policy: arn:aws:iam::111122223333:policy/Session'), { ...asked, cause: denies('session policy', 'arn:aws:iam::111122223333:policy/Session') }],
  ['the ARN of an SCP that AWS manages', told('with an explicit deny in a service control policy: arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess'),
    { ...asked, cause: denies('service control policy', 'arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess') }],
  ['the partition of China', 'User: arn:aws-cn:iam::111122223333:user/anna is not authorized to perform: s3:CreateBucket on resource: "arn:aws-cn:s3:::new" because no service control policy allows the s3:CreateBucket action',
    { principal: 'arn:aws-cn:iam::111122223333:user/anna', action: 's3:CreateBucket', resource: 'arn:aws-cn:s3:::new', cause: silent('service control policy') }],
];

/** Messages in the shapes of public issues and sample events, with invented IDs. */
export const REPORTED_MESSAGES: readonly Sample[] = [...CHANGED, ...TOOLS, ...OPERATIONS, ...RESOURCES];
