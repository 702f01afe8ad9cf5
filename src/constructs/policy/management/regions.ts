import { itemProblems } from './list-rules';
import { block, PolicyTree, setting } from './policy-tree';
import type { RegionEnablement } from './region-enablement';
import type { Rule } from '../../validation';

const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

/** Region codes, such as `eu-west-1`. */
export const REGION_RULES: readonly Rule<string>[] = [{
  broken: (region) => !REGION.test(region),
  mistake: (given) => ({ wrong: 'This is not a Region', given, remedy: 'Give the code of a Region, such as eu-west-1' }),
}];

const REGION_OR_ALL_RULES: readonly Rule<string>[] = [{
  broken: (region) => region !== 'ALL_SUPPORTED' && !REGION.test(region),
  mistake: (given) => ({ wrong: 'This is not a Region', given, remedy: 'Give codes of Regions, such as eu-west-1, or ALL_SUPPORTED' }),
}];

/** The policy syntax requires both lists. A list that is not given appends nothing, so that the inherited one does not change. */
export function regionLists(regions: RegionEnablement | undefined): PolicyTree | undefined {
  return regions && block({
    enable_in_regions: setting(regions.enableInRegions) ?? { '@@append': [] },
    disable_in_regions: setting(regions.disableInRegions) ?? { '@@append': [] },
  });
}

export function regionListProblems(regions: RegionEnablement | undefined): string[] {
  return [...itemProblems(regions?.enableInRegions, REGION_OR_ALL_RULES), ...itemProblems(regions?.disableInRegions, REGION_OR_ALL_RULES)];
}
