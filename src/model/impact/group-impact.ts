import type { AccountImpact } from './impact';
import type { ActionsImpact, ImpactCounts, ImpactGroup } from './impact-group';
import type { PlacedAccount } from '../access/placed-account';
import type { AccountReference } from '../diff/references';

/** Accounts with the same impact together, most accounts first. */
export function groupImpact(byAccount: ReadonlyMap<PlacedAccount, AccountImpact>): ImpactGroup[] {
  const groups = new Map<string, { impact: AccountImpact; accounts: AccountReference[] }>();
  const keys = new Map<AccountImpact, string>();
  for (const [placed, impact] of byAccount) {
    const key = keys.get(impact) ?? JSON.stringify(impact);
    keys.set(impact, key);
    const group = groups.get(key);
    if (group) group.accounts.push(referenceTo(placed));
    else groups.set(key, { impact, accounts: [referenceTo(placed)] });
  }
  return [...groups.values()].map(({ impact, accounts }) => (
    { caption: caption(accounts), accounts, ...impact, counts: countsOf(impact.actions) }))
    .sort((one, other) => other.accounts.length - one.accounts.length || (one.accounts[0].path < other.accounts[0].path ? -1 : 1));
}

function referenceTo({ account: { id, email }, path }: PlacedAccount): AccountReference {
  return { kind: 'account', id, path: `Root/${path}`, email };
}

/** `14 accounts in Root/Workloads/Prod`: the deepest place that all of them are in. */
function caption(accounts: readonly AccountReference[]): string {
  const [first, ...others] = accounts.map(({ path }) => path.split('/').slice(0, -1));
  if (others.length === 0) return accounts[0].path;
  const common = others.reduce((shared, place) => shared.slice(0, differsAt(shared, place)), first);
  return `${accounts.length} accounts in ${common.join('/')}`;
}

function differsAt(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((name, position) => name !== other[position]);
  return index < 0 ? one.length : index;
}

function countsOf(actions: readonly ActionsImpact[]): ImpactCounts {
  const count = (matches: (impact: ActionsImpact) => boolean) => actions.filter(matches).reduce((sum, impact) => sum + impact.count, 0);
  return {
    denied: count(({ after }) => after === 'denied'),
    allowed: count(({ after }) => after === 'allowed'),
    conditional: count(({ before, after }) => after === 'depends' && before !== 'depends'),
    conditionsChanged: count(({ before, after }) => after === 'depends' && before === 'depends'),
  };
}
