import { PlatformGuardrails } from '../../../../../src';
import { type Forbidden, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const regional = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

const STACK = regional('cloudformation', 'stack/platform-network/0a1b2c3d');
const STACK_INSTANCE = regional('cloudformation', 'stack/StackSet-platform-baseline-0a1b2c3d/4e5f6a7b');
const STACK_SET = regional('cloudformation', 'stackset/platform-baseline:0a1b2c3d');
const FUNCTION = regional('lambda', 'function:platform-sweeper');
const TOPIC = regional('sns', 'platform-alarms');
const POLICY = 'arn:aws:iam::111122223333:policy/platform/Deploy';

const mapping = (action: string) => ({
  action: `lambda:${action}`, resource: regional('lambda', 'event-source-mapping:4e5f6a7b'), context: { 'lambda:FunctionArn': FUNCTION },
});

const STACK_ACTIONS = [
  'cloudformation:UpdateStack', 'cloudformation:CancelUpdateStack', 'cloudformation:ContinueUpdateRollback',
  'cloudformation:CreateChangeSet', 'cloudformation:CreateStack', 'cloudformation:CreateStackRefactor', 'cloudformation:DeleteChangeSet',
  'cloudformation:DeleteStack', 'cloudformation:ExecuteChangeSet', 'cloudformation:ExecuteStackRefactor', 'cloudformation:RollbackStack',
  'cloudformation:SetStackPolicy', 'cloudformation:SignalResource', 'cloudformation:TagResource', 'cloudformation:UntagResource',
  'cloudformation:UpdateTerminationProtection',
];
const STACK_SET_ACTIONS = [
  'cloudformation:CreateStackInstances', 'cloudformation:DeleteStackInstances', 'cloudformation:DeleteStackSet',
  'cloudformation:ImportStacksToStackSet', 'cloudformation:StopStackSetOperation', 'cloudformation:UpdateStackInstances',
  'cloudformation:UpdateStackSet',
];
const FUNCTION_ACTIONS = [
  'lambda:UpdateFunctionCode', 'lambda:AddPermission', 'lambda:CreateAlias', 'lambda:CreateFunction', 'lambda:CreateFunctionUrlConfig',
  'lambda:DeleteAlias', 'lambda:DeleteFunction', 'lambda:DeleteFunctionCodeSigningConfig', 'lambda:DeleteFunctionConcurrency',
  'lambda:DeleteFunctionEventInvokeConfig', 'lambda:DeleteFunctionUrlConfig', 'lambda:DeleteResourcePolicy', 'lambda:PublishVersion',
  'lambda:PutFunctionCodeSigningConfig', 'lambda:PutFunctionConcurrency', 'lambda:PutFunctionEventInvokeConfig',
  'lambda:PutFunctionRecursionConfig', 'lambda:PutFunctionScalingConfig', 'lambda:PutResourcePolicy', 'lambda:PutRuntimeManagementConfig',
  'lambda:RemovePermission', 'lambda:TagResource', 'lambda:UntagResource', 'lambda:UpdateAlias', 'lambda:UpdateFunctionCodeSigningConfig',
  'lambda:UpdateFunctionConfiguration', 'lambda:UpdateFunctionEventInvokeConfig', 'lambda:UpdateFunctionUrlConfig',
];
const CONCURRENCY_ACTIONS = ['lambda:DeleteProvisionedConcurrencyConfig', 'lambda:PutProvisionedConcurrencyConfig'];
const TOPIC_ACTIONS = [
  'sns:SetTopicAttributes', 'sns:AddPermission', 'sns:CreateTopic', 'sns:DeleteTopic', 'sns:PutDataProtectionPolicy',
  'sns:RemovePermission', 'sns:SetSubscriptionAttributes', 'sns:Subscribe', 'sns:TagResource', 'sns:Unsubscribe', 'sns:UntagResource',
];
const POLICY_ACTIONS = [
  'iam:CreatePolicyVersion', 'iam:CreatePolicy', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:SetDefaultPolicyVersion',
  'iam:TagPolicy', 'iam:UntagPolicy',
];
const stacksAndSets = (stacks: string[], sets: string[]): Forbidden => ({
  actions: [...STACK_ACTIONS, ...STACK_SET_ACTIONS],
  resources: [...stacks.map((name) => `stack/${name}/*`), ...sets.map((name) => `stackset/${name}:*`)]
    .map((name) => `arn:*:cloudformation:*:*:${name}`),
});
const PLATFORM_FUNCTIONS = 'arn:*:lambda:*:*:function:platform-*';

export const PLATFORM_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => PlatformGuardrails.protectStacks({ ...exempt, stackNames: ['platform-*'] }),
    denied: [
      ...each(STACK_ACTIONS, { resource: STACK }),
      ...each(['cloudformation:DeleteStack', 'cloudformation:UpdateStack'], { resource: STACK_INSTANCE }),
      ...each(STACK_SET_ACTIONS, { resource: STACK_SET }),
    ],
    allowed: [
      { action: 'cloudformation:DescribeStacks', resource: STACK },
      { action: 'cloudformation:UpdateStack', resource: regional('cloudformation', 'stack/shop-platform-1/0a1b2c3d') },
      { action: 'cloudformation:DetectStackDrift', resource: STACK },
    ],
    forbids: [stacksAndSets(['platform-*', 'StackSet-platform-*-*'], ['platform-*'])],
    published: 'Deny-modifications-to-specific-AWS-CloudFormation-resources.json',
    differences: [
      { difference: 'Rollbacks, refactorings, signals, tags and imports into stack sets are denied', reason: 'They change the stack or its record of its resources' },
      { difference: 'Stacks that a stack set creates are protected', reason: 'Their names begin with StackSet-, so the name of the stack set does not match them' },
      { difference: 'Detecting drift is allowed', reason: 'It changes nothing' },
      { difference: 'cloudformation:CreateStackSet is not included', reason: 'It has no resource, so the example never denies it' },
    ],
    waysAround: [
      { request: { action: 'cloudformation:RollbackStack', resource: STACK } },
      { request: { action: 'cloudformation:DeleteStack', resource: STACK, principal: ROOT_USER } },
      { request: { action: 'lambda:UpdateFunctionCode', resource: FUNCTION }, limit: 'Resources of the stacks can still be changed through their own services' },
      {
        request: { action: 'cloudformation:CreateStackSet' },
        limit: 'Stack sets with these names can be created, since the request names no resource, but they cannot create stacks',
      },
      { request: { action: 'cloudformation:CreateStackInstances', resource: STACK_SET } },
    ],
  },
  {
    build: (exempt) => PlatformGuardrails.protectStacks({ ...exempt, stackNames: ['network'] }),
    denied: ['network', 'network-Db-1ABCDEFGHIJKL', 'network-Db-ABCDEFGHIJKL', 'network-Db-1ABCDEFGHIJKL-Replica-abcdefghijkl'].map((name) => (
      { action: 'cloudformation:DeleteStack', resource: regional('cloudformation', `stack/${name}/0a1b2c3d`) })),
    allowed: ['networks', 'network-shop', 'network-shop-prod', 'shop-network'].map((name) => (
      { action: 'cloudformation:DeleteStack', resource: regional('cloudformation', `stack/${name}/0a1b2c3d`) })),
    forbids: [stacksAndSets(['network', 'network-*-????????????', 'network-*-?????????????', 'StackSet-network-*'], ['network'])],
    waysAround: [{ request: { action: 'cloudformation:UpdateStack', resource: regional('cloudformation', 'stack/network-Db-1ABCDEFGHIJKL/0a1b2c3d') } }],
  },
  {
    build: (exempt) => PlatformGuardrails.protectFunctions({ ...exempt, functionNames: ['platform-*'] }),
    denied: [
      ...each(FUNCTION_ACTIONS, { resource: FUNCTION }),
      ...each(CONCURRENCY_ACTIONS, { resource: `${FUNCTION}:live` }),
      mapping('CreateEventSourceMapping'), mapping('DeleteEventSourceMapping'), mapping('UpdateEventSourceMapping'),
    ],
    allowed: [
      { action: 'lambda:InvokeFunction', resource: FUNCTION }, { action: 'lambda:UpdateFunctionCode', resource: regional('lambda', 'function:orders') },
      { ...mapping('DeleteEventSourceMapping'), context: { 'lambda:FunctionArn': regional('lambda', 'function:orders') } },
    ],
    forbids: [
      { actions: [...FUNCTION_ACTIONS, ...CONCURRENCY_ACTIONS], resources: [PLATFORM_FUNCTIONS] },
      {
        actions: ['lambda:CreateEventSourceMapping', 'lambda:DeleteEventSourceMapping', 'lambda:UpdateEventSourceMapping'],
        when: { ArnLike: { 'lambda:FunctionArn': PLATFORM_FUNCTIONS } },
      },
    ],
    published: 'Deny-modifications-to-specific-Amazon-Lambda-functions.json',
    differences: [
      { difference: 'Changes of aliases, URLs, versions, code signing, invocation settings, tags and complete resource policies are denied', reason: 'They change the running code or who can run it' },
      { difference: 'Event source mappings are matched by lambda:FunctionArn', reason: 'Their resource is the mapping, so the example never denies them' },
    ],
    waysAround: [
      { request: { action: 'lambda:UpdateFunctionCode', resource: `${FUNCTION}:live` } },
      { request: { action: 'lambda:PutResourcePolicy', resource: FUNCTION } },
      { request: { ...mapping('DeleteEventSourceMapping'), context: { 'lambda:FunctionArn': `${FUNCTION}:live` } } },
      { request: { action: 'lambda:InvokeFunction', resource: FUNCTION }, limit: 'Permissions still decide who can invoke the functions' },
      { request: { action: 'iam:PutRolePolicy', resource: 'arn:aws:iam::111122223333:role/platform/Sweeper' }, limit: 'Roles and layers of the functions can still be changed: see protect-roles' },
      ...each(['events:DisableRule', 'events:RemoveTargets', 'scheduler:DeleteSchedule']).map((request) => ({
        request, limit: 'Rules and schedules that start the functions are not protected: events:DisableRule, events:RemoveTargets, scheduler:DeleteSchedule',
      })),
    ],
  },
  {
    build: (exempt) => PlatformGuardrails.protectTopics({ ...exempt, topicNames: ['platform-*'] }),
    denied: [
      ...each(TOPIC_ACTIONS, { resource: TOPIC }),
    ],
    allowed: [{ action: 'sns:Publish', resource: TOPIC }, { action: 'sns:DeleteTopic', resource: regional('sns', 'orders') }],
    forbids: [{ actions: TOPIC_ACTIONS, resources: ['arn:*:sns:*:*:platform-*'] }],
    published: 'Deny-modifications-to-specific-SNS-topics.json',
    differences: [{ difference: 'Changes of subscriptions, tags and data protection are denied', reason: 'A topic without its subscription delivers no alarms; AWS Control Tower denies both' }],
    waysAround: [
      { request: { action: 'sns:Unsubscribe', resource: `${TOPIC}:0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d` } },
      { request: { action: 'sns:Publish', resource: TOPIC }, limit: 'Permissions still decide who can publish' },
      { request: { action: 'kms:DisableKey' }, limit: 'The key of an encrypted topic can still be disabled: add deny-key-deletion' },
    ],
  },
  {
    build: (exempt) => PlatformGuardrails.protectManagedPolicies({ ...exempt, policies: ['arn:*:iam::*:policy/platform/*'] }),
    denied: each(POLICY_ACTIONS, { resource: POLICY }),
    allowed: [{ action: 'iam:GetPolicy', resource: POLICY }, { action: 'iam:CreatePolicyVersion', resource: 'arn:aws:iam::111122223333:policy/Deploy' }],
    forbids: [{ actions: POLICY_ACTIONS, resources: ['arn:*:iam::*:policy/platform/*'] }],
    published: 'Restrict-deletion-and-modification-of-privileged-policies.json',
    differences: [{ difference: 'Creating the policies and tagging them is denied', reason: 'Other principals could create the policy first, with their own permissions' }],
    waysAround: [
      { request: { action: 'iam:SetDefaultPolicyVersion', resource: POLICY } },
      {
        request: { action: 'iam:DetachRolePolicy', resource: 'arn:aws:iam::111122223333:role/App', context: { 'iam:PolicyARN': POLICY } },
        limit: 'The policies can still be attached and detached: see protect-roles',
      },
    ],
  },
];
