import { type DelegatedRight, type Delegation, delegationsOf } from './delegations';
import { type Organization, targets } from '../organization';
import { policyTypeWords } from './policy-type-words';
import { isPolicyType } from '../../contract';

/** The name of an account or target by its ID; undefined if it is not known. */
export type NameOf = (id: string) => string | undefined;

const KIND_WORDS: Readonly<Record<string, string>> = { root: 'the root', ou: 'every organizational unit', account: 'every account' };
const ON_POLICIES: readonly DelegatedRight[] = ['create', 'change', 'delete'];
const ON_TARGETS: readonly DelegatedRight[] = ['attach', 'detach'];

/** Who has the rights of a statement: names of accounts with their IDs. */
export function principalWords({ principals }: Delegation, nameOf: NameOf): string {
  return listed(principals.map((id) => (id === '*' ? 'every account that meets the conditions' : named(id, nameOf, 'account ')))) || 'nobody';
}

/** The subject of a statement: `create, change and delete tag policies, attach and detach tag policies on Root/Workloads`. */
export function rightsWords({ rights, policyTypes, targets: targetIds, policyTags }: Delegation, nameOf: NameOf): string {
  const tagged = policyTags.length === 0 ? '' : ` with the tag ${policyTags.join(' and ')}`;
  const types = (policyTypes.length === 0 ? 'policies of all types'
    : listed(policyTypes.map((type) => `${isPolicyType(type) ? policyTypeWords(type) : type} documents`.replace(/ policy documents$/, ' policies')))) + tagged;
  const places = targetIds.length === 0 ? 'every target' : listed(targetIds.map((id) => KIND_WORDS[id] ?? named(id, nameOf, '')));
  const of = (list: readonly DelegatedRight[]) => listed(list.filter((right) => rights.includes(right)));
  const [onPolicies, onTargets, onTypes] = [of(ON_POLICIES), of(ON_TARGETS), of(['enable', 'disable'])];
  return [
    ...(onPolicies ? [`${onPolicies} ${types}`] : []),
    ...(onTargets ? [`${onTargets} ${types} on ${places}`] : []),
    ...(onTypes ? [`${onTypes} policy types`] : []),
    ...(rights.includes('tag') ? ['tag'] : []),
    ...(rights.includes('read') ? ['read the organization'] : []),
  ].join('; ') || 'do nothing that can be delegated';
}

function named(id: string, nameOf: NameOf, noun: string): string {
  const name = nameOf(id);
  return name === undefined || name === id ? `${noun}${id}` : `${noun}${name} (${id})`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

/** A statement of the resource policy in words. Names in it are as others wrote them. */
export interface DelegationNote {
  readonly effect: string;
  /** `account Root/security (222222222222)` */
  readonly who: string;
  /** `create, change and delete tag policies; attach and detach tag policies on Root/Workloads (ou-…)` */
  readonly what: string;
}

/** The statements of an organization's resource policy; none if it has no resource policy. */
export function delegationNotes(organization: Organization): DelegationNote[] {
  const paths = new Map([...targets(organization)].map(({ path, target }) => [target.id, path]));
  const nameOf = (id: string) => paths.get(id);
  return delegationsOf(organization.resourcePolicy?.content).map((each) => (
    { effect: each.effect, who: principalWords(each, nameOf), what: rightsWords(each, nameOf) }));
}
