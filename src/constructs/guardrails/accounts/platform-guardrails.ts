import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { FUNCTION_RULES, STACK_RULES, TOPIC_RULES } from '../shared/name-pattern-rules';
import { listProblems, POLICY_ARN_RULES } from '../shared/parameter-rules';

/**
 * Actions that change what a platform consists of, by the type of the resource that AWS asks for.
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

/** Their resource is the mapping; the function is in the condition key `lambda:FunctionArn`. */
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
  /** Names of stacks and stack sets, with `*` where any text may stand, as in `platform-*`. */
  readonly stackNames: string[];
}

/** Properties of `PlatformGuardrails.protectFunctions`. */
export interface ProtectFunctionsProps extends ExemptPrincipalsProps {
  /** Names of functions, with `*` where any text may stand, as in `platform-*`. */
  readonly functionNames: string[];
}

/** Properties of `PlatformGuardrails.protectTopics`. */
export interface ProtectTopicsProps extends ExemptPrincipalsProps {
  /** Names of topics, with `*` where any text may stand, as in `platform-*`. */
  readonly topicNames: string[];
}

/** Properties of `PlatformGuardrails.protectManagedPolicies`. */
export interface ProtectManagedPoliciesProps extends ExemptPrincipalsProps {
  /** ARNs of the policies, with `*` where any text may stand, as in `arn:*:iam::*:policy/platform/*`. */
  readonly policies: string[];
}

/**
 * Guardrails about what a platform team deploys into the accounts of others. Exempt the roles that deploy it, for the CDK the deployment
 * roles of its bootstrap stack and their roles for CloudFormation.
 */
export class PlatformGuardrails {
  /**
   * Nobody creates, changes or deletes the stacks, changes or deletes the stack sets, or touches the stacks that these stack sets create.
   * For stack sets with permissions that AWS manages, exempt `arn:*:iam::*:role/stacksets-exec-*`.
   *
   * Source: Service Authorization Reference, AWS CloudFormation; AWS CloudFormation User Guide, "StackSets concepts".
   */
  public static protectStacks(props: ProtectStacksProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-stacks',
      description: 'Nobody changes the stacks and stack sets listed',
      limits: [
        'Resources of the stacks can be changed through their own services',
        'Stack sets of these names can be created, as the request names no resource, but get no stacks',
      ],
      denials: [{
        sid: 'ProtectStacks',
        actions: STACK_ACTIONS,
        resources: props.stackNames.flatMap((name) => [
          `arn:*:cloudformation:*:*:stack/${name}/*`, `arn:*:cloudformation:*:*:stack/StackSet-${name}-*/*`, `arn:*:cloudformation:*:*:stackset/${name}:*`,
        ]),
      }],
      problems: listProblems('stack names', props.stackNames, STACK_RULES),
    }, props);
  }

  /**
   * Nobody creates, changes or deletes the functions, their versions, aliases, URLs, permissions and event sources. Invoking them stays a
   * matter of permissions.
   *
   * Source: Service Authorization Reference, AWS Lambda; AWS Control Tower Controls Reference Guide, "Disallow changes to AWS Lambda
   * functions set up by AWS Control Tower".
   */
  public static protectFunctions(props: ProtectFunctionsProps): Guardrail {
    const functions = props.functionNames.flatMap((name) => [`arn:*:lambda:*:*:function:${name}`, `arn:*:lambda:*:*:function:${name}:*`]);
    return serviceControlGuardrail({
      guardrailId: 'protect-functions',
      description: 'Nobody changes the functions listed',
      controls: ['AWS-GR_LAMBDA_CHANGE_PROHIBITED'],
      limits: ['Invoking the functions stays a matter of permissions', 'Roles and layers of the functions can be changed: see protect-roles'],
      denials: [
        { sid: 'ProtectFunctions', actions: FUNCTION_ACTIONS, resources: functions },
        { sid: 'ProtectEventSources', actions: EVENT_SOURCE_ACTIONS, conditions: { ArnLike: { 'lambda:FunctionArn': functions } } },
      ],
      problems: listProblems('function names', props.functionNames, FUNCTION_RULES),
    }, props);
  }

  /**
   * Nobody creates, changes or deletes the topics and their subscriptions. Publishing stays a matter of permissions.
   *
   * Source: Service Authorization Reference, Amazon SNS; AWS Control Tower Controls Reference Guide, "Disallow changes to Amazon SNS set up
   * by AWS Control Tower" and "Disallow changes to Amazon SNS subscriptions set up by AWS Control Tower".
   */
  public static protectTopics(props: ProtectTopicsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-topics',
      description: 'Nobody changes the topics listed and their subscriptions',
      controls: ['AWS-GR_SNS_CHANGE_PROHIBITED', 'AWS-GR_SNS_SUBSCRIPTION_CHANGE_PROHIBITED'],
      limits: [
        'Publishing stays a matter of permissions', 'The key of an encrypted topic can be disabled, which deny-key-deletion denies',
        'Subscribers can unsubscribe by the link in a message, unless the subscription was confirmed with AuthenticateOnUnsubscribe',
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
   * Nobody creates, changes or deletes the managed policies, or chooses another of their versions.
   *
   * Source: Service Authorization Reference, IAM; IAM User Guide, "Versioning IAM policies".
   */
  public static protectManagedPolicies(props: ProtectManagedPoliciesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-managed-policies',
      description: 'Nobody changes the managed policies listed',
      limits: ['The policies can be attached and detached: see protect-roles'],
      denials: [{ sid: 'ProtectManagedPolicies', actions: MANAGED_POLICY_ACTIONS, resources: props.policies }],
      problems: listProblems('policies', props.policies, POLICY_ARN_RULES),
    }, props);
  }

  private constructor() {}
}
