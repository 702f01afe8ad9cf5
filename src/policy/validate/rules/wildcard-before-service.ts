import { actionCovers } from '../../pack/action-cover';
import { statementRule } from '../statement-rule';

/** Actions on objects, whose keys can hold any text and so look like the rest of an ARN. */
const ON_OBJECTS = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'];

/** Source: IAM User Guide, "IAM JSON policy elements: Resource": a `*` at the end of a segment of an ARN spans colons. */
export const wildcardBeforeService = statementRule(
  {
    id: 'wildcard-before-service',
    severity: 'warning',
    title: 'An exemption has a wildcard before the service of its ARN, so that objects of any S3 bucket can match it.',
  },
  ({ effect, action, resource }, index) => {
    // In the resources of a denial, a pattern that matches more only denies more.
    if ((effect === 'Deny') !== resource.negated) return [];
    const names = (wanted: string) => action.patterns.some((pattern) => actionCovers(pattern, wanted)) !== action.negated;
    const onObjects = ON_OBJECTS.find(names);
    if (onObjects === undefined) return [];
    return resource.patterns.filter(hasWildcard).map((pattern) => ({
      path: `Statement[${index}].${resource.negated ? 'NotResource' : 'Resource'}`,
      what: `also matches objects of other buckets for ${onObjects}, such as ${example(pattern)}`,
      value: pattern,
      advice: 'Write the partition and the service without wildcards, once for each partition.',
    }));
  },
);

function hasWildcard(pattern: string): boolean {
  return /^arn:(?:[^:]*[*?][^:]*:[^:]*|[^:]*:[^:]*[*?][^:]*):/.test(pattern);
}

/** An object whose key is the end of the pattern. */
function example(pattern: string): string {
  const rest = pattern.split(':').slice(2).join(':').replaceAll(/[*?]/g, 'x');
  return `arn:aws:s3:::bucket/key:${rest}`;
}
