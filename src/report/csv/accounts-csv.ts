import { type Account, type Change, type ImpactCounts, type Organization, type Review, targets } from '../../model';
import { changeText } from '../changes/change-text';
import { csvValue } from '../escape';
import { nameIn } from '../wording/words';

interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly path: string;
  readonly state: string;
}

const COLUMNS = ['id', 'name', 'email', 'path', 'state', 'changes', 'actions denied now', 'actions allowed now', 'actions that depend now'];

const NOT_JUDGED = 'not judged';

const NOTHING: ImpactCounts = { denied: 0, allowed: 0, conditional: 0, conditionsChanged: 0 };

/**
 * The accounts of an organization for a spreadsheet, each with what changes about it and what it can do; accounts that the change takes
 * away stand at the end. Lines end as in RFC 4180.
 * @param organization the one after the change.
 */
export function accountsCsv(organization: Organization, review?: Review): string {
  const changes = review?.changes ?? [];
  const headlines = headlinesByAccount(changes, review?.drift);
  const counts = new Map((review?.impact ?? []).flatMap((group) => group.accounts.map(({ email }) => [email, group.counts] as const)));
  const rows = [...targets(organization)].flatMap(({ kind, path, target }) => (
    kind === 'account' ? [rowOf(target as Account, path)] : []));
  const known = new Set(rows.map(({ email }) => email));
  const gone = changes.flatMap((change) => (change.kind === 'accountRemoved' && !known.has(change.account.email)
    ? [{ ...change.account, name: change.account.name ?? nameIn(change.account.path), state: change.outcome }] : []));
  const lines = [...rows, ...gone].map(({ id, name, email, path, state }) => {
    const { denied, allowed, conditional } = counts.get(email) ?? NOTHING;
    const texts = new Set([...headlines.get(email) ?? [], ...headlines.get(path) ?? []]);
    const numbers = [denied, allowed, conditional].map((number) => (review?.actionsNotJudged ? NOT_JUDGED : number));
    return [id, name, email, path, state, [...texts].join('; '), ...numbers];
  });
  return [COLUMNS, ...lines].map((values) => `${values.map(csvValue).join(',')}\r\n`).join('');
}

function rowOf({ id, name, email, state }: Account, path: string): AccountRow {
  return { id, name, email, path, state };
}

/** By email address where a change has one, else by path. */
function headlinesByAccount(changes: readonly Change[], drift?: boolean): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const change of changes) {
    const keys = accountKeys(change);
    if (keys.length === 0) continue;
    const { headline } = changeText(change, drift);
    for (const key of keys) found.set(key, [...found.get(key) ?? [], headline]);
  }
  return found;
}

function accountKeys(change: Change): string[] {
  if (change.kind === 'accountEmailChanged') return [change.before, change.after];
  if ('account' in change) return [change.account.email];
  const target = 'target' in change ? change.target : 'on' in change ? change.on : undefined;
  return target?.kind === 'account' ? [target.path] : [];
}
