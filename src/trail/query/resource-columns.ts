import { likePattern, literal, truths } from './sql';
import type { PolicyTexts } from '../replay/policy-texts';

/** ARNs of objects in Amazon S3 whose key a class stands for. The excluded buckets could make a name that is exempt. */
const OBJECT = '^arn:[A-Za-z0-9_-]+:s3:::(?!alias/|role/|assumed-role/)[^/:]+/[ -9;-Z^-~\\[\\]]*\\z';

/** ARNs in the text of JSON, but not those that are names of members, and none in a text that has JSON itself, whose quotes are escaped. */
const ARNS_IN_JSON = '(?<!\\\\)"(arn:(?:[^"\\\\]|\\\\.)*)"(?!\\s*:)';

/** IDs of resources of Amazon EC2 in the text of JSON. */
const IDS_IN_JSON = '"([a-z]+(?:-[a-z]+)?-(?:[0-9a-f]{8}|[0-9a-f]{17}))"(?!\\s*:)';

/**
 * Columns that tell resources apart as far as the resources in policies do. Objects in Amazon S3 and resources of Amazon EC2 are many, and
 * their names count only where a policy has patterns for them.
 */
export class ResourceColumns {
  private readonly objectTruths: string;
  private readonly hasObjectPatterns: boolean;

  constructor(private readonly policies: PolicyTexts, { hasObjectPatterns }: { readonly hasObjectPatterns: boolean }) {
    // After the last colon of such an ARN come the bucket and the key.
    this.objectTruths = truths((objectNames(policies) ?? []).map((name) => `arn ${likePattern('%:s3:::', name)}`));
    this.hasObjectPatterns = hasObjectPatterns && !policies.hasVariables;
  }

  /** Whether the name of a resource of a service can make a difference. */
  touches(service: string): boolean {
    return this.policies.hasVariables || this.policies.resourcePatterns.some((pattern) => touches(pattern, service));
  }

  /** The ARNs of the record, in the parameters, of the object of Amazon S3 that they name, and in the answer: a list of lists. */
  arns(): string {
    const object = 'CASE WHEN eventsource LIKE \'s3%\' THEN \'arn:aws:s3:::\' || json_extract_scalar(element_at(members, \'bucketName\'), \'$\') || \'/\''
      + ' || regexp_replace(json_extract_scalar(element_at(members, \'key\'), \'$\'), \'^/\', \'\') END';
    const answer = arnsInAnswer();
    const lists = [
      'array_distinct(transform(resources, resource -> resource.arn))',
      `array_distinct(regexp_extract_all(requestparameters, ${literal(ARNS_IN_JSON)}, 1))`,
      `ARRAY[${object}]`,
      this.touches('sts') ? answer : `transform(${answer}, arn -> regexp_replace(arn, '(:assumed-role/[^/]+/).*', '$1'))`,
    ];
    const all = `ARRAY[${lists.join(', ')}]`;
    if (!this.hasObjectPatterns) return all;
    return `transform(${all}, arns -> transform(arns, arn -> CASE WHEN regexp_like(arn, ${literal(OBJECT)}) `
      + `THEN regexp_extract(arn, '^[^/]*/') || ${this.objectTruths} ELSE arn END))`;
  }

  /** The owners of the resources of the record. */
  owners(): string {
    return 'array_distinct(transform(filter(resources, resource -> resource.accountid IS NOT NULL), '
      + 'resource -> split_part(resource.arn, \'/\', 1) || \' \' || resource.accountid))';
  }

  /** The IDs of resources of Amazon EC2 in the parameters. */
  ids(): string {
    const ids = `array_distinct(regexp_extract_all(requestparameters, ${literal(IDS_IN_JSON)}, 1))`;
    return this.touches('ec2') ? ids : `transform(${ids}, id -> regexp_replace(id, '-[0-9a-f]+$', ''))`;
  }
}

/** The patterns for buckets and objects in policies, each once; undefined if every object counts on its own. */
export function objectNames(policies: PolicyTexts): string[] | undefined {
  if (policies.hasVariables) return undefined;
  const names = policies.resourcePatterns.filter((pattern) => touches(pattern, 's3')).map(nameIn);
  return [...new Set(names)].filter((name) => name !== '' && name !== '*');
}

export function arnsInAnswer(): string {
  return `array_distinct(regexp_extract_all(responseelements, ${literal(ARNS_IN_JSON)}, 1))`;
}

/** Whether a pattern can match the ARN of a resource of a service. */
function touches(pattern: string, service: string): boolean {
  const segments = pattern.split(':');
  const named = segments[2];
  if (named === undefined || segments.slice(0, 2).some((each) => each.endsWith('*'))) return true;
  return new RegExp(`^${named.split(/[*?]/).map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(service);
}

/** The rest of an ARN's pattern after the account. The last part of a shorter one, since a `*` before it may span the others. */
function nameIn(pattern: string): string {
  const segments = pattern.split(':');
  return segments.slice(Math.min(5, segments.length - 1)).join(':');
}
