import { Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** The size of both apps of the benchmark. The number of accounts can be raised, and existing ones adopted. */
export const SIZE = {
  accounts: Number(process.env.BENCH_ACCOUNTS ?? 100),
  adopted: Number(process.env.BENCH_ADOPTED ?? 0),
  existing: Number(process.env.BENCH_EXISTING ?? 0),
  /** Existing accounts whose contacts the code has. */
  settings: Number(process.env.BENCH_SETTINGS ?? 0),
  /** How many of these have a Region in the code, too. */
  regions: Number(process.env.BENCH_REGIONS ?? 0),
  units: 10,
  policies: 10,
};

/** CloudFormation takes 500 resources in a stack, of which the organization has 51 others. */
export const MOST_IN_ONE_STACK = 449;

export function accountName(index: number): string {
  return `workload-${index}`;
}

export function unitOf(account: number): number {
  return account % SIZE.units;
}

/** Services that exist. For others, synthesis also searches the name that was meant. */
const SERVICES = ['backup', 'cloudtrail', 'config', 'dynamodb', 'ec2', 'guardduty', 'kms', 'logs', 'rds', 's3'];

export function guardrail(index: number): PolicyDocument {
  return new PolicyDocument({
    statements: [new PolicyStatement({ effect: Effect.DENY, actions: ['organizations:LeaveOrganization', `${SERVICES[index]}:Delete*`], resources: ['*'] })],
  });
}
