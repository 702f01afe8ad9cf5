import type { DenyActionsProps, DenyForeignConnectionsProps, DenyUntrustedEndpointsProps } from './data-perimeter-egress-props';
import { itemProblems } from '../../policy/management/list-rules';
import type { Guardrail } from '../guardrail';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { ACCOUNT_RULES, ACTION_RULES, EMAIL_DOMAIN_RULES, HTTP_ENDPOINT_RULES, listProblems } from '../shared/parameter-rules';

/**
 * Actions that attach a resource-based policy or a permission, which can name principals of other organizations. First those that AWS
 * publishes, then those of other services whose policies the identity perimeter does not cover.
 */
const RESOURCE_POLICY_ACTIONS = [
  'codeartifact:PutDomainPermissionsPolicy', 'codeartifact:PutRepositoryPermissionsPolicy', 'codebuild:PutResourcePolicy',
  'dynamodb:PutResourcePolicy', 'events:PutPermission', 'glacier:SetVaultAccessPolicy', 'lambda:AddLayerVersionPermission',
  'lambda:AddPermission', 'lex:CreateResourcePolicy', 'lex:UpdateResourcePolicy', 'logs:PutDestinationPolicy', 'logs:PutResourcePolicy',
  'schemas:PutResourcePolicy', 'serverlessrepo:PutApplicationPolicy', 'sns:AddPermission',

  'acm-pca:PutPolicy', 'agent-registry:PutResourcePolicy', 'aps:PutResourcePolicy', 'aws-marketplace:PutResourcePolicy',
  'backup:PutBackupVaultAccessPolicy', 'bedrock-agentcore:PutResourcePolicy', 'bedrock:PutResourcePolicy', 'cloudfront:PutResourcePolicy',
  'cloudhsm:PutResourcePolicy', 'cloudtrail:PutResourcePolicy', 'comprehend:PutResourcePolicy', 'ecr-public:SetRepositoryPolicy',
  'elasticfilesystem:PutFileSystemPolicy', 'events:PutResourcePolicy', 'fsx:PutResourcePolicy', 'glue:PutResourcePolicy',
  'kafka:PutClusterPolicy', 'kinesis:PutResourcePolicy', 'lambda:PutResourcePolicy', 'lex:CreateResourcePolicyStatement',
  'logs:PutDeliveryDestinationPolicy', 'lookoutequipment:PutResourcePolicy', 'network-firewall:PutResourcePolicy',
  'networkmanager:PutResourcePolicy', 'osis:PutResourcePolicy', 'payment-cryptography:PutResourcePolicy', 'qbusiness:PutResourcePolicy',
  'redshift-serverless:PutResourcePolicy', 'redshift:PutResourcePolicy', 'refactor-spaces:PutResourcePolicy',
  'route53resolver:PutFirewallRuleGroupPolicy', 'route53resolver:PutResolverQueryLogConfigPolicy', 'route53resolver:PutResolverRulePolicy',
  'rum:PutResourcePolicy', 's3express:PutBucketPolicy', 's3tables:PutTableBucketPolicy', 's3tables:PutTablePolicy',
  's3vectors:PutVectorBucketPolicy', 'sagemaker:PutModelPackageGroupPolicy', 'sagemaker:PutResourcePolicy', 'ses:CreateEmailIdentityPolicy',
  'ses:PutIdentityPolicy', 'ses:UpdateEmailIdentityPolicy', 'signer:AddProfilePermission', 'sms-voice:PutResourcePolicy',
  'ssm-incidents:PutResourcePolicy', 'ssm:PutResourcePolicy', 'vpc-lattice:PutAuthPolicy', 'vpc-lattice:PutResourcePolicy',
  'wafv2:PutPermissionPolicy', 'xray:PutResourcePolicy',
];

/** Actions whose answer holds a URL that a service signed for the caller, so that it works from every network. */
const SERVICE_PRESIGNED_URL_ACTIONS = [
  'ecr:GetDownloadUrlForLayer', 'lambda:GetFunction', 'lex:CreateUploadUrl', 'lex:DescribeExport',
  'serverlessrepo:CreateCloudFormationTemplate', 'serverlessrepo:GetApplication', 'serverlessrepo:GetCloudFormationTemplate',
  'ssm:GetDeployablePatchSnapshotForInstance',
];

/** Actions that connect networks, hosted zones, search domains and directories with those of another account. */
const FOREIGN_CONNECTION_ACTIONS = [
  'auditmanager:UpdateAssessmentFrameworkShare', 'ds:AcceptSharedDirectory', 'ec2:AcceptTransitGatewayPeeringAttachment',
  'ec2:AcceptVpcEndpointConnections', 'ec2:AcceptVpcPeeringConnection', 'ec2:CreateTransitGatewayPeeringAttachment',
  'ec2:CreateVpcPeeringConnection', 'es:AcceptInboundConnection', 'route53:AssociateVPCWithHostedZone',
  'route53:CreateVPCAssociationAuthorization',
];

/**
 * Guardrails for service control policies about ways on which data leaves an organization beside the resource perimeter of
 * `DataPerimeterGuardrails`. Exempt the roles that deploy: much of what they do looks the same.
 *
 * Source: AWS's data perimeter policy examples, `service_control_policies`.
 */
export class DataPerimeterEgressGuardrails {
  /**
   * Nobody attaches policies to resources that `trustedIdentities` does not protect. Deployments attach them too: a trigger of a function
   * needs `lambda:AddPermission`, so exempt the roles that deploy or give the actions that you do without. Sharing by AWS RAM needs some
   * of them too, as those of core networks and response plans.
   *
   * Source: AWS's data perimeter policy examples, `restrict_resource_policy_configurations_scp.json`; Service Authorization Reference.
   */
  public static denyResourcePolicies(props: DenyActionsProps = {}): Guardrail {
    const { actions = RESOURCE_POLICY_ACTIONS } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-resource-policies',
      description: 'Nobody attaches policies to resources outside the identity perimeter',
      limits: ['A policy that is an attribute of its resource is set together with other attributes, as by sns:SetTopicAttributes, and passes'],
      denials: [{ sid: 'DenyResourcePolicies', actions }],
      problems: listProblems('actions', actions, ACTION_RULES),
    }, props);
  }

  /**
   * Nobody sends data to email addresses of other domains, or to HTTP endpoints that are not trusted, by subscriptions, rules, state
   * machines and emails. Emails whose recipients a policy cannot see are denied: bulk emails of version 2 of the API and custom
   * verification.
   *
   * Source: AWS's data perimeter policy examples, `restrict_untrusted_endpoints_scp.json`; Service Authorization Reference, "Amazon SNS",
   * "Amazon EventBridge", "AWS Step Functions" and "Amazon Simple Email Service v2".
   */
  public static denyUntrustedEndpoints(props: DenyUntrustedEndpointsProps): Guardrail {
    const { trustedEmailDomains, trustedHttpEndpoints = [] } = props;
    const addresses = trustedEmailDomains.map((domain) => `*@${domain}`);
    return serviceControlGuardrail({
      guardrailId: 'deny-untrusted-endpoints',
      description: 'Nobody sends data to email addresses and HTTP endpoints that are not trusted',
      limits: [
        'Text messages pass, as a phone number does not show its owner',
        'Pipes of Amazon EventBridge name their target in the body of the request, which a policy cannot see, and pass',
      ],
      denials: [
        subscriptions('UntrustedEmailSubscriptions', ['email', 'email-json'], addresses),
        subscriptions('UntrustedHttpSubscriptions', ['http', 'https'], trustedHttpEndpoints),
        {
          sid: 'UntrustedEventTargets',
          actions: ['events:PutTargets'],
          conditions: { 'ForAnyValue:ArnLike': { 'events:TargetArn': 'arn:*:events:*:*:api-destination/*' } },
        },
        { sid: 'UntrustedHttpTasks', actions: ['states:InvokeHTTPEndpoint'], conditions: unlessLike('states:HTTPEndpoint', trustedHttpEndpoints) },
        {
          sid: 'UntrustedRecipients',
          actions: ['ses:SendBulkTemplatedEmail', 'ses:SendEmail', 'ses:SendRawEmail', 'ses:SendTemplatedEmail'],
          conditions: { 'ForAnyValue:StringNotLike': { 'ses:Recipients': addresses } },
        },
        { sid: 'UnseenRecipients', actions: ['ses:SendBulkEmail', 'ses:SendCustomVerificationEmail'] },
      ],
      problems: [
        ...listProblems('trusted email domains', trustedEmailDomains, EMAIL_DOMAIN_RULES), ...itemProblems(trustedHttpEndpoints, HTTP_ENDPOINT_RULES),
      ],
    }, props);
  }

  /**
   * Nobody asks a service for a URL that the service signs, since such a URL works from every network. Exempt the roles that pull images
   * from Amazon ECR and those that deploy functions, or give the actions that you do without.
   *
   * Source: AWS's data perimeter policy examples, `restrict_presignedURL_scp.json`.
   */
  public static denyServicePresignedUrls(props: DenyActionsProps = {}): Guardrail {
    const { actions = SERVICE_PRESIGNED_URL_ACTIONS } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-service-presigned-urls',
      description: 'Nobody gets URLs that AWS services sign for the caller',
      limits: ['Principals sign URLs themselves without a request: limit-presigned-requests and deny-presigned-requests deny their use'],
      denials: [{ sid: 'DenyServicePresignedUrls', actions }],
      problems: listProblems('actions', actions, ACTION_RULES),
    }, props);
  }

  /**
   * Nobody connects networks, hosted zones, search domains and directories with those of other accounts, or creates VPC endpoints for
   * services that neither AWS nor a trusted account offers. For requests of which `trustedResources` sees the own resource only. Endpoints
   * for resource configurations and service networks, which name no owner of a service, are denied.
   *
   * Source: AWS's data perimeter policy examples, `data_perimeter_governance_scp.json` ("ProtectActionsNotSupportedByPrimaryDPControls");
   * Service Authorization Reference, "Amazon EC2", `ec2:VpceServiceOwner`.
   */
  public static denyForeignConnections(props: DenyForeignConnectionsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-foreign-connections',
      description: 'Nobody connects networks, zones and directories with other accounts',
      limits: ['Copies of snapshots that another account shares pass, as those of own snapshots look the same'],
      denials: [
        { sid: 'DenyForeignConnections', actions: FOREIGN_CONNECTION_ACTIONS },
        {
          sid: 'DenyForeignEndpoints',
          actions: ['ec2:CreateVpcEndpoint'],
          resources: ['arn:*:ec2:*:*:vpc-endpoint/*'],
          conditions: { StringNotEquals: { 'ec2:VpceServiceOwner': ['amazon', ...props.trustedAccounts ?? []] } },
        },
      ],
      problems: itemProblems(props.trustedAccounts, ACCOUNT_RULES),
    }, props);
  }

  private constructor() {}
}

function subscriptions(sid: string, protocols: string[], endpoints: readonly string[]): Denial {
  return { sid, actions: ['sns:Subscribe'], conditions: { StringEquals: { 'sns:Protocol': protocols }, ...unlessLike('sns:Endpoint', endpoints) } };
}

/** Without patterns, every value is denied. */
function unlessLike(key: string, patterns: readonly string[]): Record<string, Record<string, unknown>> {
  return patterns.length === 0 ? {} : { StringNotLike: { [key]: patterns } };
}
