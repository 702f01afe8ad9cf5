import { matching, rule } from './parameter-rules';

/** Rules for names in which `*` is a wildcard. */

const GIVE_NAMES = 'Give names, with * as a wildcard';

export const INFERENCE_PROFILE_RULES = rule(matching(/^[a-z0-9*?-]+\.[A-Za-z0-9.:*?_-]+$/), 'This is not the ID of an inference profile',
  'Give IDs such as eu.amazon.nova-pro-v1:0, or a pattern such as eu.*');

export const MODEL_RULES = rule(matching(/^[a-z0-9*?-]+\.[A-Za-z0-9.:*?_-]+$/), 'This is not the ID of a foundation model',
  'Give IDs such as amazon.nova-pro-v1:0, or a pattern such as anthropic.*');

export const AUDIENCE_RULES = rule(matching(/^\S{1,1000}$/), 'This is not the audience of a token', 'Give the text itself, as in https://api.example.com');

export const STACK_RULES = rule(matching(/^[A-Za-z*?][A-Za-z0-9*?-]{0,127}$/), 'This is not the name of a stack', GIVE_NAMES);

export const FUNCTION_RULES = rule(matching(/^[\w*?-]{1,64}$/), 'This is not the name of a function', GIVE_NAMES);

export const TOPIC_RULES = rule(matching(/^[\w*?-]{1,256}(?:\.fifo)?$/), 'This is not the name of a topic', GIVE_NAMES);

export const BUCKET_RULES = rule(matching(/^[a-z0-9.*?-]{1,63}$/), 'This is not the name of a bucket', GIVE_NAMES);

export const LOG_GROUP_RULES = rule(matching(/^[\w./#*?-]{1,512}$/), 'This is not the name of a log group',
  GIVE_NAMES);

export const DATABASE_RULES = rule(matching(/^[a-z0-9*?-]{1,63}$/), 'This is not the identifier of a database',
  'Give identifiers in lower case, with * as a wildcard');

export const TABLE_RULES = rule(matching(/^[\w.*?-]{1,255}$/), 'This is not the name of a table', GIVE_NAMES);

export const TABLE_BUCKET_RULES = rule(matching(/^[a-z0-9*?-]{1,63}$/), 'This is not the name of a table or vector bucket', GIVE_NAMES);

export const ALARM_RULES = rule(matching(/^[^\r\n]{1,255}$/), 'This is not the name of an alarm', GIVE_NAMES);

export const MODEL_GUARDRAIL_RULES = rule(matching(/^arn:[a-z*-]+:bedrock:[a-z0-9*-]*:(?:\d{12}|\*):guardrail\/\S+$/),
  'This is not the ARN of a guardrail of Amazon Bedrock', 'Give ARNs with a version, as in arn:*:bedrock:*:111122223333:guardrail/abcdef123456:*');
