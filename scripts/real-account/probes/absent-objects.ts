import { answer, asReading, classify, type Finding } from '../finding';
import type { Probe } from '../probe';
import type { Outcome } from '../session/calls';
import type { Session } from '../session/session';

const UNIT_NOT_FOUND = 'OrganizationalUnitNotFoundException';

/** The ID of an OU that does not exist any more, for every read of a while. */
async function deletedUnit(session: Session): Promise<string> {
  const id = await session.unit('gone');
  await session.call('DeleteOrganizationalUnit', { OrganizationalUnitId: id });
  let misses = 0;
  await session.until('the deletion of an OU', async () => {
    const { code } = await session.outcome('DescribeOrganizationalUnit', { OrganizationalUnitId: id });
    misses = code === UNIT_NOT_FOUND ? misses + 1 : 0;
    return misses === 3 ? true : undefined;
  });
  return id;
}

/** The finding of all outcomes, or that they differ. */
function agreed<V extends string>(outcomes: readonly Outcome[], finding: (outcome: Outcome) => Finding<V>): Finding<V> {
  const texts = new Set(outcomes.map(({ text }) => text));
  return texts.size === 1 ? finding(outcomes[0]) : { other: `they differ: ${outcomes.map(({ text }) => text).join(', ')}` };
}

const errors: Probe = {
  questions: {
    unknownParent: 'Which error has a parent that does not exist?',
    unknownTarget: 'Which error has a target that does not exist?',
    unknownChild: 'Which error has a child that does not exist?',
  },
  run: async (session) => {
    const gone = await deletedUnit(session);
    const parents = [
      await session.outcome('CreateOrganizationalUnit', { ParentId: gone, Name: session.name('a') }),
      await session.outcome('ListChildren', { ParentId: gone, ChildType: 'ACCOUNT' }),
    ];
    const targets = [
      await session.outcome('ListPoliciesForTarget', { TargetId: gone, Filter: 'SERVICE_CONTROL_POLICY' }),
      await session.outcome('ListTagsForResource', { ResourceId: gone }),
    ];
    const child = await session.outcome('ListParents', { ChildId: gone });
    return {
      unknownParent: agreed(parents, (outcome) => asReading('unknownParent', outcome)),
      unknownTarget: agreed(targets, (outcome) => (outcome.code === UNIT_NOT_FOUND ? answer('ofItsKind') : asReading('unknownTarget', outcome))),
      unknownChild: child.code === UNIT_NOT_FOUND ? answer('ofItsKind') : asReading('unknownChild', child),
    };
  },
};

const tagKeys: Probe = {
  questions: { untaggingAbsentKeys: 'How does UntagResource with an absent key end?' },
  run: async (session) => {
    const outcome = await session.outcome('UntagResource', { ResourceId: await session.unit('a'), TagKeys: ['never-set'] });
    return { untaggingAbsentKeys: classify([outcome], { success: ['success'], InvalidInputException: ['InvalidInputException'] }) };
  },
};

export const ABSENT_OBJECT_PROBES: readonly Probe[] = [errors, tagKeys];
