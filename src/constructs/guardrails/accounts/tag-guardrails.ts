import type { Guardrail } from '../guardrail';
import { OBJECT_TAGGING_ACTIONS, protectionOf, TAG_KEYS_LIMIT, tagSid } from './protected-tags';
import { itemProblems } from '../../policy/management/list-rules';
import { problem } from '../../validation';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';
import { conditionKeyProblems, isTokenText } from '../shared/literal-parameters';
import { ACTION_RULES, listProblems, RESOURCE_RULES, TAG_KEY_PATTERN_RULES, TAG_KEY_RULES, TAG_VALUE_RULES } from '../shared/parameter-rules';

/** Properties of `TagGuardrails.requireTags`. */
export interface RequireTagsProps extends ExemptPrincipalsProps {
  /** The keys of the tags that every new resource has. */
  readonly tagKeys: string[];
  /**
   * Actions that create something and know `aws:RequestTag`. Give `resources` too.
   * @default - those for instances, databases, tables, functions, queues, topics and secrets
   */
  readonly createActions?: string[];
  /**
   * ARNs of what the actions create; give both or neither. A launch of an instance is about its subnet and its image too, which get no
   * tags.
   * @default - instances, databases, tables, functions, queues, topics and secrets
   */
  readonly resources?: string[];
}

/** Properties of `TagGuardrails.denyOtherTagValues`. */
export interface DenyOtherTagValuesProps extends ExemptPrincipalsProps {
  /** The key of the tag. */
  readonly tagKey: string;
  /** The values that it may have, with `*` where any text may stand. */
  readonly allowedValues: string[];
}

/** Properties of `TagGuardrails.protectTags`. */
export interface ProtectTagsProps extends ExemptPrincipalsProps {
  /**
   * The keys, with `*` where any text may stand. Give keys in full where you can: they are compared without their case, as conditions on
   * tags are, and tags of S3 objects cannot be taken off.
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

/** Guardrails about tags. Tag policies say how a tag is spelled; these deny what lacks one. */
export class TagGuardrails {
  /**
   * Nobody creates resources without the tags. Tags that a template sets after the creation come too late.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for tagging resources".
   */
  public static requireTags(props: RequireTagsProps): Guardrail {
    const { createActions: actions = CREATE_ACTIONS, resources = CREATED_RESOURCES } = props;
    const tagKeys = [...new Set(props.tagKeys)];
    return serviceControlGuardrail({
      guardrailId: 'require-tags',
      description: 'What is created has the tags listed',
      limits: [
        'Tags can be taken off later, which protect-tags denies',
        'Other actions create resources without the tags',
        'A tag with an empty value or with a key in another case counts, which tag policies and deny-other-tag-values restrict',
      ],
      denials: tagKeys.filter((key) => !isTokenText(key)).map((key): Denial => ({
        sid: `RequireTag${tagSid(key, tagKeys)}`, actions, resources, conditions: { Null: { [`aws:RequestTag/${key}`]: 'true' } },
      })),
      problems: [
        ...listProblems('tag keys', tagKeys, TAG_KEY_RULES), ...conditionKeyProblems('tag key', tagKeys), ...pairProblems(props),
        ...itemProblems(actions, ACTION_RULES), ...itemProblems(resources, RESOURCE_RULES),
      ],
    }, props);
  }

  /**
   * Nobody gives the tag another value, on new and existing resources and on S3 objects. Resources without the tag are a matter of
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
      description: 'Nobody gives the tag other values than those allowed',
      limits: [TAG_KEYS_LIMIT],
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
   * Nobody sets, changes or takes off the tags: for those on which conditions of other policies rely. Of an S3 object that has one, all
   * tags stay as they are.
   *
   * Source: AWS global condition context keys, `aws:TagKeys`; IAM User Guide, "Condition" element (names of condition keys, and so of tags
   * in them, are not case-sensitive); Amazon S3 User Guide, "Tagging and access control policies".
   */
  public static protectTags(props: ProtectTagsProps): Guardrail {
    const { denials, limits } = protectionOf(props.tagKeys);
    return serviceControlGuardrail({
      guardrailId: 'protect-tags',
      description: 'Nobody sets or takes off the tags listed',
      denials,
      limits,
      problems: listProblems('tag keys', props.tagKeys, TAG_KEY_PATTERN_RULES),
    }, props);
  }

  private constructor() {}
}

/** Actions and what they create belong together: either one beside the default of the other would deny nothing. */
function pairProblems({ createActions, resources }: RequireTagsProps): string[] {
  if ((createActions === undefined) === (resources === undefined)) return [];
  const [given, missing] = createActions === undefined ? ['resources', 'createActions'] : ['createActions', 'resources'];
  return [problem({
    wrong: 'The guardrail has one of createActions and resources, and would say nothing about what the actions create',
    given: `only ${given}`,
    remedy: `Give ${missing} too: the actions, and the ARNs of what they create`,
  })];
}
