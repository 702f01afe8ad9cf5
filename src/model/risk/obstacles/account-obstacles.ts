import { isKept, type Kept, obstacle } from './obstacle';
import type { FlatTarget } from '../../diff/flat-organization';
import type { Aligned } from '../../diff/identity/align';
import { targetsOf } from '../../diff/identity/identities';
import { captionsOf } from '../../diff/identity/names';
import type { Obstacle } from '../risk';

const isAccount = isKept('account');

const ACCOUNT_MANAGEMENT = 'account.amazonaws.com';

/**
 * An adopted account must have the name and the address in the code. Other accounts are renamed, and their addresses changed,
 * only with trusted access of AWS Account Management.
 * @param untouched addresses of the resources that the deployment does not look at
 */
export function identityProblems(kept: Kept, { base, head }: Aligned, untouched: ReadonlySet<string>): Obstacle[] {
  if (!isAccount(kept) || kept.after.code === undefined || untouched.has(kept.after.code.address)) return [];
  const { before, after, subject } = kept;
  const differences = [
    ...(before.name === after.name ? [] : [{ kind: 'nameIsFixed', noun: 'name', present: before.name, given: after.name } as const]),
    ...(isSameAddress(before, after) ? [] : [{ kind: 'emailIsFixed', noun: 'address', present: before.email, given: after.email } as const]),
  ];
  if (differences.length === 0) return [];
  if (before.code === undefined) {
    // Code that only named the account before does not know its name.
    if (base.code !== undefined || !after.code?.adopt) return [];
    return differences.map(({ kind, noun, present, given }) => obstacle(kind, subject,
      `The account to be taken over has the ${noun} ${present}, and the code says another one`, given,
      `Write the present ${noun} into the code. A later deployment can change it`));
  }
  // Code that does not create the organization does not know its trusted services. A removed service stays trusted.
  if (head.id === '' || [...base.trustedServices, ...head.trustedServices].includes(ACCOUNT_MANAGEMENT)) return [];
  return [obstacle('noTrustedAccess', subject,
    `${subject} gets another ${differences.map(({ noun }) => noun).join(' and another ')} without trusted access of AWS Account Management`, ACCOUNT_MANAGEMENT,
    'Add TrustedService.ACCOUNT_MANAGEMENT to trustedServices of the Organization')];
}

function isSameAddress(before: FlatTarget, after: FlatTarget): boolean {
  return before.email.toLowerCase() === after.email.toLowerCase();
}

/**
 * An account that is closed or suspended cannot be changed.
 * @param untouched addresses of the resources that the deployment does not look at
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

/** CloudFormation identifies an account by its construct, and takes another address there for a change of the same account. */
export function accountsAtOtherConstructs({ base, head }: Aligned): Obstacle[] {
  const [before, after] = [captionsOf(base), captionsOf(head)];
  const known = new Map(targetsOf(base, 'account').flatMap((account) => (account.code?.address ? [[account.code.address, account] as const] : [])));
  return targetsOf(head, 'account').flatMap(({ id, code }) => {
    const former = code && known.get(code.address);
    if (former === undefined || former.id === id) return [];
    const subject = after.get(id)!;
    return [obstacle('constructOfAnotherAccount', subject, `${subject} has the construct of another account, and CloudFormation would change that one`,
      `${code!.address}, which stood for ${before.get(former.id)!}`, 'Give each account its construct ID back, or an ID that no account had before')];
  });
}
