/**
 * Actions that change what a platform consists of, by the type of the resource that AWS asks for.
 *
 * Source: Service Authorization Reference, AWS CloudFormation, AWS Lambda, Amazon SNS and IAM.
 */
export const STACK_ACTIONS = [
  'cloudformation:CancelUpdateStack', 'cloudformation:ContinueUpdateRollback', 'cloudformation:CreateChangeSet', 'cloudformation:CreateStack',
  'cloudformation:CreateStackInstances', 'cloudformation:CreateStackRefactor', 'cloudformation:DeleteChangeSet', 'cloudformation:DeleteStack',
  'cloudformation:DeleteStackInstances', 'cloudformation:DeleteStackSet', 'cloudformation:ExecuteChangeSet',
  'cloudformation:ExecuteStackRefactor', 'cloudformation:ImportStacksToStackSet', 'cloudformation:RollbackStack',
  'cloudformation:SetStackPolicy', 'cloudformation:SignalResource', 'cloudformation:StopStackSetOperation', 'cloudformation:TagResource',
  'cloudformation:UntagResource', 'cloudformation:UpdateStack', 'cloudformation:UpdateStackInstances', 'cloudformation:UpdateStackSet',
  'cloudformation:UpdateTerminationProtection',
];

export const FUNCTION_ACTIONS = [
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
export const EVENT_SOURCE_ACTIONS = ['lambda:CreateEventSourceMapping', 'lambda:DeleteEventSourceMapping', 'lambda:UpdateEventSourceMapping'];

export const TOPIC_ACTIONS = [
  'sns:AddPermission', 'sns:CreateTopic', 'sns:DeleteTopic', 'sns:PutDataProtectionPolicy', 'sns:RemovePermission',
  'sns:SetSubscriptionAttributes', 'sns:SetTopicAttributes', 'sns:Subscribe', 'sns:TagResource', 'sns:Unsubscribe', 'sns:UntagResource',
];

export const MANAGED_POLICY_ACTIONS = [
  'iam:CreatePolicy', 'iam:CreatePolicyVersion', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion', 'iam:TagPolicy',
  'iam:UntagPolicy',
];
