import { Construct } from 'constructs';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
import { chatApplicationProblems } from './chat-applications-rules';
import type { MicrosoftTeamsSettings, SlackSettings } from './chat-settings';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block, blocksByName, PolicyTree, setting, toggle } from '../management/policy-tree';

/** Properties of `ChatApplicationsPolicy`. */
export interface ChatApplicationsPolicyProps extends ManagementPolicyProps {
  /**
   * Settings for Slack.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly slack?: SlackSettings;
  /**
   * Settings for Microsoft Teams.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly microsoftTeams?: MicrosoftTeamsSettings;
  /**
   * Whether to allow Amazon Chime.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly chimeEnabled?: boolean;
  /**
   * Whether to allow all other chat applications, including those that AWS adds later.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly othersEnabled?: boolean;
}

/**
 * A chat applications policy: the chat applications from which people can work with the accounts through Amazon Q Developer.
 *
 * Source: AWS Organizations User Guide, "Chat applications policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ChatApplicationsPolicy(this, 'PrivateSlackChannels', {
 *   slack: {
 *     enabled: true,
 *     workspaces: ['T02ABCDEF'],
 *     channelTypes: [SlackChannelType.PRIVATE],
 *     roleSettings: [ChatRoleSetting.CHANNEL_ROLE],
 *   },
 *   othersEnabled: false,
 * }));
 */
export class ChatApplicationsPolicy extends Policy {
  constructor(scope: Construct, id: string, props: ChatApplicationsPolicyProps) {
    const { slack, microsoftTeams, chimeEnabled, othersEnabled } = props;
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.CHATBOT_POLICY, noun: 'chat applications policy', topKey: 'chatbot' }, props, {
      props: { slack, microsoftTeams, chimeEnabled, othersEnabled },
      tree: () => block({
        platforms: block({
          slack: slack && slackBlock(slack),
          microsoft_teams: microsoftTeams && microsoftTeamsBlock(microsoftTeams),
          chime: block({ client: toggle(chimeEnabled) }),
        }),
        default: block({ client: toggle(othersEnabled) }),
      }),
      problems: () => chatApplicationProblems(slack, microsoftTeams),
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

function slackBlock({ enabled, workspaces, overrides, ...defaults }: SlackSettings): PolicyTree | undefined {
  return block({
    client: toggle(enabled),
    workspaces: setting(workspaces),
    default: channelBlock(defaults),
    overrides: blocksByName(overrides, ({ workspaceId }) => workspaceId, channelBlock),
  });
}

function channelBlock({ channelTypes, roleSettings }: Pick<SlackSettings, 'channelTypes' | 'roleSettings'>): PolicyTree | undefined {
  return block({ supported_channel_types: setting(channelTypes), supported_role_settings: setting(roleSettings) });
}

function microsoftTeamsBlock({ enabled, tenants, roleSettings, overrides }: MicrosoftTeamsSettings): PolicyTree | undefined {
  const tenantIds = overrides && [...new Set(overrides.map(({ tenantId }) => tenantId))];
  return block({
    client: toggle(enabled),
    tenants: blocksByName(tenants, ({ tenantId }) => tenantId, ({ teamIds }) => setting(teamIds)),
    default: block({ supported_role_settings: setting(roleSettings) }),
    overrides: blocksByName(tenantIds, (tenantId) => tenantId, (tenantId) => blocksByName(
      overrides!.filter((override) => override.tenantId === tenantId),
      ({ teamId }) => teamId,
      (override) => block({ supported_role_settings: setting(override.roleSettings) }),
    )),
  });
}
