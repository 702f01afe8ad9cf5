import type { Tag } from '../../../../src/contract';
import { PoliciesOfStack } from '../../../../src/handler/reconcile/attachments/claims/policies-of-stack';
import type { ReconcileContext } from '../../../../src/handler/reconcile/reconcile-context';
import { OrganizationsError } from '../../../../src/organizations';

const DOCUMENT: Tag = { Key: 'cdk-aws-organizations:policy-set', Value: 'p-11111111' };

/** The policies of a stack with a set whose first document is p-11111111. `readings`: of the tags of a policy; the last one counts on. */
function policies(...readings: (string | Tag[])[]) {
  const context = {
    desired: {},
    previous: {},
    phase: 'rollback',
    stack: { resources: async () => [{ type: 'Custom::OrganizationsPolicySet', physicalId: 'p-11111111' }], touched: async () => [] },
    organizations: { describePolicy: async (id: string) => ({ name: id === 'p-11111111' ? 'Set-1' : 'Set-2' }) },
    clock: { now: () => 0, sleep: async () => {} },
    log: () => {},
  };
  return new PoliciesOfStack(context as unknown as ReconcileContext, async () => {
    const reading = readings.length > 1 ? readings.shift()! : readings[0];
    if (typeof reading === 'string') throw new OrganizationsError('ListTagsForResource', reading, 'no such policy');
    return reading;
  });
}

test.each(['PolicyNotFound', 'TargetNotFound', 'InvalidInput'])('a policy counts as gone only if two readings of its tags end with %s', async (code) => {
  expect(await policies(code, [DOCUMENT]).isKnown('p-22222222')).toBe(true);
  expect(await policies(code).isKnown('p-22222222')).toBe(false);
});

test('another error of a reading is thrown, and a document without the tag is not known', async () => {
  await expect(policies('AccessDenied', [DOCUMENT]).isKnown('p-22222222')).rejects.toMatchObject({ code: 'AccessDenied' });
  expect(await policies([]).isKnown('p-22222222')).toBe(false);
});
