import { OWNER_TAG_KEY, RESERVED_TAG_PREFIX } from '../contract';
import { type Account, type Organization, type Policy, type Tags, type Writer, WRITER_OF_SERVICE, writerOf } from '../model';
import { writerName } from '../report/wording/writer-words';

/** Why a part is not exported; undefined for a part that is. */
export type Reason = string | undefined;

const CLOSED: readonly string[] = ['SUSPENDED', 'PENDING_CLOSURE', 'CLOSED'];
/** The reason of a part that code does not name, if only what code names is exported. */
export const NOT_NAMED = 'the code does not name it';
/** The checks of the provider. */
const LONGEST_EMAIL = 64;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function reasonOfAccount({ id, email, state }: Account, { managementAccountId }: Organization): Reason {
  if (id === managementAccountId) return 'Terraform could not delete it; a reference to the organization gives its ID';
  if (CLOSED.includes(state)) return 'it is closed, and the provider does not find closed accounts';
  if (state !== 'ACTIVE') return `it is not active yet (state: ${state}); export again once it is`;
  if (email.length > LONGEST_EMAIL || !EMAIL.test(email)) return `the provider does not accept its email address (${email})`;
  return undefined;
}

export function reasonOfUnit({ name, tags }: { readonly name: string; readonly tags: Tags }): Reason {
  const writer = foreignWriter(name, tags, false);
  return writer === 'landingZoneAccelerator' ? `${reasonOfWriter(writer)}; its ID stands in its place` : undefined;
}

export function reasonOfPolicy({ name, tags }: Policy): Reason {
  const writer = foreignWriter(name, tags, true);
  return writer === undefined ? undefined : reasonOfWriter(writer);
}

/** Only for parts that Terraform leaves alone where no resource names them. Trusted access is none of them. */
export function reasonOfDelegation(servicePrincipal: string): Reason {
  const writer = WRITER_OF_SERVICE[servicePrincipal];
  return writer === undefined ? undefined : reasonOfWriter(writer);
}

/**
 * The tags that the configuration has. Terraform removes a tag that its configuration lacks, so these are all but those of AWS, which the
 * provider ignores, and those of this library, which go with the hand-over.
 */
export function exportedTags(tags: Tags): ReadonlyMap<string, string> {
  const kept = Object.entries(tags).filter(([key]) => !key.startsWith(RESERVED_TAG_PREFIX) && !/^aws:/i.test(key));
  return new Map(kept.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The owner tag of this library counts more than tags that name another tool. */
function foreignWriter(name: string, tags: Tags, isPolicy: boolean): Writer | undefined {
  return Object.hasOwn(tags, OWNER_TAG_KEY) ? undefined : writerOf({ name, tags, isPolicy });
}

function reasonOfWriter(writer: Writer): string {
  return writer === 'terraform' ? 'another configuration of Terraform writes it' : `${writerName(writer)} writes it`;
}
