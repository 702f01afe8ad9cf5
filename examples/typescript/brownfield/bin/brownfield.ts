#!/usr/bin/env node
/**
 * Adopts an existing organization without changes: 15 organizational units, 40 accounts and a policy. The first deployment only writes
 * owner tags, and later ones can make changes. The `aws-guardrails-…` policies of AWS Control Tower and the tags of other owners are not
 * in the code, and stay unchanged.
 *
 * Rehearse the deployment first, and deploy only if the rehearsal reports "Succeeded":
 *   cdk-org snapshot --output organization.json
 *   cdk-org rehearse cdk.out --from organization.json
 */
import { App, Stack } from 'aws-cdk-lib';
import { Account, IParent, Organization, OrganizationalUnit, PolicyContent, ServiceControlPolicy } from 'cdk-aws-organizations';
import { ACCOUNTS, UNITS } from '../lib/existing';

const stack = new Stack(new App(), 'Brownfield');

// With adopt: true, nothing is created. A resource that does not exist stops the deployment before its first write.
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

// The text and the description have to equal those of the existing policy, except for white space in the text.
root.attachPolicy(new ServiceControlPolicy(stack, 'StayInOrganization', {
  policyName: 'stay-in-organization',
  description: 'Members stay',
  content: PolicyContent.fromJson({
    Version: '2012-10-17',
    Statement: [{ Sid: 'Stay', Effect: 'Deny', Action: ['organizations:LeaveOrganization', 'account:CloseAccount'], Resource: '*' }],
  }),
  adopt: true,
}));
