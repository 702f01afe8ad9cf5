import type { Pick } from './pick';
import { type Names, randomPolicy } from './random-policy';
import type { AttachedPolicy, Organization, Policy } from '../../../src/model';
import { account, attached, FULL, organization, policy, RCP_FULL, unit } from '../../model/access/small-organization';

export const STRANGER = '888888888888';
export const MANAGEMENT = '999999999999';
/** An account that code imports, so that its ID is known there too. */
export const LAB = '444455556677';

/** The IDs that the code of the organization refers to. */
export interface Ids {
  readonly shop: string;
  readonly tools: string;
  readonly organization: string;
  readonly root: string;
  readonly workloads: string;
  readonly prod: string;
}

export const LIVE: Ids = {
  shop: '111122223333', tools: '123456789012', organization: 'o-a1b2c3d4e5', root: 'r-ab12', workloads: 'ou-ab12-11111111', prod: 'ou-ab12-22222222',
};

/** References of code to its accounts, units and organization. */
export const CODE: Ids = {
  shop: '${Land.Shop}', tools: '${Land.Tools}', organization: '${Land.Org}', root: '${Land.Org.RootId}', workloads: '${Land.Workloads}', prod: '${Land.Prod}',
};

/** The IDs that a deployment may assign to the references. */
export function deployedIds(pick: Pick): Ids {
  const accounts = ['111122223333', '123456789012', '120000000007', '555500000001', '900000000007'];
  const shop = pick.one(accounts);
  const units = ['ou-ab12-11111111', 'ou-ab12-22222222', 'ou-zz99-44444444'];
  const workloads = pick.one(units);
  return {
    shop,
    tools: pick.one(accounts.filter((id) => id !== shop)),
    organization: pick.one(['o-a1b2c3d4e5', 'o-a1b2c3d4e5', 'o-b222222222']),
    root: pick.one(['r-ab12', 'r-zz99']),
    workloads,
    prod: pick.one(units.filter((id) => id !== workloads)),
  };
}

export interface FuzzOrganization {
  readonly ids: Ids;
  readonly isCode: boolean;
  readonly value: Organization;
}

/** An organization with random policies; `shop` is two units below the root, `tools` one, the others are directly in the root. */
export function fuzzOrganization(pick: Pick): FuzzOrganization {
  const isCode = pick.chance(0.4);
  const ids = isCode ? CODE : LIVE;
  const names = namesOf(isCode);
  const policies: Policy[] = [];
  const withOwn = (): AttachedPolicy[] => {
    const own = (['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] as const).flatMap((type) => {
      if (!pick.chance(0.55)) return [];
      const made = policy(`policy-${policies.length}`, randomPolicy(type, names, pick), type);
      policies.push(made);
      return [attached(made)];
    });
    return [FULL, RCP_FULL, ...own];
  };
  const value = organization({
    id: ids.root,
    attachedPolicies: withOwn(),
    accounts: [account('management', MANAGEMENT, withOwn()), account('lab', LAB, withOwn())],
    organizationalUnits: [unit('Workloads', ids.workloads, {
      attachedPolicies: withOwn(),
      accounts: [account('tools', ids.tools, withOwn())],
      organizationalUnits: [unit('Prod', ids.prod, { attachedPolicies: withOwn(), accounts: [account('shop', ids.shop, withOwn())] })],
    })],
  }, { id: ids.organization, managementAccountId: MANAGEMENT, policies, policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'] });
  return { ids, isCode, value };
}

function namesOf(isCode: boolean): Names {
  const spelledOut = LIVE;
  const all = isCode ? [LIVE, CODE] : [LIVE];
  return {
    accounts: [...all.flatMap(({ shop, tools }) => [shop, tools]), LAB, STRANGER],
    organizations: [...all.map(({ organization: id }) => id), 'o-partners111'],
    paths: [
      ...all.flatMap(({ organization: org, root, workloads, prod }) => [`${org}/*`, `${org}/${root}/${workloads}/*`, `${org}/${root}/${workloads}/${prod}/`]),
      'o-partners111/*', 'o-*', `*/${spelledOut.workloads}/*`, '*/ou-ab12-*', `${spelledOut.organization}/${spelledOut.root}/ou-*`, '${aws:PrincipalOrgID}/*',
    ],
  };
}
