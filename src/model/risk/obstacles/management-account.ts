import { isKept, type Kept, obstacle } from './obstacle';
import type { Aligned } from '../../diff/identity/align';
import { isReal } from '../../diff/identity/identities';
import { pathsOf } from '../../diff/identity/names';
import type { Obstacle } from '../risk';

/**
 * The management account is adopted where it is: it is never moved or invited.
 * @param untouched addresses of the resources that the deployment does not look at
 */
export function managementAccount(kept: Kept, { base, head }: Aligned, untouched: ReadonlySet<string>): Obstacle[] {
  if (!isKept('account')(kept)) return [];
  const { before, after: { id, code, parentId = '' }, subject } = kept;
  if (id !== base.managementAccountId || code === undefined || untouched.has(code.address)) return [];
  if (code.invited !== undefined) {
    return [obstacle('managementAccount', subject, `${subject} is the management account of the organization, which nobody can invite`, id,
      'Use Account with adopt: true')];
  }
  // Code that only named the account before does not know its parent.
  const isPlaced = base.code === undefined || before.code !== undefined;
  if (!isPlaced || before.parentId === undefined || before.parentId === parentId) return [];
  const present = `${pathsOf(base).get(before.parentId)!}${isReal(before.parentId) ? ` (${before.parentId})` : ''}`;
  return [obstacle('managementAccount', subject,
    `${subject} is the management account, which a deployment never moves, and the code gives it another parent`, pathsOf(head).get(parentId) ?? parentId,
    `Give its construct the parent that it has: ${present}`)];
}
