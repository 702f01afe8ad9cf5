import type { Judged } from './risk-rules';
import { stackNameOf } from '../../../contract';
import type { Change, HandOverOutcome } from '../../diff/change';

type HandedOver = Extract<Change, { kind: 'handedOver' }>;

/** The effects of a hand-over by the former stack, each with its level and the end of its reason. */
const LOSSES: Readonly<Partial<Record<HandOverOutcome, Judged>>> = {
  closed: { level: 'destroys', reason: 'closes the account, which is lost after 90 days with everything in it.' },
  removedFromOrganization: { level: 'destroys', reason: 'removes the account from the organization, whose policies no longer reach it.' },
  moved: { level: 'loosens', reason: 'moves the account away, where other policies count.' },
  invitationCanceled: { level: 'neutral', reason: 'cancels the invitation, which can be sent again.' },
  deleted: { level: 'destroys', reason: 'deletes it, and the new stack finds nothing to adopt.' },
  recreated: { level: 'destroys', reason: 'deletes it, and it gets another ID; others may depend on the present one.' },
};

/** The worst of both orders counts: which stack is deployed first is not in the code. */
export function handOverRisk({ on, from, formerFirst, newFirst }: HandedOver, isAttached: boolean): Judged[] {
  const loss = LOSSES[formerFirst];
  if (loss === undefined) {
    return [{ level: 'neutral', reason: newFirst === 'refused' ? 'It stays with its former stack.' : 'It stays as it is and gets the owner tag of the stack.' }];
  }
  if (on.kind === 'delegatedAdministrator') {
    return [{ level: 'destroys', reason: `If the stack ${stackNameOf(from)} is deployed first, it deregisters the account: some services lose their data and settings then.` }];
  }
  const isGone = formerFirst === 'deleted' || formerFirst === 'recreated';
  return [
    { level: loss.level, reason: `If the stack ${stackNameOf(from)} is deployed first, it ${loss.reason}` },
    ...(on.kind === 'policy' && isGone && isAttached
      ? [{ level: 'loosens' as const, reason: 'Its targets are unprotected from the moment when it is deleted until it is made and attached again.' }] : []),
  ];
}
