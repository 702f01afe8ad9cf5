import type { Aligned } from './align';
import { type PolicyTypeName, isSameOwner } from '../../../contract';
import { isInvited } from '../../invitations';
import type { InCode } from '../../organization';
import type { AccountOutcome, Arrival, Outcome, ServiceOutcome } from '../change';
import type { FlatOrganization, FlatTarget } from '../flat-organization';

/** A resource that may have notes from code. */
interface Noted {
  readonly code?: InCode;
}

/** How a resource comes into the head. */
export function arrivalOf({ base, head }: Aligned, { code }: Noted): Arrival {
  if (code !== undefined) return code.adopt ? base.code === undefined ? 'missing' : 'adopted' : 'created';
  return head.code === undefined ? 'appeared' : 'named';
}

/** The outcome for a resource of the base that is not in the head. The code cannot delete a resource that it did not create. */
export function outcomeOf({ base, head }: Aligned, { code }: Noted): Outcome {
  if (code !== undefined) return code.retained || code.adopt || isLeftToItself(code, head) ? 'stays' : 'deleted';
  return base.code === undefined ? 'gone' : 'stays';
}

/** Code that only names a target knows nothing of it but its ID. */
export function isById({ id, name }: Pick<FlatTarget, 'id' | 'name'>): boolean {
  return name === id;
}

/** Whether a target is in the code of the head, or named there. One whose construct leaves is not, even if the code still names its ID. */
export function isInHead({ base, head }: Pick<Aligned, 'base' | 'head'>, id: string): boolean {
  const target = head.targets.get(id);
  if (target === undefined) return false;
  const isOnlyNamed = head.code !== undefined && target.code === undefined && isById(target);
  return !isOnlyNamed || base.targets.get(id)?.code === undefined;
}

const AFTER_REMOVAL = { MoveAccount: 'moved', RemoveAccountFromOrganization: 'removedFromOrganization', CloseAccount: 'closed' } as const;

export function accountOutcomeOf(aligned: Aligned, account: Noted & { readonly id: string; readonly state: string }): AccountOutcome {
  const { code } = account;
  if (!isInvited(account) || code === undefined) return memberOutcomeOf(aligned, account);
  return code.retained || isLeftToItself(code, aligned.head) ? 'stays' : 'invitationCanceled';
}

/** The outcome for an account that is a member. The management account only loses tags. */
export function memberOutcomeOf(
  { base, head }: Aligned, { id, code }: Noted & { readonly id: string },
): Exclude<AccountOutcome, 'invitationCanceled'> {
  if (code !== undefined && id === base.managementAccountId) return 'stays';
  if (code?.removal !== undefined && !code.retained && !isLeftToItself(code, head)) return AFTER_REMOVAL[code.removal.Action];
  return code === undefined && base.code === undefined ? 'gone' : 'stays';
}

/** Policy types that are removed from the app with `disableOnRemoval`, and whose stack is still deployed. */
export function policyTypesToDisable(base: FlatOrganization, head: FlatOrganization): PolicyTypeName[] {
  return (base.code?.disabledOnRemoval ?? [])
    .filter(({ policyType, owner }) => !head.policyTypes.includes(policyType) && !isLeftToItself({ owner }, head))
    .map(({ policyType }) => policyType);
}

/** Trusted access and policy types stay when they are removed from the app, unless a policy type says otherwise. */
export function serviceOutcomeOf({ code }: FlatOrganization): ServiceOutcome {
  return code === undefined ? 'ends' : 'stays';
}

/** A resource that is in both, with its notes from code if there are any. */
interface Both {
  readonly before: { readonly code?: InCode };
  readonly after: { readonly code?: InCode };
}

export function changesStack({ before, after }: Both): boolean {
  return before.code !== undefined && after.code !== undefined && !isSameOwner(before.code.owner, after.code.owner);
}

/** Whether no deployment acts on the resources of a stack: `cdk deploy` deletes no stack that is no longer in the code. */
export function isLeftToItself({ owner }: Pick<InCode, 'owner'>, { code }: FlatOrganization): boolean {
  return code !== undefined && !(code.stacks ?? code.owners).some((stack) => isSameOwner(stack, owner));
}
