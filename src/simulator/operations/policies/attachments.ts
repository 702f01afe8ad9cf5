import { requireListable } from './offered-policy-types';
import { findPolicy } from './policies';
import { page, PageRequest } from '../../protocol/paging';
import { arns, presentPolicySummary } from '../../protocol/presentation';
import { constraintViolation, invalidInput, ServiceError } from '../../protocol/service-error';
import { LATE_ATTACHABILITY_MS } from '../../readings/delays';
import { AttachmentRecord, PolicyRecord } from '../../store/records';
import { attachmentKey } from '../../store/store';
import { View } from '../../store/view';
import { defaultPolicy } from '../../world/aws-managed-policies';
import { policyTypeLimits } from '../../world/limits';
import { Call, reading, writing } from '../operation';
import { refuseWhileWhollyFinalizing, targetNotFound } from '../preconditions';

function requireTarget({ readings }: Call, view: View, id: string): void {
  if (!view.isTarget(id)) throw targetNotFound(readings, id);
}

/** The number of policies of the type that the target has. */
function attached(call: Call, targetId: string, type: string): number {
  return call.view.list('attachments', 'target', targetId)
    .filter(({ policyId }) => call.view.get('policies', policyId)?.type === type).length;
}

interface AttachmentRequest {
  readonly PolicyId: string;
  readonly TargetId: string;
}

function attachPolicy(call: Call, { PolicyId: policyId, TargetId: targetId }: AttachmentRequest): void {
  const [{ type }] = call.allViews.map((view) => findPolicy(view, policyId));
  refuseWhileWhollyFinalizing(call);
  call.allViews.forEach((view) => requireTarget(call, view, targetId));
  const views = call.readings.attachingAfterEnabling === 'allowed' ? call.allViews : [...call.allViews, call.past(LATE_ATTACHABILITY_MS)];
  if (views.some((view) => view.get('policyTypes', type)?.status !== 'ENABLED')) {
    throw new ServiceError('PolicyTypeNotEnabledException', 'This operation can be performed only for enabled policy types.');
  }
  const isAttached = call.view.get('attachments', attachmentKey(policyId, targetId)) !== undefined;
  const countFirst = call.readings.attachmentChecks === 'countBeforeAttachment';
  if (countFirst || !isAttached) refuseTooMany(call, targetId, type);
  if (isAttached) {
    if (call.readings.attachingWhatIsAttached === 'success') return;
    throw new ServiceError('DuplicatePolicyAttachmentException', 'The selected policy is already attached to the specified target.');
  }
  call.changes.put('attachments', { policyId, targetId });
}

function refuseTooMany(call: Call, targetId: string, type: string): void {
  if (attached(call, targetId, type) < policyTypeLimits(type).attachments) return;
  throw constraintViolation('MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    'You have attached the maximum number of policies to the specified target.');
}

function detachPolicy(call: Call, { PolicyId: policyId, TargetId: targetId }: AttachmentRequest): void {
  const policy = findPolicy(call.view, policyId);
  requireTarget(call, call.view, targetId);
  const isAttached = call.view.get('attachments', attachmentKey(policyId, targetId)) !== undefined;
  if (isAttached) refuseNonDetachable(policy);
  const countFirst = call.readings.attachmentChecks === 'countBeforeAttachment';
  if (countFirst || isAttached) refuseTooFew(call, targetId, policy.type);
  if (!isAttached) {
    if (call.readings.detachingWhatIsNotAttached === 'success') return;
    throw new ServiceError('PolicyNotAttachedException', "The policy isn't attached to the specified target.");
  }
  call.changes.delete('attachments', attachmentKey(policyId, targetId));
}

function refuseTooFew(call: Call, targetId: string, type: string): void {
  if (attached(call, targetId, type) > policyTypeLimits(type).minimumAttachments) return;
  throw constraintViolation('MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED',
    `A target must keep at least one ${type}. Attach another one before you detach this one.`);
}

function refuseNonDetachable({ id, type, name }: PolicyRecord): void {
  const byDefault = defaultPolicy(type);
  if (byDefault?.id === id && !byDefault.detachable) throw invalidInput('NON_DETACHABLE_POLICY', `You can't detach the policy ${name}.`);
}

function listPoliciesForTarget(call: Call, request: PageRequest & { TargetId: string; Filter: string }): object {
  requireTarget(call, call.view, request.TargetId);
  requireListable(call, request.Filter);
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('attachments', { index: 'target', value: request.TargetId }, after),
    ({ policyId }) => {
      const policy = call.view.get('policies', policyId);
      return policy?.type === request.Filter ? presentPolicySummary(call, policy) : undefined;
    },
  );
  return { Policies: items, ...next };
}

function listTargetsForPolicy(call: Call, request: PageRequest & { PolicyId: string }): object {
  findPolicy(call.view, request.PolicyId);
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('attachments', { index: 'policy', value: request.PolicyId }, after),
    (attachment) => presentTarget(call, attachment),
  );
  return { Targets: items, ...next };
}

/** Undefined for a target that this view does not see (yet, or any more). */
function presentTarget(call: Call, { targetId: id }: AttachmentRecord): object | undefined {
  const arn = arns(call);
  const account = call.view.get('accounts', id);
  if (account) return { TargetId: id, Arn: arn.account(id), Name: account.name, Type: 'ACCOUNT' };
  const unit = call.view.get('organizationalUnits', id);
  if (unit) return { TargetId: id, Arn: arn.organizationalUnit(id), Name: unit.name, Type: 'ORGANIZATIONAL_UNIT' };
  return call.view.root?.id === id ? { TargetId: id, Arn: arn.root(id), Name: call.root.name, Type: 'ROOT' } : undefined;
}

export const attachmentOperations = [
  writing('AttachPolicy', 'policyDelegate', attachPolicy),
  writing('DetachPolicy', 'policyDelegate', detachPolicy),
  reading('ListPoliciesForTarget', 'delegate', listPoliciesForTarget),
  reading('ListTargetsForPolicy', 'delegate', listTargetsForPolicy),
];
