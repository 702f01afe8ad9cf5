import { parsePolicySetDocumentName, POLICY_SET_TAG_KEY, policySetOf } from '../../contract';
import { type JsonValue, parseJson, type PolicyLanguage, readPolicyDocument } from '../../policy';
import { canonicalStatement, meaningOf } from '../../policy/pack';
import { type AttachedPolicy, type Organization, type Parent, type Policy, POLICY_SET_ID_PREFIX, type Target } from '../organization';
import { contentOf } from './policy-sets';
import { byName } from '../sorting';

/**
 * The same organization with one policy in place of each policy set. It holds all statements of the set, even if it gets too long. The
 * distribution of statements to documents depends on earlier deployments and has no meaning. A target with only some policies of a set
 * keeps them as they are.
 */
export function normalizePolicySets(organization: Organization): Organization {
  return normalized(organization, () => false);
}

/**
 * The same, except for targets that only have to keep what they have: a target that was removed from the app keeps the policies of a set
 * that are attached to it, and gets no others.
 * @param hasLeft whether a target, by its ID, was removed from the app
 */
export function normalizePartialSets(organization: Organization, hasLeft: (targetId: string) => boolean): Organization {
  return normalized(organization, hasLeft);
}

function normalized(organization: Organization, hasLeft: (targetId: string) => boolean): Organization {
  const sets = setsOf(organization.policies);
  const firstOf = new Map([...sets].flatMap(([firstId, policies]) => policies.map(({ id }) => [id, firstId] as const)));
  const whole = new Map([...sets].map(([firstId, policies]) => [firstId, joined(firstId, policies)]));
  const attached = ({ id: targetId, attachedPolicies: policies }: Target): AttachedPolicy[] => {
    const here = new Set(policies.map(({ id }) => id));
    const isWhole = (firstId: string) => hasLeft(targetId) || sets.get(firstId)!.every(({ id }) => here.has(id));
    return byName(policies.flatMap((policy) => {
      const firstId = firstOf.get(policy.id);
      if (firstId === undefined || !isWhole(firstId)) return [policy];
      const { id, name } = whole.get(firstId)!;
      const representative = sets.get(firstId)!.find((each) => here.has(each.id))!;
      return policy.id === representative.id ? [{ ...policy, id, name }] : [];
    }));
  };
  const target = <T extends Target>(each: T): T => ({ ...each, attachedPolicies: attached(each) });
  const below = <T extends Parent>(parent: T): T => ({
    ...target(parent), accounts: parent.accounts.map(target), organizationalUnits: parent.organizationalUnits.map(below),
  });
  return {
    ...organization,
    root: below(organization.root),
    policies: byName([...organization.policies.filter(({ id }) => !firstOf.has(id)), ...whole.values()]),
  };
}

/** Policies of each set by the ID of its first one. */
function setsOf(policies: readonly Policy[]): Map<string, Policy[]> {
  const sets = new Map<string, Policy[]>();
  for (const policy of policies) {
    const firstId = policySetOf(policy.id, policy.tags[POLICY_SET_TAG_KEY]);
    if (firstId !== undefined) sets.set(firstId, [...sets.get(firstId) ?? [], policy]);
  }
  // Without its first policy a set cannot be recognized.
  return new Map([...sets].filter(([firstId, members]) => members.some(({ id }) => id === firstId)));
}

function joined(firstId: string, policies: readonly Policy[]): Policy {
  const first = policies.find(({ id }) => id === firstId)!;
  const statements = policies.flatMap(({ type, content }) => (
    readPolicyDocument(parseJson(content) as JsonValue, type as PolicyLanguage).document.statements));
  const distinct = new Map(statements.map(canonicalStatement).map((statement) => [meaningOf(statement), statement]));
  const sorted = [...distinct].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, statement]) => statement);
  return { ...first, id: `${POLICY_SET_ID_PREFIX}${firstId}`, name: parsePolicySetDocumentName(first.name)?.setName ?? first.name, content: contentOf(sorted) };
}
