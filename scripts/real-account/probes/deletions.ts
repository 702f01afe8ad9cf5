import { answer, asReading, classify, type Findings } from '../finding';
import type { Probe } from '../probe';
import { withType } from '../session/marks';

const SCP = 'SERVICE_CONTROL_POLICY';
const ATTACHED_LONG_AGO_MS = 30_000;

const unitWithPolicies: Probe = {
  questions: {
    deletingAUnitWithPolicies: 'How does DeleteOrganizationalUnit with an attached policy end?',
  },
  run: async (session): Promise<Findings> => {
    await withType(session, SCP);
    const [TargetId, PolicyId] = [await session.unit('a'), await session.policy('a')];
    await session.call('AttachPolicy', { TargetId, PolicyId }, { passing: ['PolicyTypeNotEnabledException'] });
    const outcome = await session.outcome('DeleteOrganizationalUnit', { OrganizationalUnitId: TargetId });
    return {
      deletingAUnitWithPolicies: outcome.code === 'success' ? answer('detachesThem') : asReading('deletingAUnitWithPolicies', outcome),
    };
  },
};

const detachedPolicy: Probe = {
  questions: { deletingAPolicyJustDetached: 'Can a policy be deleted at once after its last detachment?' },
  run: async (session) => {
    await withType(session, SCP);
    const request = { TargetId: await session.unit('a'), PolicyId: await session.policy('a') };
    await session.call('AttachPolicy', request, { passing: ['PolicyTypeNotEnabledException'] });
    await session.sleep(ATTACHED_LONG_AGO_MS);
    await session.call('DetachPolicy', request);
    const outcome = await session.outcome('DeletePolicy', { PolicyId: request.PolicyId });
    return { deletingAPolicyJustDetached: classify([outcome], { allowed: ['success'], PolicyInUseException: ['PolicyInUseException'] }) };
  },
};

const emptiedUnit: Probe = {
  questions: { deletingAUnitJustEmptied: 'Can an OU be deleted at once after the OU in it was deleted?' },
  run: async (session) => {
    const outer = await session.unit('outer');
    const inner = await session.unit('inner', outer);
    await session.sleep(ATTACHED_LONG_AGO_MS);
    await session.call('DeleteOrganizationalUnit', { OrganizationalUnitId: inner });
    const outcome = await session.outcome('DeleteOrganizationalUnit', { OrganizationalUnitId: outer });
    return {
      deletingAUnitJustEmptied: classify([outcome], {
        allowed: ['success'], OrganizationalUnitNotEmptyException: ['OrganizationalUnitNotEmptyException'],
      }),
    };
  },
};

export const DELETION_PROBES: readonly Probe[] = [unitWithPolicies, detachedPolicy, emptiedUnit];
