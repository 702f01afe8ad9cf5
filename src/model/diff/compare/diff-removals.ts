import type { GuardedAction } from '../../../contract';
import type { RemovalChange, Removal } from '../change';
import type { FlatTarget } from '../flat-organization';
import type { Aligned } from '../identity/align';
import { targetsOf } from '../identity/identities';
import type { Names } from '../identity/names';

/** Compares two versions of the code: the account actions that they permit, and the removal settings of accounts. */
export function diffRemovals({ base, head }: Aligned, names: Names): RemovalChange[] {
  if (base.code === undefined || head.code === undefined || base.id === '' || head.id === '') return [];
  const [before, after] = [base.code.guardedActions, head.code.guardedActions];
  const change = (kind: 'removalAllowed' | 'removalNoLongerAllowed', these: readonly GuardedAction[], those: readonly GuardedAction[]) => (
    these.filter((action) => !those.includes(action)).map((action): RemovalChange => ({ kind, action })));
  return [
    ...change('removalAllowed', after, before),
    ...change('removalNoLongerAllowed', before, after),
    ...targetsOf(head, 'account').flatMap((account): RemovalChange[] => {
      const former = base.targets.get(account.id);
      if (former?.code === undefined || account.code === undefined || removalOf(former) === removalOf(account)) return [];
      return [{ kind: 'accountRemovalChanged', account: names.account(account), before: removalOf(former), after: removalOf(account) }];
    }),
    ...targetsOf(head, 'organizationalUnit').flatMap((unit): RemovalChange[] => {
      const former = base.targets.get(unit.id);
      const [from, to] = [former?.code?.moveAccountsTo, unit.code?.moveAccountsTo];
      if (former?.code === undefined || unit.code === undefined || from === to) return [];
      return [{
        kind: 'moveAccountsToChanged',
        unit: names.unit(unit),
        ...(from === undefined ? {} : { from: names.parent(from) }),
        ...(to === undefined ? {} : { to: names.parent(to) }),
      }];
    }),
  ];
}

const REMOVALS = { CloseAccount: 'closed', RemoveAccountFromOrganization: 'removedFromOrganization', MoveAccount: 'moved' } as const;

function removalOf({ code }: FlatTarget): Removal {
  return code?.removal === undefined || code.retained ? 'stays' : REMOVALS[code.removal.Action];
}
