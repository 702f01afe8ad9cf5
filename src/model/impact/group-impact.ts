import type { AccountImpact } from './impact';
import type { ActionsImpact, ImpactCounts, ImpactGroup } from './impact-group';
import { whereabouts } from './whereabouts';
import type { PlacedAccount } from '../access/placed-account';
import type { AccountReference } from '../diff/references';

/**
 * Accounts with the same impact together, most accounts first.
 * @param repeated names that several accounts have
 */
export function groupImpact(byAccount: ReadonlyMap<PlacedAccount, AccountImpact>, repeated: ReadonlySet<string>): ImpactGroup[] {
  const groups = new Map<string, { impact: AccountImpact; placed: PlacedAccount[] }>();
  const keys = new Map<AccountImpact, string>();
  for (const [placed, impact] of byAccount) {
    const key = keys.get(impact) ?? JSON.stringify(impact);
    keys.set(impact, key);
    const group = groups.get(key);
    if (group) group.placed.push(placed);
    else groups.set(key, { impact, placed: [placed] });
  }
  return [...groups.values()].map(({ impact, placed }): ImpactGroup => {
    const accounts = placed.map((each) => referenceTo(each, repeated));
    return { caption: caption(placed, accounts), accounts, ...impact, counts: countsOf(impact.actions) };
  })
    .sort((one, other) => other.accounts.length - one.accounts.length || (one.accounts[0].path < other.accounts[0].path ? -1 : 1));
}

function referenceTo({ account: { id, name, email }, path }: PlacedAccount, repeated: ReadonlySet<string>): AccountReference {
  return {
    kind: 'account',
    id,
    path: `Root/${path}`,
    email,
    ...(name.includes('/') ? { name } : {}),
    ...(repeated.has(name) && email !== '' ? { distinguishedBy: email } : {}),
  };
}

function caption(placed: readonly PlacedAccount[], [first]: readonly AccountReference[]): string {
  if (placed.length > 1) return `${placed.length} accounts in ${whereabouts(placed)}`;
  return first.distinguishedBy === undefined ? first.path : `${first.path} (${first.distinguishedBy})`;
}

function countsOf(actions: readonly ActionsImpact[]): ImpactCounts {
  const count = (matches: (impact: ActionsImpact) => boolean) => actions.filter(matches).reduce((sum, impact) => sum + impact.count, 0);
  return {
    denied: count(({ before, after }) => after === 'denied' && before !== 'denied'),
    allowed: count(({ after }) => after === 'allowed'),
    conditional: count(({ before, after }) => after === 'depends' && before !== 'depends'),
    conditionsChanged: count(({ before, after }) => after === 'depends' && before === 'depends'),
  };
}
