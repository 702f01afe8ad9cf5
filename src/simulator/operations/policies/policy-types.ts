import { requireOffered } from './offered-policy-types';
import { presentRoot } from '../../protocol/presentation';
import { constraintViolation, ServiceError } from '../../protocol/service-error';
import { PolicyTypeRecord } from '../../store/records';
import { Call, writing } from '../operation';
import { requirePolicies } from '../preconditions';

interface PolicyTypeRequest {
  readonly RootId: string;
  readonly PolicyType: string;
}

const KNOWN: Readonly<Record<string, string>> = { SECURITYHUB_POLICY: 'securityhub.amazonaws.com' };
const GUESSED: Readonly<Record<string, string>> = {
  ...KNOWN,
  BACKUP_POLICY: 'backup.amazonaws.com',
  DECLARATIVE_POLICY_EC2: 'ec2.amazonaws.com',
  GUARDDUTY_POLICY: 'guardduty.amazonaws.com',
  INSPECTOR_POLICY: 'inspector2.amazonaws.com',
  NETWORK_SECURITY_DIRECTOR_POLICY: 'network-security-director.amazonaws.com',
  SECURITYHUB_CSPM_POLICY: 'securityhub.amazonaws.com',
  TAG_POLICY: 'tagpolicies.tag.amazonaws.com',
};

/** The principal of the service that needs trusted access before the policy type is enabled, and as long as it is. */
export function serviceOf({ readings }: Pick<Call, 'readings'>, type: string): string | undefined {
  return (readings.policyTypesWithAService === 'securityHubPolicies' ? KNOWN : GUESSED)[type];
}

/** The type's record. A disabled type has none. */
function policyTypeOf(call: Call, { RootId, PolicyType: type }: PolicyTypeRequest): PolicyTypeRecord | undefined {
  if (RootId !== call.root.id) throw new ServiceError('RootNotFoundException', "You specified a root that doesn't exist.");
  return call.view.get('policyTypes', type);
}

/** The same, if nothing is in progress with it. */
function settled(call: Call, request: PolicyTypeRequest): PolicyTypeRecord | undefined {
  const policyType = policyTypeOf(call, request);
  if (policyType && policyType.status !== 'ENABLED') {
    throw new ServiceError('PolicyChangesInProgressException', `The policy type ${policyType.type} is ${policyType.status}. Try again later.`);
  }
  return policyType;
}

function alreadyEnabled(): ServiceError {
  return new ServiceError('PolicyTypeAlreadyEnabledException', 'The specified policy type is already enabled.');
}

function enablePolicyType(call: Call, request: PolicyTypeRequest): object {
  const { PolicyType: type } = request;
  requirePolicies(call);
  requireOffered(call, type);
  const { enablingAPendingType } = call.readings;
  if (policyTypeOf(call, request)?.status === 'PENDING_ENABLE') {
    if (enablingAPendingType === 'success') return { Root: presentRoot(call) };
    if (enablingAPendingType === 'PolicyTypeAlreadyEnabledException') throw alreadyEnabled();
  }
  if (settled(call, request)) throw alreadyEnabled();
  const service = serviceOf(call, type);
  if (service && !call.allViews.every((view) => view.get('trustedServices', service))) {
    throw constraintViolation('SERVICE_ACCESS_NOT_ENABLED', `Enable trusted access for ${service} before the policy type ${type}.`);
  }
  change(call, { type, status: 'PENDING_ENABLE' }, () => call.changes.enablePolicyType(type));
  return { Root: presentRoot(call) };
}

function disablePolicyType(call: Call, request: PolicyTypeRequest): object {
  const { PolicyType: type } = request;
  if (!settled(call, request)) {
    throw new ServiceError('PolicyTypeNotEnabledException', 'This operation can be performed only for enabled policy types.');
  }
  change(call, { type, status: 'PENDING_DISABLE' }, () => call.changes.disablePolicyType(type));
  return { Root: presentRoot(call) };
}

/** Either at once, or pending for a while. */
function change(call: Call, pending: PolicyTypeRecord, atOnce: () => void): void {
  const { policyTypeSettlingMs } = call.world.settings;
  if (policyTypeSettlingMs === 0) return atOnce();
  call.changes.put('policyTypes', { ...pending, settlesAt: call.now + call.world.random.integer(1, policyTypeSettlingMs) });
}

export const policyTypeOperations = [
  writing('EnablePolicyType', 'policyDelegate', enablePolicyType),
  writing('DisablePolicyType', 'policyDelegate', disablePolicyType),
];
