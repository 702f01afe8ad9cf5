/** Kinds of channels in Slack. */
export enum SlackChannelType {
  /** Channels that everybody in the workspace can find. */
  PUBLIC = 'public',
  /** Channels for those who are invited. */
  PRIVATE = 'private',
}

/** With whose rights people act in a chat. */
export enum ChatRoleSetting {
  /** With the role of the channel. */
  CHANNEL_ROLE = 'channel_role',
  /** With a role of their own. */
  USER_ROLE = 'user_role',
}

/** What holds for one workspace of Slack. */
export interface SlackWorkspaceOverride {
  /**
   * ID of the workspace: capital letters and digits, such as `T02ABCDEF`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly workspaceId: string;
  /**
   * Channels that may be used.
   * @default - as for the other workspaces
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly channelTypes?: SlackChannelType[];
  /**
   * Roles that may be used.
   * @default - as for the other workspaces
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly roleSettings?: ChatRoleSetting[];
}

/** Slack. */
export interface SlackSettings {
  /**
   * Whether Slack may be used.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly enabled: boolean;
  /**
   * IDs of the workspaces that may be used, 1 to 255: capital letters and digits, such as `T02ABCDEF`, or `*` for all.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly workspaces?: string[];
  /**
   * Channels that may be used.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly channelTypes?: SlackChannelType[];
  /**
   * Roles that may be used.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly roleSettings?: ChatRoleSetting[];
  /**
   * What holds for single workspaces, at most 255.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly overrides?: SlackWorkspaceOverride[];
}

/** A tenant of Microsoft Teams, and those of its teams that may be used. */
export interface MicrosoftTeamsTenant {
  /**
   * ID of the tenant: a UUID in small letters, or `*` for all.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly tenantId: string;
  /**
   * IDs of the teams, 1 to 36: UUIDs in small letters, or `*` for all.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly teamIds: string[];
}

/** What holds for one team of Microsoft Teams. */
export interface MicrosoftTeamsOverride {
  /**
   * ID of the tenant: a UUID in small letters.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly tenantId: string;
  /**
   * ID of the team: a UUID in small letters.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly teamId: string;
  /**
   * Roles that may be used.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly roleSettings: ChatRoleSetting[];
}

/** Microsoft Teams. */
export interface MicrosoftTeamsSettings {
  /**
   * Whether Microsoft Teams may be used.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly enabled: boolean;
  /**
   * Tenants that may be used, at most 36.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly tenants?: MicrosoftTeamsTenant[];
  /**
   * Roles that may be used.
   * @default - nothing is said about it
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly roleSettings?: ChatRoleSetting[];
  /**
   * What holds for single teams, of at most 36 tenants.
   * @default - none
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_chatbot_syntax.html#chatbot-policy-syntax-reference
   */
  readonly overrides?: MicrosoftTeamsOverride[];
}
