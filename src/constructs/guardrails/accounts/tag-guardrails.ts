import type { Guardrail } from '../guardrail';
import { OBJECT_TAGGING_ACTIONS, protectionOf, TAG_KEYS_LIMIT, TAGS_OF_TEMPLATES, tagSid } from './protected-tags';
import { actionCovers } from '../../../policy/pack';
import { itemProblems } from '../../policy/management/list-rules';
import { problem } from '../../validation';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { conditionKeyProblems, isTokenText } from '../shared/literal-parameters';
import { ACTION_RULES, listProblems, RESOURCE_RULES, TAG_KEY_PATTERN_RULES, TAG_KEY_RULES, TAG_VALUE_RULES } from '../shared/parameter-rules';

/** Properties of `TagGuardrails.requireTags`. */
export interface RequireTagsProps extends ExemptPrincipalsProps {
  /**
   * The keys of the tags that new resources must have.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly tagKeys: string[];
  /**
   * Actions that create resources and support `aws:RequestTag`. Give `resources` too.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   * @default - the actions for instances, databases, tables, functions, queues, topics and secrets
   */
  readonly createActions?: string[];
  /**
   * ARNs of the resources that the actions create. Give both properties or neither. For example, the launch of an instance also has its
   * subnet and its image as resources, which get no tags.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_tagging.html
   * @default - instances, databases, tables, functions, queues, topics and secrets
   */
  readonly resources?: string[];
}

/** Properties of `TagGuardrails.denyOtherTagValues`. */
export interface DenyOtherTagValuesProps extends ExemptPrincipalsProps {
  /**
   * The key of the tag.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly tagKey: string;
  /**
   * The values that the tag can have, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly allowedValues: string[];
}

/** Properties of `TagGuardrails.protectTags`. */
export interface ProtectTagsProps extends ExemptPrincipalsProps {
  /**
   * The tag keys, with `*` as a wildcard. Give complete keys where possible: only then does the comparison ignore case, as in conditions on
   * tags, and only then can the tags of S3 objects not be removed.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
   */
  readonly tagKeys: string[];
}

const CREATE_ACTIONS = [
  'dynamodb:CreateTable', 'ec2:RunInstances', 'lambda:CreateFunction', 'rds:CreateDBCluster', 'rds:CreateDBInstance',
  'secretsmanager:CreateSecret', 'sns:CreateTopic', 'sqs:CreateQueue',
];

const CREATED_RESOURCES = [
  'arn:*:dynamodb:*:*:table/*', 'arn:*:ec2:*:*:instance/*', 'arn:*:lambda:*:*:function:*', 'arn:*:rds:*:*:cluster:*', 'arn:*:rds:*:*:db:*',
  'arn:*:secretsmanager:*:*:secret:*', 'arn:*:sns:*:*:*', 'arn:*:sqs:*:*:*',
];

/**
 * Guardrails for tags. Tag policies define the capitalization and values of tags; these guardrails deny requests without them.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'Tags', {
 *   guardrails: [
 *     TagGuardrails.requireTags({ tagKeys: ['owner', 'cost-center'] }),
 *     TagGuardrails.denyOtherTagValues({ tagKey: 'stage', allowedValues: ['prod', 'test'] }),
 *     TagGuardrails.protectTags({ tagKeys: ['owner'], exemptPrincipals: ['arn:*:iam::*:role/platform/*'] }),
 *   ],
 * }));
 */
export class TagGuardrails {
  /**
   * Denies creating resources without the tags. Tags that a template adds after the creation come too late. Secrets that AWS services
   * create and manage, such as the password of a database, are allowed: their names contain `!`, which other names cannot.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for tagging resources"; AWS Secrets Manager User Guide, "AWS Secrets Manager
   * secrets managed by other AWS services" and API Reference, "CreateSecret" (`Name`).
   */
  public static requireTags(props: RequireTagsProps): Guardrail {
    const { createActions: actions = CREATE_ACTIONS, resources = CREATED_RESOURCES } = props;
    const tagKeys = [...new Set(props.tagKeys)];
    const createsSecrets = actions.some((pattern) => actionCovers(pattern, 'secretsmanager:CreateSecret'));
    return serviceControlGuardrail({
      guardrailId: 'require-tags',
      description: 'Requires the listed tags on new resources',
      limits: [
        'Tags can be removed later: add protect-tags',
        'Other actions can create resources without the tags',
        'A tag with an empty value or a differently capitalized key is accepted: add a tag policy or deny-other-tag-values',
      ],
      denials: tagKeys.filter((key) => !isTokenText(key)).map((key): Denial => ({
        sid: `RequireTag${tagSid(key, tagKeys)}`,
        actions,
        resources,
        conditions: { Null: { [`aws:RequestTag/${key}`]: 'true' }, ...(createsSecrets ? { StringNotLike: { 'secretsmanager:Name': '*!*' } } : {}) },
      })),
      problems: [
        ...listProblems('tag keys', tagKeys, TAG_KEY_RULES), ...conditionKeyProblems('tag key', tagKeys), ...pairProblems(props),
        ...itemProblems(actions, ACTION_RULES), ...itemProblems(resources, RESOURCE_RULES),
      ],
    }, props);
  }

  /**
   * Denies setting the tag to another value, on new and existing resources and on S3 objects. Resources can still lack the tag: add
   * `requireTags`.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for tagging resources"; AWS global condition context keys, `aws:RequestTag`; Amazon
   * S3 User Guide, "Tagging and access control policies".
   */
  public static denyOtherTagValues(props: DenyOtherTagValuesProps): Guardrail {
    const { tagKey, allowedValues } = props;
    const otherValues = (key: string) => ({ StringNotLike: { [key]: allowedValues }, Null: { [key]: 'false' } });
    return serviceControlGuardrail({
      guardrailId: 'deny-other-tag-values',
      description: 'Denies all values of the tag except the allowed ones',
      limits: [TAG_KEYS_LIMIT, TAGS_OF_TEMPLATES],
      denials: isTokenText(tagKey) ? [] : [
        { sid: `DenyOtherValuesOf${tagSid(tagKey)}`, actions: ['*'], conditions: otherValues(`aws:RequestTag/${tagKey}`) },
        {
          sid: `DenyOtherObjectValuesOf${tagSid(tagKey)}`, actions: OBJECT_TAGGING_ACTIONS, conditions: otherValues(`s3:RequestObjectTag/${tagKey}`),
        },
      ],
      problems: [
        ...listProblems('allowed values', allowedValues, TAG_VALUE_RULES), ...itemProblems([tagKey], TAG_KEY_RULES),
        ...conditionKeyProblems('tag key', [tagKey]),
      ],
    }, props);
  }

  /**
   * Denies setting, changing and removing the tags, for tags that conditions of other policies rely on. If an S3 object has one of the
   * tags, all of its tags stay unchanged.
   *
   * Source: AWS global condition context keys, `aws:TagKeys`; IAM User Guide, "Condition" element (names of condition keys, and so of tags
   * in them, are not case-sensitive); Amazon S3 User Guide, "Tagging and access control policies".
   */
  public static protectTags(props: ProtectTagsProps): Guardrail {
    const { denials, limits } = protectionOf(props.tagKeys);
    return serviceControlGuardrail({
      guardrailId: 'protect-tags',
      description: 'Denies setting and removing the listed tags',
      denials,
      limits,
      problems: listProblems('tag keys', props.tagKeys, TAG_KEY_PATTERN_RULES),
    }, props);
  }

  private constructor() {}
}

/** Actions and their resources belong together: either one with the default of the other would deny nothing. */
function pairProblems({ createActions, resources }: RequireTagsProps): string[] {
  if ((createActions === undefined) === (resources === undefined)) return [];
  const [given, missing] = createActions === undefined ? ['resources', 'createActions'] : ['createActions', 'resources'];
  return [problem({
    wrong: 'The guardrail has only one of createActions and resources, so that it would deny nothing',
    given: `only ${given}`,
    remedy: `Give ${missing} too: the actions and the ARNs of the resources that they create`,
  })];
}
