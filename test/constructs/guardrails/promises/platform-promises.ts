import { ALL_LEVELS, CHANGES, type GuardrailPromise } from './guardrail-promise';

export const PLATFORM_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'protect-stacks',
    promised: [{
      services: ['cloudformation'],
      names: [
        '*Stack', '*StackSet', '*StackInstances', '*ChangeSet', '*StackRefactor', '*StackPolicy',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Has no resource, so a statement about names never denies it; the guardrail denies the stacks of the stack set',
        actions: ['cloudformation:CreateStackSet'],
      },
    ],
  },
  {
    guardrailId: 'protect-functions',
    promised: [{
      services: ['lambda'],
      names: [
        '*Function*', '*Alias*', '*EventSourceMapping*', '*Version*', '*Permission*', '*ResourcePolicy*',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Runs the function',
        actions: ['lambda:InvokeFunction', 'lambda:InvokeFunctionUrl'],
      },
      {
        reason: 'Concerns images of virtual machines, not functions',
        actions: ['lambda:DeleteMicrovmImageVersion', 'lambda:UpdateMicrovmImageVersion'],
      },
      {
        reason: 'Layers are resources of their own, which functions name by version',
        actions: [
          'lambda:AddLayerVersionPermission', 'lambda:DeleteLayerVersion', 'lambda:PublishLayerVersion',
          'lambda:RemoveLayerVersionPermission',
        ],
      },
    ],
  },
  {
    guardrailId: 'protect-topics',
    promised: [{ services: ['sns'], names: ['*Topic*', '*Subscri*', '*Permission*', '*DataProtection*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Confirms a subscription that a principal with access has created',
        actions: ['sns:ConfirmSubscription'],
      },
    ],
  },
  {
    guardrailId: 'protect-managed-policies',
    promised: [{ services: ['iam'], names: ['*Policy', '*PolicyVersion'], levels: CHANGES }],
    decided: [
      {
        reason: 'Inline policies of users, groups and roles, and attachments: not the managed policy',
        actions: [
          'iam:AttachGroupPolicy', 'iam:AttachRolePolicy', 'iam:AttachUserPolicy', 'iam:DeleteGroupPolicy', 'iam:DeleteRolePolicy',
          'iam:DeleteUserPolicy', 'iam:DetachGroupPolicy', 'iam:DetachRolePolicy', 'iam:DetachUserPolicy', 'iam:PutGroupPolicy',
          'iam:PutRolePolicy', 'iam:PutUserPolicy', 'iam:UpdateAssumeRolePolicy',
        ],
      },
      {
        reason: 'The password policy of the account',
        actions: ['iam:DeleteAccountPasswordPolicy', 'iam:UpdateAccountPasswordPolicy'],
      },
    ],
  },
  {
    guardrailId: 'deny-other-models',
    promised: [{ services: ['bedrock'], names: ['Invoke*Model*', 'CreateModelInvocationJob', '*Converse*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-bedrock-api-keys',
    promised: [{ services: ['iam'], names: ['*ServiceSpecificCredential'], levels: CHANGES }],
    decided: [
      {
        reason: 'Ends or changes a credential that exists',
        actions: ['iam:DeleteServiceSpecificCredential', 'iam:UpdateServiceSpecificCredential'],
      },
    ],
  },
  {
    guardrailId: 'deny-bedrock-api-keys',
    promised: [{ services: ['bedrock'], names: ['*BearerToken*'], levels: ALL_LEVELS }],
    decided: [],
  },
  {
    guardrailId: 'deny-bedrock-api-keys',
    promised: [{ services: ['bedrock-mantle'], names: ['*BearerToken*'], levels: ALL_LEVELS }],
    decided: [],
  },
  {
    guardrailId: 'deny-outbound-federation',
    promised: [{ services: ['iam'], names: ['*OutboundWebIdentity*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Turns it off',
        actions: ['iam:DisableOutboundWebIdentityFederation'],
      },
    ],
  },
  {
    guardrailId: 'deny-outbound-federation',
    promised: [{ services: ['sts'], names: ['Get*WebIdentity*', 'Tag*WebIdentity*'], levels: ALL_LEVELS }],
    decided: [],
  },
  {
    guardrailId: 'deny-cli-login',
    promised: [{ services: ['signin'], names: ['*OAuth2*'], levels: ALL_LEVELS }],
    decided: [
      {
        reason: 'Reads or ends a session',
        actions: ['signin:IntrospectOAuth2Token', 'signin:RevokeOAuth2Token'],
      },
      {
        reason: 'Registers a client, which signs nobody in',
        actions: ['signin:CreateOAuth2PublicClient'],
      },
    ],
  },
  {
    guardrailId: 'deny-runbooks-and-connections',
    promised: [{ services: ['ssm'], names: ['Start*Execution'], levels: CHANGES }],
    decided: [],
  },
];
