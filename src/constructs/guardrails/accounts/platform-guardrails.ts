import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { FUNCTION_RULES, STACK_RULES, TOPIC_RULES } from '../shared/name-pattern-rules';
import { listProblems, POLICY_ARN_RULES } from '../shared/parameter-rules';

/**
 * Actions that change the resources of a platform, grouped by the resource type that AWS authorizes.
 *
 * Source: Service Authorization Reference, AWS CloudFormation, AWS Lambda, Amazon SNS and IAM.
 */
const STACK_ACTIONS = [
  'cloudformation:CancelUpdateStack', 'cloudformation:ContinueUpdateRollback', 'cloudformation:CreateChangeSet', 'cloudformation:CreateStack',
  'cloudformation:CreateStackInstances', 'cloudformation:CreateStackRefactor', 'cloudformation:DeleteChangeSet', 'cloudformation:DeleteStack',
  'cloudformation:DeleteStackInstances', 'cloudformation:DeleteStackSet', 'cloudformation:ExecuteChangeSet',
  'cloudformation:ExecuteStackRefactor', 'cloudformation:ImportStacksToStackSet', 'cloudformation:RollbackStack',
  'cloudformation:SetStackPolicy', 'cloudformation:SignalResource', 'cloudformation:StopStackSetOperation', 'cloudformation:TagResource',
  'cloudformation:UntagResource', 'cloudformation:UpdateStack', 'cloudformation:UpdateStackInstances', 'cloudformation:UpdateStackSet',
  'cloudformation:UpdateTerminationProtection',
];

const FUNCTION_ACTIONS = [
  'lambda:AddPermission', 'lambda:CreateAlias', 'lambda:CreateFunction', 'lambda:CreateFunctionUrlConfig', 'lambda:DeleteAlias',
  'lambda:DeleteFunction', 'lambda:DeleteFunctionCodeSigningConfig', 'lambda:DeleteFunctionConcurrency',
  'lambda:DeleteFunctionEventInvokeConfig', 'lambda:DeleteFunctionUrlConfig', 'lambda:DeleteProvisionedConcurrencyConfig',
  'lambda:DeleteResourcePolicy', 'lambda:PublishVersion', 'lambda:PutFunctionCodeSigningConfig', 'lambda:PutFunctionConcurrency',
  'lambda:PutFunctionEventInvokeConfig', 'lambda:PutFunctionRecursionConfig', 'lambda:PutFunctionScalingConfig',
  'lambda:PutProvisionedConcurrencyConfig', 'lambda:PutResourcePolicy', 'lambda:PutRuntimeManagementConfig', 'lambda:RemovePermission',
  'lambda:TagResource', 'lambda:UntagResource', 'lambda:UpdateAlias', 'lambda:UpdateFunctionCode', 'lambda:UpdateFunctionCodeSigningConfig',
  'lambda:UpdateFunctionConfiguration', 'lambda:UpdateFunctionEventInvokeConfig', 'lambda:UpdateFunctionUrlConfig',
];

/** Actions whose resource is the event source mapping. The condition key `lambda:FunctionArn` contains the function. */
const EVENT_SOURCE_ACTIONS = ['lambda:CreateEventSourceMapping', 'lambda:DeleteEventSourceMapping', 'lambda:UpdateEventSourceMapping'];

const TOPIC_ACTIONS = [
  'sns:AddPermission', 'sns:CreateTopic', 'sns:DeleteTopic', 'sns:PutDataProtectionPolicy', 'sns:RemovePermission',
  'sns:SetSubscriptionAttributes', 'sns:SetTopicAttributes', 'sns:Subscribe', 'sns:TagResource', 'sns:Unsubscribe', 'sns:UntagResource',
];

const MANAGED_POLICY_ACTIONS = [
  'iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam:TagPolicy',
  'iam:UntagPolicy',
];

/** Properties of `PlatformGuardrails.protectStacks`. */
export interface ProtectStacksProps extends ExemptPrincipalsProps {
  /**
   * Names of stacks and stack sets, with `*` as a wildcard, as in `platform-*`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_cloudformation.html
   */
  readonly stackNames: string[];
}

/** Properties of `PlatformGuardrails.protectFunctions`. */
export interface ProtectFunctionsProps extends ExemptPrincipalsProps {
  /**
   * Names of functions, with `*` as a wildcard, as in `platform-*`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_lambda.html
   */
  readonly functionNames: string[];
}

/** Properties of `PlatformGuardrails.protectTopics`. */
export interface ProtectTopicsProps extends ExemptPrincipalsProps {
  /**
   * Names of topics, with `*` as a wildcard, as in `platform-*`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_sns.html
   */
  readonly topicNames: string[];
}

/** Properties of `PlatformGuardrails.protectManagedPolicies`. */
export interface ProtectManagedPoliciesProps extends ExemptPrincipalsProps {
  /**
   * ARNs of the policies, with `*` as a wildcard, as in `arn:*:iam::*:policy/platform/*`.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_iam.html
   */
  readonly policies: string[];
}

/**
 * Guardrails that protect the resources that a platform team deploys to the accounts of other teams. Exempt the roles that deploy them. For
 * the CDK, these are the deployment roles of the bootstrap stack and their CloudFormation execution roles.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * const exemptPrincipals = ['arn:*:iam::*:role/platform/*', 'arn:*:iam::*:role/cdk-hnb659fds-*'];
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Platform', {
 *   guardrails: [
 *     PlatformGuardrails.protectStacks({ stackNames: ['platform-*'], exemptPrincipals }),
 *     PlatformGuardrails.protectFunctions({ functionNames: ['platform-*'], exemptPrincipals }),
 *   ],
 * }));
 */
export class PlatformGuardrails {
  /**
   * Denies creating, changing and deleting the stacks, and changing and deleting the stack sets. Also protects the stacks that these stack
   * sets create, and nested stacks: the name of the stack, a logical ID and 12 or 13 generated characters, separated by hyphens. For stack
   * sets with service-managed permissions, exempt `arn:*:iam::*:role/stacksets-exec-*`.
   *
   * Source: Service Authorization Reference, AWS CloudFormation; AWS CloudFormation User Guide, "StackSets concepts".
   */
  public static protectStacks(props: ProtectStacksProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-stacks',
      description: 'Denies changes to the listed stacks and stack sets',
      limits: [
        'Resources of the stacks can still be changed through their own services',
        'Stack sets with these names can be created, since the request names no resource, but they cannot create stacks',
      ],
      denials: [{
        sid: 'ProtectStacks',
        actions: STACK_ACTIONS,
        resources: props.stackNames.flatMap((name) => [
          ...[name, ...nestedStacksOf(name), `StackSet-${name}-*`].map((stack) => `arn:*:cloudformation:*:*:stack/${stack}/*`),
          `arn:*:cloudformation:*:*:stackset/${name}:*`,
        ]),
      }],
      problems: listProblems('stack names', props.stackNames, STACK_RULES),
    }, props);
  }

  /**
   * Denies creating, changing and deleting the functions, their versions, aliases, URLs, permissions and event sources. Permissions still
   * decide who can invoke them.
   *
   * Source: Service Authorization Reference, AWS Lambda; AWS Control Tower Controls Reference Guide, "Disallow changes to AWS Lambda
   * functions set up by AWS Control Tower".
   */
  public static protectFunctions(props: ProtectFunctionsProps): Guardrail {
    const functions = props.functionNames.flatMap((name) => [`arn:*:lambda:*:*:function:${name}`, `arn:*:lambda:*:*:function:${name}:*`]);
    return serviceControlGuardrail({
      guardrailId: 'protect-functions',
      description: 'Denies changes to the listed functions',
      controls: ['AWS-GR_LAMBDA_CHANGE_PROHIBITED'],
      limits: [
        'Permissions still decide who can invoke the functions', 'Roles and layers of the functions can still be changed: see protect-roles',
        'Rules and schedules that start the functions are not protected: events:DisableRule, events:RemoveTargets, scheduler:DeleteSchedule',
      ],
      denials: [
        { sid: 'ProtectFunctions', actions: FUNCTION_ACTIONS, resources: functions },
        { sid: 'ProtectEventSources', actions: EVENT_SOURCE_ACTIONS, conditions: { ArnLike: { 'lambda:FunctionArn': functions } } },
      ],
      problems: listProblems('function names', props.functionNames, FUNCTION_RULES),
    }, props);
  }

  /**
   * Denies creating, changing and deleting the topics and their subscriptions. Permissions still decide who can publish.
   *
   * Source: Service Authorization Reference, Amazon SNS; AWS Control Tower Controls Reference Guide, "Disallow changes to Amazon SNS set up
   * by AWS Control Tower" and "Disallow changes to Amazon SNS subscriptions set up by AWS Control Tower".
   */
  public static protectTopics(props: ProtectTopicsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-topics',
      description: 'Denies changes to the listed topics and their subscriptions',
      controls: ['AWS-GR_SNS_CHANGE_PROHIBITED', 'AWS-GR_SNS_SUBSCRIPTION_CHANGE_PROHIBITED'],
      limits: [
        'Permissions still decide who can publish', 'The key of an encrypted topic can still be disabled: add deny-key-deletion',
        'Subscribers can unsubscribe with the link in a message, unless the subscription was confirmed with AuthenticateOnUnsubscribe',
      ],
      denials: [{
        sid: 'ProtectTopics',
        actions: TOPIC_ACTIONS,
        resources: props.topicNames.flatMap((name) => [`arn:*:sns:*:*:${name}`, `arn:*:sns:*:*:${name}:*`]),
      }],
      problems: listProblems('topic names', props.topicNames, TOPIC_RULES),
    }, props);
  }

  /**
   * Denies creating, changing and deleting the managed policies, and changing their default versions.
   *
   * Source: Service Authorization Reference, IAM; IAM User Guide, "Versioning IAM policies".
   */
  public static protectManagedPolicies(props: ProtectManagedPoliciesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-managed-policies',
      description: 'Denies changes to the listed managed policies',
      limits: ['The policies can still be attached and detached: see protect-roles'],
      denials: [{ sid: 'ProtectManagedPolicies', actions: MANAGED_POLICY_ACTIONS, resources: props.policies }],
      problems: listProblems('policies', props.policies, POLICY_ARN_RULES),
    }, props);
  }

  private constructor() {}
}

/** Patterns for the names of nested stacks. A name that ends with a wildcard matches them itself. */
function nestedStacksOf(name: string): string[] {
  return name.endsWith('*') ? [] : [12, 13].map((length) => `${name}-*-${'?'.repeat(length)}`);
}
