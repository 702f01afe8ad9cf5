import type { Ways } from './actions-impact';
import { isAuthorizationPolicyType } from '../../contract';
import { EXAMPLE_ACCOUNT } from '../../policy/decide';
import { type AccountCase, accountCases } from '../access/account-cases';
import type { PolicyChains } from '../access/policy-chains';
import { idsSpelledOut, textOf } from '../access/spelled-out-ids';
import { policiesOn, referencesIn, SymbolicIds } from '../access/symbols';
import type { Organization } from '../organization';

interface NamedAccounts {
  /** Whether a policy has a pattern of IDs, which any account may match. */
  readonly isAny: boolean;
  /** IDs and references. */
  readonly ids: ReadonlySet<string>;
  /** An ID that no policy names. */
  readonly other: string;
}

/** A version of the organization, with its compiled policies. */
interface Version {
  readonly organization: Organization;
  readonly chains: PolicyChains;
}

/** Tells apart the accounts that policies name. All others are alike, so that they are judged once. */
export class AccountNames {
  private readonly symbols: SymbolicIds;
  private found: NamedAccounts | undefined;

  constructor(private readonly before: Version, private readonly after: Version) {
    this.symbols = new SymbolicIds(after.organization);
  }

  /** Equal for accounts whose requests the policies cannot tell apart by the account. */
  keyOf(id: string): string {
    return this.isNamed(id) ? id : String(this.symbols.isSymbol(id));
  }

  casesOf(id: string, { before, after }: Ways): AccountCase[] {
    const isLikeOthers = !this.isNamed(id) && !this.symbols.isSymbol(id);
    const sides = [{ levels: before }, { levels: after }];
    return accountCases(isLikeOthers ? this.named.other : id, this.symbols, policiesOn(sides), this.symbols.context(sides));
  }

  private isNamed(id: string): boolean {
    return this.named.isAny || this.named.ids.has(id);
  }

  private get named(): NamedAccounts {
    return this.found ??= namedBy([this.before, this.after]);
  }
}

function namedBy(versions: readonly Version[]): NamedAccounts {
  const policies = versions.flatMap(({ organization, chains: { library } }) => {
    const counting = organization.policies.filter(({ type }) => isAuthorizationPolicyType(type));
    return counting.map((each) => library.get({ ...each, awsManaged: false }));
  });
  const spelledOut = policies.map((policy) => idsSpelledOut(policy, 'account'));
  const references = policies.flatMap((policy) => [...referencesIn(textOf(policy))].map((reference) => `\${${reference}}`));
  const ids = new Set([...spelledOut.flatMap((each) => each ?? []), ...references]);
  let other = Number(EXAMPLE_ACCOUNT);
  while (ids.has(String(other))) other++;
  return { isAny: spelledOut.includes(undefined), ids, other: String(other) };
}
