import { type CloudAssembly, constructPathAt } from '../../../assembly';
import { OWNER_TAG_KEY, parseOwnerTagValue } from '../../../contract';
import type { Organization, PlacedAccount, Policy } from '../../../model';
import type { Reason, StatementReason } from '../../../policy';

/** Where the people behind a policy are found. */
export interface PolicyContact {
  readonly policy: string;
  /** Undefined for one whose ID only a deployment will know. */
  readonly id?: string;
  /** Places on the way to the account at which it is attached. */
  readonly attachedAt: readonly string[];
  /** Its tags, without those that this library writes. */
  readonly tags: Readonly<Record<string, string>>;
  /** The stack that manages it, by the code or by the owner tag. */
  readonly stack?: string;
  /** The path of its construct, or its logical ID where the template has no paths. */
  readonly construct?: string;
}

const RESERVED = /^cdk-aws-organizations:/;

/** The policies of the organization behind the reasons of a decision, each once. */
export function policyContacts(
  reasons: readonly Reason[], placed: PlacedAccount, organization: Organization, assembly?: CloudAssembly,
): PolicyContact[] {
  const policies = new Map<string, Policy>();
  for (const reason of reasons) {
    if (reason.kind === 'deny') for (const policy of attachedPolicies(organization, placed, reason)) policies.set(policy.id, policy);
  }
  return [...policies.values()].map((policy) => contactOf(policy, placed, assembly));
}

/** Policies with the name and type of a reason at its level. */
function attachedPolicies(organization: Organization, { places }: PlacedAccount, reason: StatementReason): Policy[] {
  const ids = places.filter(({ name }) => name === reason.level).flatMap(({ target }) => target.attachedPolicies)
    .filter(({ name, type }) => name === reason.policy && type === reason.type).map(({ id }) => id);
  return organization.policies.filter(({ id }) => ids.includes(id));
}

export function contactOf({ id, name, tags, code }: Policy, { places }: PlacedAccount, assembly?: CloudAssembly): PolicyContact {
  const owner = Object.hasOwn(tags, OWNER_TAG_KEY) ? parseOwnerTagValue(tags[OWNER_TAG_KEY]).owner : undefined;
  const stack = code?.owner ?? owner;
  return {
    policy: name,
    ...(id.startsWith('${') ? {} : { id }),
    attachedAt: places.filter(({ target }) => target.attachedPolicies.some((policy) => policy.id === id)).map((place) => place.name),
    tags: Object.fromEntries(Object.entries(tags).filter(([key]) => !RESERVED.test(key))),
    ...(stack === undefined ? {} : { stack }),
    ...(code === undefined ? {} : { construct: constructPathAt(code.address, assembly?.stacks ?? []) ?? code.address }),
  };
}
