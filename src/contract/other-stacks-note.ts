/**
 * The note in a template about the accounts of the other stacks of the app, and about the organizational units that they adopt.
 *
 * An account or unit whose construct moves to another stack receives a Delete in the former one, as if it had been removed from the app. If
 * the former stack is deployed first, CloudFormation knows nothing of the new resource yet. So the library notes in the metadata of each
 * template which accounts the other stacks have and which units they adopt. The handlers neither close, remove nor move those accounts, and
 * neither empty nor delete those units.
 *
 * The note holds hashes: a template names no addresses of other stacks. Two objects with one hash would only keep one that is removed.
 */
import { hashOf } from './tag-codec';

/** The key in the section `Metadata` of the template of a top-level stack. Its value is a list of `noteDigest`. */
export const OTHER_STACKS_NOTE_KEY = 'cdk-aws-organizations:other-stacks-note';

/** @param name an email address, an account ID, the ID of an organizational unit, or its place (`unitPlace`) if the code has no ID */
export function noteDigest(name: string): string {
  return hashOf(name.toLowerCase());
}

/** @param parent the ID or the name of the parent, empty for the root; left out where it is not known */
export function unitPlace(name: string, parent?: string): string {
  return parent === undefined ? name : `${parent}/${name}`;
}

/** The digests in the metadata of a template; none if there is no such note. */
export function notedOfOtherStacks(metadata: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const note = metadata?.[OTHER_STACKS_NOTE_KEY];
  return Array.isArray(note) ? note.filter((each): each is string => typeof each === 'string') : [];
}
