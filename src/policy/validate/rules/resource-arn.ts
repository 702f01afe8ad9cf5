import { statementRule } from '../statement-rule';

const ARN = /^arn:[^:]*(?::|$)/;

/** Source: IAM User Guide, "IAM JSON policy elements: Resource". */
export const resourceArn = statementRule(
  { id: 'resource-arn', severity: 'error', title: 'A resource is neither an ARN nor "*".' },
  ({ resource }) => resource.patterns.filter((pattern) => pattern !== '*' && !ARN.test(pattern)).map((pattern) => ({
    what: 'names a resource that is not an ARN', value: pattern, advice: 'Write an ARN such as arn:aws:s3:::bucket/*, or "*".',
  })),
);
