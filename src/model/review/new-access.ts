import type { Review } from './review';
import { isAuthorizationPolicyType } from '../../contract';
import type { Witness } from '../../policy/decide';
import type { Change } from '../diff/change';
import type { ActionsImpact, ImpactGroup } from '../impact/impact-group';

/** Accounts in which more requests pass after a change than before. */
export interface NewAccess {
  readonly group: ImpactGroup;
  /** The actions of these requests, as patterns. */
  readonly actions: readonly string[];
  /** A request that passes now and did not before, if one is found. */
  readonly example?: Witness;
  /** Whether more requests pass for certain. Otherwise, neither a proof nor an example was found. */
  readonly isCertain: boolean;
}

/** The new access by service and resource control policies, in the order of the impact. */
export function newAccess({ impact }: Pick<Review, 'impact'>): NewAccess[] {
  return impact.flatMap((group): NewAccess[] => {
    const looser = group.actions.filter(({ direction }) => direction !== 'tightens');
    if (looser.length === 0) return [];
    const example = looser.find(({ examples }) => examples?.loosens !== undefined)?.examples?.loosens;
    const certain = looser.filter(isDecided);
    const isCertain = example !== undefined || certain.length > 0;
    const named = certain.length > 0 ? certain : looser;
    return [{ group, actions: named.flatMap(({ actions }) => actions), ...(example === undefined ? {} : { example }), isCertain }];
  });
}

/** Whether the decision depends on no condition, so that it needs no example. */
function isDecided({ before, after }: ActionsImpact): boolean {
  return before !== 'depends' && after !== 'depends';
}

/** The reason why a change may newly allow something in accounts, or by policies, that are not known. */
export interface PossibleAccess {
  /** The place of the change in the list of changes. */
  readonly change: number;
  readonly reason: string;
}

/** The changes of policies and places that loosen although the impact shows no new access: accounts or policies are not known. */
export function possibleAccess(review: Pick<Review, 'impact' | 'changes' | 'risks'>): PossibleAccess[] {
  if (newAccess(review).length > 0) return [];
  return review.risks.flatMap(({ change, level, reason, about }) => (
    level === 'loosens' && about !== 'settings' && concernsAccess(review.changes[change]) ? [{ change, reason }] : []));
}

/** Whether a change can be one of the service and resource control policies that count for accounts. */
function concernsAccess(change: Change): boolean {
  switch (change.kind) {
    case 'policyAdded':
    case 'policyStatementsChanged':
    case 'attached':
    case 'detached': return isAuthorizationPolicyType(change.policy.type);
    case 'policyTypeEnabled':
    case 'policyTypeRemoved': return isAuthorizationPolicyType(change.policyType);
    case 'handedOver': return change.on.kind === 'policy';
    case 'accountAdded':
    case 'organizationalUnitAdded': return change.arrival === 'adopted';
    case 'fullAwsAccessDetached':
    case 'fullAwsAccessReturned':
    case 'accountMoved':
    case 'accountRemoved':
    case 'organizationalUnitMoved':
    case 'organizationalUnitRemoved': return true;
    default: return false;
  }
}
