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
  /** Id of the workspace. */
  readonly workspaceId: string;
  /**
   * Channels that may be used.
   * @default - as for the other workspaces
   */
  readonly channelTypes?: SlackChannelType[];
  /**
   * Roles that may be used.
   * @default - as for the other workspaces
   */
  readonly roleSettings?: ChatRoleSetting[];
}

/** Slack. */
export interface SlackSettings {
  /** Whether Slack may be used. */
  readonly enabled: boolean;
  /**
   * Ids of the workspaces that may be used, 1 to 255; `*` for all.
   * @default - nothing is said about it
   */
  readonly workspaces?: string[];
  /**
   * Channels that may be used.
   * @default - nothing is said about it
   */
  readonly channelTypes?: SlackChannelType[];
  /**
   * Roles that may be used.
   * @default - nothing is said about it
   */
  readonly roleSettings?: ChatRoleSetting[];
  /**
   * What holds for single workspaces, at most 255.
   * @default - none
   */
  readonly overrides?: SlackWorkspaceOverride[];
}

/** A tenant of Microsoft Teams, and those of its teams that may be used. */
export interface MicrosoftTeamsTenant {
  /** Id of the tenant. */
  readonly tenantId: string;
  /** Ids of the teams, 1 to 36; `*` for all. */
  readonly teamIds: string[];
}

/** What holds for one team of Microsoft Teams. */
export interface MicrosoftTeamsOverride {
  /** Id of the tenant. */
  readonly tenantId: string;
  /** Id of the team. */
  readonly teamId: string;
  /** Roles that may be used. */
  readonly roleSettings: ChatRoleSetting[];
}

/** Microsoft Teams. */
export interface MicrosoftTeamsSettings {
  /** Whether Microsoft Teams may be used. */
  readonly enabled: boolean;
  /**
   * Tenants that may be used, at most 36.
   * @default - nothing is said about it
   */
  readonly tenants?: MicrosoftTeamsTenant[];
  /**
   * Roles that may be used.
   * @default - nothing is said about it
   */
  readonly roleSettings?: ChatRoleSetting[];
  /**
   * What holds for single teams, of at most 36 tenants.
   * @default - none
   */
  readonly overrides?: MicrosoftTeamsOverride[];
}
