import { adds, type DocumentedExample, type DocumentedPage, is, open, removes } from './example';
import { ChildControl, PolicyValue, type RegionEnablement, SecurityHubPolicy } from '../../../../src';

const hub = (regions?: RegionEnablement, networkScanning?: RegionEnablement): DocumentedExample['build'] =>
  (stack) => new SecurityHubPolicy(stack, 'Policy', { regions, networkScanning });

const lists = (enabled: string[], disabled: string[]) => ({ enable_in_regions: is(enabled), disable_in_regions: is(disabled) });

/** An example of a policy that assigns its lists. */
function assigned(name: string, regions: [string[], string[]], scanning?: [string[], string[]]): DocumentedExample {
  const enablement = ([enableInRegions, disableInRegions]: [string[], string[]]) => ({ enableInRegions, disableInRegions });
  return {
    name,
    document: { securityhub: { ...lists(...regions), ...(scanning && { features: { network_scanning: lists(...scanning) } }) } },
    build: hub(enablement(regions), scanning && enablement(scanning)),
  };
}

const anything = (...regions: string[]) => PolicyValue.assign(regions, ChildControl.ALL);

export const SECURITY_HUB_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_security_hub_syntax',
  type: 'SECURITYHUB_POLICY',
  shows: 13,
  examples: [{
    name: 'basic structure',
    document: { securityhub: { enable_in_regions: { ...adds('eu-north-1'), ...open }, disable_in_regions: { ...adds(), ...open } } },
    build: hub({ enableInRegions: PolicyValue.append(['eu-north-1'], ChildControl.ALL), disableInRegions: PolicyValue.append([], ChildControl.ALL) }),
  }, {
    name: 'basic structure with features',
    document: {
      securityhub: {
        enable_in_regions: { ...is(['ALL_SUPPORTED']), ...open },
        disable_in_regions: { ...is([]), ...open },
        features: { network_scanning: { enable_in_regions: { ...is(['eu-north-1', 'eu-west-3']), ...open }, disable_in_regions: { ...is([]), ...open } } },
      },
    },
    build: hub(
      { enableInRegions: anything('ALL_SUPPORTED'), disableInRegions: anything() },
      { enableInRegions: anything('eu-north-1', 'eu-west-3'), disableInRegions: anything() },
    ),
  },
  assigned('everywhere', [['ALL_SUPPORTED'], []]),
  assigned('nowhere, since the second list counts', [['eu-north-1', 'eu-west-3'], ['ALL_SUPPORTED']]),
  {
    name: 'child policy that adds and removes a Region',
    document: { securityhub: { enable_in_regions: adds('ap-south-1'), disable_in_regions: removes('eu-north-1') } },
    build: hub({ enableInRegions: PolicyValue.append(['ap-south-1']), disableInRegions: PolicyValue.remove(['eu-north-1']) }),
  },
  assigned('four Regions', [['eu-north-1', 'eu-west-3', 'ap-south-1', 'ca-central-1'], []]),
  assigned('everywhere but in two Regions', [['ALL_SUPPORTED'], ['sa-east-1', 'af-south-1']]),
  assigned('network scanning in both Regions', [['eu-north-1', 'eu-west-3'], []], [['eu-north-1', 'eu-west-3'], []]),
  assigned('network scanning in two of three Regions', [['eu-north-1', 'eu-west-3', 'ap-south-1'], []], [['eu-north-1', 'eu-west-3'], []]),
  assigned('network scanning on in one Region and off in another', [['eu-north-1', 'eu-west-3'], []], [['eu-north-1'], ['eu-west-3']]),
  assigned('network scanning off everywhere', [['ALL_SUPPORTED'], []], [[], ['ALL_SUPPORTED']]),
  assigned('network scanning left as it is', [['ALL_SUPPORTED'], []], [[], []]),
  {
    name: 'child policy that adds a Region to network scanning',
    above: { securityhub: { ...lists(['eu-north-1', 'eu-west-3'], []), features: { network_scanning: lists(['eu-north-1'], ['eu-west-1']) } } },
    document: { securityhub: { features: { network_scanning: { enable_in_regions: adds('eu-west-3') } } } },
    build: hub(undefined, { enableInRegions: PolicyValue.append(['eu-west-3']) }),
    built: {
      document: { securityhub: { features: { network_scanning: { enable_in_regions: adds('eu-west-3'), disable_in_regions: adds() } } } },
      reason: 'The page requires both lists, so typed props write the other one as a list that appends nothing.',
    },
  }],
};
