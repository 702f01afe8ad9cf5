import { Token } from 'aws-cdk-lib';
import type { ExemptPrincipalsProps } from './exempt-principals';
import type { Guardrail } from './guardrail';
import { type Denial, serviceControlGuardrail } from './guardrail-builders';
import { ACTION_RULES, listProblems, RESOURCE_RULES, TAG_KEY_PATTERN_RULES, TAG_KEY_RULES, TAG_VALUE_RULES } from './parameter-rules';
import { tagSid } from './tag-sid';
import { itemProblems } from '../policies/list-rules';
import { problem } from '../validation';

/** Properties of `TagGuardrails.requireTags`. */
export interface RequireTagsProps extends ExemptPrincipalsProps {
  /** The keys that whoever creates something has to give, each. */
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
  /** The keys, with `*` where any text may stand. */
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
   * Nobody creates things without the tags. Tags that a template sets after the creation come too late.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for tagging resources".
   */
  public static requireTags(props: RequireTagsProps): Guardrail {
    const { createActions: actions = CREATE_ACTIONS, resources = CREATED_RESOURCES } = props;
    const tagKeys = [...new Set(props.tagKeys)];
    return serviceControlGuardrail({
      guardrailId: 'require-tags',
      description: 'What is created has the tags listed',
      denials: tagKeys.filter((key) => !isToken(key)).map((key): Denial => ({
        sid: `RequireTag${tagSid(key, tagKeys)}`, actions, resources, conditions: { Null: { [`aws:RequestTag/${key}`]: 'true' } },
      })),
      problems: [
        ...listProblems('tag keys', tagKeys, TAG_KEY_RULES), ...tokenProblems(tagKeys), ...pairProblems(props),
        ...itemProblems(actions, ACTION_RULES), ...itemProblems(resources, RESOURCE_RULES),
      ],
    }, props);
  }

  /**
   * Nobody gives the tag another value, whatever they tag or create. Things without the tag are a matter of `requireTags`.
   *
   * Source: AWS Organizations User Guide, "Example SCPs for tagging resources"; AWS global condition context keys, `aws:RequestTag`.
   */
  public static denyOtherTagValues(props: DenyOtherTagValuesProps): Guardrail {
    const key = `aws:RequestTag/${props.tagKey}`;
    return serviceControlGuardrail({
      guardrailId: 'deny-other-tag-values',
      description: 'Nobody gives the tag other values than those allowed',
      denials: Token.isUnresolved(props.tagKey) ? [] : [{
        sid: `DenyOtherValuesOf${tagSid(props.tagKey)}`,
        actions: ['*'],
        conditions: { StringNotLike: { [key]: props.allowedValues }, Null: { [key]: 'false' } },
      }],
      problems: [
        ...listProblems('allowed values', props.allowedValues, TAG_VALUE_RULES), ...itemProblems([props.tagKey], TAG_KEY_RULES),
        ...tokenProblems([props.tagKey]),
      ],
    }, props);
  }

  /**
   * Nobody sets, changes or takes off the tags: for those on which conditions of other policies rely.
   *
   * Source: AWS global condition context keys, `aws:TagKeys`.
   */
  public static protectTags(props: ProtectTagsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-tags',
      description: 'Nobody sets or takes off the tags listed',
      denials: [{
        sid: 'ProtectTags', actions: ['*'], conditions: { 'ForAnyValue:StringLike': { 'aws:TagKeys': props.tagKeys } },
      }],
      problems: listProblems('tag keys', props.tagKeys, TAG_KEY_PATTERN_RULES),
    }, props);
  }

  private constructor() {}
}

/** Known only at deployment, it could not be written: neither as a condition key nor in a Sid. */
function tokenProblems(tagKeys: readonly string[]): string[] {
  return tagKeys.filter(isToken).map((given) => problem({
    wrong: 'The tag key is known only at deployment', given, remedy: 'Give the text itself: it is part of a condition key',
  }));
}

/** Of a text, or of a whole list. */
function isToken(key: string): boolean {
  return Token.isUnresolved(key) || Token.isUnresolved([key]);
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
