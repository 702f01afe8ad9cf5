import type { RecordsOf } from './pull-requests';

type Json = Readonly<Record<string, unknown>>;

interface Call {
  readonly account: string;
  /** The name of the role with its path. */
  readonly role: string;
  readonly service: string;
  readonly event: string;
  readonly region: string;
  /** Days of November 2026. */
  readonly days: readonly number[];
  readonly more?: Json;
}

const RUN_INSTANCES = { requestParameters: { instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 1, maxCount: 1 }] }, instanceType: 't3.micro' } };

const CALLS: readonly Call[] = [
  { account: 'shop-prod', role: 'ShopDeploy', service: 'lambda', event: 'UpdateFunctionCode20150331v2', region: 'us-east-1', days: [3, 10, 17, 24], more: { requestParameters: { functionName: 'edge-headers' } } },
  { account: 'shop-prod', role: 'ShopDeploy', service: 'lambda', event: 'UpdateFunctionCode20150331v2', region: 'eu-central-1', days: [3, 10, 17, 24], more: { requestParameters: { functionName: 'checkout' } } },
  { account: 'data-prod', role: 'reports/Nightly', service: 'athena', event: 'StartQueryExecution', region: 'us-west-2', days: [2, 9], more: { requestParameters: { workGroup: 'primary' } } },
  { account: 'payments-prod', role: 'PaymentsDeploy', service: 'iam', event: 'CreateRole', region: 'us-east-1', days: [12], more: { requestParameters: { roleName: 'Settlement' } } },
  { account: 'shop-dev', role: 'platform/Inventory', service: 'ec2', event: 'DescribeInstances', region: 'us-east-1', days: [1, 8, 15, 22] },
  { account: 'sandbox-blue', role: 'Research', service: 'ec2', event: 'RunInstances', region: 'us-east-1', days: [5, 19, 26], more: RUN_INSTANCES },
  { account: 'sandbox-green', role: 'Research', service: 'ec2', event: 'RunInstances', region: 'us-west-2', days: [6], more: { ...RUN_INSTANCES, errorCode: 'Client.UnauthorizedOperation' } },
];

/** Calls of a month in which some teams work in other Regions than the allowed ones. */
export const regionRecords: RecordsOf = (accountId) => [
  ...CALLS.flatMap((call) => call.days.map((day) => recordOf(call, accountId(call.account), day))),
  {
    ...eventOf('signin', 'ConsoleLogin', 'us-east-1', 18, accountId('data-prod')),
    eventType: 'AwsConsoleSignIn',
    userIdentity: identityOf('reports/Nightly', accountId('data-prod')),
  },
  {
    ...eventOf('kms', 'RotateKey', 'eu-central-1', 20, accountId('payments-prod')),
    eventType: 'AwsServiceEvent',
    userIdentity: { accountId: accountId('payments-prod'), invokedBy: 'kms.amazonaws.com' },
  },
];

function recordOf({ role, service, event, region, more = {} }: Call, account: string, day: number): Json {
  return { ...eventOf(service, event, region, day, account), eventType: 'AwsApiCall', userIdentity: identityOf(role, account), ...more };
}

function eventOf(service: string, event: string, region: string, day: number, account: string): Json {
  return {
    eventVersion: '1.11',
    eventTime: `2026-11-${String(day).padStart(2, '0')}T06:00:00Z`,
    eventSource: `${service}.amazonaws.com`,
    eventName: event,
    awsRegion: region,
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-cli/2.22.0',
    recipientAccountId: account,
  };
}

function identityOf(role: string, account: string): Json {
  const name = role.slice(role.lastIndexOf('/') + 1);
  return {
    type: 'AssumedRole',
    arn: `arn:aws:sts::${account}:assumed-role/${name}/session`,
    accountId: account,
    sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${account}:role/${role}`, accountId: account, userName: name } },
  };
}
