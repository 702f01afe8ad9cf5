import {
  AiService, AiServicesOptOutPolicy, BedrockPolicy, ChatApplicationsPolicy, ChatRoleSetting, ChildControl, type Policy, SlackChannelType,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';

/** Policies for models and chat applications. */
export function applicationPolicies(scope: Construct): Policy[] {
  return [
    new AiServicesOptOutPolicy(scope, 'NoTrainingOnOurData', { optOut: [AiService.ALL], childControl: ChildControl.NONE }),
    new BedrockPolicy(scope, 'ModelGuardrail', {
      guardrails: [{
        region: 'eu-central-1',
        // A guardrail of the management account.
        guardrailArn: 'arn:aws:bedrock:eu-central-1:111122223333:guardrail/exampleguard',
        guardrailVersion: '1',
      }],
    }),
    new ChatApplicationsPolicy(scope, 'Chats', {
      slack: {
        enabled: true, workspaces: ['T0EXAMPLE'], channelTypes: [SlackChannelType.PRIVATE], roleSettings: [ChatRoleSetting.USER_ROLE],
      },
      microsoftTeams: { enabled: false },
      chimeEnabled: false,
      othersEnabled: false,
    }),
  ];
}
