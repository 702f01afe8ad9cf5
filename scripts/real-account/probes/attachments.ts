import { answer, asReading, classify, otherwise } from '../finding';
import type { Probe } from '../probe';
import { withType } from '../session/marks';
import type { Session } from '../session/session';

const SCP = 'SERVICE_CONTROL_POLICY';
const FULL_ACCESS = 'p-FullAWSAccess';
const LAST_POLICY = 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';

/** An OU that has FullAWSAccess by now. */
async function unitWithFullAccess(session: Session): Promise<string> {
  await withType(session, SCP);
  const unit = await session.unit('a');
  await session.until('FullAWSAccess on a new OU', async () => ((await attached(session, unit)).includes(FULL_ACCESS) ? true : undefined));
  return unit;
}

async function attached(session: Session, TargetId: string): Promise<string[]> {
  const policies = await session.all('ListPoliciesForTarget', { TargetId, Filter: SCP }, ({ Policies }) => Policies);
  return policies.map(({ Id }) => Id!);
}

const twice: Probe = {
  questions: {
    attachingWhatIsAttached: 'How does AttachPolicy of an attached policy end?',
    detachingWhatIsNotAttached: 'How does DetachPolicy of a policy that is not attached end?',
  },
  run: async (session) => {
    const request = { TargetId: await unitWithFullAccess(session), PolicyId: await session.policy('a') };
    await session.call('AttachPolicy', request, { passing: ['PolicyTypeNotEnabledException'] });
    const attaching = await session.outcome('AttachPolicy', request);
    await session.call('AttachPolicy', { ...request, PolicyId: await session.policy('b') });
    await session.call('DetachPolicy', request);
    const detaching = await session.outcome('DetachPolicy', request);
    return {
      attachingWhatIsAttached: asReading('attachingWhatIsAttached', attaching),
      detachingWhatIsNotAttached: asReading('detachingWhatIsNotAttached', detaching),
    };
  },
};

const checks: Probe = {
  questions: {
    attachmentChecks: 'Which does DetachPolicy check first: the attachment, or the number of policies left?',
    reasons: 'Does the Reason of an error have a suffix?',
  },
  run: async (session) => {
    const TargetId = await unitWithFullAccess(session);
    const absent = await session.outcome('DetachPolicy', { TargetId, PolicyId: await session.policy('a') });
    const last = await session.outcome('DetachPolicy', { TargetId, PolicyId: FULL_ACCESS });
    const [, reason = ''] = last.text.split(' ');
    const isCount = absent.code === 'ConstraintViolationException';
    return {
      attachmentChecks: isCount || absent.code === 'success' ? answer(isCount ? 'countBeforeAttachment' : 'attachmentBeforeCount')
        : classify([absent], { attachmentBeforeCount: ['PolicyNotAttachedException'] }),
      reasons: reason === LAST_POLICY ? answer('plain') : reason.startsWith(`${LAST_POLICY}:`) ? answer('withSuffix') : otherwise(last),
    };
  },
};

const defaultPolicy: Probe = {
  questions: { defaultPolicyOfNewTargets: 'When is FullAWSAccess attached to a new OU?' },
  run: async (session) => {
    await withType(session, SCP);
    const unit = await session.unit('a');
    const isThere = (await attached(session, unit)).includes(FULL_ACCESS);
    if (!isThere) await session.until('FullAWSAccess on a new OU', async () => ((await attached(session, unit)).includes(FULL_ACCESS) ? true : undefined));
    return { defaultPolicyOfNewTargets: answer(isThere ? 'atOnce' : 'afterFiveSeconds') };
  },
};

export const ATTACHMENT_PROBES: readonly Probe[] = [twice, checks, defaultPolicy];
