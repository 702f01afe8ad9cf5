import { missingRolePath } from '../../../policy/validate/statements/reserved-roles';

const NAME = /^[A-Za-z][\w-]{0,50}$/;
const LOWER_NAME = /^[a-z][a-z0-9-]{0,50}$/;
const PREFIX = /^[a-z][a-z0-9-]*$/;
const ACTION = /^[a-zA-Z0-9-]+:[a-zA-Z0-9*]+$/;
const ACCOUNT = /^\d{12}$/;
const MODEL = /^[a-z0-9-]+\.[A-Za-z0-9.:*_-]+$/;

/**
 * The options that are read from a statement, with the values that their guardrails accept. A value of another form leaves the document
 * as it is. A test gives such values to the guardrails.
 */
export const OPTION_VALUES: Readonly<Record<string, RegExp>> = {
  alarmNames: NAME,
  allowedImageOwners: /^(?:\d{12}|amazon|aws-marketplace|aws-backup-vault)$/,
  allowedInstanceTypes: /^[a-z0-9*-]+\.[a-z0-9*-]+$/,
  allowedModels: MODEL,
  allowedOrigins: /^(?:AWS_KMS|EXTERNAL|AWS_CLOUDHSM|EXTERNAL_KEY_STORE)$/,
  allowedRegions: /^[a-z]{2,}(?:-[a-z]+)+-\d+$/,
  allowedServices: PREFIX,
  bucketNames: LOWER_NAME,
  databaseNames: LOWER_NAME,
  exemptActions: ACTION,
  functionNames: NAME,
  instanceTypes: /^[a-z0-9*-]+\.[a-z0-9*-]+$/,
  logGroupNames: NAME,
  organizationId: /^o-[a-z0-9]{10,32}$/,
  permissionsBoundaries: /^arn:[a-z*-]+:iam::(?:\*|\d{12}):policy\/[\w+=,.@*/-]+$/,
  policies: /^arn:[a-z*-]+:iam::(?:\*|\d{12}):policy\/[\w+=,.@*/-]+$/,
  providers: /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
  roles: /^arn:[a-z*-]+:iam::(?:\*|\d{12}):role\/[\w+=,.@*/-]+$/,
  services: PREFIX,
  stackNames: /^[A-Za-z][A-Za-z0-9-]{0,50}$/,
  tableBucketNames: LOWER_NAME,
  tableNames: NAME,
  topicNames: NAME,
  trustedAccounts: ACCOUNT,
  vectorBucketNames: LOWER_NAME,
};

const PRINCIPAL = /^arn:[a-z*-]+:iam::(?:\*|\d{12}):(?:root|(?:role|user)\/[\w+=,.@*/-]+)$/;

/** Whether a guardrail accepts these ARNs as exempt principals. */
export function areExemptPrincipals(arns: readonly string[]): boolean {
  return arns.every((arn) => PRINCIPAL.test(arn) && missingRolePath(arn) === undefined);
}
