import { requireListable, requireOffered } from './offered-policy-types';
import { checkPolicyDocument } from '../../effective-policies/policy-document';
import { newId, unusedId } from '../../protocol/identifiers';
import { page, PageRequest } from '../../protocol/paging';
import { presentPolicy, presentPolicySummary } from '../../protocol/presentation';
import { constraintViolation, invalidInput, ServiceError } from '../../protocol/service-error';
import { LATE_RELEASE_MS } from '../../readings/delays';
import { PolicyRecord } from '../../store/records';
import { View } from '../../store/view';
import { policyTypeLimits } from '../../world/limits';
import { Call, reading, writing } from '../operation';
import { refuseWhileWhollyFinalizing, requirePolicies } from '../preconditions';
import { Tag, withTags } from '../tag-list';

export function findPolicy(view: View, id: string): PolicyRecord {
  const policy = view.get('policies', id);
  if (!policy) throw new ServiceError('PolicyNotFoundException', "You specified a policy that doesn't exist.");
  return policy;
}

/** A policy that a customer may change. */
function findOwnPolicy(call: Call, id: string): PolicyRecord {
  const policy = findPolicy(call.view, id);
  if (policy.awsManaged) throw invalidInput('IMMUTABLE_POLICY', `You can't modify the policy ${policy.name}, AWS manages it.`);
  return policy;
}

function checkContent(type: string, content: string): void {
  const { contentLength } = policyTypeLimits(type);
  if (content.length > contentLength) {
    throw constraintViolation('POLICY_CONTENT_LIMIT_EXCEEDED',
      `The document has ${content.length} characters, a ${type} can have ${contentLength}.`);
  }
  checkPolicyDocument(type, content);
}

/** Names are unique among the policies of a type, or of all types. */
function refuseDuplicateName(call: Call, type: string, name: string, isRenamed?: string): void {
  const { policyNames } = call.readings;
  const compared = (text: string) => (policyNames === 'uniquePerTypeInAnyCase' ? text.toLowerCase() : text);
  const others = policyNames === 'uniqueInTheOrganization' ? call.view.list('policies') : call.view.list('policies', 'type', type);
  if (others.some((policy) => policy.id !== isRenamed && compared(policy.name) === compared(name))) {
    throw new ServiceError('DuplicatePolicyException', 'A policy with the specified name and type already exists.');
  }
}

interface CreatePolicyRequest {
  readonly Type: string;
  readonly Name: string;
  readonly Description: string;
  readonly Content: string;
  readonly Tags?: Tag[];
}

/** Works whether or not the type is enabled in the root. */
function createPolicy(call: Call, request: CreatePolicyRequest): object {
  const { Type: type, Name: name, Description: description, Content: content, Tags } = request;
  requirePolicies(call);
  requireOffered(call, type);
  refuseWhileWhollyFinalizing(call);
  checkContent(type, content);
  refuseDuplicateName(call, type, name);
  const limit = policyTypeLimits(type).policies;
  if (call.view.list('policies', 'type', type).filter(({ awsManaged }) => !awsManaged).length >= limit) {
    throw constraintViolation('POLICY_NUMBER_LIMIT_EXCEEDED', `You have reached the number of policies of type ${type}, ${limit}.`);
  }
  const tags = withTags({}, Tags, call.world.settings.limits.tagsPerResource);
  const id = unusedId((candidate) => call.view.get('policies', candidate) !== undefined, () => newId.policy(call.world.random));
  const policy = { id, type, name, description, content, awsManaged: false, tags };
  call.changes.put('policies', policy);
  return { Policy: presentPolicy(call, policy) };
}

interface UpdatePolicyRequest {
  readonly PolicyId: string;
  readonly Name?: string;
  readonly Description?: string;
  readonly Content?: string;
}

/** Changes only the fields that the request has. */
function updatePolicy(call: Call, { PolicyId, Name, Description, Content }: UpdatePolicyRequest): object {
  const policy = findOwnPolicy(call, PolicyId);
  if (Name !== undefined && Name !== policy.name) refuseDuplicateName(call, policy.type, Name, policy.id);
  if (Name === policy.name && call.readings.renamingToTheSameName === 'duplicate') refuseDuplicateName(call, policy.type, Name);
  if (Content !== undefined) checkContent(policy.type, Content);
  const updated = {
    ...policy,
    name: Name ?? policy.name,
    description: Description ?? policy.description,
    content: Content ?? policy.content,
  };
  call.changes.put('policies', updated);
  return { Policy: presentPolicy(call, updated) };
}

function deletePolicy(call: Call, { PolicyId }: { PolicyId: string }): void {
  findOwnPolicy(call, PolicyId);
  if ([call.view, call.references].some((view) => view.has('attachments', 'policy', PolicyId))) {
    throw policyInUse();
  }
  if (call.readings.deletingAPolicyJustDetached !== 'allowed' && call.past(LATE_RELEASE_MS).has('attachments', 'policy', PolicyId)) throw policyInUse();
  call.changes.delete('policies', PolicyId);
}

function policyInUse(): ServiceError {
  return new ServiceError('PolicyInUseException',
    'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.');
}

function listPolicies(call: Call, request: PageRequest & { Filter: string }): object {
  requireListable(call, request.Filter);
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('policies', { index: 'type', value: request.Filter }, after),
    (policy) => presentPolicySummary(call, policy),
  );
  return { Policies: items, ...next };
}

export const policyOperations = [
  writing('CreatePolicy', 'policyDelegate', createPolicy),
  reading('DescribePolicy', 'delegate', (call, { PolicyId }: { PolicyId: string }) => ({
    Policy: presentPolicy(call, findPolicy(call.view, PolicyId)),
  })),
  writing('UpdatePolicy', 'policyDelegate', updatePolicy),
  writing('DeletePolicy', 'policyDelegate', deletePolicy),
  reading('ListPolicies', 'delegate', listPolicies),
];
