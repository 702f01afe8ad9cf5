import type { DenyActionsProps, DenyForeignConnectionsProps, DenyUntrustedEndpointsProps } from './data-perimeter-egress-props';
import {
  DESTINATION_ACTIONS, EMAIL_ACTIONS, FOREIGN_CONNECTION_ACTIONS, RESOURCE_POLICY_ACTIONS, SERVICE_PRESIGNED_URL_ACTIONS,
  UNSEEN_RECIPIENT_ACTIONS,
} from './egress-actions';
import { itemProblems } from '../../policy/management/list-rules';
import type { Guardrail } from '../guardrail';
import { denyForeignPeering } from '../network/network-actions';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { literalItems } from '../shared/literal-parameters';
import { ACCOUNT_RULES, ACTION_RULES, EMAIL_DOMAIN_RULES, HTTP_ENDPOINT_RULES, listProblems } from '../shared/parameter-rules';

/**
 * Guardrails for service control policies that close ways out of an organization which the resource perimeter of `DataPerimeterGuardrails`
 * does not cover. Exempt the roles that deploy, since many of their requests look the same.
 *
 * Source: AWS's data perimeter policy examples, `service_control_policies`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * const exemptPrincipals = ['arn:*:iam::*:role/cdk-hnb659fds-*'];
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Egress', {
 *   guardrails: [
 *     DataPerimeterEgressGuardrails.denyUntrustedEndpoints({ trustedEmailDomains: ['example.com'], exemptPrincipals }),
 *     DataPerimeterEgressGuardrails.denyForeignConnections({ exemptPrincipals }),
 *   ],
 * }));
 */
export class DataPerimeterEgressGuardrails {
  /**
   * Denies attaching policies to resources that `denyUntrustedIdentities` does not protect. Deployments attach such policies too; for
   * example, a trigger of a function needs `lambda:AddPermission`. Exempt the roles that deploy, or give only actions that you do not need.
   * AWS RAM needs some of the actions too, for example to share core networks and response plans.
   *
   * Source: AWS's data perimeter policy examples, `restrict_resource_policy_configurations_scp.json`; Service Authorization Reference.
   */
  public static denyResourcePolicies(props: DenyActionsProps = {}): Guardrail {
    const { actions = RESOURCE_POLICY_ACTIONS } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-resource-policies',
      description: 'Denies attaching resource policies that the identity perimeter does not cover',
      limits: ['A policy that is an attribute of its resource is set together with other attributes, as by sns:SetTopicAttributes, and is allowed'],
      denials: [{ sid: 'DenyResourcePolicies', actions }],
      problems: listProblems('actions', actions, ACTION_RULES),
    }, props);
  }

  /**
   * Denies sending data to email addresses of other domains and to HTTP endpoints that are not trusted, through subscriptions, rules,
   * state machines and emails. Emails whose recipients a policy cannot evaluate are denied: bulk emails of version 2 of the API, custom
   * verification emails, emails of Amazon Connect, and requests that name no recipient. So is registering addresses and mail servers:
   * contact channels of incident management, email contacts of notifications, relays of Amazon SES and SMTP gateways of Amazon WorkMail.
   *
   * It also denies creating and changing what sends data to an endpoint that a policy cannot evaluate: delivery streams of Amazon Data
   * Firehose, flows of Amazon AppFlow, data sources of AWS AppSync of every type, connections of Amazon EventBridge, HTTP destinations of
   * AWS IoT rules, outbound links of AWS RTB Fabric, connectors of AWS Transfer Family, and locations of AWS DataSync outside AWS,
   * including file servers. API destinations of Amazon EventBridge cannot be changed. Exempt the roles that deploy all these.
   *
   * Source: AWS's data perimeter policy examples, `restrict_untrusted_endpoints_scp.json`; Service Authorization Reference, "Amazon SNS",
   * "Amazon EventBridge", "AWS Step Functions", "Amazon Simple Email Service v2", "Amazon Data Firehose" and "Amazon AppFlow".
   */
  public static denyUntrustedEndpoints(props: DenyUntrustedEndpointsProps): Guardrail {
    const { trustedEmailDomains, trustedHttpEndpoints = [] } = props;
    const addresses = trustedEmailDomains.map((domain) => `*@${domain}`);
    return serviceControlGuardrail({
      guardrailId: 'deny-untrusted-endpoints',
      description: 'Denies sending data to untrusted email addresses and HTTP endpoints',
      limits: [
        'Text messages are allowed, since a phone number does not show its owner',
        'Amazon EventBridge pipes are allowed, since their target is in the body of the request, which a policy cannot evaluate',
        'HTTP integrations of Amazon API Gateway and targets of Amazon Bedrock AgentCore are allowed: apigateway:PUT, bedrock-agentcore:CreateGatewayTarget',
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
          actions: EMAIL_ACTIONS,
          conditions: { 'ForAnyValue:StringNotLike': { 'ses:Recipients': addresses } },
        },
        { sid: 'UnknownRecipients', actions: EMAIL_ACTIONS, conditions: { Null: { 'ses:Recipients': 'true' } } },
        { sid: 'UnseenRecipients', actions: UNSEEN_RECIPIENT_ACTIONS },
        { sid: 'UnseenDestinations', actions: DESTINATION_ACTIONS },
      ],
      problems: [
        ...listProblems('trusted email domains', trustedEmailDomains, EMAIL_DOMAIN_RULES), ...itemProblems(trustedHttpEndpoints, HTTP_ENDPOINT_RULES),
      ],
    }, props);
  }

  /**
   * Denies requesting URLs that a service presigns, since such a URL works from every network. Exempt the roles that pull images from
   * Amazon ECR and those that deploy functions, or give only actions that you do not need. If AWS Config records functions with a role of
   * your own instead of its service-linked role, exempt that role.
   *
   * Deployments of AWS Amplify from a file, uploads to AWS Device Farm and attachments of Amazon Connect need such URLs, too: exempt the
   * roles of their users.
   *
   * URLs that sign people in to an application of a service, such as a domain of Amazon SageMaker AI, are allowed by default: add their
   * actions if such an application must stay in your networks.
   *
   * By default, instances and managed nodes can get patch snapshots with their own roles, as Patch Manager requires.
   *
   * Source: AWS's data perimeter policy examples, `restrict_presignedURL_scp.json`; AWS Lambda API Reference, "GetLayerVersion"; Service
   * Authorization Reference (`ec2:SourceInstanceARN`, `ssm:SourceInstanceARN`).
   */
  public static denyServicePresignedUrls(props: DenyActionsProps = {}): Guardrail {
    const { actions = SERVICE_PRESIGNED_URL_ACTIONS } = props;
    return serviceControlGuardrail({
      guardrailId: 'deny-service-presigned-urls',
      description: 'Denies getting URLs that AWS services presign for the caller',
      limits: [
        'Principals can presign URLs themselves without a request: add limit-presigned-requests or deny-presigned-requests',
        ...(props.actions === undefined ? [
          'URLs that sign in to an application are allowed, such as sagemaker:CreatePresignedDomainUrl: give actions',
          'Other responses can contain such URLs too, such as that of transcribe:GetTranscriptionJob: give actions',
        ] : []),
      ],
      denials: [
        { sid: 'DenyServicePresignedUrls', actions },
        ...(props.actions === undefined ? [PATCH_SNAPSHOTS] : []),
      ],
      problems: listProblems('actions', actions, ACTION_RULES),
    }, props);
  }

  /**
   * Denies connecting networks, hosted zones, search domains and directories with those of other accounts and cloud providers. Denies VPC
   * endpoints for services of other providers than AWS and trusted accounts. It covers requests in which `trustedResources` evaluates only
   * the resource of the account. VPC peering within the account and with trusted accounts is allowed, and so are endpoints for their
   * services. Endpoints for resource configurations and service networks, whose requests do not contain the owner, are denied.
   *
   * Trusts of directories, accepting attachments of transit gateways and core networks, and hosted connections of AWS Direct Connect are
   * denied too: exempt the role that manages networks. So is peering of Amazon Lightsail, whose VPC belongs to an account of AWS.
   *
   * Source: AWS's data perimeter policy examples, `data_perimeter_governance_scp.json` ("ProtectActionsNotSupportedByPrimaryDPControls");
   * Service Authorization Reference, "Amazon EC2", `ec2:VpceServiceOwner`.
   */
  public static denyForeignConnections(props: DenyForeignConnectionsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-foreign-connections',
      description: 'Denies connecting networks, hosted zones and directories with other accounts',
      limits: [
        'Copies of snapshots that another account shares are allowed, since their requests look like those for own snapshots',
        'A directory of the account can be shared with other accounts: add deny-service-sharing',
      ],
      denials: [
        { sid: 'DenyForeignConnections', actions: FOREIGN_CONNECTION_ACTIONS },
        ...denyForeignPeering('DenyUntrustedPeering', literalItems(props.trustedAccounts)),
        {
          sid: 'DenyForeignEndpoints',
          actions: ['ec2:CreateVpcEndpoint'],
          resources: ['arn:*:ec2:*:*:vpc-endpoint/*'],
          conditions: { StringNotEquals: { 'ec2:VpceServiceOwner': ['amazon', '${aws:PrincipalAccount}', ...props.trustedAccounts ?? []] } },
        },
      ],
      problems: itemProblems(props.trustedAccounts, ACCOUNT_RULES),
    }, props);
  }

  private constructor() {}
}

/** Denies patch snapshots, except for requests with the credentials of an instance or a managed node. */
const PATCH_SNAPSHOTS: Denial = {
  sid: 'DenyPresignedPatchSnapshots',
  actions: ['ssm:GetDeployablePatchSnapshotForInstance'],
  conditions: { Null: { 'ec2:SourceInstanceARN': 'true', 'ssm:SourceInstanceARN': 'true' } },
};

function subscriptions(sid: string, protocols: string[], endpoints: readonly string[]): Denial {
  const conditions = { StringEqualsIgnoreCase: { 'sns:Protocol': protocols }, ...unlessLike('sns:Endpoint', endpoints) };
  return { sid, actions: ['sns:Subscribe'], conditions };
}

/** Without patterns, every value is denied. */
function unlessLike(key: string, patterns: readonly string[]): Record<string, Record<string, unknown>> {
  return patterns.length === 0 ? {} : { StringNotLike: { [key]: patterns } };
}
