import { COMPUTE_DECISIONS } from './compute-decisions';
import { NEW_SERVICE_DECISIONS } from './new-service-decisions';
import { PLATFORM_DECISIONS } from './platform-decisions';
import type { ServiceRoleDecision } from './service-role-decision';
import { SHARING_DECISIONS } from './sharing-decisions';
import { STORAGE_DECISIONS } from './storage-decisions';

export * from './service-role-decision';

/** The decisions about actions of service roles that guardrails deny, except those of the services in `WHOLE_SERVICES`. */
export const SERVICE_ROLE_DECISIONS: readonly ServiceRoleDecision[] = [
  COMPUTE_DECISIONS, STORAGE_DECISIONS, PLATFORM_DECISIONS, SHARING_DECISIONS, NEW_SERVICE_DECISIONS,
].flat();

/**
 * Policies that allow all actions of a service, whichever the service needs. No guardrail spares a role for such a policy: what it denies
 * of them is intended.
 */
export const WHOLE_SERVICES: Readonly<Record<string, readonly string[]>> = {
  AWSCodeStarServiceRole: ['autoscaling', 'codebuild', 'ec2', 'elasticloadbalancing', 'logs', 's3', 'sns'],
  AWSDeepRacerServiceRolePolicy: ['sagemaker'],
  AWSElasticBeanstalkService: ['cloudformation', 's3'],
  AWSGlueServiceRole: ['glue'],
  AWSShieldDRTAccessPolicy: ['shield', 'waf', 'waf-regional', 'wafv2'],
  AmazonEC2RoleforDataPipelineRole: ['cloudwatch', 'dynamodb', 's3', 'sns', 'sqs'],
  AmazonElasticMapReduceforEC2Role: ['cloudwatch', 'dynamodb', 's3', 'sns', 'sqs'],
  AmazonSSMAutomationRole: ['ssm'],
  AwsGlueSessionUserRestrictedNotebookServiceRole: ['glue'],
  AwsGlueSessionUserRestrictedServiceRole: ['glue'],
};

/** Policies of roles that exist only in the management account, to which no policy of the organization applies. */
export const IN_MANAGEMENT_ACCOUNT: Readonly<Record<string, string>> = {
  AWSControlTowerServiceRolePolicy: 'AWS Control Tower User Guide, "How AWS Control Tower works with roles": the role AWSControlTowerAdmin',
};

/**
 * Guardrails with a statement about all actions or all of a service, so that the actions of the role do not matter. If such a guardrail has
 * decisions too, they cover the actions that it names.
 */
export const ABOUT_ALL_ACTIONS: Readonly<Record<string, string>> = {
  'deny-chat-actions': 'Denies only requests that come from a chat channel, with the role of the channel',
  'deny-everything': 'Intended: it stops everything but service-linked roles',
  'deny-other-regions': 'Intended: roles of services in other Regions stop, like the services',
  'deny-other-services': 'Intended: services that are not listed stop, with the roles that act for them',
  'deny-other-tag-values': 'Denies only requests that set the tag to another value',
  'deny-presigned-requests': 'Denies only presigned requests. A service that presigns with its role needs an exemption',
  'deny-root-user': 'Denies the root user only',
  'deny-services': 'Intended: a listed service stops, with the roles that act for it',
  'deny-untrusted-resources': 'Denies resources of other organizations. Buckets of AWS that roles read are in the list of trusted resources',
  'limit-networks-of-principals': 'Denies the listed principals only: do not list roles that a service assumes, since their requests come from networks of AWS',
  'limit-networks-of-resources': 'As limit-networks-of-principals',
  'limit-presigned-requests': 'Denies only presigned requests that are older than the limit',
  'protect-tags': 'Denies only requests that set or remove one of the tags',
  'require-imds-v2': 'Denies only credentials that came through the first version of the instance metadata service',
  'require-tls-version': 'Denies only requests with an older version of TLS. Services of AWS use a newer one, so far as is known',
};
