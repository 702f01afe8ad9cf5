import { OrganizationsError } from '../../../../src/organizations';
import { attached, FULL, start, TYPE } from '../../support/attachments';
import { STACK_OWNER } from '../../support/deployment';
import { showFormerTag } from '../../support/stale-reading';

const NOTE = { Key: `cdk-aws-organizations:attached/${STACK_OWNER}`, Value: 'without-FullAWSAccess' };
const LAST_POLICY = 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';

/** A unit whose allow-list an earlier call began: it noted that it detaches FullAWSAccess. The first lists do not show FullAWSAccess. */
async function begun({ hidden = Infinity, refusal = undefined as string | undefined } = {}) {
  const { deployment, unit, ids: [one], wanting } = await start(1);
  await deployment.organizations.tagResource(unit, [NOTE]);
  let lists = 0;
  deployment.disturb = async (operation, call) => {
    if (operation === 'DetachPolicy' && refusal) throw new OrganizationsError(operation, 'ConstraintViolation', 'Refused by the test.', refusal);
    const answer = await call();
    if (operation !== 'ListPoliciesForTarget' || ++lists > hidden) return answer;
    const { Policies = [] } = answer as { Policies?: { Id: string }[] };
    return { ...answer as object, Policies: Policies.filter(({ Id }) => Id !== FULL) } as typeof answer;
  };
  const create = (list = [one]) => deployment.create(TYPE, { ...wanting(...list), DetachFullAwsAccess: true });
  return { deployment, unit, one, create };
}

test('FullAWSAccess is detached after a crash between the note and the call, even if no list shows it', async () => {
  const { deployment, unit, one, create } = await begun();
  await create();
  expect(attached(deployment, unit)).toEqual([one]);
});

test('a refusal to detach the last policy is no failure if no list shows FullAWSAccess', async () => {
  const { deployment, unit, one, create } = await begun({ refusal: LAST_POLICY });
  await deployment.organizations.attachPolicy(one, unit);
  await deployment.organizations.detachPolicy(FULL, unit);
  await create();
  expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'gone', targetId: unit, policyId: FULL }));
});

test('a refusal to detach the last policy is a failure if a later list shows FullAWSAccess', async () => {
  const { deployment, create } = await begun({ hidden: 1, refusal: LAST_POLICY });
  await expect(create()).rejects.toThrow(LAST_POLICY);
  expect(deployment.lines).not.toContainEqual(expect.objectContaining({ decision: 'gone' }));
});

test('a refusal to detach FullAWSAccess for another reason is a failure, even if no list shows it', async () => {
  const { create } = await begun({ refusal: 'TAG_POLICY_VIOLATION' });
  await expect(create()).rejects.toThrow('TAG_POLICY_VIOLATION');
});

test('an allow-list without policies leaves FullAWSAccess attached', async () => {
  const { deployment, unit, create } = await begun();
  const since = deployment.simulator.journal.length;
  await create([]);
  expect(deployment.simulator.journal.slice(since).map(({ operation }) => operation)).not.toContain('DetachPolicy');
  expect(attached(deployment, unit)).toEqual([FULL]);
});

test('a rollback notes that it detaches FullAWSAccess again, also if it still reads the note that the failed deployment removed', async () => {
  const { deployment, unit, ids: [one], wanting } = await start(1);
  const [plain, allowList] = [wanting(one), { ...wanting(one), DetachFullAwsAccess: true }];
  const tagsOf = () => deployment.simulator.state().organizationalUnits.find(({ id }) => id === unit)?.tags;
  await deployment.create(TYPE, allowList);
  await deployment.update(TYPE, unit, allowList, plain);
  expect(tagsOf()).not.toHaveProperty([NOTE.Key]);

  showFormerTag(deployment, NOTE.Key, NOTE.Value);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(TYPE, unit, plain, allowList);

  expect(attached(deployment, unit)).toEqual([one]);
  expect(tagsOf()).toMatchObject({ [NOTE.Key]: NOTE.Value });
});
