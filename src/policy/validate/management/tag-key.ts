import { isJsonObject } from '../../language/problem-list';
import type { JsonValue } from '../../parse-json';
import { holdsUnknownText } from '../unknown-text';
import type { SchemaProblem } from './check-schema';

/**
 * Tags whose spelling is that of another tag: both have to be the same but for capitals.
 * Source: AWS Organizations User Guide, "Tag policy syntax and examples".
 */
export function tagKeyProblems(tags: JsonValue | undefined): SchemaProblem[] {
  if (!isJsonObject(tags)) return [];
  return Object.entries(tags).flatMap(([policyKey, tag]): SchemaProblem[] => {
    const spelling = isJsonObject(tag) && isJsonObject(tag.tag_key) ? tag.tag_key['@@assign'] : undefined;
    if (typeof spelling !== 'string' || holdsUnknownText([policyKey, spelling]) || spelling.toLowerCase() === policyKey.toLowerCase()) return [];
    return [{
      kind: 'syntax',
      path: `tags.${policyKey}.tag_key`,
      what: 'spells another key than the one that it stands below',
      value: spelling,
      advice: `Write "${policyKey}" in the capitals that you want, or rename the key above it to "${spelling}".`,
    }];
  });
}
