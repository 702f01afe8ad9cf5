import { forbiddingPolicy, type ForbiddenRequests, type Invariant } from './invariant';
import { PolicyNumbers } from './policy-numbers';
import { type AccountSide, CompiledPolicy, FULL_AWS_ACCESS } from '../../policy';
import { type Callers, type Containment, decideContainment, type Gate, gatesOf, type RequestFacts, type Witness } from '../../policy/decide';
import type { AccountFacts, OrganizationAccess } from '../access/organization-access';
import type { PlacedAccount } from '../access/placed-account';

/** A gate that lets every request pass. */
const ANYTHING: Gate = { type: 'IDENTITY_POLICY', level: 'anything', policies: [new CompiledPolicy('anything', FULL_AWS_ACCESS)] };

/** Whether an invariant holds in some accounts. */
export type Verdict =
  | { readonly kind: 'proved' }
  | { readonly kind: 'refuted'; readonly witness: Witness }
  | { readonly kind: 'undecided'; readonly reasons: readonly string[] };

/** Accounts with the same verdict. */
export interface CheckedAccounts {
  readonly accounts: readonly PlacedAccount[];
  readonly verdict: Verdict;
}

export interface CheckedInvariant {
  readonly invariant: Invariant;
  /** The refuted ones first. */
  readonly groups: readonly CheckedAccounts[];
}

/**
 * Proves or refutes an invariant in each of its accounts.
 * @throws Error if it names no account, or the management account, which no policy reaches
 */
export function checkInvariant(access: OrganizationAccess, invariant: Invariant): CheckedInvariant {
  const accounts = accountsOf(access, invariant);
  const groups = new Map<string, { accounts: PlacedAccount[]; verdict: Verdict }>();
  const checker = new InvariantChecker(access, invariant);
  for (const placed of accounts) {
    const verdict = checker.check(placed);
    const key = JSON.stringify(verdict);
    const group = groups.get(key);
    if (group) group.accounts.push(placed);
    else groups.set(key, { accounts: [placed], verdict });
  }
  const order: readonly Verdict['kind'][] = ['refuted', 'undecided', 'proved'];
  const sorted = [...groups.values()].sort((one, other) => order.indexOf(one.verdict.kind) - order.indexOf(other.verdict.kind));
  return { invariant, groups: sorted };
}

/**
 * Checks forbidden requests in one account after the other.
 * A proof that needs no facts about an account counts for all with its policies.
 */
export class InvariantChecker {
  private readonly promise: Gate;
  private readonly proved = new Map<string, boolean>();
  private readonly numbers = new PolicyNumbers();

  /** @throws Error for requests that no policy could forbid */
  constructor(private readonly access: OrganizationAccess, private readonly requests: ForbiddenRequests) {
    this.promise = { type: 'IDENTITY_POLICY', level: 'the invariant', policies: [new CompiledPolicy('the invariant', forbiddingPolicy(requests))] };
  }

  /** The invariant holds if it does for each ID that the account may have. */
  check(placed: PlacedAccount): Verdict {
    const { side, cases } = this.access.policiesOf(placed, this.promise.policies);
    const verdicts: Verdict[] = [];
    for (const facts of cases) {
      const verdict = this.checkCase(side, facts);
      if (verdict.kind === 'refuted') return verdict;
      verdicts.push(verdict);
    }
    return verdicts.find(({ kind }) => kind === 'undecided') ?? verdicts[0];
  }

  /** A request that is forbidden, whether or not the policies of the account let it pass. */
  example(placed: PlacedAccount): Witness | undefined {
    const [facts] = this.access.policiesOf(placed, this.promise.policies).cases;
    const found = decideContainment([ANYTHING], [this.promise], knownFacts(this.requests.callers, facts));
    return found.kind === 'witness' ? found.witness : undefined;
  }

  private checkCase(side: AccountSide, facts: AccountFacts): Verdict {
    const { callers = 'members', onOwnResources = false } = this.requests;
    const own = gatesOf(side, callers === 'members' ? 'SERVICE_CONTROL_POLICY' : 'RESOURCE_CONTROL_POLICY');
    const both = callers === 'members' ? [...own, ...gatesOf(side, 'RESOURCE_CONTROL_POLICY')] : own;
    if (this.isProvedWithoutFacts(own, { callers, standIns: facts.standIns, areStandInsCertain: facts.areStandInsCertain })) return { kind: 'proved' };
    const known = knownFacts(callers, facts);
    // A request that all policies let pass is the better example. Policies for resources do not reach those of other accounts.
    const onOwn = both.length === own.length ? undefined
      : decideContainment(both, [this.promise], { ...known, context: { ...known.context, ...facts.resource } });
    if (onOwn !== undefined && (onOwnResources || onOwn.kind === 'witness')) return verdictOf(onOwn);
    return verdictOf(decideContainment(own, [this.promise], known));
  }

  private isProvedWithoutFacts(gates: readonly Gate[], facts: RequestFacts): boolean {
    const key = `${this.numbers.keyOf(gates.map(({ policies }) => policies))} ${JSON.stringify(facts.standIns)}`;
    let isProved = this.proved.get(key);
    if (isProved === undefined) {
      isProved = decideContainment(gates, [this.promise], facts).kind === 'contained';
      this.proved.set(key, isProved);
    }
    return isProved;
  }
}

function knownFacts(callers: Callers = 'members', { account, principal, resource, standIns, areStandInsCertain }: AccountFacts): RequestFacts {
  return { callers, standIns, areStandInsCertain, ...(callers === 'members' ? { account, context: principal } : { context: resource }) };
}

function verdictOf(containment: Containment): Verdict {
  if (containment.kind === 'contained') return { kind: 'proved' };
  return containment.kind === 'witness' ? { kind: 'refuted', witness: containment.witness } : containment;
}

function accountsOf(access: OrganizationAccess, { name, in: places, notIn = [] }: Invariant): PlacedAccount[] {
  const chosen = new Set(places === undefined ? access.accounts : places.flatMap((place) => access.accountsAt(place)));
  for (const place of notIn) for (const placed of access.accountsAt(place)) chosen.delete(placed);
  const accounts = [...chosen].filter((placed) => !access.isManagementAccount(placed));
  if (accounts.length > 0) return accounts;
  const advice = chosen.size > 0 ? 'No policy reaches the management account. Name others' : 'Name a unit with accounts, or an account';
  throw new Error(`No account is left to check: ${JSON.stringify(name)}. ${advice}.`);
}
