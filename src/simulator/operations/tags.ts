import { numbered, page, PageRequest } from '../paging';
import { presentTags } from '../presentation';
import { invalidInput, ServiceError } from '../service-error';
import { Call, reading, writing } from './operation';
import { refuseSystemTag, Tag, withTags } from './tag-list';
import { Tags } from '../store/records';
import { ONLY } from '../store/store';

/** The tags of something, and how to replace them. */
interface Tagged {
  readonly tags: Tags;
  readonly replace: (tags: Tags) => void;
}

function findTagged(call: Call, id: string): Tagged {
  const { view, changes } = call;
  const unit = view.get('organizationalUnits', id);
  if (unit) return { tags: unit.tags, replace: (tags) => changes.put('organizationalUnits', { ...unit, tags }) };
  const account = view.get('accounts', id);
  if (account) return { tags: account.tags, replace: (tags) => changes.put('accounts', { ...account, tags }) };
  const policy = view.get('policies', id);
  if (policy) return { tags: policy.tags, replace: (tags) => replaceOwn(policy.awsManaged, () => changes.put('policies', { ...policy, tags })) };
  const resourcePolicy = view.get('resourcePolicy', ONLY);
  if (resourcePolicy?.id === id) {
    return { tags: resourcePolicy.tags, replace: (tags) => changes.put('resourcePolicy', { ...resourcePolicy, tags }) };
  }
  const { root } = view;
  if (root?.id === id) return { tags: root.tags, replace: (tags) => changes.put('root', { ...root, tags }) };
  throw new ServiceError('TargetNotFoundException', "You specified a target that doesn't exist.");
}

function replaceOwn(awsManaged: boolean, replace: () => void): void {
  if (awsManaged) throw invalidInput('IMMUTABLE_POLICY', "You can't tag a policy that AWS manages.");
  replace();
}

function tagResource(call: Call, { ResourceId, Tags: added }: { ResourceId: string; Tags: Tag[] }): void {
  const { tags, replace } = findTagged(call, ResourceId);
  replace(withTags(tags, added, call.world.settings.limits.tagsPerResource));
}

/** Keys that the resource does not have are no error. */
function untagResource(call: Call, { ResourceId, TagKeys }: { ResourceId: string; TagKeys: string[] }): void {
  const { tags, replace } = findTagged(call, ResourceId);
  TagKeys.forEach(refuseSystemTag);
  replace(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
}

function listTags(call: Call, request: PageRequest & { ResourceId: string }): object {
  const { tags } = findTagged(call, request.ResourceId);
  const { items, next } = page(call, request, numbered(presentTags(tags)), (tag) => tag);
  return { Tags: items, ...next };
}

export const tagOperations = [
  writing('TagResource', 'policyDelegate', tagResource),
  writing('UntagResource', 'policyDelegate', untagResource),
  reading('ListTagsForResource', 'delegate', listTags),
];
