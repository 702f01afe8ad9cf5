/** Types of Slack channels. */
export enum SlackChannelType {
  /** Channels that every member of the workspace can find. */
  PUBLIC = 'public',
  /** Channels for invited members only. */
  PRIVATE = 'private',
}

/** The role whose permissions apply to commands in a chat. */
export enum ChatRoleSetting {
  /** The role of the channel. */
  CHANNEL_ROLE = 'channel_role',
  /** A role that each user chooses. */
  USER_ROLE = 'user_role',
}

/** Settings for one Slack workspace that replace the settings for all others. */
export interface SlackWorkspaceOverride {
  /**
   * ID of the workspace: uppercase letters and digits, such as `T02ABCDEF`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly workspaceId: string;
  /**
   * Types of channels to allow.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - as for the other workspaces
   */
  readonly channelTypes?: SlackChannelType[];
  /**
   * Kinds of roles to allow.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - as for the other workspaces
   */
  readonly roleSettings?: ChatRoleSetting[];
}

/** Settings for Slack. */
export interface SlackSettings {
  /**
   * Whether to allow Slack.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly enabled: boolean;
  /**
   * IDs of the workspaces to allow, 1 to 255: uppercase letters and digits, such as `T02ABCDEF`, or `*` for all.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly workspaces?: string[];
  /**
   * Types of channels to allow.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly channelTypes?: SlackChannelType[];
  /**
   * Kinds of roles to allow.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly roleSettings?: ChatRoleSetting[];
  /**
   * Settings for single workspaces, at most 255.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - none
   */
  readonly overrides?: SlackWorkspaceOverride[];
}

/** A Microsoft Teams tenant and the teams to allow in it. */
export interface MicrosoftTeamsTenant {
  /**
   * ID of the tenant: a UUID in lowercase letters, or `*` for all.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly tenantId: string;
  /**
   * IDs of the teams, 1 to 36: UUIDs in lowercase letters, or `*` for all.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly teamIds: string[];
}

/** Settings for one team of Microsoft Teams that replace the settings for all others. */
export interface MicrosoftTeamsOverride {
  /**
   * ID of the tenant: a UUID in lowercase letters.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly tenantId: string;
  /**
   * ID of the team: a UUID in lowercase letters.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly teamId: string;
  /**
   * Kinds of roles to allow.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly roleSettings: ChatRoleSetting[];
}

/** Settings for Microsoft Teams. */
export interface MicrosoftTeamsSettings {
  /**
   * Whether to allow Microsoft Teams.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly enabled: boolean;
  /**
   * The tenants to allow, at most 36.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly tenants?: MicrosoftTeamsTenant[];
  /**
   * Kinds of roles to allow.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - not set by this policy
   */
  readonly roleSettings?: ChatRoleSetting[];
  /**
   * Settings for single teams, in at most 36 tenants.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   * @default - none
   */
  readonly overrides?: MicrosoftTeamsOverride[];
}
