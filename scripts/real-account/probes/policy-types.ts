import type { PolicyType } from '@aws-sdk/client-organizations';
import { answer, asReading, classify, type Finding, type Findings, otherwise, unknown } from '../finding';
import type { Probe } from '../probe';
import type { Outcome } from '../session/calls';
import { enabledServices, type Mark, markedChange, revert, statusOfType, untilEnabled, withService } from '../session/marks';
import type { Session } from '../session/session';

const TYPE: PolicyType = 'TAG_POLICY';
const SERVICE = 'tagpolicies.tag.amazonaws.com';
const NOT_ENABLED = 'ConstraintViolationException SERVICE_ACCESS_NOT_ENABLED';

/** Enables the type, with trusted access of its service only if it needs that. */
async function enable(session: Session, RootId: string): Promise<Findings['policyTypesWithAService']> {
  const hadService = (await enabledServices(session)).has(SERVICE);
  const change: Mark = { kind: 'type', name: TYPE };
  await markedChange(session, change);
  const first = await session.outcome('EnablePolicyType', { RootId, PolicyType: TYPE });
  if (first.text === NOT_ENABLED) {
    await withService(session, SERVICE);
    // The type has to be disabled before the trusted access.
    session.later(() => revert(session, change));
    await session.call('EnablePolicyType', { RootId, PolicyType: TYPE });
    return answer('everyTypeThatNamesOne');
  }
  if (first.code !== 'success') throw new Error(`EnablePolicyType was refused: ${first.text}`);
  return hadService ? unknown(`${SERVICE} has trusted access already`) : answer('securityHubPolicies');
}

/** The outcome of a second call, if the type was still pending after it. */
async function enabledAgain(session: Session, RootId: string): Promise<Finding<'PolicyChangesInProgressException' | 'PolicyTypeAlreadyEnabledException' | 'success'>> {
  const again = await session.outcome('EnablePolicyType', { RootId, PolicyType: TYPE });
  const status = await statusOfType(session, TYPE);
  return status === 'PENDING_ENABLE' ? asReading('enablingAPendingType', again) : unknown(`the type was ${status ?? 'not shown'} directly after the call`);
}

function effectivePolicy(outcome: Outcome<'DescribeEffectivePolicy'>): Finding<'EffectivePolicyNotFoundException' | 'emptyDocument'> {
  const { code, output } = outcome;
  const content = output?.EffectivePolicy?.PolicyContent;
  if (content !== undefined) return content.replace(/\s/g, '') === '{}' ? answer('emptyDocument') : { other: 'a document that is not empty' };
  return code === 'EffectivePolicyNotFoundException' ? answer(code) : otherwise(outcome);
}

const types: Probe = {
  questions: {
    policyTypesWithAService: 'Does a policy type need trusted access of the service that it names?',
    enablingAPendingType: 'How does EnablePolicyType of a pending type end?',
    attachingAfterEnabling: 'Can a policy be attached at once after its type is shown as enabled?',
    effectivePolicyOfNothing: 'How does DescribeEffectivePolicy end where no policy applies?',
    effectivePolicyOfAUnit: 'How does DescribeEffectivePolicy of an OU end?',
  },
  run: async (session): Promise<Findings> => {
    if (await statusOfType(session, TYPE) !== undefined) {
      const why = unknown(`${TYPE} is enabled, and stays so`);
      return Object.fromEntries(Object.keys(types.questions).map((name) => [name, why]));
    }
    const [RootId, TargetId, PolicyId] = [await session.root(), await session.unit('a'), await session.policy('a', TYPE)];
    const policyTypesWithAService = await enable(session, RootId);
    const enablingAPendingType = await enabledAgain(session, RootId);
    await untilEnabled(session, TYPE);
    const attaching = await session.outcome('AttachPolicy', { PolicyId, TargetId });
    const nothing = await session.outcome('DescribeEffectivePolicy', { PolicyType: TYPE });
    const ofUnit = await session.outcome('DescribeEffectivePolicy', { PolicyType: TYPE, TargetId });
    return {
      policyTypesWithAService,
      enablingAPendingType,
      attachingAfterEnabling: classify([attaching], { allowed: ['success'], PolicyTypeNotEnabledException: ['PolicyTypeNotEnabledException'] }),
      effectivePolicyOfNothing: effectivePolicy(nothing),
      effectivePolicyOfAUnit: asReading('effectivePolicyOfAUnit', ofUnit),
    };
  },
};

export const POLICY_TYPE_PROBES: readonly Probe[] = [types];
