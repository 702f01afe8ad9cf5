import { obstacle } from './obstacle';
import type { GuardedAction } from '../../../contract';
import type { Aligned } from '../../diff/identity/align';
import { captionsOf } from '../../diff/identity/names';
import { isInHead, isLeftToItself } from '../../diff/identity/provenance';
import type { Obstacle } from '../risk';

const KEYS: Readonly<Record<GuardedAction, string>> = {
  CloseAccount: 'allowAccountClosure', RemoveAccountFromOrganization: 'allowAccountRemoval', DeleteOrganization: 'allowDeletion', DisablePolicyType: 'allowPolicyTypeDisabling',
};

/** A removal takes two keys, and the organization must keep its key until the account is gone. */
export function removalObstacles(aligned: Aligned): Obstacle[] {
  const { base, head } = aligned;
  const paths = captionsOf(base);
  return [...base.targets.values()].flatMap(({ id, code }) => {
    const action = code?.removal?.Action;
    if (action === undefined || action === 'MoveAccount' || code?.retained || isInHead(aligned, id) || isLeftToItself(code!, head)) return [];
    if (head.code?.guardedActions.includes(action)) return [];
    const subject = paths.get(id)!;
    return [obstacle('removalNotAllowed', subject, `${subject} is removed from the app with ${action}, for which the organization in the code gives no right`, action,
      `Keep ${KEYS[action]}: true on the Organization until the account is gone`)];
  });
}
