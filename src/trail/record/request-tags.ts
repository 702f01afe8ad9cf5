import type { Context } from './context-of-record';
import { type Fields, fieldsOf, isFields, textOf } from './trail-record';

/** Members of a request that hold tags, in the forms of several services. */
export const TAG_MEMBERS = ['tags', 'Tags', 'tagSet', 'tagList', 'tagSpecificationSet', 'tagging', 'Tagging'];

/**
 * The tags in a request, with the keys that conditions name. Nothing where the request shows no tags: services leave them out of a
 * record, too.
 */
export function requestTags(parameters: Fields | undefined): Context {
  if (parameters === undefined) return {};
  const tags = TAG_MEMBERS.flatMap((member) => tagsIn(parameters[member]));
  if (tags.length === 0) return {};
  return {
    'aws:TagKeys': [...new Set(tags.map(([key]) => key))],
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  };
}

type Tag = readonly [key: string, value: string];

/** Lists, lists below `items` as EC2 writes them, and maps from keys to values. */
function tagsIn(value: unknown): Tag[] {
  if (Array.isArray(value)) return value.flatMap(tagsInItem);
  if (!isFields(value)) return [];
  const below = value.items ?? value.tags ?? value.tagSet ?? fieldsOf(value.TagSet).Tag ?? value.Tag;
  if (below !== undefined) return tagsIn(Array.isArray(below) ? below : [below]);
  return Object.entries(value).flatMap(([key, text]): Tag[] => (typeof text === 'string' ? [[key, text]] : []));
}

function tagsInItem(item: unknown): Tag[] {
  if (!isFields(item)) return [];
  const key = textOf(item.key) ?? textOf(item.Key) ?? textOf(item.tagKey) ?? textOf(item.TagKey);
  if (key !== undefined) return [[key, String(item.value ?? item.Value ?? item.tagValue ?? item.TagValue ?? '')]];
  return tagsIn(item.tags ?? item.items);
}
