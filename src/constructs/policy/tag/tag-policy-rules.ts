import type { IConstruct } from 'constructs';
import type { TagPolicyTag } from './tag-policy';
import { TAG_PATTERN } from '../../../contract';
import { brokenRules, problem, quota, Rule } from '../../validation';
import { itemProblems } from '../management/list-rules';
import { textOf } from '../management/policy-tree';

/** Source: AWS Organizations User Guide, "Tag policy syntax and examples". */
export function policyTagProblems(scope: IConstruct, tags: readonly TagPolicyTag[]): string[] {
  const keys = tags.map(({ tagKey }) => textOf(tagKey).toLowerCase());
  return tags.flatMap((tag, index) => [
    ...brokenRules(textOf(tag.tagKey), keyRules(scope)),
    ...(keys.indexOf(keys[index]) === index ? [] : [problem({
      wrong: 'A tag is there more than once, whatever the capitals', given: textOf(tag.tagKey), remedy: 'Keep one of them, or put both into one',
    })]),
    ...itemProblems(tag.values, valueRules(scope)),
    ...itemProblems(tag.enforcedFor, RESOURCE_TYPE_RULES),
    ...itemProblems(tag.reportRequiredTagFor, RESOURCE_TYPE_RULES),
  ]);
}

function keyRules(scope: IConstruct): Rule<string>[] {
  const length = quota(scope, 'tagKeyLength');
  return [{
    broken: (key) => key.length < 1 || key.length > length || !TAG_PATTERN.test(key),
    mistake: (given) => ({
      wrong: 'The key of a tag in the tag policy is not valid',
      given,
      remedy: `Use 1 to ${length} letters, digits, spaces and characters of _ . : / = + - @`,
    }),
  }];
}

function valueRules(scope: IConstruct): Rule<string>[] {
  const length = quota(scope, 'tagValueLength');
  return [{
    broken: (value) => value.length > length || !TAG_PATTERN.test(value.replaceAll('*', '')),
    mistake: (given) => ({
      wrong: 'A value in the tag policy is not valid',
      given,
      remedy: `Use at most ${length} letters, digits, spaces and characters of _ . : / = + - @, and one * for any characters`,
    }),
  }, {
    broken: (value) => value.split('*').length > 2,
    mistake: (given) => ({ wrong: 'A value in the tag policy has more than one *', given, remedy: 'Keep one * in each value' }),
  }];
}

const RESOURCE_TYPE_RULES: readonly Rule<string>[] = [{
  broken: (type) => !/^[a-z0-9-]+:[A-Za-z0-9/_-]+$/.test(type),
  mistake: (given) => ({
    wrong: 'This does not name a resource type',
    given,
    remedy: 'Write service:type, such as ec2:instance, or service:ALL_SUPPORTED; all services together cannot be named',
  }),
}];
