import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { addOrganization, ELSEWHERE, type LegitimateApp, MANAGEMENT, organizationStack } from './legitimate-app';

/** The key under which the CDK CLI keeps the answer in `cdk.context.json`. */
const LOOKUP = `ssm:account=${MANAGEMENT.account}:parameterName=/organization/owner:region=${MANAGEMENT.region}`;

const lookups: LegitimateApp['build'] = (app, change) => {
  const stack = new Stack(app, 'Organization', { env: MANAGEMENT });
  addOrganization(stack, change, `Owned by ${StringParameter.valueFromLookup(stack, '/organization/owner')}`);
};

export const committedContext: LegitimateApp = {
  name: 'a lookup whose answer is committed',
  props: () => ({ context: { [LOOKUP]: 'Platform' } }),
  build: lookups,
};

export const missingContext: LegitimateApp = { name: 'a lookup without an answer', build: lookups };

export const crossAccount: LegitimateApp = {
  name: 'a stack for another account',
  build: (app, change) => {
    const organization = organizationStack(app, change);
    const logs = new Stack(app, 'Logs', { env: ELSEWHERE });
    logs.addStackDependency(organization);
    new Bucket(logs, 'Bucket');
  },
};
