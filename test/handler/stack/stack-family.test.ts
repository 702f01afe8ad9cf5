import { listFamilyResources } from '../../../src/handler/stack/stack-family';
import { MemoryStacks } from '../support/memory-stacks';

const NESTED = 'AWS::CloudFormation::Stack';

function family(status: string): MemoryStacks {
  const stacks = new MemoryStacks();
  const push = (stack: string, logicalId: string, physicalId: string, type = 'Custom::Unit', of = 'CREATE_COMPLETE') => (
    stacks.stack(stack).resources.push({ logicalId, physicalId, type, status: of }));
  push('top', 'One', 'ou-1');
  push('top', 'Middle', 'middle', NESTED, status);
  push('top', 'NotMade', '', NESTED);
  push('middle', 'Two', 'ou-2');
  push('middle', 'Inner', 'inner', NESTED);
  push('inner', 'Three', 'ou-3');
  // A stack outside the tree, although a resource has its ID.
  push('ou-1', 'Unrelated', 'ou-4');
  return stacks;
}

test('the family of a stack consists of its resources and those of nested stacks at any depth, each with its stack', async () => {
  expect((await listFamilyResources(family('UPDATE_IN_PROGRESS'), 'top')).map(({ logicalId, stackId }) => [logicalId, stackId])).toEqual([
    ['One', 'top'], ['Middle', 'top'], ['NotMade', 'top'], ['Two', 'middle'], ['Inner', 'middle'], ['Three', 'inner'],
  ]);
});

test('a deleted nested stack has no resources, but one that is being deleted still has them', async () => {
  const idsWith = async (status: string) => (await listFamilyResources(family(status), 'top')).map(({ logicalId }) => logicalId);
  expect(await idsWith('DELETE_COMPLETE')).toEqual(['One', 'Middle', 'NotMade']);
  expect(await idsWith('DELETE_IN_PROGRESS')).toContain('Three');
});
