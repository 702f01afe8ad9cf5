import { stackIdsOfLive } from '../../../src/cli/sources/stack-ids';
import { StackError, type StackResource } from '../../../src/organizations/stacks/stack-port';
import { live } from '../../model/organizations';

const resource = (logicalId: string, physicalId: string, type = 'Custom::OrganizationsUnit'): StackResource => (
  { logicalId, physicalId, type, status: 'CREATE_COMPLETE' });
const ownedBy = (owner: string) => ({ tags: { 'cdk-aws-organizations:owner': owner } });
const organization = live.organization({
  root: {
    organizationalUnits: [
      live.unit('A', 1, ownedBy('Org@eu-west-1')), live.unit('B', 2, ownedBy('Org@eu-west-1/adopted')), live.unit('C', 3, ownedBy('Twice@eu-west-1')),
      live.unit('D', 4, ownedBy('Twice@us-east-1')), live.unit('E', 5),
    ],
  },
});

test('the stacks that owner tags name are asked in their Region, and so are the stacks nested in them', async () => {
  const asked: string[] = [];
  const stacks: Readonly<Record<string, StackResource[]>> = {
    'Org': [resource('A', 'ou-root-aaaaaaa1'), resource('Failed', ''), resource('Tools', 'arn:tools', 'AWS::CloudFormation::Stack')],
    'arn:tools': [resource('B', 'ou-root-aaaaaaa2')],
  };
  const found = await stackIdsOfLive(organization, (region) => ({
    listResources: async (stackId) => {
      asked.push(`${stackId} in ${region}`);
      return stacks[stackId];
    },
  }));
  expect(found).toEqual({ 'Org': { A: 'ou-root-aaaaaaa1', Tools: 'arn:tools' }, 'Org/Tools': { B: 'ou-root-aaaaaaa2' } });
  expect(asked).toEqual(['Org in eu-west-1', 'arn:tools in eu-west-1']);
});

test('a stack that cannot be read is named, with what is missing', async () => {
  const listResources = async () => Promise.reject(new StackError('AccessDenied', 'not authorized'));
  await expect(stackIdsOfLive(organization, () => ({ listResources }))).rejects.toThrow(
    'The stack Org cannot be read (AccessDenied: not authorized). Allow cloudformation:ListStackResources, or leave --stack-ids out.');
});
