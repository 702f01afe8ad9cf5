import { Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import type { IConstruct } from 'constructs';
import { problem } from '../problem';

/** Source: AWS GovCloud (US) User Guide, "AWS Organizations in AWS GovCloud (US)". Of the isolated partitions it is not known. */
const WITHOUT_CREATE_ACCOUNT = ['aws-us-gov'];

/** An account that would be created where AWS Organizations has no CreateAccount; nothing where only the deployment knows the Region. */
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
