import { AI_SERVICES } from './ai-services';
import { byRegion, certainly, like, list, named, namedAs, oneOf, orWord, settings, text, TOGGLE } from './schema';

/** Source: AWS Organizations User Guide, "AI services opt-out policy syntax and examples". */
export const AI_SERVICES_OPT_OUT_SCHEMA = namedAs(oneOf(...AI_SERVICES), settings({ opt_out_policy: text(certainly(oneOf('optIn', 'optOut'))) }, 'wrong'));

const ROLE_SETTINGS = list(oneOf('channel_role', 'user_role'));
const SLACK_CHANNELS = settings({ supported_channel_types: list(oneOf('public', 'private')), supported_role_settings: ROLE_SETTINGS });
const TEAMS = settings({ supported_role_settings: ROLE_SETTINGS });
const OTHERS = settings({ client: TOGGLE });

/** Source: AWS Chatbot API Reference, "SlackChannelConfiguration". */
const WORKSPACE = like(/^[0-9A-Z]{1,255}$/, 'the ID of a workspace in capital letters and digits, such as "T02ABCDEF"');

/** AWS Organizations accepts lower case only. Source: AWS Chatbot API Reference, "TeamsChannelConfiguration". */
const UUID = like(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a UUID in small letters, such as "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"');
const UUID_OR_ALL = orWord(UUID, '*');

/**
 * The page shows the last `default` at two places, which `chatDefaultProblems` judges.
 * Source: AWS Organizations User Guide, "Chat applications policy syntax and examples".
 */
export const CHAT_APPLICATIONS_SCHEMA = settings({
  platforms: settings({
    slack: settings({
      client: TOGGLE, workspaces: list(orWord(WORKSPACE, '*')), default: SLACK_CHANNELS, overrides: namedAs(WORKSPACE, SLACK_CHANNELS),
    }),
    microsoft_teams: settings({
      client: TOGGLE, tenants: namedAs(UUID_OR_ALL, list(UUID_OR_ALL)), default: TEAMS, overrides: namedAs(UUID, namedAs(UUID, TEAMS)),
    }),
    chime: OTHERS,
    default: OTHERS,
  }),
  default: OTHERS,
});

const GUARDRAIL = like(/^arn:[a-z-]+:bedrock:[a-z0-9-]+:\d{12}:guardrail\/[a-z0-9]+:[1-9]\d*$/,
  'the ARN of a guardrail of the management account and a version, such as "arn:aws:bedrock:eu-west-1:111122223333:guardrail/abc123:1"');

const GUARDED = text(oneOf('comprehensive', 'selective'));

/** Source: AWS Organizations User Guide, "Amazon Bedrock policy syntax and examples". */
export const BEDROCK_SCHEMA = settings({
  guardrail_inference: byRegion(named(settings({
    identifier: text(GUARDRAIL),
    // The page named this key in 2025.
    input_tags: text(),
    selective_content_guarding: settings({ system: GUARDED, messages: GUARDED }),
    model_enforcement: settings({ included_models: list(), excluded_models: list() }),
  }))),
});
