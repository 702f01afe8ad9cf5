import type { GuardedAction } from '../../contract';
import type { Aligned } from '../diff/align';
import type { FlatOrganization, FlatTarget } from '../diff/flat-organization';
import { pathsOf } from '../diff/names';
import type { InCode, Policy } from '../organization';
import type { Obstacle } from './risk';

/** A thing that is in both, and what it is called. */
interface Kept {
  readonly before: FlatTarget | Policy;
  readonly after: FlatTarget | Policy;
  readonly subject: string;
}

/**
 * What cannot work, and is known before the deployment begins. The head comes from code; the base from code, or from the service with
 * notes on what the code owns (`withOwnership`).
 */
export function obstaclesOf({ base, head }: Aligned): Obstacle[] {
  const paths = pathsOf(head);
  const kept: Kept[] = [
    ...[...head.targets.values()].filter(({ kind }) => kind !== 'root').flatMap((after) => pair(base.targets.get(after.id), after, paths.get(after.id)!)),
    ...[...head.policies.values()].flatMap((after) => pair(base.policies.get(after.id), after, `policy ${after.name}`)),
  ];
  const isLive = base.code === undefined;
  return [
    ...kept.flatMap(isLive ? taken : movesToAnotherStack),
    ...kept.flatMap((each) => unitMove(each, base, isLive)),
    ...(isLive ? kept.flatMap(fixedNames) : []),
    ...removals(base, head),
  ];
}

function pair(before: FlatTarget | Policy | undefined, after: FlatTarget | Policy, subject: string): Kept[] {
  return before === undefined ? [] : [{ before, after, subject }];
}

function movesToAnotherStack({ before: { code: former }, after: { code: present }, subject }: Kept): Obstacle[] {
  if (former === undefined || present === undefined || former.owner === present.owner || (former.retained && present.adopt)) return [];
  return [obstacle('movesToAnotherStack', subject, `${subject} moves to another stack, which leaves alone what the stack before owns`,
    `from ${former.owner} to ${present.owner}`,
    'Deploy the former stack with the removal policy RETAIN on it first, then move it and set adopt: true')];
}

/** What exists and is not ours is left alone. */
function taken({ before, after, subject }: Kept): Obstacle[] {
  const isNamed = after.code === undefined;
  if (isNamed || before.code !== undefined || after.code?.adopt) return [];
  return [obstacle('taken', subject, `${subject} exists and was not made by this code`, before.id, 'Set adopt: true to take it over, or choose another name')];
}

function unitMove({ before, after, subject }: Kept, base: FlatOrganization, isLive: boolean): Obstacle[] {
  if (!('kind' in after) || !('kind' in before) || after.kind !== 'organizationalUnit' || before.parentId === after.parentId) return [];
  const { code } = after;
  if (code === undefined || (!isLive && !sameConstruct(before.code, code))) return [];
  const foreign = isLive ? foreignUnitBelow(base, before.id) : undefined;
  return [
    ...(code.allowMove ? [] : [obstacle('moveNotAllowed', subject, `${subject} gets another parent, and AWS Organizations has no call that moves an organizational unit`,
      before.name, 'Keep its parent, or set allowMove: true, so that it is made anew there with another id')]),
    ...(foreign === undefined ? [] : [obstacle('foreignUnitBelow', subject, `${subject} moves, and a unit below it is not in the code and would not follow`,
      `${foreign.name}, ${foreign.id}`, 'Add it to the code with adopt: true, or move its accounts and delete it')]),
    ...(code.exports.length === 0 ? [] : [obstacle('exportedIdChanges', subject, `${subject} gets another id, which other stacks may import, and CloudFormation keeps an export that is in use`,
      code.exports.join(', '), 'Take the references out of the other stacks first, and put them back afterwards')]),
  ];
}

function sameConstruct(former: InCode | undefined, present: InCode): boolean {
  return former?.address === present.address;
}

function foreignUnitBelow({ targets }: FlatOrganization, id: string): FlatTarget | undefined {
  const isBelow = ({ parentId }: FlatTarget): boolean => parentId !== undefined && (parentId === id || isBelow(targets.get(parentId)!));
  return [...targets.values()].find((target) => target.kind === 'organizationalUnit' && target.code === undefined && isBelow(target));
}

function fixedNames({ before, after, subject }: Kept): Obstacle[] {
  if (!('kind' in after) || !('kind' in before) || after.kind !== 'account' || after.code === undefined) return [];
  return [
    ...(before.name === after.name ? [] : [obstacle('nameIsFixed', subject, `The account is named ${before.name}, and AWS Organizations cannot rename an account`, after.name,
      'Rename it first (AWS Account Management, PutAccountName), or write its present name into the code')]),
    ...(before.email === after.email ? [] : [obstacle('emailIsFixed', subject, `The account has the address ${before.email}, and AWS Organizations cannot change it`, after.email,
      'Change it first (AWS Account Management, StartPrimaryEmailUpdate), or write its present address into the code')]),
  ];
}

const KEYS: Readonly<Record<GuardedAction, string>> = { CloseAccount: 'allowAccountClosure', RemoveAccountFromOrganization: 'allowAccountRemoval' };

/** It takes two keys, and the organization's has to stay until the account is gone. */
function removals(base: FlatOrganization, head: FlatOrganization): Obstacle[] {
  const paths = pathsOf(base);
  return [...base.targets.values()].flatMap(({ id, code }) => {
    const action = code?.removal?.Action;
    if (action === undefined || action === 'MoveAccount' || code?.retained || head.targets.has(id)) return [];
    if (head.code?.guardedActions.includes(action)) return [];
    const subject = paths.get(id)!;
    return [obstacle('removalNotAllowed', subject, `${subject} leaves the code with ${action}, for which the organization in the code gives no right`, action,
      `Keep ${KEYS[action]}: true on the Organization until the account is gone`)];
  });
}

function obstacle(kind: Obstacle['kind'], subject: string, ...[wrong, given, remedy]: [string, string, string]): Obstacle {
  return { kind, subject, message: `${wrong} (given: ${given}). ${remedy}.` };
}
