import { AI_SERVICES } from './ai-services';
import { certainly, list, named, namedAs, oneOf, settings, text, TOGGLE } from './schema';

/** Source: AWS Organizations User Guide, "AI services opt-out policy syntax and examples". */
export const AI_SERVICES_OPT_OUT_SCHEMA = namedAs(AI_SERVICES, settings({ opt_out_policy: text(certainly(oneOf('optIn', 'optOut'))) }, 'wrong'));

const ROLE_SETTINGS = list(oneOf('channel_role', 'user_role'));
const SLACK_CHANNELS = settings({ supported_channel_types: list(oneOf('public', 'private')), supported_role_settings: ROLE_SETTINGS });
const TEAMS = settings({ supported_role_settings: ROLE_SETTINGS });
const OTHERS = settings({ client: TOGGLE });

/**
 * The page shows the last `default` at two places.
 * Source: AWS Organizations User Guide, "Chat applications policy syntax and examples".
 */
export const CHAT_APPLICATIONS_SCHEMA = settings({
  platforms: settings({
    slack: settings({ client: TOGGLE, workspaces: list(), default: SLACK_CHANNELS, overrides: named(SLACK_CHANNELS) }),
    microsoft_teams: settings({ client: TOGGLE, tenants: named(list()), default: TEAMS, overrides: named(named(TEAMS)) }),
    chime: OTHERS,
    default: OTHERS,
  }),
  default: OTHERS,
});

const GUARDED = text(oneOf('comprehensive', 'selective'));

/** Source: AWS Organizations User Guide, "Amazon Bedrock policy syntax and examples". */
export const BEDROCK_SCHEMA = settings({
  guardrail_inference: named(named(settings({
    identifier: text(),
    input_tags: text(),
    selective_content_guarding: settings({ system: GUARDED, messages: GUARDED }),
    model_enforcement: settings({ included_models: list(), excluded_models: list() }),
  }))),
});
