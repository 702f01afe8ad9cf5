import { attach, detach } from '../../../../src/handler/reconcile/attachments/attach-policy';
import type { ReconcileContext } from '../../../../src/handler/reconcile/reconcile-context';
import { attached, CONTENT, FULL, SCP } from '../../support/attachments';
import { Deployment } from '../../support/deployment';

const CHECKS = ['attachmentBeforeCount', 'countBeforeAttachment'] as const;
const type = SCP;

/** A unit with FullAWSAccess, and as many policies as a target has slots. */
async function start(attachmentChecks: typeof CHECKS[number]) {
  const deployment = new Deployment({ readings: { attachmentChecks } });
  const root = await deployment.organization(SCP);
  const { organizations, clock } = deployment;
  const targetId = (await organizations.createOrganizationalUnit(root, 'Unit', [])).id;
  const ids: string[] = [];
  for (let number = 0; number < 10; number += 1) {
    ids.push((await organizations.createPolicy({ type, name: `Policy ${number}`, description: '', content: CONTENT }, [])).id);
  }
  const context = { organizations, clock, log: () => undefined } as unknown as ReconcileContext;
  return { deployment, targetId, ids, context };
}

describe.each(CHECKS)('with the checks in the order %s', (attachmentChecks) => {
  test('policies that are attached already are no error where all slots are taken, and another policy is', async () => {
    const { deployment, targetId, ids: [last, ...nine], context } = await start(attachmentChecks);
    for (const policyId of nine) await attach(context, { targetId, policyId, type });
    for (const policyId of nine) await attach(context, { targetId, policyId, type });
    await expect(attach(context, { targetId, policyId: last, type })).rejects.toMatchObject({ reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' });
    expect(attached(deployment, targetId)).toEqual([...nine, FULL].sort());
  });

  test('policies that are detached already are no error where one is left, and the last one is', async () => {
    const { deployment, targetId, ids: [one, two, never], context } = await start(attachmentChecks);
    for (const policyId of [one, two]) await attach(context, { targetId, policyId, type });
    for (const policyId of [FULL, two]) await detach(context, { targetId, policyId, type });
    for (const policyId of [FULL, two, never]) await detach(context, { targetId, policyId, type });
    await expect(detach(context, { targetId, policyId: one, type })).rejects.toMatchObject({ reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' });
    expect(attached(deployment, targetId)).toEqual([one]);
  });
});

test('a detachment that is refused while no reading shows any policy stays an error', async () => {
  const { deployment, targetId, ids: [one], context } = await start('countBeforeAttachment');
  await attach(context, { targetId, policyId: one, type });
  await detach(context, { targetId, policyId: FULL, type });
  const showingNothing = { listPoliciesForTarget: async function* () { /* no policy */ } };
  const organizations = Object.assign(Object.create(deployment.organizations) as object, showingNothing);
  const blind = { ...context, organizations } as unknown as ReconcileContext;
  await expect(detach(blind, { targetId, policyId: FULL, type })).rejects.toMatchObject({ reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' });
});
