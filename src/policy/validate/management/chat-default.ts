import type { SchemaProblem } from './check-schema';
import { isJsonObject } from '../../language/problem-list';
import type { JsonValue } from '../../parse-json';

/**
 * A default for all chat applications at the place where the first example of the page has it. The syntax on the same page has it one
 * level up, and AWS Organizations was seen to refuse it below `platforms`.
 * Source: AWS Organizations User Guide, "Chat applications policy syntax and examples".
 */
export function chatDefaultProblems(chatbot: JsonValue | undefined): SchemaProblem[] {
  if (!isJsonObject(chatbot) || !isJsonObject(chatbot.platforms) || chatbot.platforms.default === undefined) return [];
  return [{
    kind: 'key',
    path: 'chatbot.platforms.default',
    what: 'stands at a place where AWS may refuse it',
    value: 'default',
    advice: 'Move it one level up, beside "platforms": {"chatbot": {"default": …}}.',
  }];
}
