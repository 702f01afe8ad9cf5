import { type Writer, WRITER_OF_SERVICE, writerOf } from './writers';
import { flatten } from '../diff/flat-organization';
import { captionsOf } from '../diff/identity/names';
import type { Organization } from '../organization';

/** Resources of an organization that another tool or service writes. */
export interface WriterNote {
  readonly writer: Writer;
  /** Paths of targets and names of policies, sorted. Empty if only trusted access tells the writer. */
  readonly subjects: readonly string[];
}

const ORDER: readonly Writer[] = ['controlTower', 'landingZoneAccelerator', 'terraform', 'cloudFormation', 'stackSets'];

/**
 * The other writers of an organization, those of most consequence first.
 * @param ids of the resources that count; by default all of them, and the services with trusted access
 */
export function writerNotes(organization: Organization, ids?: ReadonlySet<string>): WriterNote[] {
  const flat = flatten(organization);
  const captions = captionsOf(flat);
  const found = new Map<Writer, string[]>();
  const add = (writer: Writer | undefined, ...subjects: string[]): void => {
    if (writer !== undefined) found.set(writer, [...found.get(writer) ?? [], ...subjects]);
  };
  for (const { id, name, tags } of flat.targets.values()) {
    if (ids === undefined || ids.has(id)) add(writerOf({ name, tags, isPolicy: false }), captions.get(id) ?? name);
  }
  for (const { id, name, tags } of flat.policies.values()) {
    if (ids === undefined || ids.has(id)) add(writerOf({ name, tags, isPolicy: true }), name);
  }
  if (ids === undefined) for (const service of flat.trustedServices) add(WRITER_OF_SERVICE[service]);
  return ORDER.flatMap((writer) => {
    const subjects = found.get(writer);
    return subjects === undefined ? [] : [{ writer, subjects: [...subjects].sort() }];
  });
}

/** The IDs of all resources that are mentioned in a value, such as a list of changes. */
export function idsIn(value: unknown): Set<string> {
  const ids = new Set<string>();
  JSON.stringify(value, (key, each: unknown) => {
    if ((key === 'id' || key === 'accountId') && typeof each === 'string') ids.add(each);
    return each;
  });
  return ids;
}
