import { isKept, type Kept, obstacle } from './obstacle';
import type { Aligned } from '../../diff/align';
import { targetsOf } from '../../diff/identities';
import { captionsOf } from '../../diff/names';
import type { Obstacle } from '../risk';

const isAccount = isKept('account');

/**
 * The service has no call that changes the name or the address of an account.
 * @param untouched addresses of the things that the deployment does not look at
 */
export function fixedIdentity(kept: Kept, isLive: boolean, untouched: ReadonlySet<string>): Obstacle[] {
  if (!isAccount(kept) || kept.after.code === undefined || (!isLive && kept.before.code === undefined)) return [];
  if (untouched.has(kept.after.code.address)) return [];
  const { before, after, subject } = kept;
  const unless = isLive ? '' : ', unless that was done beforehand';
  return [
    ...(before.name === after.name ? [] : [obstacle('nameIsFixed', subject,
      `The account ${isLive ? 'is' : 'was'} named ${before.name}${isLive ? '' : ' in the code'}, and AWS Organizations cannot rename an account`, after.name,
      `Rename it first (AWS Account Management, PutAccountName)${unless}, or write its present name into the code`)]),
    ...(before.email.toLowerCase() === after.email.toLowerCase() ? [] : [obstacle('emailIsFixed', subject,
      `The account ${isLive ? 'has' : 'had'} the address ${before.email}${isLive ? '' : ' in the code'}, and AWS Organizations cannot change it`, after.email,
      `Change it first (AWS Account Management, StartPrimaryEmailUpdate)${unless}, or write its present address into the code`)]),
  ];
}

/**
 * Nothing can be done with an account that is closed or suspended.
 * @param untouched addresses of the things that the deployment does not look at
 */
export function inactive(kept: Kept, untouched: ReadonlySet<string>): Obstacle[] {
  if (!isAccount(kept) || kept.after.code === undefined || untouched.has(kept.after.code.address)) return [];
  const { before: { state, id }, subject } = kept;
  if (state === 'ACTIVE' || state === 'PENDING_ACTIVATION') return [];
  return [obstacle('accountNotActive', subject, `${subject} is an account that cannot be used, and the code wants it`, `${id}, ${state}`,
    state === 'SUSPENDED'
      ? 'Ask AWS Support why it is suspended, or take its construct out of the code'
      : 'Ask AWS Support to reopen it within 90 days, or take its construct out of the code')];
}

/** CloudFormation knows an account by its construct, and takes another address there for a change of the account that it knows. */
export function accountsAtOtherConstructs({ base, head }: Aligned): Obstacle[] {
  const [before, after] = [captionsOf(base), captionsOf(head)];
  const known = new Map(targetsOf(base, 'account').flatMap((account) => (account.code?.address ? [[account.code.address, account] as const] : [])));
  return targetsOf(head, 'account').flatMap(({ id, code }) => {
    const former = code && known.get(code.address);
    if (former === undefined || former.id === id) return [];
    const subject = after.get(id)!;
    return [obstacle('constructOfAnotherAccount', subject, `${subject} has the construct of another account, and CloudFormation would change that one`,
      `${code!.address}, which stood for ${before.get(former.id)!}`, 'Give each account its construct id back, or an id that no account had before')];
  });
}
