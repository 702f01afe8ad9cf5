import { overlay } from './overlay';
import type { Change } from '../diff/change';
import { FULL_AWS_ACCESS, defaultAttachments } from '../diff/default-attachments';
import { type FlatOrganization, flatten, type FlatTarget, unflatten } from '../diff/flat-organization';
import { Aligned, align } from '../diff/identity/align';
import type { AttachedPolicy, InCode, Organization } from '../organization';

/** A change of code on the organization that it is deployed to. */
export interface OnOrganization {
  /** The organization after a deployment of the former code, and after that of the present code. Resources have the IDs of the code. */
  readonly aligned: Aligned;
  /** IDs of the places that the organization shows. */
  readonly shown: ReadonlySet<string>;
}

/**
 * Carries out the changes of code on an organization, with all that the code does not list: policies and accounts of others. The changes
 * stay those of the code. So a difference between the organization and the former code is no change.
 * @param aligned the former code, and the present one
 */
export function onOrganization(changes: readonly Change[], aligned: Aligned, live: Organization): OnOrganization {
  const [former, present] = [aligned.base, aligned.head].map(unflatten);
  const found = withIdsOfCode(live, aligned);
  // Not even an old claim takes away what the former code does not know.
  const { code: _code, ...asFormer } = overlay(found, former, { former, asCodeSays: true });
  const before = flatten(asFormer);
  const after = flatten(overlay(asFormer, present, { former }));
  for (const change of changes) {
    // What a change takes away is there, also what the former code does not list.
    if (change.kind === 'detached') carryOut(before, { ...change, kind: 'attached' });
    carryOut(after, change);
  }
  return { aligned: new Aligned(before, after), shown: new Set(flatten(found).targets.keys()) };
}

/** An attachment ends as the change says, even if it is not certain in the organization whose attachment it is. */
function carryOut({ targets }: FlatOrganization, change: Change): void {
  if (!('target' in change)) return;
  const target = targets.get(change.target.id);
  if (target === undefined) return;
  const set = (attachedPolicies: readonly AttachedPolicy[]) => targets.set(target.id, { ...target, attachedPolicies });
  const without = (id: string) => target.attachedPolicies.filter((policy) => policy.id !== id);
  switch (change.kind) {
    case 'attached': {
      const { policy: { id, name, type }, awsManaged } = change;
      return void set([...without(id), { id, name, type, awsManaged }]);
    }
    case 'detached': return void set(without(change.policy.id));
    case 'fullAwsAccessDetached': return void set(without(FULL_AWS_ACCESS));
    case 'fullAwsAccessReturned': return void set([...without(FULL_AWS_ACCESS), ...defaultAttachments(['SERVICE_CONTROL_POLICY'])]);
  }
}

interface Noted {
  readonly id: string;
  readonly code?: InCode;
}

/**
 * An organization in which each resource of the code has the ID that the code gives it. The code of a pull request is compared by these
 * IDs: a policy text that writes down an ID is another one than a text that refers to the resource.
 */
function withIdsOfCode(live: Organization, aligned: Aligned): Organization {
  const ids = idsOfCode(live, aligned);
  return JSON.parse(JSON.stringify(live, (key, value: unknown) => (
    typeof value === 'string' && ID_FIELDS.has(key) ? ids.get(value) ?? value : value))) as Organization;
}

/** The ID that one of two versions of the code gives to each resource of an organization that it has, by the resource's own ID. */
export function idsOfCode(live: Organization, { base, head }: Aligned): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (id: string, inCode: string): void => {
    if (ids.has(id) || taken.has(inCode) || id === '' || inCode === '') return;
    ids.set(id, inCode);
    taken.add(inCode);
  };
  for (const side of [base, head]) {
    const found = align(live, unflatten(side), { isDeployed: side === base }).head;
    for (const field of ['id', 'rootId', 'managementAccountId'] as const) pair(live[field as 'id'] ?? '', side[field]);
    pair(live.root.id, side.rootId);
    const inCode = new Map(resourcesOf(side).map((each) => [keyOf(each), each.id]));
    for (const each of resourcesOf(found)) pair(each.id, inCode.get(keyOf(each)) ?? each.id);
  }
  return ids;
}

const ID_FIELDS: ReadonlySet<string> = new Set(['id', 'accountId', 'managementAccountId']);

function resourcesOf({ targets, policies, resourcePolicy }: FlatOrganization): Noted[] {
  const owned = [...targets.values()].filter(({ kind }) => kind !== 'root');
  return [...owned, ...policies.values(), ...resourcePolicy ? [resourcePolicy] : []].filter(({ code }) => code !== undefined);
}

function keyOf({ code }: Pick<FlatTarget, 'code'>): string {
  return code!.address;
}
