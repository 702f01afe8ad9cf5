import type { PlacedAccount } from './placed-account';
import { nearest } from '../../policy/actions/nearest';

/** In this order: what identifies an account for certain comes first. */
const KEYS: readonly ((placed: PlacedAccount) => string)[] = [
  ({ account }) => account.id,
  ({ path }) => path,
  ({ account }) => account.name,
  ({ account }) => account.email,
];

const LISTED = 8;

/**
 * The account that is meant by an id, a path, a name or an e-mail address; upper and lower case are the same where that leaves one.
 * @throws Error with candidates, if there is none or more than one.
 */
export function findAccount(accounts: readonly PlacedAccount[], text: string): PlacedAccount {
  const wanted = text.replace(/^root\//i, '');
  for (const fold of [(value: string) => value, (value: string) => value.toLowerCase()]) {
    for (const key of KEYS) {
      const found = accounts.filter((placed) => fold(key(placed)) === fold(wanted));
      if (found.length === 1) return found[0];
      if (found.length > 1) throw new Error(`More than one account is meant: "${text}". Give the id or the path of one: ${listed(found)}.`);
    }
  }
  if (accounts.length === 0) throw new Error(`The account is not known: "${text}". There are no accounts in this organization.`);
  const close = meant(accounts, wanted);
  const advice = close === undefined ? `Give a name, an id, an e-mail address or a path, such as ${listed(accounts)}` : `Did you mean ${close.path}?`;
  throw new Error(`The account is not known: "${text}". ${advice}${close === undefined ? '.' : ''}`);
}

/** The account of which some key is spelled much alike. */
function meant(accounts: readonly PlacedAccount[], text: string): PlacedAccount | undefined {
  const byKey = new Map(accounts.flatMap((placed) => KEYS.map((key) => [key(placed), placed] as const)));
  return byKey.get(nearest(text, byKey.keys()) ?? '');
}

function listed(accounts: readonly PlacedAccount[]): string {
  const shown = accounts.slice(0, LISTED).map(({ path, account }) => (account.id.startsWith('${') ? path : `${path} (${account.id})`));
  return shown.join(', ') + (accounts.length > LISTED ? `, and ${accounts.length - LISTED} more` : '');
}
