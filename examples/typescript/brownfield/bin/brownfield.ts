#!/usr/bin/env node
/**
 * Takes an existing organization into code: 15 organizational units, 40 accounts and a policy, as they are. The first deployment writes
 * owner tags and nothing else; a later one may change what the code says. The `aws-guardrails-…` policies of AWS Control Tower and the tags
 * of others are not in the code, and stay as they are.
 *
 * Look before the deployment, and deploy only what the rehearsal calls "Succeeded":
 *   cdk-org snapshot --output organization.json
 *   cdk-org rehearse cdk.out --from organization.json
 */
import { App, Stack } from 'aws-cdk-lib';
import { Account, IParent, Organization, OrganizationalUnit, PolicyContent, ServiceControlPolicy } from 'cdk-aws-organizations';
import { ACCOUNTS, UNITS } from '../lib/existing';

const stack = new Stack(new App(), 'Brownfield');

// With adopt: true nothing is created: what does not exist stops the deployment before its first write, with the nearest names and IDs.
const { root } = new Organization(stack, 'Organization', { adopt: true });

const units = new Map<string, IParent>([['', root]]);
for (const path of UNITS) {
  const [name, ...above] = path.split('/').reverse();
  const parent = units.get(above.reverse().join('/'))!;
  units.set(path, new OrganizationalUnit(stack, path, { parent, organizationalUnitName: name, adopt: true }));
}

for (const { name, email, unit } of ACCOUNTS) {
  new Account(stack, name, { parent: units.get(unit)!, accountName: name, email, adopt: true });
}

// Its text, white space aside, and its description have to be those of the existing policy.
root.attachPolicy(new ServiceControlPolicy(stack, 'StayInOrganization', {
  policyName: 'stay-in-organization',
  description: 'Members stay',
  content: PolicyContent.fromJson({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Stay', Effect: 'Deny', Action: ['organizations:LeaveOrganization', 'account:CloseAccount'], Resource: '*' }],
  }),
  adopt: true,
}));
