import { type Omissions, reasonOfPolicy } from './judge';
import type { PolicyRow } from './rows';
import type { Selection } from './selection';
import { managedTags } from './tag-rows';
import type { Organization, Policy, Writer } from '../model';

/** Policies that another tool managed before. */
export interface FormerPolicies {
  /** Words for their keys by their IDs, in place of their names. */
  readonly words: ReadonlyMap<string, string>;
  /** The tool, if its marks on a policy are no reason to leave it out. */
  readonly writer?: Writer;
}

const NONE: FormerPolicies = { words: new Map() };
const LONGEST_NAME = 60;
/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The policies that the app manages, by ID and in the order of their keys. Each key is unique, also where file names ignore case.
 * @param former what the tool says about them that managed them before
 */
export function policyRows(
  organization: Organization, omissions: Omissions, selection: Selection, { words, writer }: FormerPolicies = NONE,
): Map<string, PolicyRow> {
  const selected = selection.policiesOf(organization);
  const kept = organization.policies.filter((policy) => {
    const reason = reasonOfPolicy(policy, writer) ?? (selected.has(policy.id) ? undefined : 'no account and no organizational unit of the app uses it');
    if (reason !== undefined) omissions.add('policy', policy.name, reason);
    return reason === undefined;
  });
  const slugs = kept.map(({ id, name }) => slugOf(words.get(id) ?? name));
  const isUnique = (slug: string) => slug !== '' && !DEVICE.test(slug) && slugs.filter((other) => other === slug).length === 1;
  const keyOf = (slug: string, id: string) => (isUnique(slug) ? slug : keyWithId(slug, id));
  const rows = kept.map((policy, index): PolicyRow => rowOf(policy, keyOf(slugs[index], policy.id), omissions));
  return new Map(rows.sort((one, other) => (one.key < other.key ? -1 : 1)).map((row) => [row.id, row]));
}

function rowOf({ id, type, name, description, content, tags }: Policy, key: string, omissions: Omissions): PolicyRow {
  return { id, key, type, name, description, content, tags: managedTags(`policy ${name}`, tags, omissions) };
}

/** The key of a policy that joins others. @param taken their keys */
export function newKeyOf({ id, name }: Pick<Policy, 'id' | 'name'>, taken: readonly string[]): string {
  const slug = slugOf(name);
  return slug !== '' && !DEVICE.test(slug) && !taken.some((key) => key.toLowerCase() === slug) ? slug : keyWithId(slug, id);
}

/** `stay-in-organization`; empty for a name without letters and digits of ASCII. */
function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, LONGEST_NAME).replace(/^-|-$/g, '');
}

/** IDs have both cases, which file systems may not distinguish. Two that differ in case only, for one slug, are not to be expected. */
function keyWithId(slug: string, id: string): string {
  return slug === '' ? id : `${slug}-${id}`;
}
