import { Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { nearest } from '../../../policy/actions';
import { brokenRules, problem, UNKNOWN_REGION } from '../../validation';
import type { GuardrailWarning } from '../../validation/guardrail-problems';
import { REGION_RULES } from '../shared/parameter-rules';

/** The Region of requests that are served by any. */
const UNSPECIFIED = 'unspecified';

/** What looks like a Region and is none that the CDK knows. A Region may be newer, so that it is no error. */
export function unknownRegionWarnings(regions: readonly string[]): GuardrailWarning[] {
  if (Token.isUnresolved(regions)) return [];
  const known = RegionInfo.regions.map(({ name }) => name);
  const isUnknown = (region: string) => !Token.isUnresolved(region) && brokenRules(region, REGION_RULES).length === 0
    && region !== UNSPECIFIED && !known.includes(region);
  return regions.filter(isUnknown).map((given) => {
    const meant = nearest(given, known);
    const question = meant === undefined ? '' : `Did you mean ${meant}? `;
    return {
      rule: UNKNOWN_REGION,
      message: problem({ wrong: 'No such Region is known', given, remedy: `${question}If AWS added it lately, acknowledge the warning` }),
    };
  });
}
