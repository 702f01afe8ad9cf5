import type { DeniedMessage } from '../../../src/trail/message/denied-message';

/** Messages in the shapes that AWS and tools print, with invented IDs, and what they say. */
export type Sample = readonly [title: string, text: string, told: DeniedMessage];

const ROLE = 'arn:aws:sts::111122223333:assumed-role/Developer/anna@example.com';
const USER = 'arn:aws:iam::111122223333:user/division/anna';
const BUCKET = 'arn:aws:s3:::records-example';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:orders';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const SCP = 'arn:aws:organizations::999999999999:policy/o-a1b2c3d4e5/service_control_policy/p-abcd1234';
const RCP = 'arn:aws:organizations::999999999999:policy/o-a1b2c3d4e5/resource_control_policy/p-efgh5678';
const ENCODED = 'dXE1c2F6YmVhcmVyIGV4YW1wbGUgb2YgYW4gZW5jb2RlZCBtZXNzYWdl_-9Qm3';

const denies = (policy: NonNullable<DeniedMessage['cause']>['policy'], policyArn?: string): DeniedMessage['cause'] => (
  { how: 'explicit deny', policy, ...(policyArn === undefined ? {} : { policyArn }) });
const silent = (policy: NonNullable<DeniedMessage['cause']>['policy']): DeniedMessage['cause'] => ({ how: 'no allow', policy });

const asked = { principal: ROLE, action: 's3:GetObject', resource: `${BUCKET}/a.csv` };
const told = (rest: string) => `User: ${ROLE} is not authorized to perform: s3:GetObject on resource: "${BUCKET}/a.csv" ${rest}`;

/** Each kind of policy, as the IAM User Guide words a denial and the lack of an Allow. */
const KINDS: readonly Sample[] = [
  ['an explicit deny in an SCP', told('with an explicit deny in a service control policy'), { ...asked, cause: denies('service control policy') }],
  ['no SCP that allows', told('because no service control policy allows the s3:GetObject action'), { ...asked, cause: silent('service control policy') }],
  ['an explicit deny in an RCP', told('with an explicit deny in a resource control policy'), { ...asked, cause: denies('resource control policy') }],
  ['no RCP that allows', told('because no resource control policy allows the s3:GetObject action'), { ...asked, cause: silent('resource control policy') }],
  ['an explicit deny in an identity-based policy', told('with an explicit deny in an identity-based policy'), { ...asked, cause: denies('identity-based policy') }],
  ['no identity-based policy that allows', told('because no identity-based policy allows the s3:GetObject action'), { ...asked, cause: silent('identity-based policy') }],
  ['an explicit deny in a resource-based policy', told('with an explicit deny in a resource-based policy'), { ...asked, cause: denies('resource-based policy') }],
  ['no resource-based policy that allows', told('because no resource-based policy allows the s3:GetObject action'), { ...asked, cause: silent('resource-based policy') }],
  ['an explicit deny in a permissions boundary', told('with an explicit deny in a permissions boundary'), { ...asked, cause: denies('permissions boundary') }],
  ['no permissions boundary that allows', told('because no permissions boundary allows the s3:GetObject action'), { ...asked, cause: silent('permissions boundary') }],
  ['an explicit deny in a session policy', told('with an explicit deny in a session policy'), { ...asked, cause: denies('session policy') }],
  ['no session policy that allows', told('because no session policy allows the s3:GetObject action'), { ...asked, cause: silent('session policy') }],
  ['an explicit deny in a VPC endpoint policy', told('with an explicit deny in a VPC endpoint policy'), { ...asked, cause: denies('VPC endpoint policy') }],
  ['no VPC endpoint policy that allows', told('because no VPC endpoint policy allows the s3:GetObject action'), { ...asked, cause: silent('VPC endpoint policy') }],
  ['an explicit deny in a trust policy', `User: ${ROLE} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/Deploy with an explicit deny in the role trust policy`,
    { principal: ROLE, action: 'sts:AssumeRole', resource: 'arn:aws:iam::444455556666:role/Deploy', cause: denies('role trust policy') }],
  ['no trust policy that allows', `User: ${ROLE} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/Deploy because no role trust policy allows the sts:AssumeRole action`,
    { principal: ROLE, action: 'sts:AssumeRole', resource: 'arn:aws:iam::444455556666:role/Deploy', cause: silent('role trust policy') }],
  ['an explicit deny of no kind', told('with an explicit deny'), { ...asked, cause: { how: 'explicit deny' } }],
  ['no reason', told(''), asked],
];

/** Messages that name the policy. */
const WITH_ARN: readonly Sample[] = [
  ['the ARN of an SCP behind a colon', told(`with an explicit deny in a service control policy: ${SCP}`), { ...asked, cause: denies('service control policy', SCP) }],
  ['the ARN of an RCP behind a colon, and a full stop', told(`with an explicit deny in a resource control policy: ${RCP}.`), { ...asked, cause: denies('resource control policy', RCP) }],
  ['the ARN of an SCP in brackets', told(`with an explicit deny in a service control policy (${SCP})`), { ...asked, cause: denies('service control policy', SCP) }],
  ['the ARN of an identity-based policy', told('with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/NoRecords'),
    { ...asked, cause: denies('identity-based policy', 'arn:aws:iam::111122223333:policy/NoRecords') }],
  ['the ARN of a permissions boundary', told('with an explicit deny in a permissions boundary: arn:aws:iam::111122223333:policy/Boundary'),
    { ...asked, cause: denies('permissions boundary', 'arn:aws:iam::111122223333:policy/Boundary') }],
];

/** The same words in the frames of tools. */
const FRAMES: readonly Sample[] = [
  ['the AWS CLI', `\nAn error occurred (AccessDenied) when calling the GetObject operation: ${told('with an explicit deny in a service control policy')}\n`, { ...asked, cause: denies('service control policy') }],
  ['the AWS CLI in a narrow terminal', `An error occurred (AccessDenied) when calling the GetObject operation:\nUser: ${ROLE}\nis not authorized to perform: s3:GetObject\n  on resource: "${BUCKET}/a.csv" with an explicit\n  deny in a service control policy`, { ...asked, cause: denies('service control policy') }],
  ['boto3', `botocore.exceptions.ClientError: An error occurred (AccessDeniedException) when calling the GetFunction operation: User: ${ROLE} is not authorized to perform: lambda:GetFunction on resource: ${FUNCTION} with an explicit deny in a service control policy`,
    { principal: ROLE, action: 'lambda:GetFunction', resource: FUNCTION, cause: denies('service control policy') }],
  ['the SDK for JavaScript', `AccessDeniedException: User: ${ROLE} is not authorized to perform: dynamodb:PutItem on resource: arn:aws:dynamodb:eu-west-1:111122223333:table/orders because no service control policy allows the dynamodb:PutItem action\n    at throwDefaultError (/app/node_modules/@smithy/smithy-client/dist-cjs/index.js:867:20)`,
    { principal: ROLE, action: 'dynamodb:PutItem', resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders', cause: silent('service control policy') }],
  ['the SDK for Java', `software.amazon.awssdk.services.kms.model.KmsException: User: ${ROLE} is not authorized to perform: kms:ScheduleKeyDeletion on resource: ${KEY} with an explicit deny in a service control policy (Service: Kms, Status Code: 400, Request ID: 11112222-3333-4444-5555-666677778888)`,
    { principal: ROLE, action: 'kms:ScheduleKeyDeletion', resource: KEY, cause: denies('service control policy') }],
  ['the SDK for Go', `operation error Lambda: DeleteFunction, https response error StatusCode: 403, RequestID: 1111, api error AccessDeniedException: User: ${ROLE} is not authorized to perform: lambda:DeleteFunction on resource: ${FUNCTION} with an explicit deny in a service control policy`,
    { principal: ROLE, action: 'lambda:DeleteFunction', resource: FUNCTION, cause: denies('service control policy') }],
  ['the SDK for Go without words of IAM', 'operation error S3: ListObjectsV2, https response error StatusCode: 403, RequestID: 1111, HostID: abc, api error AccessDenied: Access Denied', { action: 's3:ListBucket' }],
  ['the SDK for .NET', `Amazon.SQS.AmazonSQSException: User: ${ROLE} is not authorized to perform: sqs:createqueue on resource: arn:aws:sqs:eu-west-1:111122223333:jobs with an explicit deny in a service control policy`,
    { principal: ROLE, action: 'sqs:createqueue', resource: 'arn:aws:sqs:eu-west-1:111122223333:jobs', cause: denies('service control policy') }],
  ['the SDK for Rust', `ServiceError(ServiceError { source: Unhandled(Unhandled { source: ErrorMetadata { code: Some("AccessDenied"), message: Some("User: ${ROLE} is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::111122223333:user/new with an explicit deny in a service control policy") } }) })`,
    { principal: ROLE, action: 'iam:CreateUser', resource: 'arn:aws:iam::111122223333:user/new', cause: denies('service control policy') }],
  ['PHP', `Error executing "PutParameter" on "https://ssm.eu-west-1.amazonaws.com"; AWS HTTP error: Client error: 400 Bad Request AccessDeniedException (client): User: ${ROLE} is not authorized to perform: ssm:PutParameter on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/a because no identity-based policy allows the ssm:PutParameter action`,
    { principal: ROLE, action: 'ssm:PutParameter', resource: 'arn:aws:ssm:eu-west-1:111122223333:parameter/a', cause: silent('identity-based policy') }],
  ['Terraform', `Error: creating IAM Role (x): operation error IAM: CreateRole, https response error StatusCode: 403, RequestID: 1111, api error AccessDenied: User: ${ROLE} is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::111122223333:role/x with an explicit deny in a service control policy\n\n  with aws_iam_role.x,\n  on main.tf line 3, in resource "aws_iam_role" "x":`,
    { principal: ROLE, action: 'iam:CreateRole', resource: 'arn:aws:iam::111122223333:role/x', cause: denies('service control policy') }],
  ['CloudFormation', `Resource handler returned message: "User: ${ROLE} is not authorized to perform: logs:CreateLogGroup on resource: arn:aws:logs:us-west-2:111122223333:log-group:/a:log-stream: with an explicit deny in a service control policy (Service: CloudWatchLogs, Status Code: 400, Request ID: 1111)" (RequestToken: 1111, HandlerErrorCode: AccessDenied)`,
    { principal: ROLE, action: 'logs:CreateLogGroup', resource: 'arn:aws:logs:us-west-2:111122223333:log-group:/a:log-stream', cause: denies('service control policy') }],
  ['CDK', `❌  Stack failed: AccessDenied: User: ${ROLE} is not authorized to perform: cloudformation:DescribeStacks on resource: arn:aws:cloudformation:us-west-2:111122223333:stack/CDKToolkit/* with an explicit deny in a service control policy`,
    { principal: ROLE, action: 'cloudformation:DescribeStacks', resource: 'arn:aws:cloudformation:us-west-2:111122223333:stack/CDKToolkit/*', cause: denies('service control policy') }],
  ['Docker', `denied: User: ${ROLE} is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:eu-west-1:111122223333:repository/app because no identity-based policy allows the ecr:InitiateLayerUpload action`,
    { principal: ROLE, action: 'ecr:InitiateLayerUpload', resource: 'arn:aws:ecr:eu-west-1:111122223333:repository/app', cause: silent('identity-based policy') }],
  ['XML of Amazon S3', `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>User: ${ROLE} is not authorized to perform: s3:ListBucket on resource: &quot;${BUCKET}&quot; with an explicit deny in a resource control policy</Message><RequestId>1111</RequestId></Error>`,
    { principal: ROLE, action: 's3:ListBucket', resource: BUCKET, cause: denies('resource control policy') }],
  ['JSON of a service', JSON.stringify({ __type: 'AccessDeniedException', Message: told('with an explicit deny in a service control policy') }), { ...asked, cause: denies('service control policy') }],
  ['GitHub Actions', `Error: User: ${ROLE} is not authorized to perform: sts:TagSession on resource: arn:aws:iam::444455556666:role/Deploy`, { principal: ROLE, action: 'sts:TagSession', resource: 'arn:aws:iam::444455556666:role/Deploy' }],
  ['PowerShell', `Get-EC2Instance : User: ${USER} is not authorized to perform: ec2:DescribeInstances with an explicit deny in a service control policy`, { principal: USER, action: 'ec2:DescribeInstances', cause: denies('service control policy') }],
];

/** Messages of single services and consoles. */
const SERVICES: readonly Sample[] = [
  ['Amazon EC2 with words and a code', `An error occurred (UnauthorizedOperation) when calling the RunInstances operation: You are not authorized to perform this operation. User: ${ROLE} is not authorized to perform: ec2:RunInstances on resource: arn:aws:ec2:us-west-1:111122223333:instance/* with an explicit deny in a service control policy. Encoded authorization failure message: ${ENCODED}`,
    { principal: ROLE, action: 'ec2:RunInstances', resource: 'arn:aws:ec2:us-west-1:111122223333:instance/*', cause: denies('service control policy'), encoded: ENCODED }],
  ['Amazon EC2 with a code alone', `An error occurred (UnauthorizedOperation) when calling the StopInstances operation: You are not authorized to perform this operation. Encoded authorization failure message: ${ENCODED}`, { encoded: ENCODED }],
  ['Amazon EC2 without a code', 'An error occurred (UnauthorizedOperation) when calling the DescribeInstances operation: You are not authorized to perform this operation.', {}],
  ['Amazon S3 of earlier days', 'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied', {}],
  ['AWS KMS without a reason', `User: ${ROLE} is not authorized to perform: kms:Decrypt on resource: ${KEY} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`, { principal: ROLE, action: 'kms:Decrypt', resource: KEY }],
  ['Amazon SES with quotes', `User \`${USER}' is not authorized to perform \`ses:SendEmail' on resource \`arn:aws:ses:eu-west-1:111122223333:identity/example.com'`,
    { principal: USER, action: 'ses:SendEmail', resource: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com' }],
  ['Amazon API Gateway with hidden digits', 'User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********3333:abc123/prod/GET/orders with an explicit deny',
    { principal: '*', action: 'execute-api:Invoke', resource: 'arn:aws:execute-api:eu-west-1:********3333:abc123/prod/GET/orders', cause: { how: 'explicit deny' } }],
  ['Amazon OpenSearch Service', '{"Message":"User: anonymous is not authorized to perform: es:ESHttpGet because no resource-based policy allows the es:ESHttpGet action"}',
    { principal: '*', action: 'es:ESHttpGet', cause: silent('resource-based policy') }],
  ['AWS STS with a web identity', 'An error occurred (AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to perform sts:AssumeRoleWithWebIdentity', { action: 'sts:AssumeRoleWithWebIdentity' }],
  ['AWS STS with a role that does not exist', `An error occurred (AccessDenied) when calling the AssumeRole operation: User: ${USER} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/Deploy`,
    { principal: USER, action: 'sts:AssumeRole', resource: 'arn:aws:iam::444455556666:role/Deploy' }],
  ['Amazon SQS', 'An error occurred (AccessDenied) when calling the SendMessage operation: Access to the resource https://sqs.eu-west-1.amazonaws.com/111122223333/jobs is denied.', {}],
  ['AWS Secrets Manager of the whole service', `User: ${ROLE} is not authorized to perform: secretsmanager:ListSecrets because no identity-based policy allows the secretsmanager:ListSecrets action`,
    { principal: ROLE, action: 'secretsmanager:ListSecrets', cause: silent('identity-based policy') }],
  ['an action without resources', `User: ${ROLE} is not authorized to perform: ecr:GetAuthorizationToken on resource: * with an explicit deny in a service control policy`, { principal: ROLE, action: 'ecr:GetAuthorizationToken', resource: '*', cause: denies('service control policy') }],
  ['a role that is passed', `User: ${ROLE} is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111122223333:role/service/Task with an explicit deny in a service control policy`,
    { principal: ROLE, action: 'iam:PassRole', resource: 'arn:aws:iam::111122223333:role/service/Task', cause: denies('service control policy') }],
  ['a service-linked role', 'User: arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling is not authorized to perform: kms:CreateGrant on this resource because no resource-based policy allows the kms:CreateGrant action',
    { principal: 'arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling', action: 'kms:CreateGrant', cause: silent('resource-based policy') }],
  ['an AWS service', 'User: cloudtrail.amazonaws.com is not authorized to perform: s3:PutObject on resource: arn:aws:s3:::records-example/AWSLogs/x with an explicit deny in a resource control policy',
    { principal: 'cloudtrail.amazonaws.com', action: 's3:PutObject', resource: 'arn:aws:s3:::records-example/AWSLogs/x', cause: denies('resource control policy') }],
  ['the root user', 'User: arn:aws:iam::111122223333:root is not authorized to perform: s3:ListAllMyBuckets with an explicit deny in a service control policy',
    { principal: 'arn:aws:iam::111122223333:root', action: 's3:ListAllMyBuckets', cause: denies('service control policy') }],
  ['another partition', 'User: arn:aws-us-gov:iam::111122223333:user/anna is not authorized to perform: ec2:StopInstances on resource: arn:aws-us-gov:ec2:us-gov-west-1:111122223333:instance/i-0123456789abcdef0 with an explicit deny in a service control policy',
    { principal: 'arn:aws-us-gov:iam::111122223333:user/anna', action: 'ec2:StopInstances', resource: 'arn:aws-us-gov:ec2:us-gov-west-1:111122223333:instance/i-0123456789abcdef0', cause: denies('service control policy') }],
  ['the key of an object with spaces', `User: ${ROLE} is not authorized to perform: s3:PutObject on resource: "${BUCKET}/2026 plan, final.pdf" with an explicit deny in a service control policy`,
    { principal: ROLE, action: 's3:PutObject', resource: `${BUCKET}/2026 plan, final.pdf`, cause: denies('service control policy') }],
  ['a console', `Access denied to iam:ListUsers\nYou don't have permission to iam:ListUsers. To request access, copy the following text and send it to your AWS administrator.\nUser: ${ROLE}\nAction: iam:ListUsers\nOn resource(s): arn:aws:iam::111122223333:user/\nContext: no identity-based policy allows the iam:ListUsers action`,
    { principal: ROLE, action: 'iam:ListUsers', resource: 'arn:aws:iam::111122223333:user/', cause: silent('identity-based policy') }],
  ['a console that names service and action', `You are not authorized to perform this operation.\nUser: ${ROLE}\nService: ec2\nAction: DescribeVpcs\nOn resource(s): *\nContext: explicit deny in a service control policy`,
    { principal: ROLE, action: 'ec2:DescribeVpcs', resource: '*', cause: denies('service control policy') }],
  ['an account', 'Account: 111122223333 is not authorized to perform: ram:AcceptResourceShareInvitation with an explicit deny in a service control policy', { accountId: '111122223333', action: 'ram:AcceptResourceShareInvitation', cause: denies('service control policy') }],
  ['a federated user', 'User: arn:aws:sts::111122223333:federated-user/anna is not authorized to perform: s3:CreateBucket on resource: arn:aws:s3:::new with an explicit deny in a service control policy',
    { principal: 'arn:aws:sts::111122223333:federated-user/anna', action: 's3:CreateBucket', resource: 'arn:aws:s3:::new', cause: denies('service control policy') }],
];

export const DENIED_MESSAGES: readonly Sample[] = [...KINDS, ...WITH_ARN, ...FRAMES, ...SERVICES];
