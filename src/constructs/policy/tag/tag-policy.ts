import { Construct, type IConstruct } from 'constructs';
import { TAG_PATTERN } from '../../../contract';
import { brokenRules, problem, quota, Rule } from '../../validation';
import { countProblems, itemProblems } from '../management/list-rules';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block, blocksByName, PolicyTree, setting, textOf } from '../management/policy-tree';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** The rules of a tag policy for one tag key. */
export interface TagPolicyTag {
  /**
   * The tag key, 1 to 128 characters. `PolicyValue.text(key, ChildControl.NONE)` makes its capitalization final.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html#tag-policy-syntax-reference
   */
  readonly tagKey: string;
  /**
   * Whether to enforce the capitalization of the key. Use `false` in a policy below one that makes the capitalization final.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html#tag-policy-syntax-reference
   * @default true
   */
  readonly enforceCapitalization?: boolean;
  /**
   * The compliant values. Each can contain one `*` as a wildcard. An empty list makes every value noncompliant.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html#tag-policy-syntax-reference
   * @default - all values are compliant
   */
  readonly values?: string[];
  /**
   * Resource types for which AWS refuses noncompliant tags, as `service:type` or `service:ALL_SUPPORTED`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html#tag-policy-syntax-reference
   * @default - none: noncompliant tags are only reported
   */
  readonly enforcedFor?: string[];
  /**
   * Resource types that must have the tag, as `service:type` or `service:ALL_SUPPORTED`. Infrastructure as code tools report resources
   * without it.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html#tag-policy-example-required-tags
   * @default - none
   */
  readonly reportRequiredTagFor?: string[];
}

/** Properties of `TagPolicy`. */
export interface TagPolicyProps extends ManagementPolicyProps {
  /**
   * The rules for each tag.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html#tag-policy-syntax-reference
   * @default - `content` defines the policy
   */
  readonly tags?: TagPolicyTag[];
}

/**
 * A tag policy: the capitalization and the values of tags, and the resource types for which they are enforced. Untagged resources are
 * compliant.
 *
 * Source: AWS Organizations User Guide, "Tag policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_example-tag-policies.html
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new TagPolicy(this, 'Tags', {
 *   tags: [
 *     { tagKey: 'stage', values: ['prod', 'test', 'dev-*'], enforcedFor: ['ec2:ALL_SUPPORTED'] },
 *     { tagKey: 'owner', reportRequiredTagFor: ['s3:bucket', 'rds:db'] },
 *   ],
 * }));
 */
export class TagPolicy extends Policy {
  constructor(scope: Construct, id: string, props: TagPolicyProps) {
    const { tags } = props;
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.TAG_POLICY, noun: 'tag policy', topKey: 'tags' }, props, {
      props: { tags },
      tree: () => blocksByName(tags, ({ tagKey }) => textOf(tagKey), tagBlock),
      problems: (policy) => [...countProblems('tag', tags), ...policyTagProblems(policy, tags ?? [])],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

function tagBlock(tag: TagPolicyTag): PolicyTree {
  return block({
    tag_key: tag.enforceCapitalization === false ? undefined : setting(tag.tagKey),
    tag_value: setting(tag.values),
    enforced_for: setting(tag.enforcedFor),
    report_required_tag_for: setting(tag.reportRequiredTagFor),
  }) ?? {};
}

/** Source: AWS Organizations User Guide, "Tag policy syntax and examples". */
function policyTagProblems(scope: IConstruct, tags: readonly TagPolicyTag[]): string[] {
  const keys = tags.map(({ tagKey }) => textOf(tagKey).toLowerCase());
  return tags.flatMap((tag, index) => [
    ...brokenRules(textOf(tag.tagKey), keyRules(scope)),
    ...(keys.indexOf(keys[index]) === index ? [] : [problem({
      wrong: 'A tag key is listed more than once, ignoring case', given: textOf(tag.tagKey), remedy: 'Keep one of them, or merge them',
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
  // Policies from before AWS introduced ALL_SUPPORTED have `service:*`, which the service still accepts.
  broken: (type) => !/^[a-z0-9-]+:(?:\*|[A-Za-z0-9/_-]+)$/.test(type),
  mistake: (given) => ({
    wrong: 'This is not a resource type',
    given,
    remedy: 'Write service:type, such as ec2:instance, or service:ALL_SUPPORTED; there is no pattern for all services',
  }),
}];
