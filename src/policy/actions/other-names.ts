/**
 * Names that people use for services, and the prefixes that policies use.
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS services".
 */
export const OTHER_SERVICE_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  alb: 'elasticloadbalancing',
  apigatewayv2: 'apigateway',
  cfn: 'cloudformation',
  cloudwatchlogs: 'logs',
  cognito: 'cognito-idp',
  ddb: 'dynamodb',
  dynamo: 'dynamodb',
  efs: 'elasticfilesystem',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  emr: 'elasticmapreduce',
  eventbridge: 'events',
  msk: 'kafka',
  nlb: 'elasticloadbalancing',
  s3api: 's3',
  sfn: 'states',
  stepfunctions: 'states',
}));

/**
 * API operations that need a permission of another name.
 * Source: Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
 */
export const OTHER_ACTION_NAMES: ReadonlyMap<string, string> = new Map(Object.entries({
  's3:copyobject': 's3:PutObject',
  's3:deleteobjects': 's3:DeleteObject',
  's3:headbucket': 's3:ListBucket',
  's3:headobject': 's3:GetObject',
  's3:listbuckets': 's3:ListAllMyBuckets',
  's3:listobjects': 's3:ListBucket',
  's3:listobjectsv2': 's3:ListBucket',
  's3:listobjectversions': 's3:ListBucketVersions',
}));
