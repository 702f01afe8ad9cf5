import { type DocumentedPage, is } from './example';
import { ChatApplicationsPolicy, type ChatApplicationsPolicyProps, ChatRoleSetting, SlackChannelType } from '../../../../src';

const chats = (props: ChatApplicationsPolicyProps): DocumentedPage['examples'][number]['build'] =>
  (stack) => new ChatApplicationsPolicy(stack, 'Policy', props);

const TENANT = '3f1c0b52-7d0e-4c8e-9b1a-52a4f0d6c811';
const TEAM = '8a6e4d10-1f2b-4d3c-8e5f-6071829304a5';
const off = { client: is('disabled') };

export const CHAT_APPLICATIONS_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_chatbot_syntax',
  type: 'CHATBOT_POLICY',
  shows: 5,
  examples: [{
    name: 'basic syntax',
    document: {
      chatbot: {
        platforms: {
          slack: {
            client: is('enabled'),
            workspaces: is(['T02LEDGER']),
            default: { supported_channel_types: is(['private']), supported_role_settings: is(['user_role']) },
            overrides: { T02LEDGER: { supported_channel_types: is(['public']), supported_role_settings: is(['user_role']) } },
          },
          microsoft_teams: {
            client: is('enabled'),
            tenants: { [TENANT]: is([TEAM]) },
            default: { supported_role_settings: is(['user_role']) },
            overrides: { [TENANT]: { [TEAM]: { supported_role_settings: is(['user_role']) } } },
          },
          chime: off,
        },
        default: off,
      },
    },
    build: chats({
      slack: {
        enabled: true,
        workspaces: ['T02LEDGER'],
        channelTypes: [SlackChannelType.PRIVATE],
        roleSettings: [ChatRoleSetting.USER_ROLE],
        overrides: [{ workspaceId: 'T02LEDGER', channelTypes: [SlackChannelType.PUBLIC], roleSettings: [ChatRoleSetting.USER_ROLE] }],
      },
      microsoftTeams: {
        enabled: true,
        tenants: [{ tenantId: TENANT, teamIds: [TEAM] }],
        roleSettings: [ChatRoleSetting.USER_ROLE],
        overrides: [{ tenantId: TENANT, teamId: TEAM, roleSettings: [ChatRoleSetting.USER_ROLE] }],
      },
      chimeEnabled: false,
      othersEnabled: false,
    }),
  }, {
    // The page puts the default below "platforms" here, against its own syntax. Another test shows what the validation reports there.
    name: 'Example 1, with its default at the place of the syntax',
    document: {
      chatbot: {
        platforms: {
          slack: {
            client: is('enabled'),
            workspaces: is(['T02LEDGER']),
            default: { supported_channel_types: is(['private']), supported_role_settings: is(['channel_role', 'user_role']) },
          },
          microsoft_teams: off,
          chime: off,
        },
        default: off,
      },
    },
    build: chats({
      slack: {
        enabled: true,
        workspaces: ['T02LEDGER'],
        channelTypes: [SlackChannelType.PRIVATE],
        roleSettings: [ChatRoleSetting.CHANNEL_ROLE, ChatRoleSetting.USER_ROLE],
      },
      microsoftTeams: { enabled: false },
      chimeEnabled: false,
      othersEnabled: false,
    }),
  }, {
    name: 'Example 2',
    document: {
      chatbot: {
        platforms: {
          slack: { client: is('enabled'), workspaces: is(['*']), default: { supported_role_settings: is(['user_role']) } },
          microsoft_teams: off,
          chime: off,
        },
        default: off,
      },
    },
    build: chats({
      slack: { enabled: true, workspaces: ['*'], roleSettings: [ChatRoleSetting.USER_ROLE] },
      microsoftTeams: { enabled: false },
      chimeEnabled: false,
      othersEnabled: false,
    }),
  }, {
    name: 'Example 3',
    document: {
      chatbot: { platforms: { slack: off, microsoft_teams: { client: is('enabled'), tenants: { [TENANT]: is(['*']) } }, chime: off } },
    },
    build: chats({
      slack: { enabled: false }, microsoftTeams: { enabled: true, tenants: [{ tenantId: TENANT, teamIds: ['*'] }] }, chimeEnabled: false,
    }),
  }, {
    name: 'Example 4',
    document: {
      chatbot: {
        platforms: {
          slack: {
            client: is('enabled'),
            workspaces: is(['T02LEDGER', 'T03PAYROLL']),
            default: { supported_channel_types: is(['private']), supported_role_settings: is(['user_role']) },
            overrides: {
              T03PAYROLL: { supported_channel_types: is(['public', 'private']), supported_role_settings: is(['channel_role', 'user_role']) },
            },
          },
          microsoft_teams: {
            client: is('enabled'),
            tenants: { [TENANT]: is([TEAM]) },
            default: { supported_role_settings: is(['user_role']) },
            overrides: { [TENANT]: { [TEAM]: { supported_role_settings: is(['channel_role', 'user_role']) } } },
          },
        },
        default: off,
      },
    },
    build: chats({
      slack: {
        enabled: true,
        workspaces: ['T02LEDGER', 'T03PAYROLL'],
        channelTypes: [SlackChannelType.PRIVATE],
        roleSettings: [ChatRoleSetting.USER_ROLE],
        overrides: [{
          workspaceId: 'T03PAYROLL',
          channelTypes: [SlackChannelType.PUBLIC, SlackChannelType.PRIVATE],
          roleSettings: [ChatRoleSetting.CHANNEL_ROLE, ChatRoleSetting.USER_ROLE],
        }],
      },
      microsoftTeams: {
        enabled: true,
        tenants: [{ tenantId: TENANT, teamIds: [TEAM] }],
        roleSettings: [ChatRoleSetting.USER_ROLE],
        overrides: [{ tenantId: TENANT, teamId: TEAM, roleSettings: [ChatRoleSetting.CHANNEL_ROLE, ChatRoleSetting.USER_ROLE] }],
      },
      othersEnabled: false,
    }),
  }],
};
