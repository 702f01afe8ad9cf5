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
   * Slack.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly slack?: SlackSettings;
  /**
   * Microsoft Teams.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly microsoftTeams?: MicrosoftTeamsSettings;
  /**
   * Whether Amazon Chime may be used.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly chimeEnabled?: boolean;
  /**
   * Whether chat applications may be used of which nothing is said, those of the future too.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly othersEnabled?: boolean;
}

/**
 * A chat applications policy: from which chats Amazon Q Developer may be asked about the accounts.
 *
 * Source: AWS Organizations User Guide, "Chat applications policy syntax and examples".
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
