import { App, Stack } from 'aws-cdk-lib';
import { CfnAccount, CfnOrganization, CfnOrganizationalUnit, CfnPolicy } from 'aws-cdk-lib/aws-organizations';
import { accountName, guardrail, SIZE, unitOf } from './size';

/** The organization of the benchmark in CloudFormation's own types, as plain L1 constructs. They know no trusted services. */
export function plainOrganization(): Stack {
  const stack = new Stack(new App(), 'Bench');
  const organization = new CfnOrganization(stack, 'Organization', { featureSet: 'ALL' });
  const units = Array.from({ length: SIZE.units }, (_, index) => new CfnOrganizationalUnit(stack, `Unit${index}`, {
    name: `unit-${index}`, parentId: organization.attrRootId,
  }));
  for (let index = 0; index < SIZE.accounts; index++) {
    const name = accountName(index);
    new CfnAccount(stack, `Account${index}`, { accountName: name, email: `aws+${name}@example.com`, parentIds: [units[unitOf(index)].attrId] });
  }
  for (let index = 0; index < SIZE.policies; index++) {
    new CfnPolicy(stack, `Policy${index}`, {
      name: `guardrail-${index}`, type: 'SERVICE_CONTROL_POLICY', targetIds: [units[index].attrId], content: guardrail(index).toJSON(),
    });
  }
  return stack;
}
