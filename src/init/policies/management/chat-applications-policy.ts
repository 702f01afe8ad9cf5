import { type Expression, given, type Member } from '../expression';
import { needed, refuseIf, type SettingsBlock } from './settings-block';

const CHANNELS = ['public', 'private'];
const ROLES = ['channel_role', 'user_role'];
const WORKSPACE = /^[0-9A-Z]{1,255}$/;
const WORKSPACE_OR_ALL = /^(?:\*|[0-9A-Z]{1,255})$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const UUID_OR_ALL = /^(?:\*|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
const MOST_WORKSPACES = { least: 1, most: 255 };
const MOST_TEAMS = { least: 1, most: 36 };

/** `ChatApplicationsPolicy`. */
export function chatApplicationsPolicy(chatbot: SettingsBlock): Member[] {
  const platforms = chatbot.block('platforms', (block) => ({
    slack: block.block('slack', slackSettings),
    microsoftTeams: block.block('microsoft_teams', teamsSettings),
    chimeEnabled: block.block('chime', (chime) => needed(chime.toggle('client'))),
  }));
  return given({ ...platforms, othersEnabled: chatbot.block('default', (others) => needed(others.toggle('client'))) });
}

function slackSettings(slack: SettingsBlock): Expression {
  const overrides = slack.block('overrides', (workspaces) => workspaces.blocks((workspaceId, block): Expression => {
    refuseIf(!WORKSPACE.test(workspaceId));
    return { struct: 'SlackWorkspaceOverride', members: given({ workspaceId, ...channels(block) }) };
  }));
  refuseIf(overrides !== undefined && overrides.length > MOST_WORKSPACES.most);
  return {
    struct: 'SlackSettings',
    members: given({
      enabled: needed(slack.toggle('client')),
      workspaces: slack.list('workspaces', WORKSPACE_OR_ALL, MOST_WORKSPACES),
      ...slack.block('default', channels),
      overrides: overrides && { list: overrides },
    }),
  };
}

function channels(block: SettingsBlock): Record<string, Expression | undefined> {
  return {
    channelTypes: block.constants('supported_channel_types', 'SlackChannelType', CHANNELS),
    roleSettings: block.constants('supported_role_settings', 'ChatRoleSetting', ROLES),
  };
}

function teamsSettings(teams: SettingsBlock): Expression {
  const roles = (block: SettingsBlock) => needed(block.constants('supported_role_settings', 'ChatRoleSetting', ROLES));
  const tenants = teams.block('tenants', (ids) => ids.lists(UUID_OR_ALL).map(([tenantId, teamIds]): Expression => {
    refuseIf(!UUID_OR_ALL.test(tenantId) || itemsOf(teamIds) < MOST_TEAMS.least || itemsOf(teamIds) > MOST_TEAMS.most);
    return { struct: 'MicrosoftTeamsTenant', members: given({ tenantId, teamIds }) };
  }));
  const overrides = teams.block('overrides', (ids) => ids.blocks((tenantId, block) => block.blocks((teamId, team): Expression => {
    refuseIf(!UUID.test(tenantId) || !UUID.test(teamId));
    return { struct: 'MicrosoftTeamsOverride', members: given({ tenantId, teamId, roleSettings: roles(team) }) };
  })));
  refuseIf([tenants, overrides].some((all) => all !== undefined && (all.length < MOST_TEAMS.least || all.length > MOST_TEAMS.most)));
  return {
    struct: 'MicrosoftTeamsSettings',
    members: given({
      enabled: needed(teams.toggle('client')),
      tenants: tenants && { list: tenants },
      roleSettings: teams.block('default', roles),
      overrides: overrides && { list: overrides.flat() },
    }),
  };
}

/** The number of items of a list, or of a `PolicyValue` of one. */
function itemsOf(list: Expression): number {
  if (typeof list !== 'object') return 0;
  if ('list' in list) return list.list.length;
  return 'call' in list ? itemsOf(list.given[0]) : 0;
}
