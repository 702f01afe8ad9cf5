import { ALL_OF_THE_PERIMETER } from '../../../../scripts/guardrail-pages/full-sets';
import { type GuardrailSet, GuardrailSets } from '../../../../src';

const organizationId = 'o-a1b2c3d4e5';

/** Roles that set up accounts. */
const PLATFORM = ['arn:*:iam::*:role/AWSControlTowerExecution', 'arn:*:iam::*:role/platform/*'];

/** Resources of AWS that the days use, whose names or accounts differ from those of customers. */
const TRUSTED_RESOURCES = [
  'arn:*:ecr:*:602401143452:repository/*', 'arn:*:lambda:*:580247275435:layer:LambdaInsightsExtension*', 'arn:*:s3:::aws-ssm-*', 'arn:*:s3:::patch-baseline-snapshot-*',
];

/** The account from which load balancers in eu-central-1 write their access logs. */
const TRUSTED_ACCOUNTS = ['054676820928'];

export interface TestedSets {
  readonly name: string;
  /** The exempt principals of every set. */
  readonly exemptPrincipals: readonly string[];
  /** The resources and accounts outside the organization that the sets trust. */
  readonly trustedResources: readonly string[];
  readonly trustedAccounts: readonly string[];
  readonly sets: readonly GuardrailSet[];
}

function setsWith(exemptPrincipals: string[], perimeter: object): readonly GuardrailSet[] {
  const trusting = { exemptPrincipals, organizationId, trustedAccounts: TRUSTED_ACCOUNTS };
  const props = { ...trusting, logBucketNames: ['log-archive-*', 'aws-controltower-logs-*'] };
  return [
    GuardrailSets.cisFoundations7(props),
    GuardrailSets.securityReferenceArchitecture(props),
    GuardrailSets.controlTowerStronglyRecommended(props),
    GuardrailSets.dataPerimeter({ ...trusting, trustedResources: TRUSTED_RESOURCES, ...perimeter }),
  ];
}

/** Roles that deploy and build, which need an exemption from the further parts of the data perimeter. */
const DEPLOYMENT = ['arn:*:iam::*:role/cdk-*-cfn-exec-role-*', 'arn:*:iam::*:role/stacksets-exec-*'];

/** All four sets together, with their required options, and with all options of the data perimeter but networks. */
export const TESTED_SETS: readonly TestedSets[] = [
  { name: 'the sets', exemptPrincipals: PLATFORM, trustedResources: TRUSTED_RESOURCES, trustedAccounts: TRUSTED_ACCOUNTS, sets: setsWith(PLATFORM, {}) },
  {
    name: 'the sets with all options of the data perimeter',
    exemptPrincipals: [...PLATFORM, ...DEPLOYMENT],
    trustedResources: TRUSTED_RESOURCES,
    trustedAccounts: TRUSTED_ACCOUNTS,
    sets: setsWith([...PLATFORM, ...DEPLOYMENT], ALL_OF_THE_PERIMETER),
  },
];
