import { canHaveShape } from '../shape-match';

/**
 * The roles of permission sets, as in `ActionResource.shape`. The path is part of the ARN; the Region of the instance may end it.
 * Source: IAM Identity Center User Guide, "Referencing permission sets in resource policies, Amazon EKS cluster config maps, and AWS KMS
 * key policies".
 */
const PERMISSION_SET_ROLE = 'iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_*';

const OF_ANOTHER_SERVICE = /^arn:[^:]*:(?!iam:)[a-z0-9-]+:/;

/** The mistake of a pattern that names roles of IAM Identity Center without their path; undefined if there is none. */
export function missingRolePath(pattern: string): { readonly what: string; readonly advice: string } | undefined {
  if (!pattern.includes('AWSReservedSSO') || OF_ANOTHER_SERVICE.test(pattern) || canHaveShape(pattern, PERMISSION_SET_ROLE)) return undefined;
  return {
    what: 'names a role of IAM Identity Center without its path, and so matches none',
    advice: 'Write the path, with * for the Region in it, as in arn:*:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*.',
  };
}
