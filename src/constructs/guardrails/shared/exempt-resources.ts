import { matching, rule } from './parameter-rules';

/** Source: AWS General Reference, "Amazon Resource Names (ARNs)"; without the isolated partitions. */
const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-eusc'];

/**
 * ARNs for `NotResource`, each partition on its own. A `*` at the end of a segment spans colons there, so that `arn:*:ssm:*::parameter/*`
 * would also exempt the object `arn:aws:s3:::bucket/x:ssm:y::parameter/z`.
 * Source: IAM User Guide, "IAM JSON policy elements: Resource".
 */
export function exemptResourceArns(arns: readonly string[]): string[] {
  return arns.flatMap((arn) => (arn.startsWith('arn:*:') ? PARTITIONS.map((partition) => arn.replace('*', partition)) : [arn]));
}

/** Rules of ARNs that a guardrail exempts: they name one service, whose resources they cannot leave. */
export const EXEMPT_RESOURCE_RULES = rule(matching(/^arn:(?:\*|aws(?:-[a-z]+)*):[a-z0-9-]+:[^:]*:[^:]*:.+$/), 'This is not the ARN of resources of one service',
  'Write it as in arn:*:s3:::log-archive/*, without other wildcards before the Region');
