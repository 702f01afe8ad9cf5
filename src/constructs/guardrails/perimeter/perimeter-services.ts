/** Services that support resource control policies and whose actions have an AWS principal or are anonymous. */
export const PERIMETER_SERVICES = [
  'aoss', 'cognito-identity', 'cognito-idp', 'dynamodb', 'ecr', 'kms', 'logs', 's3', 'secretsmanager', 'sqs',
];

/**
 * Actions of other services that support resource control policies and whose resources can admit other accounts. For Amazon EventBridge,
 * they leave out the events of partners, which come from accounts outside the organization.
 *
 * Source: Service Authorization Reference; test/constructs/guardrails/perimeter-services.test.ts compares the services with its data.
 */
export const SHAREABLE_ACTIONS = [
  'cloudfront:*', 'cloudsearch:*', 'cloudtrail-data:*', 'codeartifact:*', 'codebuild:*', 'comprehend:*', 'dsql:*',
  'events:PutEvents', 'events:PutRule', 'events:PutTargets', 'resource-groups:*', 'servicediscovery:*', 'wafv2:*', 'xray:*',
];

/** Actions of AWS STS with an AWS principal. Sign-in with SAML or a web identity does not have one yet. */
export const ROLE_ASSUMPTION = ['sts:AssumeRole', 'sts:SetContext'];

/** Resources that AWS offers to everyone, with ARNs of AWS. */
export const AWS_RESOURCES = [
  'arn:*:bedrock:*::foundation-model/*', 'arn:*:cloudformation:*:aws:transform/*', 'arn:*:ec2:*:aws:prefix-list/*', 'arn:*:iam::aws:policy/*', 'arn:*:imagebuilder:*:aws:component/*',
  'arn:*:imagebuilder:*:aws:image/*', 'arn:*:ssm:*::automation-definition/*', 'arn:*:ssm:*::document/*', 'arn:*:ssm:*::parameter/*',
];

/** Actions on resources that clients access inside a VPC, so that requests have neither a public address nor an endpoint. */
export const NOT_FROM_NETWORKS = [
  'dax:BatchGetItem', 'dax:BatchWriteItem', 'dax:ConditionCheckItem', 'dax:DeleteItem', 'dax:GetItem', 'dax:PutItem', 'dax:Query', 'dax:Scan',
  'dax:UpdateItem', 'elasticfilesystem:Client*', 'es:ESHttp*', 'kafka-cluster:*', 'neptune-db:*', 'rds-db:connect', 's3-outposts:*',
];

/** Actions with which a service writes the logs of a workload, with the role of the workload. */
export const DELIVERY_OF_LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/** Actions with which a service writes the traces of a workload, with the role of the workload. */
export const DELIVERY_OF_TRACES = ['xray:PutTraceSegments'];
