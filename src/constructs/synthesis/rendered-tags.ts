import type { TagManager } from 'aws-cdk-lib';
import type { Tag } from '../../contract';

/** Tags as the template has them: sorted by key; undefined if there are none. */
export function rendered(tags: TagManager): Tag[] | undefined {
  const entries = Object.entries(tags.tagValues());
  if (entries.length === 0) return undefined;
  return entries.map(([Key, Value]) => ({ Key, Value })).sort((a, b) => (a.Key < b.Key ? -1 : 1));
}
