import type { Texts } from './schema';

/** In the spelling of the partition "aws". */
const SUPPORTED: readonly string[] = [
  '*',
  'arn:aws:backup-gateway:*:*:vm/*',
  'arn:aws:cloudformation:*:*:stack/*',
  'arn:aws:dsql:*:*:cluster/*',
  'arn:aws:dynamodb:*:*:table/*',
  'arn:aws:ec2:*:*:instance/*',
  'arn:aws:ec2:*:*:volume/*',
  'arn:aws:eks:*:*:cluster/*',
  'arn:aws:elasticfilesystem:*:*:file-system/*',
  'arn:aws:fsx:*:*:file-system/*',
  'arn:aws:fsx:*:*:volume/*',
  'arn:aws:rds:*:*:cluster:*',
  'arn:aws:rds:*:*:db:*',
  'arn:aws:redshift-serverless:*:*:namespace/*',
  'arn:aws:redshift:*:*:cluster:*',
  'arn:aws:s3:::*',
  'arn:aws:ssm-sap:*:*:HANA/*',
  'arn:aws:storagegateway:*:*:gateway/*',
  'arn:aws:timestream:*:*:database/*',
];

/**
 * Types of resources that a backup policy can name; single resources cannot be named. The ARN holds the partition.
 * Source: AWS Organizations User Guide, "Backup policy syntax and examples", supported resource types.
 */
export const BACKUP_RESOURCE_TYPES: Texts = {
  accepts: (type) => SUPPORTED.includes(type.replace(/^arn:aws(-[a-z]+)+:/, 'arn:aws:')),
  expected: 'a type that AWS Backup supports, such as "arn:aws:ec2:*:*:volume/*", or "*"',
  all: SUPPORTED,
  certain: false,
};
