import { newAccess, type NewAccess, possibleAccess, type Review } from '../../model';
import { requestInWords } from '../../policy/decide';
import { changeText } from '../../report';
import { count } from '../../report/wording/words';

/** A reason to stop, and the groups of accounts or the changes that are its causes. */
export interface NewAccessReason {
  readonly reason: string;
  readonly because: readonly string[];
}

/** So many actions are named for a group of accounts. */
const NAMED = 5;

/** The reasons why the policies of a review give new access: for certain, perhaps, or where accounts or policies are not known. */
export function newAccessReasons(review: Review): NewAccessReason[] {
  const all = newAccess(review);
  const reasons = ([[true, 'can do what was denied'], [false, 'may do what was denied']] as const).map(([isCertain, words]) => {
    const groups = all.filter((each) => each.isCertain === isCertain);
    const accounts = groups.reduce((sum, { group }) => sum + group.accounts.length, 0);
    return { reason: `${count(accounts, 'account')} ${words}`, because: groups.map(accessText) };
  });
  const possible = possibleAccess(review);
  const causes = possible.map(({ change, reason }) => `${changeText(review.changes[change], review.drift).headline}: ${reason}`);
  return [...reasons, { reason: `${count(causes.length, 'change')} may allow what was denied`, because: causes }]
    .filter(({ because }) => because.length > 0);
}

/** `5 accounts in Root/Security: role/Example can now call kms:DeleteAlias`. */
function accessText({ group: { caption }, actions, example, isCertain }: NewAccess): string {
  if (example !== undefined) return `${caption}: ${requestInWords(example, 'can now')}`;
  const more = actions.length > NAMED ? ` and ${actions.length - NAMED} more` : '';
  return `${caption}: more requests ${isCertain ? 'pass' : 'may pass'} for ${actions.slice(0, NAMED).join(', ')}${more}`;
}
