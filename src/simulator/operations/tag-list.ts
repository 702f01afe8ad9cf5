import { constraintViolation, invalidInput } from '../protocol/service-error';
import { Tags } from '../store/records';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Adds tags to those that exist; refuses all of them if one is bad. Source: API Reference, TagResource. */
export function withTags(existing: Tags, added: readonly Tag[] = [], limit: number): Tags {
  const keys = added.map(({ Key }) => Key);
  const repeated = keys.find((key, position) => keys.indexOf(key) !== position);
  if (repeated !== undefined) {
    throw invalidInput('DUPLICATE_TAG_KEY', `Tag keys must be unique among the tags of a request, "${repeated}" is not.`);
  }
  keys.forEach(refuseSystemTag);
  const tags = { ...existing, ...Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])) };
  if (Object.keys(tags).length > limit) {
    throw constraintViolation('MAX_TAG_LIMIT_EXCEEDED', `You have exceeded the number of tags allowed on this resource, ${limit}.`);
  }
  return tags;
}

export function refuseSystemTag(key: string): void {
  if (/^aws:/i.test(key)) {
    throw invalidInput('INVALID_SYSTEM_TAGS_PARAMETER', `Tag keys that begin with "aws:" belong to AWS, "${key}" does.`);
  }
}
