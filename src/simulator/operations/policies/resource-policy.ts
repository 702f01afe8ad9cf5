import { checkResourcePolicyDocument } from '../../authorization/resource-policy-document';
import { newId } from '../../protocol/identifiers';
import { arns } from '../../protocol/presentation';
import { invalidInput, ServiceError } from '../../protocol/service-error';
import { ResourcePolicyRecord } from '../../store/records';
import { ONLY } from '../../store/store';
import { Call, reading, writing } from '../operation';
import { requireAllFeatures } from '../preconditions';
import { Tag, withTags } from '../tag-list';

function findResourcePolicy(call: Call): ResourcePolicyRecord {
  const policy = call.view.get('resourcePolicy', ONLY);
  if (!policy) throw new ServiceError('ResourcePolicyNotFoundException', "We can't find a resource policy in your organization.");
  return policy;
}

function present(call: Call, { id, content }: ResourcePolicyRecord): object {
  return { ResourcePolicy: { ResourcePolicySummary: { Id: id, Arn: arns(call).resourcePolicy(id) }, Content: content } };
}

/** Creates the organization's one policy, or replaces its text. Tags are for the creation only. */
function putResourcePolicy(call: Call, { Content: content, Tags }: { Content: string; Tags?: Tag[] }): object {
  requireAllFeatures(call);
  checkResourcePolicyDocument(content);
  const existing = call.view.get('resourcePolicy', ONLY);
  const { tagsOfAnExistingResourcePolicy } = call.readings;
  if (existing && Tags?.length && tagsOfAnExistingResourcePolicy === 'InvalidInputException') {
    throw invalidInput('UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED',
      "You can't give tags for a resource policy that exists. Use TagResource.");
  }
  const tags = withTags({}, Tags, call.world.settings.limits.tagsPerResource);
  const replacesTags = Tags?.length && tagsOfAnExistingResourcePolicy === 'replaceTheOld';
  const policy: ResourcePolicyRecord = existing
    ? { ...existing, content, ...(replacesTags && { tags }) }
    : { id: newId.resourcePolicy(call.world.random), content, tags };
  call.changes.put('resourcePolicy', policy);
  return present(call, policy);
}

function deleteResourcePolicy(call: Call): void {
  requireAllFeatures(call);
  findResourcePolicy(call);
  call.changes.delete('resourcePolicy');
}

export const resourcePolicyOperations = [
  writing('PutResourcePolicy', 'management', putResourcePolicy),
  reading('DescribeResourcePolicy', 'delegate', (call) => {
    requireAllFeatures(call);
    return present(call, findResourcePolicy(call));
  }),
  writing('DeleteResourcePolicy', 'management', deleteResourcePolicy),
];
