import { idsSpelledOut } from './spelled-out-ids';
import type { SymbolicIds } from './symbols';
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
