import { Call, reading, writing } from './operation';
import { targetNotFound } from './preconditions';
import { refuseSystemTag, Tag, withTags } from './tag-list';
import { numbered, page, PageRequest } from '../protocol/paging';
import { presentTags } from '../protocol/presentation';
import { invalidInput } from '../protocol/service-error';
import { LATE_ACCOUNT_TAGS_MS } from '../readings/delays';
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
  const transfer = view.get('responsibilityTransfers', id);
  if (transfer && transfer.target.organizationId === view.organization?.id) {
    return { tags: transfer.tags, replace: (tags) => changes.put('responsibilityTransfers', { ...transfer, tags }) };
  }
  const { root } = view;
  if (root?.id === id) return { tags: root.tags, replace: (tags) => changes.put('root', { ...root, tags }) };
  throw targetNotFound(call.readings, id);
}

function replaceOwn(awsManaged: boolean, replace: () => void): void {
  if (awsManaged) throw invalidInput('IMMUTABLE_POLICY', "You can't tag a policy that AWS manages.");
  replace();
}

function tagResource(call: Call, { ResourceId, Tags: added }: { ResourceId: string; Tags: Tag[] }): void {
  const { tags, replace } = findTagged(call, ResourceId);
  replace(withTags(tags, added, call.world.settings.limits.tagsPerResource));
}

function untagResource(call: Call, { ResourceId, TagKeys }: { ResourceId: string; TagKeys: string[] }): void {
  const { tags, replace } = findTagged(call, ResourceId);
  TagKeys.forEach(refuseSystemTag);
  const absent = TagKeys.find((key) => !Object.hasOwn(tags, key));
  if (absent !== undefined && call.readings.untaggingAbsentKeys === 'InvalidInputException') {
    throw invalidInput('INVALID_LIST_MEMBER', `The resource has no tag with the key "${absent}".`);
  }
  replace(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
}

/** Tags of the creation of an account, where they are shown later than the account. */
function tagsNotShown({ readings, view, now }: Call, id: string): Tags {
  const account = view.get('accounts', id);
  const isLate = readings.newAccountTags === 'later' && account?.joinedMethod === 'CREATED' && now - account.joinedAt < LATE_ACCOUNT_TAGS_MS;
  return isLate ? view.list('createAccountRequests', 'account', id)[0]?.tags ?? {} : {};
}

function listTags(call: Call, request: PageRequest & { ResourceId: string }): object {
  if (call.view.get('policies', request.ResourceId)?.awsManaged) {
    throw invalidInput('INVALID_PATTERN', `${request.ResourceId} is a policy that AWS manages, which has no tags.`);
  }
  const { tags } = findTagged(call, request.ResourceId);
  const late = tagsNotShown(call, request.ResourceId);
  const shown = Object.entries(tags).filter(([key, value]) => late[key] !== value);
  const { items, next } = page(call, request, numbered(presentTags(Object.fromEntries(shown))), (tag) => tag);
  return { Tags: items, ...next };
}

export const tagOperations = [
  writing('TagResource', 'policyDelegate', tagResource),
  writing('UntagResource', 'policyDelegate', untagResource),
  reading('ListTagsForResource', 'delegate', listTags),
];
