import { LATE_ACCOUNT_MS } from '../../readings/delays';
import { Call } from '../operation';

function isYoung({ view, now }: Call, id: string): boolean {
  const account = view.get('accounts', id);
  return account?.joinedMethod === 'CREATED' && now - account.joinedAt < LATE_ACCOUNT_MS;
}

/** Whether lists lack an account yet that DescribeAccount shows. */
export function isHiddenFromLists(call: Call, id: string): boolean {
  return call.readings.newAccountIsSeenBy === 'describeFirst' && isYoung(call, id);
}

/** Whether DescribeAccount lacks an account yet that lists show. */
export function isHiddenFromDescribe(call: Call, id: string): boolean {
  return call.readings.newAccountIsSeenBy === 'listsFirst' && isYoung(call, id);
}
