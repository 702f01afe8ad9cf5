import { type GuardrailSet, GuardrailSets } from '../../src';
import { ELECTIVE_CONTROLS } from '../../src/constructs/guardrails/sets/control-tower';

const organizationId = 'o-exampleorgid';
const networks = { sourceAddresses: ['203.0.113.0/24'], sourceVpcs: ['vpc-0a1b2c3d'], principals: ['arn:*:iam::*:user/*'] };
const logBucketNames = ['log-archive-*'];
const alarmNames = ['security-*'];
const logGroupNames = ['trail'];

/** All options of the data perimeter but its networks. */
export const ALL_OF_THE_PERIMETER = {
  webIdentityProviders: ['token.actions.githubusercontent.com'],
  protectedTagKeys: ['dp:*'],
  denyOtherSharing: true,
  denyResourcePolicies: true,
  denyServicePresignedUrls: true,
  trustedEmailDomains: ['example.com'],
  requireVpcs: true,
};

export interface FullSet {
  readonly factory: string;
  readonly source: string;
  readonly set: GuardrailSet;
}

/** Each ready set with all its options, so that each control has all its guardrails. */
export const FULL_SETS: readonly FullSet[] = [
  {
    factory: 'cisFoundations7',
    source: 'CIS AWS Foundations Benchmark 7.0.0',
    set: GuardrailSets.cisFoundations7({ organizationId, logBucketNames, alarmNames, logGroupNames, denyCloudShell: true }),
  },
  {
    factory: 'securityReferenceArchitecture',
    source: 'AWS Security Reference Architecture, checks of SRA Verify',
    set: GuardrailSets.securityReferenceArchitecture({ organizationId, logBucketNames }),
  },
  {
    factory: 'controlTowerStronglyRecommended',
    source: 'AWS Control Tower, strongly recommended controls and elective preventive controls',
    set: GuardrailSets.controlTowerStronglyRecommended({ organizationId, logBucketNames, electiveControls: [...ELECTIVE_CONTROLS] }),
  },
  {
    factory: 'dataPerimeter',
    source: 'AWS data perimeter, published policies by Sid',
    set: GuardrailSets.dataPerimeter({
      organizationId,
      networksOfPrincipals: networks,
      networksOfResources: networks,
      ...ALL_OF_THE_PERIMETER,
    }),
  },
];
