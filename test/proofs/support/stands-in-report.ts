import { parsePolicySetTagValue, POLICY_SET_TAG_KEY } from '../../../src/contract';
import type { Change, ChangeKind } from '../../../src/model';
import type { CallResult } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';

type Fields = Readonly<Record<string, string>>;

/** The ids that a change is about. */
function idsOf(change: Change): Set<string> {
  const parts = Object.entries(change).filter(([part]) => ['account', 'unit', 'policy', 'target', 'on'].includes(part));
  return new Set(parts.map(([, { id }]) => String(id)));
}

const about = (kinds: readonly ChangeKind[], ...ids: readonly string[]) => (change: Change) => (
  kinds.includes(change.kind) && ids.every((id) => idsOf(change).has(id)));
const gone = (id: string) => about(['organizationalUnitRemoved', 'policyRemoved', 'accountRemoved'], id);

type Test = (change: Change) => boolean;
interface Context {
  /** Whether a unit, or one above it, is made anew elsewhere. */
  readonly moved: (unitId: string) => Test;
  readonly isNew: (id: string) => boolean;
  readonly tagKeys: readonly string[];
  /** The documents of the policy set that a policy is part of, or the policy alone. */
  readonly documents: (policyId: string) => readonly string[];
}
type Announced = (fields: Fields, context: Context) => readonly (readonly Test[])[];

/** For each operation that takes something away, what has to be among the changes: of each list one. */
const ANNOUNCED: Readonly<Record<string, Announced>> = {
  DetachPolicy: ({ PolicyId: policy, TargetId: target }, { moved }) => [[
    about(['detached'], policy, target), about(['fullAwsAccessDetached'], target), gone(policy), gone(target), moved(target),
  ]],
  DeletePolicy: ({ PolicyId: policy }) => [[gone(policy)]],
  DeleteOrganizationalUnit: ({ OrganizationalUnitId: unit }, { moved }) => [[gone(unit), moved(unit)]],
  // Who goes along with a unit goes to the one that is made anew, not to one that was there before.
  MoveAccount: ({ AccountId: account, SourceParentId: from, DestinationParentId: to }, { moved, isNew }) => [[
    about(['accountMoved'], account), gone(account), ...isNew(to) ? [moved(from)] : [],
  ]],
  CloseAccount: ({ AccountId: account }) => [[gone(account)]],
  RemoveAccountFromOrganization: ({ AccountId: account }) => [[gone(account)]],
  // Which document of a set holds which statement is no matter: the set is what changes.
  UpdatePolicy: ({ PolicyId: policy }, { documents }) => [documents(policy).flatMap((id) => [gone(id), about([
    'policyStatementsChanged', 'managementPolicyChanged', 'policyRewritten', 'policyRenamed', 'policyDescriptionChanged',
  ], id)].slice(id === policy ? 1 : 0))],
  UntagResource: ({ ResourceId: on }, { tagKeys }) => tagKeys.filter((key) => !key.startsWith('cdk-aws-organizations:'))
    .map((key) => [(change) => change.kind === 'tagRemoved' && change.key === key && change.on.id === on, gone(on)]),
  DisableAWSServiceAccess: ({ ServicePrincipal: service }) => [[
    (change) => change.kind === 'trustedAccessRemoved' && change.servicePrincipal === service && change.outcome === 'ends',
  ]],
  DisablePolicyType: ({ PolicyType: type }) => [[(change) => change.kind === 'policyTypeRemoved' && change.policyType === type]],
  DeregisterDelegatedAdministrator: ({ AccountId: account, ServicePrincipal: service }) => [[
    (change) => change.kind === 'delegatedAdministratorDeregistered' && change.accountId === account && change.servicePrincipal === service,
  ]],
};

/** The operations that take something away. */
export function isTaking({ operation, error }: CallResult): boolean {
  return operation in ANNOUNCED && error === null;
}

/**
 * Calls that took something away from what was there before without being announced by a change, operation and request.
 * @param sets the documents of each policy set that was there before.
 * @param before ids of what was there before, with the parents of units and accounts. What is made and taken away again within one
 *   deployment (copies that a unit is made anew with, the way of a new account to its place) is no loss.
 */
export function unannounced(
  calls: readonly CallResult[], changes: readonly Change[], before: ReadonlyMap<string, string | undefined>,
  sets: readonly (readonly string[])[] = [],
): string[] {
  const documents = (policyId: string) => sets.find((ids) => ids.includes(policyId)) ?? [policyId];
  const moved = (unitId: string): Test => (change) => {
    // What lies below a unit that is made anew elsewhere is made anew as well.
    let place: string | undefined = unitId;
    while (place !== undefined && !about(['organizationalUnitMoved'], place)(change)) place = before.get(place);
    return place !== undefined;
  };
  return calls.filter(isTaking).flatMap(({ operation, request }) => {
    const fields = request as Fields;
    const subjects = SUBJECTS.flatMap((name) => fields[name] ?? []);
    if (subjects.some((id) => !before.has(id))) return [];
    const needed = ANNOUNCED[operation](fields, {
      moved, documents, isNew: (id) => !before.has(id), tagKeys: (request as { TagKeys?: string[] }).TagKeys ?? [],
    });
    const isAnnounced = needed.every((alternatives) => changes.some((change) => alternatives.some((is) => is(change))));
    return isAnnounced ? [] : [`${operation} ${JSON.stringify(request)}`];
  });
}

/** Ids of the documents of each policy set. */
export function documentsOfSets(policies: SimulatorState['policies']): string[][] {
  const sets = new Map<string, string[]>();
  for (const { id, tags } of policies.filter((policy) => POLICY_SET_TAG_KEY in policy.tags)) {
    const { firstId = id } = parsePolicySetTagValue(tags[POLICY_SET_TAG_KEY]);
    sets.set(firstId, [...sets.get(firstId) ?? [], id]);
  }
  return [...sets.values()];
}

const SUBJECTS = ['PolicyId', 'TargetId', 'AccountId', 'OrganizationalUnitId', 'ResourceId'];
