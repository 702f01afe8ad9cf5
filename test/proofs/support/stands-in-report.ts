import { parsePolicySetTagValue, POLICY_SET_TAG_KEY } from '../../../src/contract';
import type { Change, ChangeKind } from '../../../src/model';
import type { CallResult } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';

type Fields = Readonly<Record<string, string>>;

/** The IDs of the objects that a change concerns. */
function idsOf(change: Change): Set<string> {
  const parts = Object.entries(change).filter(([part]) => ['account', 'unit', 'policy', 'target', 'on'].includes(part));
  return new Set(parts.map(([, { id }]) => String(id)));
}

const about = (kinds: readonly ChangeKind[], ...ids: readonly string[]) => (change: Change) => (
  kinds.includes(change.kind) && ids.every((id) => idsOf(change).has(id)));
const gone = (id: string) => about(['organizationalUnitRemoved', 'policyRemoved', 'accountRemoved'], id);

type Test = (change: Change) => boolean;
interface Context {
  /** Tests whether a unit, or a unit above it, is recreated elsewhere. */
  readonly moved: (unitId: string) => Test;
  readonly isNew: (id: string) => boolean;
  readonly tagKeys: readonly string[];
  /** The documents of the policy set that contains a policy, or only the policy. */
  readonly documents: (policyId: string) => readonly string[];
}
type Announced = (fields: Fields, context: Context) => readonly (readonly Test[])[];

/** The changes that announce each removing operation. The report needs one change of each list. */
const ANNOUNCED: Readonly<Record<string, Announced>> = {
  DetachPolicy: ({ PolicyId: policy, TargetId: target }, { moved }) => [[
    about(['detached'], policy, target), about(['fullAwsAccessDetached'], target), gone(policy), gone(target), moved(target),
  ]],
  DeletePolicy: ({ PolicyId: policy }) => [[gone(policy)]],
  DeleteOrganizationalUnit: ({ OrganizationalUnitId: unit }, { moved }) => [[gone(unit), moved(unit)]],
  // The accounts of a unit move to the recreated unit, not to an existing one.
  MoveAccount: ({ AccountId: account, SourceParentId: from, DestinationParentId: to }, { moved, isNew }) => [[
    about(['accountMoved'], account), gone(account), ...isNew(to) ? [moved(from)] : [],
  ]],
  CloseAccount: ({ AccountId: account }) => [[gone(account)]],
  RemoveAccountFromOrganization: ({ AccountId: account }) => [[gone(account)]],
  // The distribution of statements over the documents of a set does not matter, because the change concerns the set.
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

/** Whether a call removed something successfully. */
export function isTaking({ operation, error }: CallResult): boolean {
  return operation in ANNOUNCED && error === null;
}

/**
 * The calls that removed something from the former organization and that no change announces, each with operation and request.
 * @param sets the documents of each former policy set.
 * @param before the IDs of the former resources, with the parents of units and accounts. Resources that the deployment creates and removes
 *   itself are no loss, such as the copies for a recreated unit or the first parent of a new account.
 */
export function unannounced(
  calls: readonly CallResult[], changes: readonly Change[], before: ReadonlyMap<string, string | undefined>,
  sets: readonly (readonly string[])[] = [],
): string[] {
  const documents = (policyId: string) => sets.find((ids) => ids.includes(policyId)) ?? [policyId];
  const moved = (unitId: string): Test => (change) => {
    // Units below a recreated unit are recreated too.
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

/** The IDs of the documents of each policy set. */
export function documentsOfSets(policies: SimulatorState['policies']): string[][] {
  const sets = new Map<string, string[]>();
  for (const { id, tags } of policies.filter((policy) => POLICY_SET_TAG_KEY in policy.tags)) {
    const { firstId = id } = parsePolicySetTagValue(tags[POLICY_SET_TAG_KEY]);
    sets.set(firstId, [...sets.get(firstId) ?? [], id]);
  }
  return [...sets.values()];
}

const SUBJECTS = ['PolicyId', 'TargetId', 'AccountId', 'OrganizationalUnitId', 'ResourceId'];
