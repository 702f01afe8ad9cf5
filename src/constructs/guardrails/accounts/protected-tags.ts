import { createHash } from 'node:crypto';
import { Token } from 'aws-cdk-lib';
import type { Denial } from '../shared/guardrail-builders';

/** A tag key that can become part of a Sid without losing a character. */
const PLAIN = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;

/**
 * The end of the Sid of a statement about a tag key: `cost-center` becomes `CostCenter`. If another key has the same letters and digits,
 * a part of the hash of the key follows.
 * @param all the keys that need different Sids
 */
export function tagSid(tagKey: string, all: readonly string[] = [tagKey]): string {
  const name = lettersOf(tagKey);
  const isPlain = PLAIN.test(tagKey) && all.every((other) => other === tagKey || lettersOf(other) !== name);
  return isPlain ? name : name + createHash('sha256').update(tagKey).digest('hex').slice(0, 8);
}

function lettersOf(tagKey: string): string {
  return tagKey.split(/[^A-Za-z0-9]+/).map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}

/** Actions that set tags of S3 objects, whose keys are in `s3:RequestObjectTagKeys` and `s3:RequestObjectTag`. */
export const OBJECT_TAGGING_ACTIONS = ['s3:PutObject', 's3:PutObjectTagging', 's3:PutObjectVersionTagging'];

/** Actions that replace or remove all tags of an S3 object. Their requests contain its existing tags, unlike `s3:PutObject`. */
const OBJECT_RETAGGING_ACTIONS = [
  's3:DeleteObjectTagging', 's3:DeleteObjectVersionTagging', 's3:PutObjectTagging', 's3:PutObjectVersionTagging',
];

/**
 * Services with tagging actions that lack `aws:TagKeys`. The list omits services that AWS has ended or closed to new customers. It also
 * omits the Tag Editor (`tag`), which needs the actions of each service too.
 *
 * Source: Service Authorization Reference; test/constructs/guardrails/tag-keys.test.ts compares them with its data.
 */
export const SERVICES_WITHOUT_TAG_KEYS = [
  'chime', 'clouddirectory', 'cloudsearch', 'codedeploy', 'dax', 'glacier', 'license-manager-user-subscriptions', 'route53', 'route53domains',
  's3', 's3-object-lambda', 's3-outposts', 'securityhub',
];

export const TAG_KEYS_LIMIT = `Services whose requests lack aws:TagKeys and aws:RequestTag are not restricted: ${
  SERVICES_WITHOUT_TAG_KEYS.map((service) => (service === 's3' ? 's3 for buckets' : service)).join(', ')}`;

/** A limit of guardrails about tags: no service control policy restricts a service-linked role. */
export const TAGS_OF_TEMPLATES = 'Auto Scaling groups and fleets set the tags of their launch templates with service-linked roles';

const SESSION_TAGS = 'Identity providers set session tags outside service control policies (cognito-identity:SetPrincipalTagAttributeMap): '
  + 'add protect-session-tags and deny-federation-changes';

const OVERWRITTEN = 'Overwriting an S3 object removes its tags';

export const CASE_LIMIT = 'Keys with * or ? are case-sensitive, unlike conditions on tags: give complete keys if policies rely on them';

const PATTERN_LIMITS = [
  CASE_LIMIT,
  'S3 object tags whose keys are given with * or ? can be removed: give complete keys for them',
];

/** The denials and limits of `TagGuardrails.protectTags`. The comparison of complete keys ignores their case. */
export function protectionOf(tagKeys: readonly string[]): { readonly denials: Denial[]; readonly limits: string[] } {
  const { exact, patterns } = separated(tagKeys);
  return {
    denials: [
      ...tagKeyComparisons(tagKeys).flatMap(({ name, operator, keys }) => protect(`ProtectTag${name}`, `ProtectObjectTag${name}`, { [operator]: keys })),
      ...exact.map((key): Denial => ({
        sid: `KeepObjectTag${tagSid(key, exact)}`, actions: OBJECT_RETAGGING_ACTIONS, conditions: { Null: { [`s3:ExistingObjectTag/${key}`]: 'false' } },
      })),
    ],
    limits: [TAG_KEYS_LIMIT, OVERWRITTEN, SESSION_TAGS, TAGS_OF_TEMPLATES, ...(patterns.length === 0 ? [] : PATTERN_LIMITS)],
  };
}

/** A comparison of the tag keys of a request. */
export interface TagKeyComparison {
  /** The end of the Sid. */
  readonly name: 's' | 'Patterns';
  readonly operator: string;
  readonly keys: string[];
}

/** The comparisons for these keys. Those of complete keys ignore case, as conditions on tags do; no operator does so for patterns. */
export function tagKeyComparisons(tagKeys: readonly string[]): TagKeyComparison[] {
  const { exact, patterns } = separated(tagKeys);
  const comparisons: TagKeyComparison[] = [
    { name: 's', operator: 'ForAnyValue:StringEqualsIgnoreCase', keys: exact },
    { name: 'Patterns', operator: 'ForAnyValue:StringLike', keys: patterns },
  ];
  return comparisons.filter(({ keys }) => keys.length > 0);
}

function separated(tagKeys: readonly string[]): { readonly exact: string[]; readonly patterns: string[] } {
  return { exact: [...new Set(tagKeys)].filter((key) => !isPattern(key)), patterns: tagKeys.filter(isPattern) };
}

/** Whether a key is a pattern, or is known only at deployment. */
function isPattern(key: string): boolean {
  return /[*?]/.test(key) || Token.isUnresolved(key) || Token.isUnresolved([key]);
}

function protect(sid: string, objectSid: string, condition: Record<string, readonly string[]>): Denial[] {
  const on = (conditionKey: string) => (
    Object.fromEntries(Object.entries(condition).map(([operator, keys]) => [operator, { [conditionKey]: keys }])));
  return [
    { sid, actions: ['*'], conditions: on('aws:TagKeys') },
    { sid: objectSid, actions: OBJECT_TAGGING_ACTIONS, conditions: on('s3:RequestObjectTagKeys') },
  ];
}
