import { TAG_PATTERN } from '../../../contract';
import { parseIpRange } from '../../../policy/evaluate/patterns/ip-range';
import { missingRolePath } from '../../../policy/validate/statements/reserved-roles';
import { itemProblems } from '../../policy/management/list-rules';
import { identifierRules, problem, type Rule } from '../../validation';

/** The form of an action that `aws-iam` accepts without throwing. */
const ACTION = /^[a-zA-Z0-9-]+:[a-zA-Z0-9*]+$/;

export function isActionPattern(text: string): boolean {
  return text === '*' || ACTION.test(text);
}

/** Messages about a list that must not be empty, and about its values. */
export function listProblems(name: string, values: readonly string[], rules: readonly Rule<string>[]): string[] {
  if (values.length > 0) return itemProblems(values, rules);
  return [problem({ wrong: `The guardrail has no ${name}`, given: 'an empty list', remedy: 'Give at least one' })];
}

/** A rule that accepts values by a function. */
export function rule(accepts: (value: string) => boolean, wrong: string, remedy: string): Rule<string>[] {
  return [{ broken: (value) => !accepts(value), mistake: (given) => ({ wrong, given, remedy }) }];
}

/** A function that accepts values matching a regular expression. */
export const matching = (pattern: RegExp) => (value: string) => pattern.test(value);

export const ACTION_RULES = rule(matching(ACTION), 'This is not an action', 'Write it as in s3:DeleteBucket, or with * for the rest of its name');

export const SERVICE_RULES = rule(matching(/^[a-z0-9-]+$/), 'This is not the prefix of a service',
  'Write the part of its actions before the colon, as in s3 or access-analyzer');

export const REGION_RULES = rule(matching(/^(?:[a-z]{2,}(?:-[a-z]+)+-\d+|unspecified)$/), 'This is not the code of a Region',
  'Write it as in eu-central-1');

export const RESOURCE_RULES = rule(matching(/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/), 'This is not the ARN of resources',
  'Write it as in arn:*:s3:::log-archive/*');

export const INSTANCE_TYPE_RULES = rule(matching(/^[a-z0-9*?-]+\.[a-z0-9*?-]+$/), 'This is not an instance type', 'Write it as in m7g.large or t4g.*');

export const IMAGE_OWNER_RULES = rule(matching(/^(?:\d{12}|amazon|aws-marketplace|aws-backup-vault)$/), 'This is not an owner of machine images',
  'Give twelve digits, amazon, aws-marketplace or aws-backup-vault');

export const POLICY_ARN_RULES = rule(matching(/^arn:[^:]+:iam::[^:]+:policy\/.+$/), 'This is not the ARN of an IAM policy',
  'Write it as in arn:*:iam::*:policy/boundary');

export const ROLE_ARN_RULES = rule(matching(/^arn:[^:]+:iam::[^:]+:role\/.+$/), 'This is not the ARN of a role', 'Write it as in arn:*:iam::*:role/platform/*');

export const TAG_KEY_RULES = rule((key) => /^.{1,128}$/.test(key) && TAG_PATTERN.test(key), 'This is not a tag key',
  'Use 1 to 128 letters, digits, spaces and characters of _ . : / = + - @');

export const TAG_KEY_PATTERN_RULES = rule(matching(/^[\p{L}\p{Z}\p{N}_.:/=+\-@*?]{1,128}$/u), 'This is not a tag key',
  'Use 1 to 128 letters, digits, spaces and characters of _ . : / = + - @, with * as a wildcard');

export const TAG_VALUE_RULES = rule(matching(/^[\p{L}\p{Z}\p{N}_.:/=+\-@*?]{0,256}$/u), 'This is not a tag value',
  'Use at most 256 letters, digits, spaces and characters of _ . : / = + - @, with * as a wildcard');

export const ADDRESS_RULES = rule((value) => parseIpRange(value) !== undefined, 'This is not an IP address or a CIDR block',
  'Write it as in 203.0.113.0/24');

export const VPC_RULES = rule(matching(/^vpc-[0-9a-f]{8,17}$/), 'This is not the ID of a VPC', 'Write it as in vpc-0a1b2c3d4e5f67890');

export const ENCRYPTION_RULES = rule(matching(/^(?:AES256|aws:kms|aws:kms:dsse)$/), 'This is not a server-side encryption of Amazon S3',
  'Give AES256, aws:kms or aws:kms:dsse');

export const KEY_ORIGIN_RULES = rule(matching(/^(?:AWS_KMS|EXTERNAL|AWS_CLOUDHSM|EXTERNAL_KEY_STORE)$/), 'This is not an origin of keys',
  'Give AWS_KMS, EXTERNAL, AWS_CLOUDHSM or EXTERNAL_KEY_STORE');

export const TLS_VERSION_RULES = rule(matching(/^1\.[23]$/), 'This is not a TLS version that Amazon S3 supports', 'Give 1.2 or 1.3');

export const PROVIDER_RULES = rule(matching(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[\w./-]+)?$/i), 'This is not the URL of an identity provider without https://',
  'Write it as in token.actions.githubusercontent.com');

export const EMAIL_DOMAIN_RULES = rule(matching(/^(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/), 'This is not a domain of email addresses',
  'Write it as in example.com, or *.example.com for its subdomains');

export const HTTP_ENDPOINT_RULES = rule(matching(/^https?:\/\/[^/*?\s]+\/\S*$/), 'This is not a URL with a complete host name',
  'Write it as in https://hooks.example.com/*');

export const ORGANIZATION_RULES = identifierRules('organization');

export const ACCOUNT_RULES = identifierRules('account');

/** Source: AWS global condition context keys, `aws:PrincipalArn`. */
export function exemptPrincipalRules(noun: string): Rule<string>[] {
  const isSession = matching(/^arn:[^:]+:sts:/);
  return [
    {
      broken: isSession,
      mistake: (given) => ({ wrong: `${noun} is a session, which never matches`, given, remedy: 'Give the ARN of its role, as in arn:*:iam::*:role/Deployer' }),
    },
    {
      broken: (arn) => missingRolePath(arn) !== undefined,
      mistake: (given) => ({
        wrong: `${noun} is a role of IAM Identity Center without its path, which never matches`,
        given,
        remedy: 'Give the path, as in arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*',
      }),
    },
    ...rule((arn) => isSession(arn) || /^arn:[^:]+:(?:iam|\*)::[^:]+:(?:root|(?:role|user)\/.+)$/.test(arn),
      `${noun} is not the ARN of a role, a user or a root user`, 'Give one as in arn:*:iam::*:role/platform/*'),
  ];
}
