/** The organization of the benchmark with this library. */
import { App, Stack } from 'aws-cdk-lib';
import { Account, Organization, OrganizationalUnit, ServiceControlPolicy, TrustedService } from 'cdk-aws-organizations';
import { accountName, guardrail, SIZE, unitOf } from './size';

const stack = new Stack(new App(), 'Bench');
const organization = new Organization(stack, 'Organization', {
  trustedServices: [TrustedService.CLOUDTRAIL, TrustedService.CONFIG, TrustedService.GUARDDUTY],
});
const units = Array.from({ length: SIZE.units }, (_, index) => new OrganizationalUnit(stack, `Unit${index}`, {
  organizationalUnitName: `unit-${index}`, parent: organization.root,
}));
for (let index = 0; index < SIZE.accounts; index++) {
  const name = accountName(index);
  new Account(stack, `Account${index}`, { accountName: name, email: `aws+${name}@example.com`, parent: units[unitOf(index)] });
}
for (let index = 0; index < SIZE.policies; index++) {
  units[index].attachPolicy(new ServiceControlPolicy(stack, `Policy${index}`, { policyName: `guardrail-${index}`, document: guardrail(index) }));
}
(stack.node.root as App).synth();
