import type { Account, AttachedPolicy, Organization, OrganizationalUnit, Policy } from '../../src/model';

const FULL_AWS_ACCESS: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };
const SERVICES = ['s3', 'ec2', 'iam', 'kms', 'rds', 'lambda', 'dynamodb', 'sqs', 'sns', 'ecs'];

/** 1,001 units on three levels with ten accounts each, and 500 service control policies of which each unit has two. */
export function largeOrganization(): Organization {
  const policies = Array.from({ length: 500 }, (_, number): Policy => ({
    id: `p-${String(number).padStart(8, '0')}`,
    name: `policy-${number}`,
    type: 'SERVICE_CONTROL_POLICY',
    description: '',
    tags: {},
    content: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Deletes', Effect: 'Deny', Action: [`${SERVICES[number % 10]}:Delete*`, `${SERVICES[Math.floor(number / 10) % 10]}:Create*`], Resource: '*' },
        {
          Sid: 'Regions',
          Effect: 'Deny',
          Action: `${SERVICES[(number + 5) % 10]}:*`,
          Resource: '*',
          Condition: { StringNotEquals: { 'aws:RequestedRegion': ['eu-central-1', `eu-west-${1 + number % 3}`] } },
        },
      ],
    }),
  }));
  const attached = (number: number): AttachedPolicy => {
    const { id, name, type } = policies[number % policies.length];
    return { id, name, type, awsManaged: false };
  };
  let accounts = 0;
  let units = 0;
  const account = (): Account => {
    const number = accounts++;
    const name = `account-${String(number).padStart(5, '0')}`;
    const tags = { stage: number % 3 === 0 ? 'dev' : 'prod', team: `team-${number % 70}` };
    return { id: String(100_000_000_000 + number), name, email: `aws+${name}@example.com`, state: 'ACTIVE', tags, attachedPolicies: [FULL_AWS_ACCESS] };
  };
  const unit = (levelsBelow: number): OrganizationalUnit => {
    const number = units++;
    return {
      id: `ou-ab12-${String(number).padStart(8, '0')}`,
      name: `unit-${String(number).padStart(4, '0')}`,
      tags: {},
      attachedPolicies: [FULL_AWS_ACCESS, attached(number), attached(number * 7 + 1)],
      accounts: Array.from({ length: 10 }, account),
      organizationalUnits: Array.from({ length: levelsBelow > 0 ? 9 : 0 }, () => unit(levelsBelow - 1)),
    };
  };
  return {
    id: 'o-abcdefghij',
    managementAccountId: '999999999999',
    featureSet: 'ALL',
    root: {
      id: 'r-ab12', tags: {}, attachedPolicies: [FULL_AWS_ACCESS, attached(3)], accounts: [], organizationalUnits: Array.from({ length: 11 }, () => unit(2)),
    },
    policies,
    policyTypes: ['SERVICE_CONTROL_POLICY'],
    trustedServices: [],
    delegatedAdministrators: [],
  };
}
