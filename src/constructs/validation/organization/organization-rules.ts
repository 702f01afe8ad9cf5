import { Stack, Stage, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import { topLevelStack } from '../../../provider';
import { SEVERAL_ORGANIZATIONS } from '../app-rules';
import { problem } from '../rule';
import { warn, withRulePage } from '../rule-page';

/** Source: AWS GovCloud (US) User Guide, "AWS Organizations in AWS GovCloud (US)". For the isolated partitions it is not known. */
const WITHOUT_CREATE_ACCOUNT = ['aws-us-gov'];

/** Refuses to create an account in a partition without CreateAccount. A Region that is known only at deployment is not checked. */
export function accountCreationProblems(scope: IConstruct, accountName: string, adopt: boolean): string[] {
  const { region } = Stack.of(scope);
  if (adopt || Token.isUnresolved(region)) return [];
  const { partition } = RegionInfo.get(region);
  if (partition === undefined || !WITHOUT_CREATE_ACCOUNT.includes(partition)) return [];
  return [problem({
    wrong: `AWS Organizations cannot create accounts in the partition ${partition}`,
    given: `${accountName} in ${region}`,
    remedy: 'Create the account with CreateGovCloudAccount in the commercial partition, invite it into this organization, and set adopt: true',
  })];
}

const REMEDY = 'Keep one Organization, and refer to it from the other stack or use Organization.fromOrganizationAttributes there';

/**
 * Refuses an organization that another stack of the same account manages too. Warns instead if a stack does not name its account. Stages
 * that do not name their accounts are taken for copies of the app in different accounts.
 * @param all the organizations of the app
 */
export function severalOrganizationsProblems(organization: IConstruct, all: readonly IConstruct[]): string[] {
  const { account } = Stack.of(organization);
  const others = all.filter((other) => topLevelStack(other) !== topLevelStack(organization));
  const certain = others.filter((other) => !Token.isUnresolved(account) && Stack.of(other).account === account);
  const possible = others.filter((other) => Stage.of(other) === Stage.of(organization)
    && [account, Stack.of(other).account].some((each) => Token.isUnresolved(each)));
  if (possible.length > 0) {
    warn(organization, SEVERAL_ORGANIZATIONS.id, problem({
      wrong: 'Two stacks may manage the organization of one account, since at least one leaves its account open',
      given: `also by ${pathsOf(possible)}`,
      remedy: `${REMEDY}; or give each stack the account of its env`,
    }));
  }
  return certain.length === 0 ? [] : [withRulePage(problem({
    wrong: 'Two stacks manage the organization of one account', given: `${account}, also by ${pathsOf(certain)}`, remedy: REMEDY,
  }), SEVERAL_ORGANIZATIONS.id)];
}

const NAMED_AT_ONCE = 3;

function pathsOf(constructs: readonly IConstruct[]): string {
  const more = constructs.length - NAMED_AT_ONCE;
  return constructs.slice(0, NAMED_AT_ONCE).map(({ node }) => node.path).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
