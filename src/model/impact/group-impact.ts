import { withExamples } from './actions-impact';
import type { AccountImpact } from './impact';
import type { ActionsImpact, ImpactCounts, ImpactGroup } from './impact-group';
import type { PlacedAccount, Place } from '../access/placed-account';
import type { AccountReference } from '../diff/references';
import type { Parent } from '../organization';

/** The most places in a caption; more of them are described by the place around them. */
const MOST_PLACES = 3;

/**
 * Groups accounts with the same impact, the largest group first.
 * @param repeated names that several accounts have
 */
export function groupImpact(byAccount: ReadonlyMap<PlacedAccount, AccountImpact>, repeated: ReadonlySet<string>): ImpactGroup[] {
  const groups = new Map<string, { impact: AccountImpact; placed: PlacedAccount[] }>();
  const keys = new Map<AccountImpact, string>();
  for (const [placed, impact] of byAccount) {
    const key = keys.get(impact) ?? JSON.stringify(impact, (name, value: unknown) => (name === 'examples' ? undefined : value));
    keys.set(impact, key);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { impact, placed: [placed] });
      continue;
    }
    group.placed.push(placed);
    group.impact = withExamplesOf(group.impact, impact);
  }
  return [...groups.values()].map(({ impact, placed }): ImpactGroup => {
    const accounts = placed.map((each) => referenceTo(each, repeated));
    return { caption: caption(placed, accounts), accounts, ...impact, counts: countsOf(impact.actions) };
  })
    .sort((one, other) => other.accounts.length - one.accounts.length || (one.accounts[0].path < other.accounts[0].path ? -1 : 1));
}

/** An impact with the examples that only another one has, which is the same but for them. */
function withExamplesOf(impact: AccountImpact, other: AccountImpact): AccountImpact {
  if (impact === other) return impact;
  return { ...impact, actions: impact.actions.map((each, place) => withExamples(each, other.actions[place].examples)) };
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
  if (placed.length > 1) return `${placed.length} accounts in ${describeLocations(placed)}`;
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

/**
 * The place of at least two accounts: `Root/Workloads/Prod`, the deepest place around them. If other accounts are in it too, and they
 * are in few places below it: `Root/Security, Root/Workloads/Prod`.
 */
function describeLocations(placed: readonly PlacedAccount[]): string {
  const around = placesAround(placed);
  const whole = pathOf(around.at(-1));
  if (around.length > 0 && numberOfAccounts(around.at(-1)!.target as Parent) === placed.length) return whole;
  const parts = new Map<string, PlacedAccount[]>();
  for (const each of placed) {
    const next = each.places[around.length].target;
    if (next === each.account) return whole;
    const part = parts.get(next.id);
    if (part) part.push(each);
    else parts.set(next.id, [each]);
  }
  return parts.size > MOST_PLACES ? whole : [...parts.values()].map((part) => pathOf(placesAround(part).at(-1))).join(', ');
}

/** The places above all of these accounts, from the root down. */
function placesAround([first, ...others]: readonly PlacedAccount[]): readonly Place[] {
  let depth = first.places.length - 1;
  for (const { places } of others) {
    const parting = places.findIndex(({ target }, at) => at >= depth || target.id !== first.places[at].target.id);
    depth = Math.min(depth, parting === -1 ? places.length - 1 : parting);
  }
  return first.places.slice(0, depth);
}

function pathOf(place: Place | undefined): string {
  return place !== undefined && 'name' in place.target ? `Root/${place.name}` : 'Root';
}

function numberOfAccounts({ accounts, organizationalUnits }: Parent): number {
  return organizationalUnits.reduce((sum, unit) => sum + numberOfAccounts(unit), accounts.length);
}
