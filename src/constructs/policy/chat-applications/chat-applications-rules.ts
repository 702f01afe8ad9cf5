import type { MicrosoftTeamsSettings, SlackSettings } from './chat-settings';
import { problem, Rule } from '../../validation';
import { countProblems, itemProblems, repeatedNameProblems } from '../management/list-rules';
import { itemsOf } from '../management/policy-tree';

const MOST_SLACK_WORKSPACES = 255;
const MOST_MICROSOFT_TEAMS = 36;

/** Source: AWS Chatbot API Reference, "SlackChannelConfiguration". */
const WORKSPACE_RULES: readonly Rule<string>[] = [{
  broken: (id) => !/^[0-9A-Z]{1,255}$/.test(id),
  mistake: (given) => ({ wrong: 'This is not the ID of a Slack workspace', given, remedy: 'Give uppercase letters and digits, such as T02ABCDEF' }),
}];

/** Source: AWS Chatbot API Reference, "TeamsChannelConfiguration". AWS Organizations accepts lowercase letters only. */
const UUID_RULES: readonly Rule<string>[] = [{
  broken: (id) => !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id),
  mistake: (given) => ({
    wrong: 'This is not the ID of a tenant or a team of Microsoft Teams',
    given,
    remedy: 'Give a UUID in lowercase letters, such as 0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  }),
}];

/** The same rules for a place that also accepts `*` for all. */
function orAll(rules: readonly Rule<string>[]): Rule<string>[] {
  return rules.map(({ broken, mistake }) => ({
    broken: (id) => id !== '*' && broken(id),
    mistake: (id) => ({ ...mistake(id), remedy: `${mistake(id).remedy}, or * for all` }),
  }));
}

/** Source: AWS Organizations User Guide, "Chat applications policy syntax and examples". */
export function chatApplicationProblems(slack: SlackSettings | undefined, teams: MicrosoftTeamsSettings | undefined): string[] {
  return [...(slack ? slackProblems(slack) : []), ...(teams ? teamsProblems(teams) : [])];
}

function slackProblems({ workspaces, channelTypes, roleSettings, overrides }: SlackSettings): string[] {
  const overridden = overrides?.map(({ workspaceId }) => workspaceId);
  return [
    ...itemProblems(workspaces, orAll(WORKSPACE_RULES)),
    ...countProblems('workspace of Slack', itemsOf(workspaces), MOST_SLACK_WORKSPACES),
    ...countProblems('channel type of Slack', channelTypes),
    ...countProblems('role setting of Slack', roleSettings),
    ...itemProblems(overridden, WORKSPACE_RULES),
    ...countProblems('override of Slack', overrides, MOST_SLACK_WORKSPACES),
    ...repeatedNameProblems('A workspace with an override', overridden ?? []),
    ...(overrides ?? []).filter((override) => !override.channelTypes && !override.roleSettings).map(({ workspaceId }) => problem({
      wrong: 'An override of Slack sets nothing', given: workspaceId, remedy: 'Give channelTypes, roleSettings or both',
    })),
  ];
}

function teamsProblems({ tenants, roleSettings, overrides }: MicrosoftTeamsSettings): string[] {
  const tenantIds = tenants?.map(({ tenantId }) => tenantId);
  const overridden = overrides?.map(({ tenantId, teamId }) => `${tenantId}/${teamId}`);
  return [
    ...itemProblems(tenantIds, orAll(UUID_RULES)),
    ...countProblems('tenant of Microsoft Teams', tenants, MOST_MICROSOFT_TEAMS),
    ...repeatedNameProblems('A tenant of Microsoft Teams', tenantIds ?? []),
    ...(tenants ?? []).flatMap(({ teamIds }) => [
      ...itemProblems(teamIds, orAll(UUID_RULES)), ...countProblems('team in a tenant', itemsOf(teamIds), MOST_MICROSOFT_TEAMS),
    ]),
    ...countProblems('role setting of Microsoft Teams', roleSettings),
    ...itemProblems(overrides?.flatMap(({ tenantId, teamId }) => [tenantId, teamId]), UUID_RULES),
    ...countProblems('tenant with an override', overrides && [...new Set(overrides.map(({ tenantId }) => tenantId))], MOST_MICROSOFT_TEAMS),
    ...repeatedNameProblems('A team with an override', overridden ?? []),
    ...(overrides ?? []).flatMap((override) => countProblems('role setting of a team', override.roleSettings)),
  ];
}
