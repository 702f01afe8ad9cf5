/** Services that resource control policies reach and whose actions all have a principal of AWS, or none. */
export const PERIMETER_SERVICES = [
  'aoss', 'cognito-identity', 'cognito-idp', 'dynamodb', 'ecr', 'kms', 'logs', 's3', 'secretsmanager', 'sqs',
];

/** Of AWS STS: who comes with SAML or a web identity has no principal of AWS yet. */
export const ROLE_ASSUMPTION = ['sts:AssumeRole', 'sts:SetContext'];

/** What AWS offers to everybody under ARNs of its own. */
export const AWS_RESOURCES = [
  'arn:*:cloudformation:*:aws:transform/*', 'arn:*:ec2:*:aws:prefix-list/*', 'arn:*:iam::aws:policy/*', 'arn:*:imagebuilder:*:aws:component/*',
  'arn:*:imagebuilder:*:aws:image/*', 'arn:*:ssm:*::automation-definition/*', 'arn:*:ssm:*::document/*', 'arn:*:ssm:*::parameter/*',
];

/** What clients reach inside a VPC, where requests carry neither a public address nor an endpoint. */
export const NOT_FROM_NETWORKS = [
  'dax:BatchGetItem', 'dax:BatchWriteItem', 'dax:ConditionCheckItem', 'dax:DeleteItem', 'dax:GetItem', 'dax:PutItem', 'dax:Query', 'dax:Scan',
  'dax:UpdateItem', 'elasticfilesystem:Client*', 'es:ESHttp*', 'kafka-cluster:*', 'neptune-db:*', 'rds-db:connect', 's3-outposts:*',
];

/** Actions with which a service writes the logs of a workload under the role of the workload. */
export const DELIVERY_OF_LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/** The same for traces. */
export const DELIVERY_OF_TRACES = ['xray:PutTraceSegments'];
