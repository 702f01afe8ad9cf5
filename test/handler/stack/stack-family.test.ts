import { EnvironmentHints } from '../../../src/handler/environment-hints';
import { listFamilyInDeployment, listFamilyResources } from '../../../src/handler/stack/stack-family';
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

describe('a deployment', () => {
  const HOUR = 3_600_000;

  /** A stack that is updated, with a nested stack of each kind, and the stacks that are listed. */
  function deployment() {
    const stacks = new MemoryStacks();
    const rows = stacks.stack('top').resources;
    const nested = (physicalId: string, status: string, statusSince?: number) => {
      rows.push({ logicalId: physicalId, physicalId, type: NESTED, status, statusSince });
      stacks.stack(physicalId).resources.push({ logicalId: 'Unit', physicalId: `ou-${physicalId}`, type: 'Custom::Unit', status });
    };
    nested('created', 'CREATE_COMPLETE', HOUR - 120_000);
    nested('updated', 'UPDATE_COMPLETE', HOUR - 61_000);
    nested('just-now', 'UPDATE_COMPLETE', HOUR - 59_000);
    nested('in-progress', 'UPDATE_IN_PROGRESS', HOUR - 120_000);
    nested('returned', 'UPDATE_ROLLBACK_COMPLETE', HOUR - 120_000);
    nested('failed', 'UPDATE_FAILED', HOUR - 120_000);
    nested('without-time', 'CREATE_COMPLETE');
    let listed: string[] = [];
    const list = stacks.listResources.bind(stacks);
    stacks.listResources = (id) => {
      listed.push(id);
      return list(id);
    };
    const hints = new EnvironmentHints();
    const listedBy = async ({ status = 'UPDATE_IN_PROGRESS', changedAt = 0, now = HOUR } = {}) => {
      listed = [];
      const found = await listFamilyInDeployment(stacks, { id: 'top', status, changedAt }, hints, { now: () => now });
      expect(found.filter(({ stackId }) => stackId !== 'top').map(({ stackId }) => stackId)).toEqual(rows.map(({ physicalId }) => physicalId));
      return listed;
    };
    return { listedBy, rows };
  }

  const ALL = ['top', 'created', 'updated', 'just-now', 'in-progress', 'returned', 'failed', 'without-time'];
  const LATER = ['top', 'just-now', 'in-progress', 'returned', 'failed', 'without-time'];

  test('lists each nested stack that it finished a while ago once, and the others again', async () => {
    const { listedBy } = deployment();
    expect([await listedBy(), await listedBy(), await listedBy({ now: HOUR + 2_000 }), await listedBy()])
      .toEqual([ALL, LATER, LATER, LATER.filter((id) => id !== 'just-now')]);
  });

  test('lists a nested stack again whose row has changed', async () => {
    const { listedBy, rows } = deployment();
    await listedBy();
    rows[0] = { ...rows[0], statusSince: HOUR - 90_000 };
    rows[1] = { ...rows[1], status: 'UPDATE_IN_PROGRESS' };
    expect(await listedBy()).toEqual(ALL);
  });

  test('lists everything again after another deployment', async () => {
    const { listedBy } = deployment();
    await listedBy();
    expect([await listedBy({ changedAt: 1 }), await listedBy({ changedAt: 1 })]).toEqual([ALL, LATER]);
  });

  test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS', 'UPDATE_COMPLETE'])(
    'that is %s lists everything', async (status) => {
      const { listedBy } = deployment();
      await listedBy();
      expect(await listedBy({ status })).toEqual(ALL);
    });
});
