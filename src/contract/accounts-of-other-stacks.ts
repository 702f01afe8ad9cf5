/**
 * The note in a template about the accounts of the other stacks of the app.
 *
 * An account whose construct moves to another stack receives a Delete in the former one, as if it had been removed from the app. If the
 * former stack is deployed first, CloudFormation knows nothing of the new resource yet. So the library notes in the metadata of each
 * template which accounts the other stacks have, and the handlers neither close, remove nor move those.
 *
 * The note holds hashes: a template names no addresses of other stacks. Two accounts with one hash would only keep an account open.
 */
import { hashOf } from './tag-codec';

/** The key in the section `Metadata` of the template of a top-level stack. Its value is a list of `accountDigest`. */
export const OTHER_ACCOUNTS_METADATA_KEY = 'cdk-aws-organizations:accounts-of-other-stacks';

/** @param account an email address or an account ID */
export function accountDigest(account: string): string {
  return hashOf(account.toLowerCase());
}

/** The digests in the metadata of a template; none if there is no such note. */
export function accountsOfOtherStacks(metadata: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const note = metadata?.[OTHER_ACCOUNTS_METADATA_KEY];
  return Array.isArray(note) ? note.filter((each): each is string => typeof each === 'string') : [];
}
