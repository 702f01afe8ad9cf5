import type { AccessQuestion } from './access-question';
import type { Place, PlacedAccount } from './placed-account';
import type { AccessKnowledge } from './prepare-question';
import { idsSpelledOut } from './spelled-out-ids';
import { policiesOn, type SymbolicIds } from './symbols';
import { isAuthorizationPolicyType } from '../../contract';
import type { CompiledPolicy, ContextValue, IdKind } from '../../policy';

/** An ID that an account has or may have, with IDs that stand in for those that only a deployment will know. */
export interface AccountCase {
  /** Absent where policies name no account, or where only a deployment will know whether their patterns of IDs match. */
  readonly account?: string;
  /** By the references of policies. */
  readonly standIns: Readonly<Record<string, string>>;
  /** Whether the policies spell out no ID that may turn out to be one of these. */
  readonly areStandInsCertain: boolean;
}

const ACCOUNT: ReadonlySet<IdKind> = new Set(['account']);
/** The kinds of IDs in the path to an account. */
export const PLACES: readonly IdKind[] = ['organization', 'root', 'organizationalUnit'];

/**
 * The IDs that an account may have, as far as these policies can tell them apart: its own one, if it is known. A symbol is an ID that no
 * policy spells out, or one of those that policies spell out and that no other account has.
 * @param references the stand-ins for references of the policies
 */
export function accountCases(
  id: string, symbols: SymbolicIds, policies: readonly CompiledPolicy[], references: Readonly<Record<string, ContextValue>>,
): AccountCase[] {
  const standIns = references as Readonly<Record<string, string>>;
  if (!symbols.isSymbol(id) && Object.keys(standIns).length === 0) return [{ account: id, standIns, areStandInsCertain: true }];
  const accounts = symbols.unassigned('account', policies);
  const areOthersCertain = PLACES.every((kind) => symbols.unassigned(kind, policies)?.length === 0);
  const areStandInsCertain = areOthersCertain && accounts?.length === 0;
  if (!symbols.isSymbol(id)) return [{ account: id, standIns, areStandInsCertain }];
  const isNamed = policies.some((policy) => idsSpelledOut(policy, 'account')?.length !== 0)
    || symbols.hasStandIn(Object.values(standIns).join(' '), ACCOUNT);
  // Where policies name no account, any ID does.
  if (accounts === undefined || !isNamed) return [{ standIns, areStandInsCertain }];
  const own = symbols.standIn(id);
  return [own, ...accounts.filter((each) => each !== own)].map((account) => ({
    account,
    areStandInsCertain: areOthersCertain && accounts.every((each) => each === account),
    standIns: Object.fromEntries(Object.entries(standIns).map(([reference, standIn]) => [reference, standIn === own ? account : standIn])),
  }));
}

/** The single accounts that the policies on the way to some accounts name. */
interface NamedAccounts {
  /** The accounts that they name. */
  readonly ids: ReadonlySet<string>;
  /** Whether an ID that only a deployment will know may turn out to be one of them. */
  readonly mayBeSymbols: boolean;
}

/** Tells accounts apart as far as a question and the policies on their way do. */
export class AccountKinds {
  private readonly parents = new Map<Place, number>();
  private readonly named = new Map<string, NamedAccounts | undefined>();
  /** Whether the question itself may name single accounts. */
  private readonly isOfAccounts: boolean;

  constructor(private readonly knowledge: AccessKnowledge, private readonly question: AccessQuestion) {
    this.isOfAccounts = /\d{12}/.test(JSON.stringify([question.principal, question.resource, question.context]));
  }

  /** Equal for accounts with the same verdict for the same reasons; undefined for an account that may have one of its own. */
  keyOf(placed: PlacedAccount): string | undefined {
    const { account: { id, attachedPolicies }, places } = placed;
    const { symbols, organization: { managementAccountId } } = this.knowledge;
    const parent = places.at(-2);
    if (this.isOfAccounts || parent === undefined || id === managementAccountId) return undefined;
    if (!this.parents.has(parent)) this.parents.set(parent, this.parents.size);
    const attached = attachedPolicies.filter(({ type }) => isAuthorizationPolicyType(type)).map((policy) => policy.id);
    const key = JSON.stringify([this.parents.get(parent), attached]);
    if (!this.named.has(key)) this.named.set(key, this.namedOnWay(placed));
    const named = this.named.get(key);
    const isTold = named === undefined || named.ids.has(symbols.standIn(id)) || (symbols.isSymbol(id) && named.mayBeSymbols);
    return isTold ? undefined : key;
  }

  /** Undefined where patterns or numbers may tell any account from any other. */
  private namedOnWay(placed: PlacedAccount): NamedAccounts | undefined {
    const { chains, symbols } = this.knowledge;
    const side = chains.of(placed);
    const policies = [...policiesOn([side]), ...this.question.identityPolicies ?? []];
    const spelledOut = policies.map((policy) => idsSpelledOut(policy, 'account'));
    if (spelledOut.includes(undefined)) return undefined;
    const references = Object.values(symbols.context([side])).map(String);
    return { ids: new Set([...spelledOut.flatMap((ids) => ids ?? []), ...references]), mayBeSymbols: symbols.unassigned('account', policies)?.length !== 0 };
  }
}
