import { TagManager, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { OWNER_TAG_KEY, RESERVED_TAG_PREFIX, TAG_PATTERN } from '../../../contract';
import { brokenRules, Rule, problem, quota } from '../rule';

/** Source: AWS Organizations API Reference, Tag; User Guide, "Tagging AWS Organizations resources". */
export function tagProblems(scope: IConstruct, tags: TagManager): string[] {
  const values = tags.tagValues();
  const keys = Object.keys(values);
  // The owner tag counts as well.
  const allowed = quota(scope, 'tagsPerResource') - 1;
  const tooMany = keys.length <= allowed ? [] : [problem({
    wrong: 'There are too many tags',
    given: `${keys.length} tags`,
    remedy: `Use at most ${allowed}; one more is taken by the tag "${OWNER_TAG_KEY}"`,
  })];
  return [
    ...tooMany,
    ...keys.flatMap((key) => brokenRules(key, keyRules(scope))),
    ...keys.flatMap((key) => (Token.isUnresolved(values[key]) ? [] : brokenRules({ key, value: values[key] }, valueRules(scope)))),
  ];
}

function keyRules(scope: IConstruct): Rule<string>[] {
  const length = quota(scope, 'tagKeyLength');
  return [
    {
      broken: (key) => key.length < 1 || key.length > length || !TAG_PATTERN.test(key),
      mistake: (given) => ({
        wrong: 'The tag key is not valid',
        given,
        remedy: `Use 1 to ${length} letters, digits, spaces and characters of _ . : / = + - @`,
      }),
    },
    {
      broken: (key) => /^aws:/i.test(key),
      mistake: (given) => ({ wrong: 'The tag key is reserved for AWS', given, remedy: 'Choose a key that does not start with aws:' }),
    },
    {
      broken: (key) => key.startsWith(RESERVED_TAG_PREFIX),
      mistake: (given) => ({
        wrong: 'The tag key is reserved for the tags of this library', given, remedy: 'Choose another key; the library sets the owner itself',
      }),
    },
  ];
}

function valueRules(scope: IConstruct): Rule<{ readonly key: string; readonly value: string }>[] {
  const length = quota(scope, 'tagValueLength');
  return [{
    broken: ({ value }) => value.length > length || !TAG_PATTERN.test(value),
    mistake: ({ key, value }) => ({
      wrong: `The value of the tag "${key}" is not valid`,
      given: value,
      remedy: `Use at most ${length} letters, digits, spaces and characters of _ . : / = + - @`,
    }),
  }];
}
