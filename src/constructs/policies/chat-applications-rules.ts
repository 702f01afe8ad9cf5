import { problem, Rule } from '../validation';
import type { MicrosoftTeamsSettings, SlackSettings } from './chat-settings';
import { countProblems, itemProblems, repeatedNameProblems } from './list-rules';
import { itemsOf } from './policy-tree';

const MOST_SLACK_WORKSPACES = 255;
const MOST_MICROSOFT_TEAMS = 36;

const ID_RULES: readonly Rule<string>[] = [{
  broken: (id) => !/^(\*|[^\s*]+)$/.test(id),
  mistake: (given) => ({ wrong: 'This is not an id in a chat application', given, remedy: 'Give the id as the chat application shows it, or * for all' }),
}];

/** Source: AWS Organizations User Guide, "Chat applications policy syntax and examples". */
export function chatApplicationProblems(slack: SlackSettings | undefined, teams: MicrosoftTeamsSettings | undefined): string[] {
  return [...(slack ? slackProblems(slack) : []), ...(teams ? teamsProblems(teams) : [])];
}

function slackProblems({ workspaces, channelTypes, roleSettings, overrides }: SlackSettings): string[] {
  const overridden = overrides?.map(({ workspaceId }) => workspaceId);
  return [
    ...itemProblems(workspaces, ID_RULES),
    ...countProblems('workspace of Slack', itemsOf(workspaces), MOST_SLACK_WORKSPACES),
    ...countProblems('channel type of Slack', channelTypes),
    ...countProblems('role setting of Slack', roleSettings),
    ...itemProblems(overridden, ID_RULES),
    ...countProblems('override of Slack', overrides, MOST_SLACK_WORKSPACES),
    ...repeatedNameProblems('A workspace with an override', overridden ?? []),
    ...(overrides ?? []).filter((override) => !override.channelTypes && !override.roleSettings).map(({ workspaceId }) => problem({
      wrong: 'An override of Slack says nothing', given: workspaceId, remedy: 'Give channelTypes, roleSettings or both',
    })),
  ];
}

function teamsProblems({ tenants, roleSettings, overrides }: MicrosoftTeamsSettings): string[] {
  const tenantIds = tenants?.map(({ tenantId }) => tenantId);
  const overridden = overrides?.map(({ tenantId, teamId }) => `${tenantId}/${teamId}`);
  return [
    ...itemProblems(tenantIds, ID_RULES),
    ...countProblems('tenant of Microsoft Teams', tenants, MOST_MICROSOFT_TEAMS),
    ...repeatedNameProblems('A tenant of Microsoft Teams', tenantIds ?? []),
    ...(tenants ?? []).flatMap(({ teamIds }) => [
      ...itemProblems(teamIds, ID_RULES), ...countProblems('team in a tenant', itemsOf(teamIds), MOST_MICROSOFT_TEAMS),
    ]),
    ...countProblems('role setting of Microsoft Teams', roleSettings),
    ...itemProblems(overrides?.flatMap(({ tenantId, teamId }) => [tenantId, teamId]), ID_RULES),
    ...countProblems('tenant with an override', overrides && [...new Set(overrides.map(({ tenantId }) => tenantId))], MOST_MICROSOFT_TEAMS),
    ...repeatedNameProblems('A team with an override', overridden ?? []),
    ...(overrides ?? []).flatMap((override) => countProblems('role setting of a team', override.roleSettings)),
  ];
}
