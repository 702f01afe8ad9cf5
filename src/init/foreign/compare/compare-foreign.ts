import { differences } from './differences';
import { Matches } from './match';
import { type Organization, withServiceTexts, type Writer } from '../../../model';
import type { FormerPolicies } from '../../policy-rows';
import { type ForeignFormat, type ForeignOrganization, type ForeignResource, FORMAT_NAMES } from '../foreign-organization';

/** A resource of the organization with its place in a foreign format. */
export interface Carried {
  readonly id: string;
  readonly name: string;
  readonly resource: ForeignResource;
}

/** A foreign format beside the organization that it describes. */
export interface ForeignComparison {
  readonly foreign: ForeignOrganization;
  /** One sentence for each; empty if the format says what is. */
  readonly differences: readonly string[];
  /** The policies of the format. */
  readonly policies: FormerPolicies;
  /** The resources that both have: OUs, accounts, policies, in the order of the format. */
  readonly carried: readonly Carried[];
}

/** Landing Zone Accelerator deletes its policies when they leave its configuration, so that they cannot be handed over. */
const WRITERS: Readonly<Partial<Record<ForeignFormat, Writer>>> = { terraform: 'terraform', cloudFormation: 'cloudFormation', olderCdkLibrary: 'cloudFormation' };

/**
 * Compares what a foreign format says with what the organization is. The organization is the truth.
 * @throws Error if the format describes another organization
 */
export function compareForeign(foreign: ForeignOrganization, found: Organization): ForeignComparison {
  const organization = withServiceTexts(found);
  assertSameOrganization(foreign, organization);
  const matches = new Matches(foreign, organization);
  const policies = foreign.policies.flatMap((policy) => {
    const live = matches.policy(policy);
    return live === undefined ? [] : [{ policy, live }];
  });
  const carry = (resource: ForeignResource, live: { readonly id: string; readonly name: string } | undefined): Carried[] => (
    live === undefined || resource.isReadOnly ? [] : [{ id: live.id, name: live.name, resource }]);
  return {
    foreign,
    differences: differences(foreign, organization, matches),
    policies: { words: new Map(policies.map(({ policy, live }) => [live.id, policy.key])), writer: WRITERS[foreign.format] },
    carried: [
      ...foreign.units.flatMap((unit) => carry(unit, matches.unit(unit))),
      ...foreign.accounts.flatMap((account) => carry(account, matches.account(account))),
      ...policies.flatMap(({ policy, live }) => carry(policy, live)),
    ],
  };
}

function assertSameOrganization({ format, facts }: ForeignOrganization, { id, managementAccountId }: Organization): void {
  const [said, is] = facts.id === undefined ? [facts.managementAccountId, managementAccountId] : [facts.id, id];
  if (said === undefined || said === is) return;
  const described = facts.id ?? `the organization of the management account ${said}`;
  throw new Error(`Two organizations are given: ${FORMAT_NAMES[format]} describes ${described}, and ${is} was read. Give the files of one organization.`);
}
